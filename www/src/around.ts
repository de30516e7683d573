import type { Sent } from "windrow/duckdb";
import { type Settings, words } from "windrow/element";
import type { TextCounter } from "windrow/prompts";

/** What of settings stands around the lines. */
export function around({ before, after, reserve }: Settings): Pick<Sent, "before" | "after" | "reserve"> {
  const { defaultBefore, defaultAfter } = words();
  return {
    before: withEnd(before ?? defaultBefore),
    after: withStart(after ?? defaultAfter),
    ...(reserve !== undefined && { reserve: { tokens: reserve } }),
  };
}

/** A text is set off from the messages by an empty line. */
const withEnd = (text: string) => (text === "" ? "" : `${text}\n\n`);
const withStart = (text: string) => (text === "" ? "" : `\n\n${text}`);

/** About how many tokens the texts around the lines of a prompt have. */
export function sizeAround(settings: Settings, count: TextCounter): number {
  const { before = "", after = "" } = around(settings);
  return (
    before.split(/\{[^{}]*\}/).reduce((sum, part) => sum + (part === "" ? 0 : count(part) + 4), 0) +
    (after === "" ? 0 : count(after))
  );
}
