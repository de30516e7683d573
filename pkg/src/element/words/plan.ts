import type { Planned, Reason } from "../plan/planned.js";
import { duration, fill, words } from "./index.js";

/** What a plan's prompts are measured in: tokens, bytes, messages, or a measure's own name. */
export function unitOf({ measure }: Pick<Planned, "measure">): string {
  const { tokens, bytes, rows } = words();
  return measure === undefined ? rows : ({ tokens, bytes }[measure] ?? measure);
}

/** Why a prompt ends, in a few words. */
export function whyText({ kind, pause = 0 }: Reason): string {
  return fill(words().why[kind], { d: duration(pause) });
}
