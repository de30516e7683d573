import { type Connection, engineOf, shareTurns } from "../engine/index.js";
import { WindowError } from "../error.js";
import { badOption, callback, optionsOf, wholeOf } from "../options.js";
import { watchEngine, watchNative } from "./audit-native.js";
import { watchWasm } from "./audit-wasm.js";
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
 * of DuckDB-WASM `query`, `send`, prepared statements, inserts, and what uses the bindings; natively `run`,
 * `stream`, prepared statements, appenders, and all that ends in these. Finds
 * code that asks a database in a loop, in anyone's program.
 */
export function auditQueries<C extends Connection>(
  connection: C,
  options?: AuditOptions,
): Audit<C> {
  engineOf(connection); // so that what is no connection is told
  const { maxRepeats = 10, onExceeded } = auditOptionsOf(options);
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
  const watch = "useUnsafe" in connection ? watchWasm : "createAppender" in connection ? watchNative : watchEngine;
  const wrapper = watch(connection, record) as C;
  shareTurns(wrapper, connection);
  return {
    connection: wrapper,
    queries,
    shapes,
    repeated: () => shapes().filter(({ times }) => times > maxRepeats),
  };
}

function auditOptionsOf(given: AuditOptions | undefined): AuditOptions {
  if (given === undefined) return {};
  return optionsOf(given, "how to audit", "{ maxRepeats: 10 }", {
    maxRepeats: (option, value) => (value === Infinity ? value : wholeOf(value, 0, () => badOption(option, value, "a number of times"))),
    onExceeded: (option, value) => (value === "throw" ? value : (callback(option, value) as (repeated: QueryShape) => void)),
  });
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

/** The package's own frames, and those of DuckDB and of the runtime, are nobody's loop. */
const OURS = folderOf(new Error().stack);
const NOT_THE_CALLERS = (frame: string) =>
  frame.includes(OURS) || /duckdb-wasm|duckdb-(?:node|browser)|@duckdb|\bnode:|\(<anonymous>\)/.test(frame);
/** How deep a stack is looked at; engines other than V8 give all of it. */
const DEPTH = 50;

/**
 * The package's folder, as stacks name it: that above the folder of the first file in one. In a bundle that is some
 * other, or none, and `import.meta.url` is nothing where it becomes CommonJS.
 */
function folderOf(stack = ""): string {
  return /(?:\w+:\/\/|[/\\]|\w:\\)[^\s()]*?(?=[^/\\]*[/\\][^/\\]*:\d+:\d+)/.exec(stack)?.[0] || "\0";
}

function callSite(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = limit;
  const frames = stack.split("\n").filter((line) => /:\d+:\d+/.test(line));
  const frame = frames.find((frame) => !NOT_THE_CALLERS(frame)) ?? frames.at(-1);
  return frame?.trim() ?? "from somewhere unknown";
}
