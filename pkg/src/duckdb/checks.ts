// Checks of the arguments to the DuckDB functions, made before the database is queried.
import { tableNameOf } from "../engine/index.js";
import {
  type Check,
  badOption,
  callback,
  flag,
  isA,
  isArray,
  listOf,
  namedOf,
  optionsOf,
  readOptions,
  text,
} from "../options.js";
import { Rows } from "../rows.js";
import type { RowOrder } from "./order.js";
import type { RowsQuery } from "./query.js";
import type { Sent } from "./sent.js";
import type { From } from "./source.js";

const EXAMPLE = '{ from: "messages", time: "ts", text: "body" }';

/** The name of a column. */
export const columnName: Check<string> = (option, value) => text(option, value, "the name of a column");
export const columnNames: Check<string[]> = (option, value) => listOf(option, value, columnName, '["id"]');

const from: Check<From> = (option, value) => {
  if (typeof value === "string" || isArray(value)) return tableNameOf(option, value);
  const { sql } = optionsOf(value, option, '{ sql: "SELECT …" }, or the name of a table', { sql: text });
  if (sql === undefined) throw badOption(option, value, '{ sql: "SELECT …" }, or the name of a table');
  return { sql };
};

const amounts: Check<Record<string, number>> = (option, value) =>
  namedOf(option, value, (_, amount) => amount as number, "{ tokens: 1_000 }");

const SENDING = {
  line: text,
  time: columnName,
  author: columnName,
  text: columnName,
  chat: columnName,
  partition: columnName,
  separator: text,
  before: text,
  after: text,
  reserve: amounts,
  tokens: callback as Check<(text: string) => number>,
};

/** @throws WindowError: `BAD_OPTION` */
export function queryOf(given: RowsQuery): RowsQuery {
  const query = optionsOf(
    given,
    "the query",
    EXAMPLE,
    {
      ...SENDING,
      from,
      measures: (option, value) => namedOf(option, value, columnName, '{ tokens: "n_tokens" }'),
      key: columnName,
      orderBy: columnNames,
      include: columnNames,
    },
    { more: true },
  );
  if (query.from === undefined) throw badOption("from", undefined, 'the name of a table, or { sql: "SELECT …" }');
  return query as RowsQuery;
}

/**
 * The order of fetched rows and how they are sent, which a caller may have stored as plain data.
 *
 * @throws WindowError: `BAD_OPTION`
 */
export function fetchedOf(given: { order: RowOrder; sent?: Sent }): { order: RowOrder; sent?: Sent } {
  let order: RowOrder | undefined;
  let sent: Sent | undefined;
  const example = "what fetchRows() gave";
  readOptions(given, "the rows", example, (option, value) => {
    if (option === "order") order = orderOf(value);
    if (option === "sent") sent = sentOf(value);
  });
  if (!order) throw badOption("order", undefined, example);
  return { order, ...(sent && { sent }) };
}

/** @throws WindowError: `BAD_OPTION` */
export function orderOf(value: unknown): RowOrder {
  const order = optionsOf(value, "order", "what fetchRows() gave", { from, by: columnNames, sorted: flag, time: columnName });
  if (order.from === undefined || order.by === undefined) throw badOption("order", value, "what fetchRows() gave");
  return { ...order, sorted: order.sorted ?? false } as RowOrder;
}

/** @throws WindowError: `BAD_OPTION` */
export function sentOf(value: unknown): Sent {
  const chats: Check<string[]> = (option, value) => listOf(option, value, text, '["a chat"]');
  const sent = optionsOf(value, "sent", "what fetchRows() gave", { ...SENDING, chats });
  if (sent.line === undefined || sent.separator === undefined) throw badOption("sent", value, "what fetchRows() gave");
  return sent as Sent;
}

/** Refuses rows of another copy of windrow. */
export function requireRows(rows: unknown): Rows {
  if (isA(rows, Rows)) return rows;
  throw badOption("rows", rows, "the rows that fetchRows() gave");
}
