import { type Connection, engineOf, identifier, type Watch } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";
import { authors } from "./authors.js";
import { reasons } from "./conditions.js";
import { type Filter, isEmpty, type LeftOut } from "./filter.js";
import { DEFAULT_LABELS, found, type Labels, person, type Redaction, redacted } from "./redact.js";

/** A table of the messages that are sent. */
export interface Filtered {
  /** What is to be planned, shown and exported: of a table of its own, or as it was where nothing is filtered. */
  loaded: Loaded;
  /** How many messages are left out, and why. */
  leftOut: LeftOut;
  /** In how many of the messages that are sent each rule has hidden something. */
  redacted: Partial<Record<keyof Redaction, number>>;
  /** Lets the table go; what was loaded stays. */
  drop(): Promise<void>;
}

/**
 * The messages that are sent, as a SELECT in the order of the table, with all of its columns. Measures, previews and
 * exports that are made of it see the same texts.
 *
 * @param names the authors, by the one who wrote most: for the rule of names
 */
function filterSql(
  { table, columns, all }: Pick<Loaded, "table" | "columns" | "all">,
  filter: Filter,
  names: readonly string[] = [],
  labels: Labels = DEFAULT_LABELS,
): string {
  const { redact = {} } = filter;
  const text = all.find(({ name }) => name === columns.text);
  const selected = all.map(({ name }) => {
    const column = identifier(name);
    // A text that is a number or the like holds no address.
    if (name === columns.text && text?.type === "VARCHAR") return `${redacted(column, redact, names, labels)} AS ${column}`;
    if (name === columns.author && redact.names) return `${person(`${column}::VARCHAR`, names, labels)} AS ${column}`;
    return column;
  });
  const kept = reasons(filter, columns).map(([, sql]) => `NOT ${sql}`);
  return `SELECT ${selected.join(", ")} FROM ${identifier(table)}${kept.length > 0 ? ` WHERE ${kept.join(" AND ")}` : ""}`;
}

let made = 0;

/**
 * Makes a table of the messages that are sent, in their order: a row's position is its `rowid`, as in the table that
 * was loaded. Two queries tell what is left out and hidden, one makes the table, whatever the number of messages.
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
  if (isEmpty(filter)) return { loaded, leftOut: nothing, redacted: {}, drop: async () => {} };
  const { labels = DEFAULT_LABELS, ...watch } = options;
  const engine = engineOf(connection);
  const { redact = {} } = filter;
  const known = redact.names ? await authors(connection, loaded) : [];
  // What is empty names nobody, and a NUL no SQL can hold.
  const names = known
    .map(({ name }) => name)
    .filter((name): name is string => name !== null && name.trim() !== "" && !name.includes("\0"));
  const why = reasons(filter, loaded.columns);
  const isText = loaded.all.some(({ name, type }) => name === loaded.columns.text && type === "VARCHAR");
  const rules = isText ? found(identifier(loaded.columns.text), redact, names) : [];
  const counts = why.map(([reason, sql], i) => {
    const earlier = why.slice(0, i).map(([, sql]) => ` AND NOT ${sql}`);
    return `count_if(${sql}${earlier.join("")})::DOUBLE AS ${reason}`;
  });
  const kept = why.length === 0 ? "true" : why.map(([, sql]) => `NOT ${sql}`).join(" AND ");
  const hidden = rules.map(([rule, sql]) => `count_if(${sql} AND ${kept})::DOUBLE AS "hidden ${rule}"`);
  const counted = await engine.columns(
    `SELECT count(*)::DOUBLE AS "all", ${[...counts, ...hidden].join(", ") || "0"} FROM ${identifier(loaded.table)}`,
    watch,
  );
  const leftOut = { ...nothing, ...Object.fromEntries(why.map(([reason]) => [reason, counted[reason]![0]])) } as LeftOut;
  const table = `windrow's filtered messages ${++made}`;
  await engine.run(`CREATE OR REPLACE TABLE ${identifier(table)} AS ${filterSql(loaded, filter, names, labels)}`, watch);
  const rows = loaded.rows - Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const all = loaded.all.map((column) =>
    column.name === loaded.columns.author && redact.names ? { ...column, type: "VARCHAR" } : column,
  );
  return {
    loaded: { ...loaded, table, rows, all },
    leftOut,
    redacted: Object.fromEntries(rules.map(([rule]) => [rule, counted[`hidden ${rule}`]![0] as number])),
    drop: () => engine.drop(table),
  };
}
