import { WindowError } from "../error.js";
import { guessColumns } from "../guess.js";
import type { ColumnChoice } from "./format.js";
import type { Column, Roles } from "./loaded.js";

/** A column of a table, and what is in it. */
export interface Sketch extends Column {
  /** The mean length of its texts in bytes; 0 where it holds none. */
  readonly length: number;
  /** Whether its values are times, or texts that can be read as times. */
  readonly holdsTimes: boolean;
}

/** The columns for each role: those chosen, and for the rest the likeliest. */
export function choose(columns: readonly Sketch[], chosen: ColumnChoice): Roles {
  const { measures = [] } = chosen;
  for (const name of [chosen.time, chosen.text, chosen.author, chosen.chat, chosen.id, ...measures]) {
    if (typeof name === "string") mustHave(columns, name);
  }
  const free = columns.filter(({ name }) => ![chosen.time, chosen.text, chosen.chat].includes(name));
  const guess = guessColumns(free.map((column) => ({ name: column.name, type: typeOf(column), length: column.length })));
  const pick = (given: string | null | undefined, guessed: string | undefined) => (given === null ? undefined : (given ?? guessed));
  let time = pick(chosen.time, guess.time);
  let text = chosen.text ?? guess.text;
  let chat = pick(chosen.chat, guess.partition);
  if (text === undefined) {
    // Whatever it holds, the last column is shown; a time alone is a text.
    text = columns.filter(({ name }) => name !== time).at(-1)?.name ?? time!;
    if (text === time && chosen.time === undefined) time = undefined;
    if (text === chat && chosen.chat === undefined) chat = undefined;
  }
  const author = pick(chosen.author, columns.find(({ name }) => AUTHOR_NAME.test(name) && ![time, text, chat].includes(name))?.name);
  return { time, author, text, chat, chatName: undefined, kind: undefined, id: chosen.id ?? undefined, measures };
}

const AUTHOR_NAME = /^(author|from|sender|user|nick|name)(_?name)?$/i;

/** @throws WindowError: `MISSING_COLUMN` */
function mustHave(columns: readonly Column[], name: string): void {
  if (columns.some((column) => column.name === name)) return;
  throw new WindowError("MISSING_COLUMN", `there is no column ${name}; there is ${columns.map(({ name }) => name).join(", ")}`);
}

function typeOf({ type, holdsTimes }: Sketch): "time" | "text" | "other" {
  if (holdsTimes) return "time";
  return type === "VARCHAR" ? "text" : "other";
}
