import { type Connection, engineOf, identifier } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";

/** Someone who wrote. */
export interface Author {
  /** null: those without an author. */
  name: string | null;
  messages: number;
}

/** A chat by its id, and what it is called. */
export interface Chat {
  id: string | null;
  name: string | null;
  messages: number;
}

/** The position of a row; not its rowid, which can be a column's name. */
const PLACE = "row_number() OVER () AS place";

type Table = Pick<Loaded, "table" | "columns">;

/**
 * Who wrote how many messages, the most first, by one query; empty where nothing tells of authors.
 *
 * @param most how many to list at most
 */
export async function authors(connection: Connection, { table, columns }: Table, most = 10_000): Promise<Author[]> {
  if (columns.author === undefined) return [];
  const system = columns.kind === undefined ? "" : ` WHERE ${identifier(columns.kind)} IS DISTINCT FROM 'system'`;
  const { name, messages } = await engineOf(connection).columns(
    `SELECT name, count(*)::DOUBLE AS messages
     FROM (SELECT ${identifier(columns.author)}::VARCHAR AS name, ${PLACE} FROM ${identifier(table)}${system}) GROUP BY name ORDER BY messages DESC, min(place) LIMIT ${most}`,
  );
  return (name as (string | null)[]).map((name, i) => ({ name, messages: messages![i] as number }));
}

/** The chats and how many messages each has, in the order of the table, by one query; empty where there is but one table. */
export async function chats(connection: Connection, { table, columns }: Table, most = 10_000): Promise<Chat[]> {
  const { chat, chatName } = columns;
  if (chat === undefined) return [];
  const { id, name, messages } = await engineOf(connection).columns(
    `SELECT id, any_value(called) AS name, count(*)::DOUBLE AS messages
     FROM (SELECT ${identifier(chat)}::VARCHAR AS id, ${identifier(chatName ?? chat)}::VARCHAR AS called, ${PLACE} FROM ${identifier(table)}) GROUP BY id ORDER BY min(place) LIMIT ${most}`,
  );
  return (id as (string | null)[]).map((id, i) => ({ id, name: name![i] as string | null, messages: messages![i] as number }));
}
