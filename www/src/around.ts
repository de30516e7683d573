import type { Plan, Rows } from "windrow";
import type { Sent } from "windrow/duckdb";
import { type Settings, words } from "windrow/element";
import { Frame, parseTemplate, type TextCounter } from "windrow/prompts";

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

/**
 * How many tokens the texts around the lines of a prompt have: of the widest prompt of a plan, and never more than was
 * kept free for them when it was cut.
 */
export function sizeAround(
  settings: Settings,
  count: TextCounter,
  plan: Plan,
  rows: Rows,
  chats: readonly string[] = [],
): number {
  const first = firstOf(plan, rows);
  const facts = { n: plan.length, of: plan.length, rows: rows.length, first, last: first };
  const size = (text: string) => (text === "" ? 0 : count(text));
  const { before = "", after = "" } = around(settings);
  return [before, after]
    .flatMap((text) => parseTemplate(text).parts)
    .map((part) => {
      if (typeof part === "string") return size(part);
      if (part.name === "chat") return chats.reduce((most, chat) => Math.max(most, size(chat)), 0);
      return size(new Frame({ before: part.written }).render(facts, rows.timeUnit ?? "us")[0]);
    })
    .reduce((sum, n) => sum + n, 0);
}

const firsts = new WeakMap<Rows, { time: bigint | undefined }>();

/** The time of the first row, which all plans begin with. Kept, as a plan copies the times of all its windows to tell it. */
function firstOf(plan: Plan, rows: Rows): bigint | undefined {
  let first = firsts.get(rows);
  if (!first && plan.length > 0) firsts.set(rows, (first = { time: plan.firstTime?.[0] }));
  return first?.time;
}
