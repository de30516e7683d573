import { type Connection, engineOf, identifier, type Watch } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";
import { authors, chats } from "./authors.js";
import { reasons } from "./conditions.js";
import { type Filter, isEmpty, type LeftOut } from "./filter.js";
import { DEFAULT_LABELS, found, type Labels, person, type Redaction, redacted, room } from "./redact.js";

/** A table of the messages that are sent. */
export interface Filtered {
  /** What is to be planned, shown and exported: of a table of its own, or as it was where nothing is filtered. */
  loaded: Loaded;
  /** How many messages are left out, and why. */
  leftOut: LeftOut;
  /** In how many of the messages that are sent each rule has hidden something. */
  redacted: Partial<Record<keyof Redaction, number>>;
  /** The SELECT of them from a table as it was loaded; undefined where nothing is filtered. */
  select: ((table: string) => string) | undefined;
  /** Lets the table go; what was loaded stays. */
  drop(): Promise<void>;
}

/** Who and what the rule of names hides. */
interface Named {
  /** The authors, by the one who wrote most. */
  readonly people: readonly string[];
  /** The ids of chats, whose names often are those of people. */
  readonly chats: readonly string[];
}

/**
 * The messages that are sent, as a SELECT in the order of the table, with all of its columns. Measures, previews and
 * exports that are made of it see the same texts.
 */
function filterSql(
  { table, columns, all }: Pick<Loaded, "table" | "columns" | "all">,
  filter: Filter,
  { people, chats }: Named,
  labels: Labels,
): string {
  const { redact = {} } = filter;
  const isChat = (name: string) => name === columns.chat || name === columns.chatName;
  const text = all.find(({ name }) => name === columns.text);
  const selected = all.map(({ name }) => {
    const column = identifier(name);
    // A text that is a number or the like holds no address.
    if (name === columns.text && text?.type === "VARCHAR") return `${redacted(column, redact, people, labels)} AS ${column}`;
    if (name === columns.author && redact.names) return `${person(`${column}::VARCHAR`, people, labels)} AS ${column}`;
    if (isChat(name) && redact.names && columns.chat !== undefined)
      return `${room(`${identifier(columns.chat)}::VARCHAR`, chats, labels)} AS ${column}`;
    return column;
  });
  const kept = reasons(filter, columns).map(([, sql]) => `NOT ${sql}`);
  return `SELECT ${selected.join(", ")} FROM ${identifier(table)}${kept.length > 0 ? ` WHERE ${kept.join(" AND ")}` : ""}`;
}

/** How many chats are numbered. */
const ROOMS = 1_000;
let made = 0;

/**
 * Makes a table of the messages that are sent, in their order: a row's position is its `rowid`, as in the table that
 * was loaded. It runs at most four queries, whatever the number of messages: two list authors and chats where names are
 * hidden, one counts what is left out and hidden, and one creates the table.
 *
 * @throws WindowError: `BAD_OPTION` for a day that is not one, or a last one before the first; `QUERY_FAILED`
 */
export async function applyFilter(
  connection: Connection,
  loaded: Loaded,
  filter: Filter,
  options: Watch & { labels?: Labels } = {},
): Promise<Filtered> {
  const nothing: LeftOut = { system: 0, media: 0, dates: 0, authors: 0, chats: 0 };
  if (isEmpty(filter)) return { loaded, leftOut: nothing, redacted: {}, select: undefined, drop: async () => {} };
  const { labels = DEFAULT_LABELS, ...watch } = options;
  const engine = engineOf(connection);
  const { redact = {} } = filter;
  // What is empty names nobody, and a NUL no SQL can hold.
  const isName = (name: string | null): name is string => name !== null && name.trim() !== "" && !name.includes("\0");
  const known = redact.names ? await authors(connection, loaded) : [];
  const names = known.map(({ name }) => name).filter(isName);
  const rooms = redact.names ? await chats(connection, loaded, ROOMS) : [];
  const named: Named = { people: names, chats: rooms.map(({ id }) => id).filter(isName) };
  // What is wrong is thrown before a table is made.
  const select = (table: string) => filterSql({ ...loaded, table }, filter, named, labels);
  const why = reasons(filter, loaded.columns);
  const isText = loaded.all.some(({ name, type }) => name === loaded.columns.text && type === "VARCHAR");
  const rules = isText ? found(identifier(loaded.columns.text), redact, names) : [];
  const counts = why.map(([reason, sql], i) => {
    const earlier = why.slice(0, i).map(([, sql]) => ` AND NOT ${sql}`);
    return `count_if(${sql}${earlier.join("")})::DOUBLE AS ${reason}`;
  });
  const kept = why.length === 0 ? "true" : why.map(([, sql]) => `NOT ${sql}`).join(" AND ");
  const hides = rules.map(([rule, sql]) => `count_if(${sql} AND ${kept})::DOUBLE AS "hidden ${rule}"`);
  const counted = await engine.columns(
    `SELECT count(*)::DOUBLE AS "all", ${[...counts, ...hides].join(", ") || "0"} FROM ${identifier(loaded.table)}`,
    watch,
  );
  const leftOut = { ...nothing, ...Object.fromEntries(why.map(([reason]) => [reason, counted[reason]![0]])) } as LeftOut;
  const table = `windrow's filtered messages ${++made}`;
  await engine.run(`CREATE OR REPLACE TABLE ${identifier(table)} AS ${select(loaded.table)}`, watch);
  const rows = loaded.rows - Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const hidden = [loaded.columns.author, loaded.columns.chat, loaded.columns.chatName];
  const all = loaded.all.map((column) =>
    redact.names && hidden.includes(column.name) ? { ...column, type: "VARCHAR" } : column,
  );
  return {
    loaded: { ...loaded, table, rows, all },
    leftOut,
    select,
    redacted: Object.fromEntries(rules.map(([rule]) => [rule, counted[`hidden ${rule}`]![0] as number])),
    drop: () => engine.drop(table),
  };
}
