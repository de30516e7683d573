import { readFileSync } from "node:fs";
import { EgregoraPlan, type ErrorCode, type Plan, type Rows, WindowError, init } from "../index.node.js";
import { type Options, readOptions } from "./options.js";
import { Output, textOf, writeCsv, writeJson, writeJsonLines } from "./output.js";
import { planColumns } from "./plan-columns.js";
import { printable } from "./printable.js";
import { Progress } from "./progress.js";
import { read } from "./read.js";
import { Source } from "./source.js";
import { costsOf, totals, windowsTable } from "./summary.js";
import { type Table, tableOf } from "./table.js";
import { fromMicros } from "./times.js";
import { HELP, UsageError } from "./usage.js";

/** What is wrong in the options, and not in the data. */
const USAGE_CODES: readonly ErrorCode[] = [
  "NO_LIMIT",
  "BAD_LIMIT",
  "BAD_OVERLAP",
  "BAD_DURATION",
  "BAD_FILL",
  "BAD_EDGES",
  "BAD_OPTION",
];

const say = (sentence: string) => process.stderr.write(`windrow: ${printable(sentence)}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const output = new Output();
  if (options === "help") await output.text(HELP);
  else if (options === "version") await output.text(`${version()}\n`);
  else await run(options, output);
  await output.flush();
}

async function run(options: Options, output: Output): Promise<void> {
  if (options.file === undefined && process.stdin.isTTY)
    throw new UsageError("give a file; see windrow --help");
  if (options.format === "arrow" && "egregora" in options.plan) {
    throw new UsageError("--format arrow does not go with --egregora; take csv");
  }
  if (options.stats && options.format !== "table" && options.format !== "json") {
    throw new UsageError(`--stats does not go with --format ${options.format}; take table or json`);
  }
  const separator = Buffer.from(options.separator);
  const progress = new Progress();
  const source =
    options.file === undefined ? Source.stdin(progress) : await Source.open(options.file, progress);
  let table: Table;
  try {
    await init();
    const keepTexts = options.format === "jsonl" && !options.stats;
    const { timeUnit, input, delimiter, sort } = options;
    // Egregora knows no partitions: none is to be guessed, and sorted by.
    const roles =
      "egregora" in options.plan
        ? { ...options.roles, partition: options.roles.partition ?? "" }
        : options.roles;
    const columns = await read(source, input, delimiter, { ...roles, timeUnit, keepTexts, say });
    table = tableOf(columns, { sort, separator, named: options.format === "arrow" });
  } finally {
    progress.end();
    await source.close();
  }
  if (table.sorted)
    say("rows were put in order of time; positions are in that order (--no-sort refuses them)");
  await write(options, table, separator, output);
}

async function write(
  { plan: asked, format, stats }: Options,
  table: Table,
  separator: Buffer,
  output: Output,
) {
  const { rows, texts } = table;
  const plan = planOf(rows, asked);
  if (format === "arrow" && !(plan instanceof EgregoraPlan)) return output.bytes(plan.toArrow());
  const costs = costsOf(plan, table);
  if (stats) {
    return output.text(format === "json" ? `${JSON.stringify(costs)}\n` : totals(costs, table));
  }
  const columns = planColumns(plan, table);
  if (format === "json") return writeJson(output, plan.length, columns);
  if (format === "csv") return writeCsv(output, plan.length, columns);
  if (format === "jsonl") {
    const { start, end } = plan;
    const text = texts && ((window: number) => textOf(texts, separator, start[window]!, end[window]!));
    return writeJsonLines(output, plan.length, columns, text);
  }
  await output.text(windowsTable(plan, columns, process.stdout.columns ?? 120));
  await output.text(`\n${totals(costs, table)}`);
}

function planOf(rows: Rows, asked: Options["plan"]): Plan | EgregoraPlan {
  const inUnit = (micros: bigint) => fromMicros(micros, rows.timeUnit ?? "us");
  if ("windows" in asked) {
    const { edges, ...spec } = asked.windows;
    return rows.windows({ ...spec, edges: edges?.map(inUnit) });
  }
  if ("hops" in asked) {
    const { origin, ...hops } = asked.hops;
    return rows.hops({ ...hops, origin: typeof origin === "bigint" ? inUnit(origin) : origin });
  }
  return rows.egregora(asked.egregora);
}

function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

try {
  await main();
} catch (error) {
  if (error instanceof UsageError) {
    say(error.message);
    process.exitCode = 2;
  } else if (error instanceof WindowError) {
    say(`${error.code}: ${error.message}`);
    process.exitCode = USAGE_CODES.includes(error.code) ? 2 : 1;
  } else {
    say("INTERNAL: windrow failed in a way it should not; please report this:");
    for (const line of String((error as Error)?.stack ?? error).split("\n"))
      process.stderr.write(`${printable(line)}\n`);
    process.exitCode = 1;
  }
}
