import { WindowError } from "../error.js";
import { TEXT_NAME, bareName, guessColumns } from "../guess.js";
import type { ColumnChoice } from "./format.js";
import type { Column, Roles } from "./loaded.js";
import { isAuthorName } from "./roles.js";

/** A column of a table, and facts about its values. */
export interface Sketch extends Column {
  /** The mean length of its texts in bytes; 0 without texts. */
  readonly length: number;
  /** Whether its values are times, or texts that can be read as times. */
  readonly holdsTimes: boolean;
  /** Whether its values are JSON arrays or objects. */
  readonly holdsJson: boolean;
  /** Whether they are all arrays. */
  readonly holdsLists?: boolean;
  /** The share of rows that have a value. */
  readonly filled: number;
}

/** The column of each role: the chosen one, otherwise the likeliest. */
export function choose(all: readonly Sketch[], given: ColumnChoice, aliases: ReadonlyMap<string, string>): Roles {
  // Of two columns of a name, the one in a wrapped record comes second.
  const isWrapped = ({ name }: Sketch) => bareName(name) !== name;
  const columns = [...all.filter((column) => !isWrapped(column)), ...all.filter(isWrapped)];
  const named = (name: string | null | undefined) => (typeof name === "string" ? find(columns, name, aliases) : name);
  const chosen = {
    time: named(given.time),
    text: named(given.text),
    author: named(given.author),
    chat: named(given.chat),
    id: named(given.id),
  };
  const measures = (given.measures ?? []).map((name) => find(columns, name, aliases));
  // An object whose members are columns is none itself.
  const isOpened = ({ name, holdsJson }: Sketch) => holdsJson && columns.some((other) => other.name.startsWith(`${name}.`));
  const free = columns.filter((column) => ![chosen.time, chosen.text, chosen.chat].includes(column.name) && !isOpened(column));
  // Of two columns of times, the one with a value in each row is preferred; the other may be the time of an edit, say.
  const fullest = Math.max(0, ...free.filter(({ holdsTimes }) => holdsTimes).map(({ filled }) => filled));
  const words = free.filter((column) => typeOf(column, fullest) === "text" && !column.holdsIntegers);
  const hasTexts = words.some(({ name }) => !isAuthorName(name));
  // Authors and whole numbers can be longer than the texts: they are the text only if no other column holds texts.
  const lengthOf = ({ name, holdsIntegers, length }: Sketch) =>
    (holdsIntegers && words.length > 0) || (hasTexts && isAuthorName(name)) ? 0 : length;
  const sketches = free.map((column) => ({ name: column.name, type: typeOf(column, fullest), length: lengthOf(column) }));
  const guess = guessColumns(sketches);
  const pick = (given: string | null | undefined, guessed: string | undefined) =>
    given === null ? undefined : (given ?? guessed);
  let time = pick(chosen.time, guess.time);
  let text = chosen.text ?? guess.text;
  let chat = pick(chosen.chat, guess.partition);
  if (text === undefined) {
    // The last column is the text, whatever its type; a time alone is a text.
    text = all.filter(({ name }) => name !== time).at(-1)?.name ?? time!;
    if (text === time && !chosen.time) time = undefined;
    if (text === chat && !chosen.chat) chat = undefined;
  }
  const authors = columns.filter(({ name, filled }) => isAuthorName(name) && filled > 0 && ![time, text, chat].includes(name));
  // Where there are names, they say more than ids, and than objects that hold them.
  const likeliest = authors.find(({ name, holdsJson }) => !holdsJson && !/id$/i.test(name)) ?? authors[0];
  const author = pick(chosen.author, likeliest?.name);
  return { time, author, text, chat, chatName: undefined, kind: undefined, id: chosen.id ?? undefined, measures };
}

/** @throws WindowError: `MISSING_COLUMN` */
function find(columns: readonly Column[], name: string, aliases: ReadonlyMap<string, string>): string {
  if (columns.some((column) => column.name === name)) return name;
  const alias = aliases.get(name);
  if (alias !== undefined) return alias;
  throw new WindowError("MISSING_COLUMN", `there is no column ${name}; there is ${columns.map(({ name }) => name).join(", ")}`);
}

/** The type of values that hold others. */
export const NESTED = /^(STRUCT|MAP|UNION)\(|\]$/;

function typeOf({ name, type, holdsTimes, filled }: Sketch, fullest: number): "time" | "text" | "other" {
  if (holdsTimes) return filled < fullest || filled === 0 ? "other" : "time";
  // Bytes and nested values are texts only where they are called so.
  return type === "VARCHAR" || (TEXT_NAME.test(name) && (type === "BLOB" || NESTED.test(type))) ? "text" : "other";
}
