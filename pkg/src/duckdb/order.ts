import { type From, column, source } from "./source.js";

/**
 * The order in which rows were fetched. A later query that uses it numbers the rows the same. Plain data, which can be
 * stored or sent to a worker.
 */
export interface RowOrder {
  /** The source of the rows. */
  readonly from: From;
  /** The columns to order by, the most significant first; ties come as inserted. */
  readonly by: readonly string[];
  /** Whether the database had to sort; if not, the rows are stored in this order. */
  readonly sorted: boolean;
  /** The column of times, where the rows are ordered by it alone. */
  readonly time?: string;
}

/** Explicit, as a setting of the connection can reverse the default order. */
const UPWARDS = "ASC NULLS LAST";

/**
 * A column that breaks ties by order of insertion. Without it, the order of ties could change from query to query. Not
 * `rowid`: views have none, and a column may have that name.
 */
const AS_INSERTED = "row_number() OVER ()";

/** The ORDER BY clause of the rows; empty where they need no sort. */
export function orderBy({ by, sorted }: RowOrder): string {
  if (!sorted) return "";
  return ` ORDER BY ${by.map((name) => `${column(name)} ${UPWARDS}`).join(", ")}, ${AS_INSERTED} ASC`;
}

/**
 * An expression that is 1 for a row that follows, or ties with, the row inserted before it in the order of these
 * columns; 0 for the first row. A null is not comparable, so its row does not follow.
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
 * A query for the fetched rows with their `position`, and expressions named `c0`, `c1`, …
 *
 * @param within a condition that a number of rows at the start are known not to meet
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
