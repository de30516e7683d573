import { type Call, type RecordQuery, clock, insertInto } from "./audit-calls.js";

/** The methods of connections and prepared statements that run a query; all their other methods end in these. */
const RUNS = ["run", "stream", "start", "startStream"];

/** A connection of native DuckDB that records its queries. */
export function watchNative(connection: object, record: RecordQuery): object {
  const run = runner(record);
  const prepared = (sql: unknown) => (statement: unknown) =>
    watched(
      statement as object,
      each(RUNS, (call) => run(call, () => String(sql))),
    );
  return watched(connection, {
    ...each(RUNS, (call) => run(call, ([sql]) => String(sql))),
    prepare: (call) => async (sql) => prepared(sql)(await call(sql)),
    createAppender: (call) => run(call, ([table]) => insertInto(table)),
    extractStatements: (call) => async (sql) =>
      watched((await call(sql)) as object, { prepare: (call) => async (index) => prepared(sql)(await call(index)) }),
  });
}

/** An engine that records its queries. For results read batch by batch, only the query is recorded. */
export function watchEngine(engine: object, record: RecordQuery): object {
  const run = runner(record);
  return watched(engine, {
    ...each(["run", "columns", "arrow", "batches"], (call) => run(call, ([sql]) => String(sql))),
    insert: (call) => run(call, ([table]) => insertInto([table].flat().at(-1))),
    drop: (call) => run(call, () => "DROP TABLE"),
  });
}

type Wraps = Record<string, (call: Call) => Call>;

const each = (names: string[], wrap: (call: Call) => Call): Wraps => Object.fromEntries(names.map((name) => [name, wrap]));

function runner(record: RecordQuery) {
  const timed = clock();
  return (call: Call, sqlOf: (args: unknown[]) => string): Call =>
    (...args) => {
      const query = record(sqlOf(args));
      return timed(
        query,
        () => call(...args),
        (result) => {
          // A streamed result does not know its row count.
          const { rowCount } = (result ?? {}) as { rowCount?: unknown };
          if (typeof rowCount === "number") query.rows = rowCount;
        },
      );
    };
}

/** An object with some methods wrapped. Wrapped methods are called on the object itself, all others on the wrapper. */
function watched(object: object, wraps: Wraps): object {
  return new Proxy(object, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function" || typeof name !== "string" || !Object.hasOwn(wraps, name)) return value;
      return wraps[name]!(value.bind(target) as Call);
    },
  });
}
