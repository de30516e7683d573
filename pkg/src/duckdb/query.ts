import type { ArrowColumns } from "../rows.js";
import { type RowOrder, follows, orderBy } from "./order.js";
import { identifier } from "../engine/index.js";
import { type Line, type Sending, lineOf } from "./line.js";
import { type From, column, source } from "./source.js";

/**
 * The columns of a table to fetch, and how its rows are sent. With `line`, or another option of sending, the measure
 * `bytes` is the size of the whole line and its separator; otherwise that of the text alone.
 */
export interface RowsQuery extends Sending {
  /** The name of a table or view, also as `[schema, name]`; or `{ sql }`, a SELECT. */
  from: From;
  /** The column of times (TIMESTAMP of any kind, or DATE); rows are fetched in its order. */
  time?: string | undefined;
  /** The column of texts (VARCHAR). Without a line, its lengths in bytes are the measure `bytes`. */
  text?: string | undefined;
  /** Columns of whole numbers, by the names of their measures. */
  measures?: Record<string, string | undefined> | undefined;
  /** The column of partitions: rows are fetched one partition after the other. */
  partition?: string | undefined;
  /** The column of keys. */
  key?: string | undefined;
  /** Columns that order rows of the same time. Remaining ties come as inserted. */
  orderBy?: readonly string[] | undefined;
  /**
   * Declares the rows ordered: they come as inserted, and the database neither checks nor sorts them. Rows out of order
   * are an error (`UNSORTED`).
   */
  inOrder?: boolean | undefined;
  /** Columns to return in `table`, such as the text itself: for small data. */
  include?: readonly string[] | undefined;
}

/** A query for rows as SQL, and the columns that its result is read by. */
export class Selection {
  /** The columns to order by. */
  readonly by: readonly string[];
  /** The role of each column of the result. */
  readonly columns: ArrowColumns;
  /** The column that flags rows in order, where the query checks it. */
  readonly flag: string;
  /** How rows are sent; undefined without options of sending. */
  readonly line: Line | undefined;
  readonly #query: RowsQuery;
  readonly #selected: string[];
  readonly #taken: string[];

  /**
   * @param asText columns to fetch as text
   * @param tokens `"counted"` fetches a hash of each line, as the last column; a number is the estimated tokens per byte
   */
  constructor(query: RowsQuery, asText: ReadonlySet<string> = new Set(), tokens?: "counted" | number) {
    const { time, text, partition, key, include = [] } = query;
    const measures = Object.fromEntries(Object.entries(query.measures ?? {}).filter(hasColumn));
    const names = [time, partition, key, ...Object.values(measures), ...include].filter(isName);
    this.by = query.inOrder ? [] : [...new Set([partition, time, ...(query.orderBy ?? [])].filter(isName))];
    this.columns = { time, partition, key, measures };
    this.#query = query;
    this.line = lineOf(query.from, query);
    const taken = [...names, ...this.by];
    this.#taken = taken;
    this.flag = unusedName("follows", taken);
    this.#selected = [...new Set(names)].map((name) => {
      const cast = asText.has(name) ? "::VARCHAR" : "";
      return `${column(name)}${cast} AS ${identifier(name)}`;
    });
    const lengths = unusedName(`strlen(${this.line ? "line" : text})`, taken);
    const measured = { ...this.columns, measures: { ...measures, bytes: lengths } };
    if (this.line) {
      this.columns = measured;
      this.#selected.push(`${this.line.bytesSql}::UINTEGER AS ${identifier(lengths)}`);
      if (typeof tokens === "number") {
        const estimated = this.unused("tokens");
        this.columns = { ...measured, measures: { ...measured.measures, tokens: estimated } };
        this.#selected.push(`ceil(${this.line.bytesSql} * ${tokens}::DOUBLE)::UINTEGER AS ${identifier(estimated)}`);
      }
      if (tokens === "counted") this.#selected.push(`hash(${this.line.endedSql}) AS ${identifier(this.unused("hash"))}`);
    } else if (text !== undefined && include.includes(text)) {
      this.columns = { ...this.columns, text };
    } else if (text !== undefined) {
      this.columns = measured;
      // strlen counts bytes, length characters. A null stays null and is read as 0: coalesce in the database would take
      // an eighth of the query's time.
      this.#selected.push(`strlen(${column(text)})::UINTEGER AS ${identifier(lengths)}`);
    }
    if (this.#selected.length === 0) this.#selected.push("1::UTINYINT AS row"); // only the number of rows is needed
  }

  /** The columns of the source that are asked for by name, but for those of a line. */
  get names(): string[] {
    const { text } = this.#query;
    return text === undefined ? this.#taken : [...this.#taken, text];
  }

  /** A name based on this one that no column of the query has. */
  unused(name: string): string {
    return unusedName(name, this.#taken);
  }

  /** Whether rows are ordered by time alone: then the reader of the times can check the order. */
  get isByTime(): boolean {
    const { inOrder, partition, time } = this.#query;
    if (inOrder) return partition === undefined && time !== undefined;
    return this.by.length === 1 && this.by[0] === time;
  }

  /** The order of these rows, stored or sorted. */
  order(sorted: boolean): RowOrder {
    const { from, time } = this.#query;
    return { from, by: this.by, sorted, ...(this.isByTime && time !== undefined && { time }) };
  }

  /** The query, with or without the flag. */
  sql(order: RowOrder, flagged = false): string {
    const flag = flagged ? [`${follows(this.by)} AS ${identifier(this.flag)}`] : [];
    return `SELECT ${[...this.#selected, ...flag].join(", ")} FROM ${source(order.from)}${orderBy(order)}`;
  }
}

/** A name that no column has, and that is readable in errors. */
function unusedName(name: string, taken: string[]): string {
  const isTaken = () => taken.some((other) => other.toLowerCase() === name.toLowerCase());
  while (isTaken()) name += "'";
  return name;
}

function hasColumn(entry: [string, string | undefined]): entry is [string, string] {
  return isName(entry[1]);
}

function isName(name: string | undefined): name is string {
  return name !== undefined;
}
