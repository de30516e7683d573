import { WindowError } from "../error.js";
import { Rows } from "../rows.js";
import type { Connection } from "./connection.js";
import { shapeOf } from "./shape.js";

/** How to audit a connection. */
export interface AuditOptions {
  /** How often one shape of query may be asked: 10 times unless given. */
  maxRepeats?: number | undefined;
  /**
   * What to do with a query past that: `"throw"` refuses it, with `REPEATED_QUERY`, as is right in
   * tests; a function is told, once of each shape. Unless given, it is only counted.
   */
  onExceeded?: "throw" | ((repeated: QueryShape) => void) | undefined;
}

/** A query that has been asked. */
export interface AuditedQuery {
  /** The query, or what an insert without one is. */
  sql: string;
  /** What it has in common with others: literals folded. */
  shape: string;
  /** Where in the caller's code it came from: a frame of the stack, as the engine writes it. */
  from: string;
  /** How long it took, in milliseconds, once it has ended. */
  ms: number;
  /** How many rows came of it, where that is known: not of what is sent, and comes batch by batch. */
  rows?: number;
}

/** All queries of one shape. */
export interface QueryShape {
  shape: string;
  /** How often it was asked. */
  times: number;
  /** How long all took, in milliseconds. */
  ms: number;
  /** How many rows came, where that is known. */
  rows: number;
  /** Where they came from, without doubles. */
  from: string[];
}

/** A connection that counts what it is asked. */
export interface Audit<C extends Connection> {
  /** The connection to use: as the one given, which stays as it is. */
  connection: C;
  /** Every query, in order. */
  queries: AuditedQuery[];
  /** Every shape, the most frequent first. */
  shapes(): QueryShape[];
  /** The shapes asked more often than allowed: loops over the database, most likely. */
  repeated(): QueryShape[];
}

/**
 * Wraps a connection, so that each query that goes through it is recorded, whatever way it goes:
 * `query`, `send`, prepared statements, inserts, and what uses the bindings, as windrow does. Finds
 * code that asks a database in a loop, in anyone's program.
 */
export function auditQueries<C extends Connection>(
  connection: C,
  { maxRepeats = 10, onExceeded }: AuditOptions = {},
): Audit<C> {
  const queries: AuditedQuery[] = [];
  const counts = new Map<string, number>();
  const record = (sql: string): AuditedQuery => {
    const shape = shapeOf(sql);
    const times = (counts.get(shape) ?? 0) + 1;
    const query = { sql, shape, from: callSite(), ms: 0 };
    if (times > maxRepeats && onExceeded === "throw") throw tooOften(query, times);
    counts.set(shape, times);
    queries.push(query);
    if (times === maxRepeats + 1 && typeof onExceeded === "function") onExceeded(summed([query], times));
    return query;
  };
  const shapes = () => {
    const groups = new Map<string, AuditedQuery[]>();
    for (const query of queries) {
      const group = groups.get(query.shape);
      if (group) group.push(query);
      else groups.set(query.shape, [query]);
    }
    const all = [...groups.values()].map((group) => summed(group));
    return all.sort((a, b) => b.times - a.times);
  };
  // Whatever of the connection leads to the bindings leads to those that are watched: its own methods
  // too, as they are called on the wrapper.
  const bindings = connection.useUnsafe((bindings) => bindings) as object;
  const watched = watch(bindings, record);
  const wrapper = new Proxy(connection, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      return value === bindings ? watched : value;
    },
  });
  return {
    connection: wrapper,
    queries,
    shapes,
    repeated: () => shapes().filter(({ times }) => times > maxRepeats),
  };
}

function summed(queries: AuditedQuery[], times = queries.length): QueryShape {
  const total = (of: (query: AuditedQuery) => number) => queries.reduce((sum, query) => sum + of(query), 0);
  return {
    shape: queries[0]!.shape,
    times,
    ms: total(({ ms }) => ms),
    rows: total(({ rows }) => rows ?? 0),
    from: [...new Set(queries.map(({ from }) => from))],
  };
}

function tooOften({ shape, from }: AuditedQuery, times: number): WindowError {
  const sentence = `the database is asked for the ${times}th time, ${from}: ${shape}; ask once for all, and not in a loop`;
  return new WindowError("REPEATED_QUERY", sentence);
}

type Call = (...args: unknown[]) => unknown;

/** The bindings of a database, with each query recorded; of either kind, asynchronous or not. */
function watch(bindings: object, record: (sql: string) => AuditedQuery): object {
  const prepared = new Map<unknown, string>();
  /** What is sent, by its connection: it goes on for as long as someone asks for more. */
  const sent = new Map<unknown, AuditedQuery>();
  /** When the last answer came: a database answers one call after the other, however many wait. */
  let answered = 0;
  const timed = (query: AuditedQuery | undefined, call: () => unknown, ended?: (result: unknown) => void) => {
    const began = performance.now();
    const end = () => {
      const now = performance.now();
      if (query) query.ms += now - Math.max(began, answered);
      answered = now;
    };
    const given = (result: unknown) => {
      end();
      ended?.(result);
      return result;
    };
    try {
      const result = call();
      if (!(result instanceof Promise)) return given(result);
      return result.then(given, (error: unknown) => {
        end();
        throw error;
      });
    } catch (error) {
      end();
      throw error;
    }
  };
  const whole = (sqlOf: (args: unknown[]) => string) => (call: Call) => (...args: unknown[]) => {
    const query = record(sqlOf(args));
    return timed(query, () => call(...args), (result) => count(query, result));
  };
  const begun = (sqlOf: (args: unknown[]) => string) => (call: Call) => (...args: unknown[]) => {
    const query = record(sqlOf(args));
    sent.set(args[0], query);
    return timed(query, () => call(...args));
  };
  const more = (call: Call) => (...args: unknown[]) => timed(sent.get(args[0]), () => call(...args));
  const text = ([, sql]: unknown[]) => String(sql);
  const ofStatement = ([, statement]: unknown[]) => prepared.get(statement) ?? "a prepared statement";
  const insert = ([, , options]: unknown[]) => {
    const { name } = (options ?? {}) as { name?: unknown };
    return `INSERT INTO "${String(name).replaceAll('"', '""')}"`;
  };
  const watched: Record<PropertyKey, (call: Call) => Call> = {
    runQuery: whole(text),
    runPrepared: whole(ofStatement),
    insertArrowFromIPCStream: whole(insert),
    insertCSVFromPath: whole(insert),
    insertJSONFromPath: whole(insert),
    startPendingQuery: begun(text),
    sendPrepared: begun(ofStatement),
    pollPendingQuery: more,
    fetchQueryResults: more,
    createPrepared: (call) => (...args) =>
      timed(undefined, () => call(...args), (statement) => prepared.set(statement, text(args))),
  };
  return new Proxy(bindings, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const call = value.bind(target) as Call;
      return Object.hasOwn(watched, name) ? watched[name]!(call) : call;
    },
  });
}

/** The number of rows that came, which only Arrow can tell, and whoever has started windrow. */
function count(query: AuditedQuery, result: unknown): void {
  if (!(result instanceof Uint8Array)) return;
  try {
    const rows = Rows.fromArrow(result, {});
    query.rows = rows.length;
    rows.free();
  } catch {
    // It is not known, then.
  }
}

/** This folder's own frames, and those of DuckDB-WASM and of the runtime, are nobody's loop. */
const OURS = new URL(".", import.meta.url).href;
const NOT_THE_CALLERS = (frame: string) =>
  frame.includes(OURS) || /duckdb-wasm|duckdb-(?:node|browser)|\bnode:|\(<anonymous>\)/.test(frame);
/** How deep a stack is looked at; engines other than V8 give all of it. */
const DEPTH = 50;

function callSite(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = limit;
  const frames = stack.split("\n").filter((line) => /:\d+:\d+/.test(line));
  const frame = frames.find((frame) => !NOT_THE_CALLERS(frame)) ?? frames.at(-1);
  return frame?.trim() ?? "from somewhere unknown";
}
