import { type Engine } from "../engine/index.js";
import { WindowError } from "../error.js";
import {
  type Around,
  type Template,
  defaultTemplate,
  parseTemplate,
  requireColumns,
  templateSql,
  textSql,
  utf8Length,
} from "../lines/index.js";
import { type From, column, source } from "./source.js";

/** How rows are sent: the columns that a template refers to, and the text around the lines. */
export interface Sending extends Around {
  /** The template of a row. Unless given, `{text}` or, with an author, `[{time:%Y-%m-%d %H:%M}] {author}: {text}`. */
  line?: string | undefined;
  /** The column of times, `{time}` in a template. */
  time?: string | undefined;
  /** The column of authors, `{author}` in a template. */
  author?: string | undefined;
  /** The column of texts, `{text}` in a template. */
  text?: string | undefined;
  /** The column of chats, `{chat}` in a template; the partition unless given. */
  chat?: string | undefined;
  /** The column of partitions. */
  partition?: string | undefined;
}

const SENDING = ["line", "author", "separator", "before", "after", "reserve", "tokens"] as const;

/** A line and its separator as SQL. */
export class Line {
  readonly template: Template;
  readonly separator: string;
  readonly #from: From;
  readonly #roles: ReadonlyMap<string, string>;

  constructor(from: From, sending: Sending) {
    const { time, author, text, chat = sending.partition, separator = "\n" } = sending;
    this.template = parseTemplate(sending.line ?? defaultTemplate({ time, author }));
    this.separator = separator;
    this.#from = from;
    const roles = Object.entries({ time, author, text, chat }).filter((role): role is [string, string] => role[1] !== undefined);
    this.#roles = new Map(roles);
  }

  /** The line without its separator. */
  get sql(): string {
    return templateSql(this.template, (name) => column(this.columnOf(name)));
  }

  /** The line with its separator. */
  get endedSql(): string {
    return this.separator === "" ? this.sql : `concat(${this.sql}, ${textSql(this.separator)})`;
  }

  /** The size of the line with its separator, in bytes. */
  get bytesSql(): string {
    return `(strlen(${this.sql}) + ${utf8Length(this.separator)})`;
  }

  /** The column of a template's name: the column of that role, otherwise the column of that name. */
  columnOf(name: string): string {
    return this.#roles.get(name) ?? name;
  }

  /** A database error, reworded where its cause is the template; runs a query to find out. */
  async explained(error: unknown, engine: Engine): Promise<unknown> {
    if (!(error instanceof WindowError) || error.code !== "MISSING_COLUMN") return error;
    const { names } = await engine.columns(`SELECT column_name AS names FROM (DESCRIBE SELECT * FROM ${source(this.#from)})`);
    try {
      requireColumns(this.template, names as string[], (name) => this.columnOf(name));
      return error;
    } catch (missing) {
      return missing;
    }
  }
}

/** How the rows of a query are sent; undefined without any of these options. */
export function lineOf(from: From, sending: Sending): Line | undefined {
  return SENDING.some((option) => sending[option] !== undefined) ? new Line(from, sending) : undefined;
}
