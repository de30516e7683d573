import { type Connection, type Engine, engineOf, literal } from "../engine/index.js";
import { WindowError } from "../error.js";
import { text } from "../options.js";
import type { From } from "./source.js";

/** What may give two columns of one name without anyone having written it twice. */
const MAY_REPEAT = /\*|\bjoin\b/i;

/**
 * Refuses a SELECT that gives several columns of a name that is asked for, as a join of `*` does: the database takes
 * the first of them, and says nothing. Only such a SELECT costs a query, which looks at no row.
 *
 * @throws WindowError: `BAD_OPTION`
 */
export async function requireApart(engine: Engine, from: From, asked: readonly string[]): Promise<void> {
  const { sql } = from as { sql?: unknown };
  if (typeof sql !== "string" || !MAY_REPEAT.test(sql)) return;
  const repeated = await repeatedNames(engine, sql);
  const name = asked.find((name) => repeated.has(name.toLowerCase()));
  if (name === undefined) return;
  throw new WindowError(
    "BAD_OPTION",
    `the SELECT gives ${repeated.get(name.toLowerCase())} columns ${name}; name each, such as b.${name} AS other`,
  );
}

/**
 * The names that several columns of a SELECT have, in lower case, and the number of these columns. Describes the SELECT,
 * and reads no row.
 *
 * @throws WindowError: `BAD_OPTION`, `QUERY_FAILED`
 */
export async function repeatedNames(connection: Connection, sql: string): Promise<Map<string, number>> {
  const engine = engineOf(connection);
  text("sql", sql, "a SELECT");
  // A second `body` is called `body_1` by the database; so may be a column of the table.
  const given = await namesOf(engine, `FROM query(${literal(sql)})`);
  if (!given.some((name) => /_\d+$/.test(name) && given.includes(name.replace(/_\d+$/, "")))) return new Map();
  // What the database took for one SELECT cannot close the bracket.
  const own = await namesOf(engine, `${sql.replace(/;\s*$/, "")}\n`).catch(() => given);
  const counts = new Map<string, number>();
  for (const name of own) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > 1));
}

async function namesOf(engine: Engine, select: string): Promise<string[]> {
  const { name } = await engine.columns(`SELECT column_name AS name FROM (DESCRIBE ${select})`);
  return name!.map((name) => String(name).toLowerCase());
}
