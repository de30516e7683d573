import { rowsOf } from "../engine/index.js";
import type { AuditedQuery } from "./audit.js";
import { type Call, type RecordQuery, clock, insertInto } from "./audit-calls.js";

/** A connection of DuckDB-WASM that records its queries. */
export function watchWasm(connection: object, record: RecordQuery): object {
  // Every way from the connection to its bindings leads to the watched ones. So do the connection's own methods, as
  // they are called on the wrapper.
  const bindings = (connection as { useUnsafe(use: (bindings: object) => object): object }).useUnsafe((bindings) => bindings);
  const watcher = watched(bindings, record);
  return new Proxy(connection, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      return value === bindings ? watcher : value;
    },
  });
}

/** The bindings of a database, asynchronous or blocking, that record each query. */
function watched(bindings: object, record: RecordQuery): object {
  const prepared = new Map<unknown, string>();
  /** Streamed queries by connection: each runs for as long as batches are requested. */
  const sent = new Map<unknown, AuditedQuery>();
  const timed = clock();
  const whole =
    (sqlOf: (args: unknown[]) => string) =>
    (call: Call) =>
    (...args: unknown[]) => {
      const query = record(sqlOf(args));
      return timed(
        query,
        () => call(...args),
        (result) => {
          if (result instanceof Uint8Array) query.rows = rowsOf(result);
        },
      );
    };
  const begun =
    (sqlOf: (args: unknown[]) => string) =>
    (call: Call) =>
    (...args: unknown[]) => {
      const query = record(sqlOf(args));
      sent.set(args[0], query);
      return timed(query, () => call(...args));
    };
  const more =
    (call: Call) =>
    (...args: unknown[]) =>
      timed(sent.get(args[0]), () => call(...args));
  const text = ([, sql]: unknown[]) => String(sql);
  const ofStatement = ([, statement]: unknown[]) => prepared.get(statement) ?? "a prepared statement";
  const insert = ([, , options]: unknown[]) => insertInto(((options ?? {}) as { name?: unknown }).name);
  const calls: Record<PropertyKey, (call: Call) => Call> = {
    runQuery: whole(text),
    runPrepared: whole(ofStatement),
    insertArrowFromIPCStream: whole(insert),
    insertCSVFromPath: whole(insert),
    insertJSONFromPath: whole(insert),
    startPendingQuery: begun(text),
    sendPrepared: begun(ofStatement),
    pollPendingQuery: more,
    fetchQueryResults: more,
    createPrepared:
      (call) =>
      (...args) =>
        timed(
          undefined,
          () => call(...args),
          (statement) => prepared.set(statement, text(args)),
        ),
  };
  return new Proxy(bindings, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const call = value.bind(target) as Call;
      return Object.hasOwn(calls, name) ? calls[name]!(call) : call;
    },
  });
}
