import { type Connection, engineOf, shareTurns } from "../engine/index.js";
import { WindowError } from "../error.js";
import { badOption, callback, optionsOf, wholeOf } from "../options.js";
import { watchEngine, watchNative } from "./audit-native.js";
import { watchWasm } from "./audit-wasm.js";
import { shapeOf } from "./shape.js";

/** Options of an audit. */
export interface AuditOptions {
  /** How often one shape of query may run; 10 unless given. */
  maxRepeats?: number | undefined;
  /**
   * What happens to a query past `maxRepeats`. `"throw"` refuses it with `REPEATED_QUERY`, which suits tests. A
   * function is called once for each shape. Unless given, the query is only counted.
   */
  onExceeded?: "throw" | ((repeated: QueryShape) => void) | undefined;
}

/** A query that was recorded. */
export interface AuditedQuery {
  /** The query's text, or a description of an insert that has none. */
  sql: string;
  /** The shape: the text with its literals folded, equal for queries that differ in values only. */
  shape: string;
  /** The caller's code that ran it: a stack frame, as the engine writes it. */
  from: string;
  /** Duration in milliseconds, set when the query has ended. */
  ms: number;
  /** Number of rows in the result, where known; unknown for results that are streamed batch by batch. */
  rows?: number;
}

/** All queries of one shape. */
export interface QueryShape {
  shape: string;
  /** Number of queries. */
  times: number;
  /** Duration of all queries, in milliseconds. */
  ms: number;
  /** Number of rows in all results, where known. */
  rows: number;
  /** The callers' stack frames, without duplicates. */
  from: string[];
}

/** A connection with a record of its queries. */
export interface Audit<C extends Connection> {
  /** The connection to use in place of the one given, which is not changed. */
  connection: C;
  /** All queries, in order. */
  queries: AuditedQuery[];
  /** All shapes, the most frequent first. */
  shapes(): QueryShape[];
  /** Shapes that ran more often than `maxRepeats`: most likely loops over a database. */
  repeated(): QueryShape[];
}

/**
 * Wraps a connection so that each of its queries is recorded. In DuckDB-WASM these are `query`, `send`, prepared
 * statements, inserts, and calls of the bindings; natively `run`, `stream`, prepared statements, appenders, and every
 * method that ends in these. Finds a loop over a database in anyone's program.
 */
export function auditQueries<C extends Connection>(connection: C, options?: AuditOptions): Audit<C> {
  engineOf(connection); // throws for an argument that is not a connection
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
    maxRepeats: (option, value) =>
      value === Infinity ? value : wholeOf(value, 0, () => badOption(option, value, "a number of times")),
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

/** Frames of the package, of DuckDB and of the runtime are never the caller's loop. */
const OURS = folderOf(new Error().stack);
const NOT_THE_CALLERS = (frame: string) =>
  frame.includes(OURS) || /duckdb-wasm|duckdb-(?:node|browser)|@duckdb|\bnode:|\(<anonymous>\)/.test(frame);
/** Stack frames to record. Engines other than V8 record all frames. */
const DEPTH = 50;

/**
 * The package's folder, as stacks name it: the parent of the first file's folder. A bundle gives another folder or
 * none. `import.meta.url` would not do: it is undefined in CommonJS.
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
