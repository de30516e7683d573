// Loads a file into a database, and shows the result.
import { after, before, describe } from "node:test";
import { init } from "windrow";
import { identifier, loadMessages } from "windrow/etl";
import { ENGINES } from "./engines.js";

/** Native DuckDB, and DuckDB-WASM in this process: readers behave the same on its other connections. */
export const READERS = ENGINES.filter(({ name }) => name === "native DuckDB" || name === "DuckDB-WASM, blocking");

/** Describes the same of each reader. @param tests is given what calls `load` with that reader's database */
export function forEachReader(tests) {
  for (const { name, open } of READERS) {
    describe(name, () => {
      let engine;
      before(async () => {
        await init();
        engine = await open();
      });
      after(() => engine.close());
      tests(
        (...args) => load(engine, ...args),
        () => engine,
      );
    });
  }
}

/** A file as someone would choose it. */
export const source = (name, ...parts) => ({ name, blob: new Blob(parts) });

/** Loads a file into the table `source`: its rows as texts, in their order, by their roles. */
export async function load(engine, file, options = {}) {
  const loaded = await loadMessages(engine.connection, file, { table: "source", ...options });
  const { time, author, text, chat, kind, id } = loaded.columns;
  const cells = [time && `strftime(${identifier(time)}, '%Y-%m-%d %H:%M:%S.%f')`, author, text, chat, kind, id].map((name, i) =>
    name === undefined ? "NULL" : i === 0 ? name : `${identifier(name)}::VARCHAR`,
  );
  const rows = await engine.rows(`SELECT ${cells.join(", ")} FROM source ORDER BY rowid`);
  const column = (i) => rows.map((row) => row[i]);
  return {
    ...loaded,
    times: column(0).map((time) => time && String(time).replace(/\.0+$/, "")),
    authors: column(1),
    texts: column(2),
    chats: column(3),
    kinds: column(4),
    ids: column(5),
  };
}

/** The report on a file: problems with their number, and guesses. */
export const told = ({ problems }) => problems.map(({ what, count, samples }) => [what, count, [...samples]]);
export const guessed = ({ guesses }) => guesses.map(({ what }) => what);
