import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Amounts, Egregora, Hops, Spec, TimeUnit } from "windrow";
import { choice, escaped, instant, limit, number, overlap, pair } from "./option-values.js";
import { type Query } from "./read/duckdb.js";
import { formatName } from "./read/load.js";
import { keep } from "./write/kept.js";
import { type SendingOptions, sendingOf } from "./sending-options.js";
import { UsageError } from "./usage.js";

const FORMATS = ["table", "json", "jsonl", "csv", "arrow", "openai", "anthropic"] as const;
export type Format = (typeof FORMATS)[number];

const UNITS = ["s", "ms", "us", "ns"] as const satisfies readonly TimeUnit[];
const DATE_ORDERS = ["DMY", "MDY", "YMD"] as const;

/** Edges in microseconds, as the unit of the rows' times is not known yet. */
type TimedSpec = Omit<Spec, "edges"> & { edges?: bigint[] | undefined };
type TimedHops = Omit<Hops, "origin"> & { origin?: bigint | "first" | undefined };

export type PlanOptions = { windows: TimedSpec } | { hops: TimedHops } | { egregora: Egregora };

/** How to read files. Undefined: detected or guessed. A null column: no such column. */
export interface ReadOptions {
  columns: {
    time: string | null | undefined;
    text: string | undefined;
    author: string | null | undefined;
    chat: string | null | undefined;
    id: string | null | undefined;
    /** Columns, by the names of their measures. */
    measures: Record<string, string>;
  };
  query: Query;
  timeUnit: TimeUnit | undefined;
  format: string | undefined;
  delimiter: string | undefined;
  header: boolean | undefined;
  /** The path of the rows in a JSON file. */
  rows: string | undefined;
  encoding: string | undefined;
  dateOrder: (typeof DATE_ORDERS)[number] | undefined;
  sort: boolean;
  /** Whether each row's position in the source is needed. */
  places: boolean;
}

/** A parsed command line. */
export interface Options {
  files: string[];
  read: ReadOptions;
  /** Whether system lines are sent. */
  system: boolean;
  memory: string | undefined;
  plan: PlanOptions;
  format: Format;
  stats: boolean;
  sending: SendingOptions;
  /** A file; with `splitBy`, a folder. */
  output: string | undefined;
  splitBy: string | undefined;
}

const one = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

const COLUMNS = {
  time: one,
  "time-unit": one,
  text: one,
  measure: many,
  author: one,
  partition: one,
  key: one,
  "no-sort": flag,
};
const INPUT = {
  input: one,
  from: one,
  sql: one,
  delimiter: one,
  header: flag,
  "no-header": flag,
  rows: one,
  encoding: one,
  "date-order": one,
  system: flag,
  memory: one,
};
const WINDOWS = { gap: one, edge: many, overlap: one, cut: one, "min-fill": one, oversize: one, spec: one };
const HOPS = { every: one, span: one, origin: one, empty: flag };
const EGREGORA = {
  "step-size": one,
  "step-unit": one,
  "overlap-ratio": one,
  "max-window-time": one,
  "max-bytes-per-window": one,
};
const SENDING = {
  template: one,
  separator: one,
  before: one,
  after: one,
  reserve: one,
  tokens: one,
  price: one,
  model: one,
  instructions: one,
  "answer-tokens": one,
  done: one,
};
const OUTPUT = {
  format: one,
  stats: flag,
  output: one,
  "split-by": one,
  formats: flag,
  help: { ...flag, short: "h" },
  version: flag,
};
const KNOWN = { ...COLUMNS, ...INPUT, ...WINDOWS, ...HOPS, egregora: flag, ...EGREGORA, ...SENDING, ...OUTPUT };

/** Parses a command line. @throws {@link UsageError} */
export function readOptions(args: string[]): Options | "help" | "formats" | "version" {
  const maxima = maximaOf(args);
  const { values, positionals } = parsed(args, maxima);
  if (values.formats || (values.help && positionals[0] === "formats")) return "formats";
  if (values.help) return "help";
  if (values.version) return "version";
  const measures = Object.fromEntries((values.measure ?? []).map(measure));
  if (values.tokens !== undefined && Object.hasOwn(measures, "tokens"))
    throw new UsageError("--tokens does not go with --measure tokens: both give the tokens of a row");
  const given = values as Record<string, string | string[] | boolean | undefined>;
  const max = Object.fromEntries(
    maxima
      .filter((name) => given[`max-${name}`] !== undefined)
      .map((name) => {
        requireMeasure(name, measures, values.tokens !== undefined);
        return [name, limit(name, given[`max-${name}`] as string)];
      }),
  );
  const plan = planOf(given, max);
  const { from, sql, "split-by": splitBy } = values;
  if (values.header && values["no-header"]) throw new UsageError("--header does not go with --no-header");
  if (from !== undefined && sql !== undefined) throw new UsageError("--from does not go with --sql");
  if (splitBy !== undefined && values.partition !== undefined && splitBy !== values.partition) {
    throw new UsageError("--split-by splits by partitions; give the same column as --partition, or that alone");
  }
  return {
    files: positionals.length === 0 && sql === undefined ? ["-"] : positionals,
    read: {
      columns: {
        time: column(values.time),
        text: values.text,
        author: column(values.author),
        // Egregora has no partitions: none may be guessed, as rows would be sorted by it.
        chat: column(values.partition ?? splitBy ?? ("egregora" in plan ? "" : undefined)),
        id: column(values.key),
        measures,
      },
      query: { from, sql },
      timeUnit: choice("time-unit", values["time-unit"], UNITS),
      ...inputOf(values.input, values.delimiter),
      header: values["no-header"] ? false : values.header,
      rows: values.rows,
      encoding: values.encoding,
      dateOrder: choice("date-order", values["date-order"]?.toUpperCase(), DATE_ORDERS),
      sort: !values["no-sort"],
      places: values.format === "jsonl",
    },
    system: values.system ?? false,
    memory: values.memory,
    plan,
    format: choice("format", values.format, FORMATS) ?? "table",
    stats: values.stats ?? false,
    sending: sendingOf(given, "windows" in plan ? (plan.windows.max ?? {}) : {}),
    output: values.output,
    splitBy,
  };
}

/** A column; null for an empty name, which disables the role. */
const column = (name: string | undefined) => (name === "" ? null : name);

/** Names that stand for a format with options. */
const ALIASES: Record<string, { format: string; delimiter?: string }> = {
  tsv: { format: "CSV", delimiter: "\t" },
  jsonl: { format: "JSON" },
};

function inputOf(input: string | undefined, given: string | undefined): Pick<ReadOptions, "format" | "delimiter"> {
  const delimiter = given === undefined ? undefined : delimiterOf(given);
  if (input === undefined) return { format: undefined, delimiter };
  const alias: { format: string | undefined; delimiter?: string } = ALIASES[input.toLowerCase()] ?? { format: formatName(input) };
  if (alias.format === undefined) {
    throw new UsageError(`--input ${input} is not a format; --formats lists those that are read`);
  }
  return { format: alias.format, delimiter: delimiter ?? alias.delimiter };
}

/** The limits on the command line: each measure has an option `--max-NAME`. */
function maximaOf(args: string[]): string[] {
  const named = args.map((arg) => /^--max-([^=]+)/.exec(arg)?.[1]).filter((name) => name !== undefined);
  return [...new Set(named)].filter((name) => !(`max-${name}` in EGREGORA));
}

function parsed(args: string[], maxima: string[]) {
  const limits = Object.fromEntries(maxima.map((name) => [`max-${name}`, one]));
  try {
    const found = parseArgs({ args, options: { ...limits, ...KNOWN }, allowPositionals: true, tokens: true });
    requireOnce(found.tokens.flatMap((token) => (token.kind === "option" && token.value !== undefined ? [token.name] : [])));
    return found;
  } catch (error) {
    throw new UsageError(misread((error as Error).message));
  }
}

/** Rewrites an error message of Node's `parseArgs` in the words of this program. */
function misread(sentence: string): string {
  const option = /'(?:-., )?(-[^' ]*)/.exec(sentence)?.[1];
  if (sentence.endsWith("argument missing")) return `${option} has no value`;
  if (sentence.includes("does not take an argument")) return `${option} takes no value`;
  if (sentence.includes("ambiguous")) return `${option} has no value; one that begins with a dash is given as ${option}=-VALUE`;
  if (sentence.startsWith("Unknown option")) return `there is no option ${option}; see windrow --help`;
  return sentence.replace(/\. To specify a positional argument .*$/s, "");
}

/** Of two values of one option, none is more likely meant. */
function requireOnce(names: readonly string[]): void {
  const twice = names.find(
    (name, i) => names.indexOf(name) < i && !(name in KNOWN && "multiple" in KNOWN[name as keyof typeof KNOWN]),
  );
  if (twice !== undefined) throw new UsageError(`--${twice} is given twice; give it once`);
}

function requireMeasure(name: string, measures: Record<string, string>, counted: boolean): void {
  if (["rows", "bytes", "duration", ...(counted ? ["tokens"] : [])].includes(name) || Object.hasOwn(measures, name)) return;
  throw new UsageError(
    `--max-${name}: there is no measure ${name}; add --measure ${name}, or ${name}=COLUMN (rows, bytes and duration need none${name === "tokens" ? "; --tokens MODEL counts them" : ""})`,
  );
}

function planOf(values: Record<string, string | string[] | boolean | undefined>, max: Amounts): Options["plan"] {
  const given = (options: object) => Object.keys(options).filter((name) => values[name] !== undefined);
  const windows = [...Object.keys(max).map((name) => `max-${name}`), ...given(WINDOWS)];
  const hops = given(HOPS);
  const egregora = given({ egregora: flag, ...EGREGORA });
  const kinds = [windows, hops, egregora].filter((names) => names.length > 0);
  if (kinds.length > 1) {
    throw new UsageError(`--${kinds[0]![0]} does not go with --${kinds[1]![0]}; see windrow --help`);
  }
  const text = (name: string) => values[name] as string | undefined;
  if (egregora.length > 0) {
    if (!values.egregora) throw new UsageError(`--${egregora[0]} goes with --egregora`);
    return {
      egregora: defined<Egregora>({
        stepSize: number(text("step-size")) as number,
        stepUnit: text("step-unit") as never,
        overlapRatio: number(text("overlap-ratio")) as number,
        maxWindowTime: text("max-window-time"),
        maxBytesPerWindow: number(text("max-bytes-per-window")) as number,
      }),
    };
  }
  if (hops.length > 0) {
    const every = text("every");
    if (every === undefined) throw new UsageError(`--${hops[0]} goes with --every`);
    const origin = text("origin");
    const from = origin === undefined || origin === "first" ? origin : instant("origin", origin);
    return {
      hops: defined<TimedHops>({ every, span: text("span"), origin: from, empty: values.empty as boolean }),
    };
  }
  const [base, shared] = [specOf(text("spec")), text("overlap")];
  const spec = defined<TimedSpec>({
    gap: text("gap"),
    edges: (values.edge as string[] | undefined)?.map((edge) => instant("edge", edge)),
    overlap: shared === undefined ? undefined : overlap(shared),
    cut: text("cut") as never,
    minFill: number(text("min-fill")) as number,
    oversize: text("oversize") as never,
  });
  const asked = { ...base, ...spec, max: { ...base.max, ...max } };
  if (Object.keys(asked.max).length === 0 && asked.gap === undefined && asked.edges === undefined) {
    throw new UsageError("there is no limit; give at least one, such as --max-bytes 32000");
  }
  return { windows: asked };
}

function measure(text: string): [name: string, column: string] {
  if (!text.includes("=")) return [text, text];
  return pair(text);
}

function specOf(file: string | undefined): TimedSpec {
  if (file === undefined) return {};
  let spec: unknown;
  try {
    const isText = file.trimStart().startsWith("{");
    spec = JSON.parse(isText ? file : readFileSync(file, "utf8"));
    if (!isText) keep(file);
  } catch (error) {
    throw new UsageError(`--spec cannot be read: ${(error as Error).message}`);
  }
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    throw new UsageError('--spec is not an object; give one such as {"max": {"bytes": 32000}}');
  }
  const { edges } = spec as { edges?: unknown };
  if (edges === undefined) return spec;
  if (!Array.isArray(edges)) throw new UsageError("--spec: edges are not an array of times");
  return { ...spec, edges: edges.map((edge) => instant("spec", String(edge))) };
}

function delimiterOf(text: string): string {
  const delimiter = escaped(text);
  // So many bytes the database takes.
  if (/^[^"\r\n\x80-\uffff]{1,4}$/.test(delimiter)) return delimiter;
  throw new UsageError(`--delimiter ${text} is not one to four ASCII characters, none of them a quote or a line end`);
}

/** Drops undefined options, which would override those of a spec file. */
function defined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
