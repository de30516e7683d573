import { WindowError } from "windrow";
import { type Engine, literal, repeatedNames, tableName } from "windrow/duckdb";
import { type Format, type Source, type Stage, format } from "windrow/etl";

/** The rows of a database to read. */
export interface Query {
  /** A table or view. */
  from?: string | undefined;
  /** A SELECT. */
  sql?: string | undefined;
}

/** The name of the attached database, also for the user's SELECT. */
const ATTACHED = "db";

/** The format of DuckDB's files, from which a table or a SELECT is read. */
export const duckdbFile = ({ from, sql }: Query): Format =>
  format<string>({
    name: "DuckDB",
    gives: "table",
    program: "DuckDB",
    exporting: "name the table by --from, or write a SELECT as --sql",
    detect: ({ bytes }) => String.fromCharCode(...bytes.subarray(8, 12)) === "DUCK",
    async extract({ name, path }, stage) {
      const { engine } = stage;
      if (path === undefined) throw new WindowError("BAD_FILE", `${name} is a DuckDB database in an archive; unpack it first`);
      await engine.run(`ATTACH ${literal(path)} AS ${ATTACHED} (READ_ONLY)`).catch((cause: unknown) => {
        throw new WindowError("BAD_FILE", `${name} cannot be opened as a DuckDB database: ${firstLine(cause)}`, { cause });
      });
      if (sql === undefined) return `FROM ${await tableIn(engine, name, from)}`;
      await engine.run(`SET search_path = 'memory.main,${ATTACHED}.main'`);
      return selected(sql, stage);
    },
    transform: (select) => select,
  });

/** The format of a SELECT that names its files itself, such as `FROM 'messages.parquet'`. */
export const sqlQuery: Format = format<string>({
  name: "SQL",
  gives: "table",
  program: "whoever writes it",
  exporting: "give --sql, and no file",
  detect: () => false,
  extract: async ({ blob }, stage) => selected(await blob.text(), stage),
  transform: (select) => select,
});

export const sqlSource = (sql: string): Source => ({ name: "--sql", blob: new Blob([sql]) });

/** The database takes it for one SELECT, and for nothing else. @throws WindowError: `QUERY_FAILED` */
async function selected(sql: string, stage: Stage): Promise<string> {
  const select = `FROM query(${literal(sql)})`;
  const repeated = await repeatedNames(stage.engine, sql).catch((cause: unknown) => {
    throw new WindowError(
      "QUERY_FAILED",
      `the SELECT of --sql fails: ${firstLine(cause).replace(/^the database refused the query: /, "")}`,
      { cause },
    );
  });
  if (repeated.size === 0) return select;
  const { name: names } = await stage.engine.columns(`SELECT column_name AS name FROM (DESCRIBE ${select})`);
  for (const [name, count] of repeated) {
    const others = names!.map(String).filter((other) => /_\d+$/.test(other) && other.toLowerCase().replace(/_\d+$/, "") === name);
    stage.guess({
      what: `the SELECT gives ${count} columns ${name}; the first keeps the name`,
      from: `the others are ${others.join(", ")}`,
      alternatives: [],
    });
  }
  return select;
}

/** The table to read, quoted for SQL. The only table need not be named. */
async function tableIn(engine: Engine, file: string, wanted: string | undefined): Promise<string> {
  const { schema, name } = await engine.columns(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_catalog = '${ATTACHED}' AND table_schema NOT IN ('information_schema', 'pg_catalog') ORDER BY ALL`,
  );
  const tables = name!.map((name, i) => [String(schema![i]), String(name)] as const);
  const shown = ([schema, name]: readonly [string, string]) => (schema === "main" ? name : `${schema}.${name}`);
  const same = (name: string) => name.toLowerCase() === wanted?.toLowerCase();
  const found = wanted === undefined ? tables : tables.filter((table) => same(shown(table)) || same(table.join(".")));
  if (found.length === 1) return tableName([ATTACHED, ...found[0]!]);
  const there = tables.length === 0 ? "it holds no table" : `it holds ${tables.map(shown).join(", ")}; name one by --from`;
  throw new WindowError(
    "BAD_FILE",
    wanted === undefined ? `${file} is a DuckDB database: ${there}` : `there is no table ${wanted} in ${file}: ${there}`,
  );
}

const firstLine = (cause: unknown) => String((cause as Error).message).split("\n", 1)[0]!;
