import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Egregora } from "../egregora.js";
import type { TimeUnit } from "../rows.js";
import type { Amounts, Hops, Spec } from "../spec.js";
import type { Roles } from "./roles.js";
import { parseTime } from "./times.js";
import { UsageError } from "./usage.js";

export const FORMATS = ["table", "json", "jsonl", "csv", "arrow"] as const;
export type Format = (typeof FORMATS)[number];

export const INPUTS = ["csv", "tsv", "json", "jsonl", "parquet", "arrow"] as const;
export type InputFormat = (typeof INPUTS)[number];

const UNITS = ["s", "ms", "us", "ns"] as const satisfies readonly TimeUnit[];

/** The unit of the rows' times is not known yet: instants are microseconds. */
type TimedSpec = Omit<Spec, "edges"> & { edges?: bigint[] | undefined };
type TimedHops = Omit<Hops, "origin"> & { origin?: bigint | "first" | undefined };

/** A command line, understood. */
export interface Options {
  file: string | undefined;
  input: InputFormat | undefined;
  delimiter: string | undefined;
  roles: Roles;
  timeUnit: TimeUnit | undefined;
  sort: boolean;
  plan: { windows: TimedSpec } | { hops: TimedHops } | { egregora: Egregora };
  format: Format;
  stats: boolean;
  separator: string;
}

const one = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

const COLUMNS = {
  time: one,
  "time-unit": one,
  text: one,
  measure: many,
  partition: one,
  key: one,
  "no-sort": flag,
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
const OUTPUT = {
  format: one,
  stats: flag,
  separator: one,
  input: one,
  delimiter: one,
  help: flag,
  version: flag,
};
const KNOWN = { ...COLUMNS, ...WINDOWS, ...HOPS, egregora: flag, ...EGREGORA, ...OUTPUT };

/** Reads a command line. @throws {@link UsageError} */
export function readOptions(args: string[]): Options | "help" | "version" {
  const maxima = maximaOf(args);
  const { values, positionals } = parsed(args, maxima);
  if (values.help) return "help";
  if (values.version) return "version";
  if (positionals.length > 1) throw new UsageError(`one file at a time: ${positionals.join(", ")}`);
  const measures = Object.fromEntries((values.measure ?? []).map(measure));
  const given = values as Record<string, string | string[] | boolean | undefined>;
  const max = Object.fromEntries(
    maxima
      .filter((name) => given[`max-${name}`] !== undefined)
      .map((name) => {
        requireMeasure(name, measures);
        return [name, amount(name, given[`max-${name}`] as string)];
      }),
  );
  return {
    file: positionals[0] === "-" ? undefined : positionals[0],
    input: choice("input", values.input, INPUTS),
    delimiter: values.delimiter === undefined ? undefined : delimiterOf(values.delimiter),
    roles: { time: values.time, text: values.text, partition: values.partition, key: values.key, measures },
    timeUnit: choice("time-unit", values["time-unit"], UNITS),
    sort: !values["no-sort"],
    plan: planOf(given, max),
    format: choice("format", values.format, FORMATS) ?? "table",
    stats: values.stats ?? false,
    separator: escaped(values.separator ?? "\\n"),
  };
}

/** The limits that the command line names: `--max-NAME` is one of each measure. */
function maximaOf(args: string[]): string[] {
  const named = args.map((arg) => /^--max-([^=]+)/.exec(arg)?.[1]).filter((name) => name !== undefined);
  return [...new Set(named)].filter((name) => !(`max-${name}` in EGREGORA));
}

function parsed(args: string[], maxima: string[]) {
  const limits = Object.fromEntries(maxima.map((name) => [`max-${name}`, one]));
  try {
    return parseArgs({ args, options: { ...limits, ...KNOWN }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify a positional argument .*$/s, ""));
  }
}

function requireMeasure(name: string, measures: Record<string, string>): void {
  if (["rows", "bytes", "duration"].includes(name) || Object.hasOwn(measures, name)) return;
  throw new UsageError(
    `--max-${name}: there is no measure ${name}; add --measure ${name}, or ${name}=COLUMN (rows, bytes and duration need none)`,
  );
}

function planOf(
  values: Record<string, string | string[] | boolean | undefined>,
  max: Amounts,
): Options["plan"] {
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
  const base = specOf(text("spec"));
  const spec = defined<TimedSpec>({
    gap: text("gap"),
    edges: (values.edge as string[] | undefined)?.map((edge) => instant("edge", edge)),
    overlap: overlap(text("overlap")),
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

/** What is no number is passed on as it is: the package says best what is wrong with it. */
function number(text: string | undefined): number | string | undefined {
  if (text === undefined || text.trim() === "" || Number.isNaN(Number(text))) return text;
  return Number(text);
}

const amount = (name: string, text: string) => (name === "duration" ? text : (number(text) as number));

/** A share, or budgets such as `rows=5,duration=10m`. */
function overlap(text: string | undefined): number | Amounts | undefined {
  if (!text?.includes("=")) return number(text) as number | undefined;
  return Object.fromEntries(
    text.split(",").map((budget) => {
      const [name, value] = pair(budget);
      return [name, amount(name, value)];
    }),
  );
}

function measure(text: string): [name: string, column: string] {
  if (!text.includes("=")) return [text, text];
  return pair(text);
}

function pair(text: string): [name: string, value: string] {
  const [, name, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`${text} is not NAME=VALUE`);
  return [name, value];
}

/** A time in microseconds. */
function instant(option: string, text: string): bigint {
  const bytes = Buffer.from(text);
  const time = parseTime(bytes, 0, bytes.length);
  if (!Number.isNaN(time)) return BigInt(time);
  throw new UsageError(`--${option} ${text} is no time; give one such as 2024-02-29 or 2024-02-29T23:59:59Z`);
}

function specOf(file: string | undefined): TimedSpec {
  if (file === undefined) return {};
  let spec: unknown;
  try {
    spec = JSON.parse(file.trimStart().startsWith("{") ? file : readFileSync(file, "utf8"));
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

function choice<T extends string>(
  option: string,
  value: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (value === undefined || choices.includes(value as T)) return value as T | undefined;
  throw new UsageError(`--${option} ${value} is not one of ${choices.join(", ")}`);
}

function delimiterOf(text: string): string {
  const delimiter = escaped(text);
  if (delimiter.length === 1 && delimiter.charCodeAt(0) < 128 && !/["\r\n]/.test(delimiter)) return delimiter;
  throw new UsageError(`--delimiter ${text} is not one ASCII character`);
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", "0": "\0", "\\": "\\" };

/** `\n`, `\r`, `\t`, `\0` and `\\` as a shell does not write them. */
const escaped = (text: string) => text.replace(/\\([nrt0\\])/g, (_, name: string) => ESCAPES[name]!);

/** Without what is not given, which would hide what a spec file says. */
function defined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
