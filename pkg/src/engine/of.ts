import { WindowError } from "../error.js";
import { has } from "../options.js";
import type { Engine } from "./engine.js";
import { type NativeConnection, NativeEngine } from "./native.js";
import { WasmEngine, type WasmConnection } from "./wasm.js";

/** A connection that windrow accepts: of DuckDB-WASM, of native DuckDB, or an engine made from one. */
export type Connection = WasmConnection | NativeConnection | Engine;

const engines = new WeakMap<object, Engine>();

/**
 * The engine of a connection, the same one for each call.
 *
 * @throws WindowError: `BAD_OPTION` for an object that is not a connection; the sentence says what to pass
 */
export function engineOf(connection: Connection): Engine {
  if (!isObject(connection))
    throw notOne(connection === undefined || connection === null ? "missing" : `of type ${typeof connection}`, HAND_OVER);
  if (has(connection, "run", "columns", "arrow", "batches", "insert", "file")) return connection as Engine;
  let engine = engines.get(connection);
  if (!engine) engines.set(connection, (engine = made(connection)));
  return engine;
}

function made(connection: object): Engine {
  if (has(connection, "useUnsafe")) return new WasmEngine(connection as WasmConnection);
  if (has(connection, "run", "stream", "createAppender", "interrupt")) return new NativeEngine(connection as NativeConnection);
  const advice = ADVICE.find(([methods]) => has(connection, ...methods));
  throw advice ? advice[1]() : notOne("an object of another kind", HAND_OVER);
}

const HAND_OVER = "give the one that `await database.connect()` returns, in DuckDB-WASM or @duckdb/node-api";

/** Advice for objects that are often passed in place of a connection, recognised by their methods. */
const ADVICE: [methods: string[], () => WindowError][] = [
  [["then"], () => notOne("a promise", "await it")],
  [
    ["databaseConnector"],
    () => notOne("a coordinator of Mosaic", "give `await coordinator.databaseConnector().getConnection()`"),
  ],
  [["getConnection"], () => notOne("an object that connects", "give `await it.getConnection()`")],
  [["arrowIPCAll"], () => notOne("one of the older package duckdb", HAND_OVER)],
  [["acquire"], () => notOne("a pool", "give one of its connections, `await it.acquire()`")],
  [["connect"], () => notOne("a database or a pool", "give `await it.connect()`")],
];

function notOne(what: string, instead: string): WindowError {
  return new WindowError("BAD_OPTION", `the connection is ${what}; ${instead}`);
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" || typeof value === "function") && value !== null;
}
