import type { ArrowColumns } from "../rows.js";
import { type RowOrder, follows, orderBy } from "./order.js";
import { identifier } from "../engine/index.js";
import { type Line, type Sending, lineOf } from "./line.js";
import { type From, column, source } from "./source.js";

/**
 * Which columns of a table to fetch, and how its rows are sent. Where `line`, or another option of what is sent, is
 * given, the measure `bytes` is of the whole line and its separator; else of the text alone.
 */
export interface RowsQuery extends Sending {
  /** The name of a table or view, also as `[schema, name]`; or `{ sql }`, a SELECT. */
  from: From;
  /** The column of times (TIMESTAMP of any kind, or DATE); rows are fetched in its order. */
  time?: string | undefined;
  /** The column of texts (VARCHAR): without a line, its lengths in bytes become the measure `bytes`. */
  text?: string | undefined;
  /** Columns of whole numbers, by the measure's name. */
  measures?: Record<string, string | undefined> | undefined;
  /** The column of what each row belongs to: rows are fetched one partition after the other. */
  partition?: string | undefined;
  /** The column that identifies each row. */
  key?: string | undefined;
  /** Columns that order what has the same time. What is the same in these stays as inserted. */
  orderBy?: readonly string[] | undefined;
  /**
   * Whether the rows lie in order already: they come as inserted, the database neither checks nor sorts them, and rows
   * that are out of order are an error (`UNSORTED`).
   */
  inOrder?: boolean | undefined;
  /** Columns to bring along in `table`, such as the text itself: for small data. */
  include?: readonly string[] | undefined;
}

/** A query for rows, ready to be written in SQL, and what reads its result. */
export class Selection {
  /** The columns that order the rows. */
  readonly by: readonly string[];
  /** What to read as what. */
  readonly columns: ArrowColumns;
  /** The column that tells whether rows lie in order, where it is asked for. */
  readonly flag: string;
  /** How rows are sent, where that is said. */
  readonly line: Line | undefined;
  readonly #query: RowsQuery;
  readonly #selected: string[];
  readonly #taken: string[];

  /**
   * @param asText columns to be fetched as texts
   * @param tokens whether to bring the lines themselves, to be counted; or how many tokens a byte is
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
      if (tokens === "counted") this.#selected.push(`${this.line.endedSql} AS ${identifier(this.unused("line"))}`);
    } else if (text !== undefined && include.includes(text)) {
      this.columns = { ...this.columns, text };
    } else if (text !== undefined) {
      this.columns = measured;
      // strlen counts bytes, where length counts characters. A null stays one, and is read as 0: to let
      // the database make one of it would take an eighth of the query's time.
      this.#selected.push(`strlen(${column(text)})::UINTEGER AS ${identifier(lengths)}`);
    }
    if (this.#selected.length === 0) this.#selected.push("1::UTINYINT AS row"); // only their number counts
  }

  /** The columns of the source that are asked for by name, but for those of a line. */
  get names(): string[] {
    const { text } = this.#query;
    return text === undefined ? this.#taken : [...this.#taken, text];
  }

  /** A name like this one that no column of the query has. */
  unused(name: string): string {
    return unusedName(name, this.#taken);
  }

  /** The columns that order the rows are the time alone, so that whoever reads it sees their order. */
  get isByTime(): boolean {
    const { inOrder, partition, time } = this.#query;
    if (inOrder) return partition === undefined && time !== undefined;
    return this.by.length === 1 && this.by[0] === time;
  }

  /** The order of these rows, as they lie or sorted. */
  order(sorted: boolean): RowOrder {
    const { from, time } = this.#query;
    return { from, by: this.by, sorted, ...(this.isByTime && time !== undefined && { time }) };
  }

  /** The query, with the flag or without. */
  sql(order: RowOrder, flagged = false): string {
    const flag = flagged ? [`${follows(this.by)} AS ${identifier(this.flag)}`] : [];
    return `SELECT ${[...this.#selected, ...flag].join(", ")} FROM ${source(order.from)}${orderBy(order)}`;
  }
}

/** A name that no column has, and that errors can show. */
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
