import { WindowError } from "../error.js";
import { TextColumns } from "./columnar.js";
import { decode, encodingOf } from "./encoding.js";
import type { Source, Stage } from "./format.js";
import { requireSize } from "../limits.js";
import { isObject } from "./json/objects.js";
import { wholeFile } from "./whole.js";
import { LONGEST_SAMPLE, MOST_SAMPLES } from "./samples.js";

/** A message as a format's parser returns it. */
export interface Message {
  /** Milliseconds since 1970, or an ISO 8601 time; without an offset, the time of a local clock in an unknown zone. */
  readonly time?: number | string | undefined;
  readonly author?: unknown;
  readonly text: string;
  readonly chat?: unknown;
  readonly chat_name?: unknown;
  readonly kind?: "message" | "media" | "system";
  readonly id?: unknown;
}

/** The chat of a message. */
type Chat = Pick<Message, "chat" | "chat_name">;

/** A file parsed as JSON. */
export interface JsonFile {
  /** The file's name; within a zip, with its folders. */
  readonly name: string;
  readonly value: unknown;
}

/** The problem of a message without a time. */
const UNTIMED = "messages without a time that can be read";
const NAMES = ["time", "author", "text", "chat", "chat_name", "kind", "id", "problem"] as const;

/** Collects messages in columns, and reports items that are not messages. */
export class Messages {
  readonly #columns = new TextColumns();
  readonly #stage: Stage;
  readonly #problems = new Map<string, { count: number; samples: string[] }>();
  #added = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /**
   * Adds the message read from each item of an array; reports items that are not objects.
   *
   * @param chat the chat of all of them, unless each message has its own
   */
  async addAll(items: unknown, read: (item: Record<string, unknown>) => Message | undefined, chat?: Chat): Promise<void> {
    if (items === undefined || items === null) return;
    if (!Array.isArray(items)) return this.tell("values that are no list of messages", items);
    for (const item of items) {
      const message = isObject(item) ? read(item) : undefined;
      if (message) this.add(message, chat);
      else this.tell("values that are no messages", item);
      if (++this.#added % 1024 === 0) await this.#stage.progress(this.#added / (this.#added + items.length));
    }
  }

  add(message: Message, { chat, chat_name }: Chat = message): void {
    const { time, author, text, kind, id } = message;
    const micros = microsOf(time);
    if (micros === undefined) this.#set("problem", UNTIMED);
    this.#set("time", micros);
    this.#set("text", text);
    this.#set("kind", kind);
    this.#set("author", author);
    this.#set("chat", chat);
    this.#set("chat_name", chat_name);
    this.#set("id", id);
    this.#columns.rows++;
  }

  /** Writes a value of the current row, if it is a text or a number. */
  #set(name: (typeof NAMES)[number], value: unknown): void {
    if (typeof value === "string") this.#columns.set(name, this.#columns.rows, value);
    else if (typeof value === "number") this.#columns.set(name, this.#columns.rows, String(value));
  }

  /** Reports a part of the file that is not a message. */
  tell(what: string, value: unknown): void {
    const problem = this.#problems.get(what) ?? { count: 0, samples: [] };
    this.#problems.set(what, problem);
    if (problem.count++ < MOST_SAMPLES)
      problem.samples.push((typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, LONGEST_SAMPLE));
  }

  /** The SELECT of the messages. */
  async select(): Promise<string> {
    for (const [what, { count, samples }] of this.#problems) this.#stage.report({ what, count, samples });
    const rows = this.#columns.rows;
    if (rows === 0)
      throw new WindowError("NO_MESSAGES", "there are no messages in it; export the chat once more, with its messages");
    // A column without a value still has to exist: a row that is removed again creates it.
    for (const name of NAMES) this.#columns.set(name, rows, "");
    this.#columns.rows++;
    const table = await this.#stage.insert(this.#columns);
    const values = NAMES.slice(1)
      .map((name) => `"${name}"`)
      .join(", ");
    return `SELECT make_timestamp(TRY_CAST(time AS BIGINT)) AS time, ${values} FROM ${table} WHERE rowid < ${rows} ORDER BY rowid`;
  }
}

/** The range of plausible years: others could exceed the range of a database's times. */
const [OLDEST, NEWEST] = [Date.UTC(1900, 0), Date.UTC(2200, 0)];

function microsOf(time: number | string | undefined): string | undefined {
  const millis = typeof time === "string" ? Date.parse(/[zZ]$|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`) : (time ?? NaN);
  if (!(millis >= OLDEST && millis < NEWEST)) return undefined;
  return String(Math.round(millis * 1000));
}

/** A number, or a text that holds one; NaN for anything else. */
export function numberOf(value: unknown): number {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "") ? Number(value) : NaN;
}

/** A text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Joins lines that are not empty into one text. */
export function linesOf(...lines: unknown[]): string {
  return lines
    .map(textOf)
    .filter((line) => line !== "")
    .join("\n");
}

/** An object's property; undefined for anything else. */
export function property(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

/** The objects of an array. */
export function objectsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/**
 * A file as JSON, or those of a zip that have such a name, in the order of their names; what cannot be read is told.
 *
 * @param before what stands before the JSON
 */
export async function* jsonFiles(
  source: Source,
  stage: Stage,
  isWanted: (name: string) => boolean,
  before?: RegExp,
): AsyncGenerator<JsonFile> {
  if (!source.entries) {
    yield { name: source.name, value: await parsed(source.blob, before) };
    return;
  }
  const wanted = source.entries.filter(({ name }) => isWanted(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const broken: string[] = [];
  for (const { name, blob } of wanted) {
    stage.signal.throwIfAborted();
    try {
      yield { name, value: await parsed(await blob(), before) };
    } catch (error) {
      if (!(error instanceof WindowError)) throw error;
      broken.push(name);
    }
  }
  if (broken.length > 0)
    stage.report({ what: "files of the zip that cannot be read", count: broken.length, samples: broken.slice(0, MOST_SAMPLES) });
}

/** @throws WindowError: `BAD_JSON`, `TOO_LARGE` */
async function parsed(blob: Blob, before?: RegExp): Promise<unknown> {
  requireSize("text", "the file", blob.size);
  const bytes = await wholeFile("the file", blob);
  try {
    const text = decode(bytes, encodingOf(bytes));
    return JSON.parse(before ? text.replace(before, "") : text);
  } catch (cause) {
    const isCut = !/[\]}]\s*$/.test(decode(bytes.subarray(-64), "utf-8"));
    const advice = isCut ? "it is cut short; export it once more" : "export it once more";
    throw new WindowError("BAD_JSON", `the file cannot be read as JSON: ${(cause as Error).message}; ${advice}`, { cause });
  }
}
