import { type From, column, source } from "./source.js";

/**
 * In which order rows were fetched, so that whoever asks for them again numbers them the same. Plain
 * data, which can be kept, or sent to a worker.
 */
export interface RowOrder {
  /** Where the rows come from. */
  readonly from: From;
  /** The columns that order them, the first before the next; then as inserted. */
  readonly by: readonly string[];
  /** Whether the database had to sort: else the rows lie in this order already. */
  readonly sorted: boolean;
  /** The column of times, where it alone orders the rows. */
  readonly time?: string;
}

/** Said outright, as a setting of the connection could turn it around. */
const UPWARDS = "ASC NULLS LAST";

/**
 * What ties would come in any order, and in another one the next time, without the place in which it
 * was inserted. That is no `rowid`, which views do not have, and which can be a column's name.
 */
const AS_INSERTED = "row_number() OVER ()";

/** What stands at the end of a query for the rows in order. */
export function orderBy({ by, sorted }: RowOrder): string {
  if (!sorted) return "";
  return ` ORDER BY ${by.map((name) => `${column(name)} ${UPWARDS}`).join(", ")}, ${AS_INSERTED} ASC`;
}

/**
 * An expression that is 1 for a row that comes after the one inserted before it, in the order of these
 * columns or by a tie, and 0 for the first row. What is null cannot be compared, and does not come
 * after.
 */
export function follows(by: readonly string[]): string {
  const compare = (name: string, then: string | undefined): string => {
    const [value, before] = [column(name), `lag(${column(name)}) OVER ()`];
    if (then === undefined) return `${before} <= ${value}`;
    return `${before} < ${value} OR (${before} = ${value} AND (${then}))`;
  };
  const holds = by.reduceRight<string | undefined>((then, name) => compare(name, then), undefined);
  return `coalesce(${holds}, false)::UTINYINT`;
}

/**
 * A query for the rows as they were fetched, with their `position`, and expressions named `c0`, `c1`, …
 *
 * @param within a condition that the rows of some of the first positions are sure not to meet
 * @param before the number of those rows, as SQL
 */
export function numbered(order: RowOrder, expressions: readonly string[], within = "", before = ""): string {
  const from = `FROM ${source(order.from)}${within && ` WHERE ${within}`}`;
  const named = expressions.map((expression, i) => `${expression} AS c${i}`);
  const position = (over: string) => `${over} - 1${before && ` + ${before}`} AS position`;
  if (!order.sorted) return `SELECT ${[...named, position(AS_INSERTED)].join(", ")} ${from}`;
  const keys = order.by.map((name, i) => `${column(name)} AS k${i}`);
  const inserted = `SELECT ${[...named, ...keys, `${AS_INSERTED} AS inserted`].join(", ")} ${from}`;
  const sorted = `row_number() OVER (ORDER BY ${order.by.map((_, i) => `k${i} ${UPWARDS}`).join(", ")}, inserted ASC)`;
  return `SELECT ${[...expressions.map((_, i) => `c${i}`), position(sorted)].join(", ")} FROM (${inserted})`;
}
