import { EgregoraPlan, WindowError, init } from "windrow";
import type { BatchFormat } from "windrow/prompts";
import type { TokenCounter } from "windrow/tokens";
import { type Measured, measured } from "./cut/measured.js";
import { type Windows, canStream, chosen, planOf, streamed, windowsOf } from "./cut/windows.js";
import { shapeOf } from "./cut/written.js";
import type { Options } from "./options.js";
import { Progress } from "./progress.js";
import { type Database, openDatabase } from "./read/database.js";
import { type Done, doneIn } from "./read/done.js";
import { load } from "./read/load.js";
import { readFault, sourcesOf } from "./read/sources.js";
import { BATCHES, counterOf } from "./sending-options.js";
import { UsageError } from "./usage.js";
import { writeBatch } from "./write/batch.js";
import { keep, requireOther, requireUnnamed } from "./write/kept.js";
import { Output } from "./write/output.js";
import { costsOf, count, totals, windowsTable } from "./write/summary.js";
import { type WindowFormat, writeWindows } from "./write/windows.js";

/** Reads files, and writes their windows. @param say shows the user a sentence */
export async function run(options: Options, say: (sentence: string) => void): Promise<void> {
  check(options);
  await init();
  const database = await openDatabase(options.memory);
  const progress = new Progress();
  try {
    const counter = await counterOf(options.sending, say);
    const messages = await read(database, options, counter, say, progress);
    await write(options, messages, say, progress);
  } catch (error) {
    throw outOfMemory(readFault(error), options.memory);
  } finally {
    progress.end();
    database.close();
  }
}

/** Refuses options that conflict, or that lack another one. */
function check({ files, read, plan, stats, format, sending, output, splitBy }: Options): void {
  if (files.length === 0 && read.query.sql === undefined) throw new UsageError("give a file; see windrow --help");
  if (files.includes("-") && process.stdin.isTTY) throw new UsageError("give a file; see windrow --help");
  if (format === "arrow" && "egregora" in plan) throw new UsageError("--format arrow does not go with --egregora; take csv");
  if (stats && format !== "table" && format !== "json")
    throw new UsageError(`--stats does not go with --format ${format}; take table or json`);
  const isBatch = Object.hasOwn(BATCHES, format);
  if (sending.done !== undefined && (stats || format === "table" || format === "arrow"))
    throw new UsageError(
      `--done does not go with ${stats ? "--stats" : `--format ${format}`}; take openai, anthropic, jsonl, json or csv`,
    );
  if (sending.done !== undefined && !isBatch && !read.columns.id)
    throw new UsageError("--done tells windows apart by their ids; give --key COLUMN, or take --format openai or anthropic");
  if (output === "") throw new UsageError("--output is empty; give a file, or leave it out");
  if (splitBy === undefined) return;
  if (output === undefined)
    throw new UsageError("--split-by makes a file for each partition; give a folder for them as --output");
  if (stats || isBatch || format === "table" || format === "arrow")
    throw new UsageError(`--split-by does not go with ${stats ? "--stats" : `--format ${format}`}; take jsonl, json or csv`);
}

async function read(
  { engine, folder }: Database,
  options: Options,
  counter: TokenCounter | undefined,
  say: (sentence: string) => void,
  progress: Progress,
): Promise<Measured> {
  const { files, output, sending } = options;
  const sources = await sourcesOf(files, engine, folder, say);
  if (sending.done !== undefined) keep(sending.done);
  if (output !== undefined) {
    requireOther(output);
    requireUnnamed(output, options.read.query.sql ?? "");
  }
  const loaded = await load(
    engine,
    sources,
    options.read,
    (found) => shapeOf(found, options),
    say,
    (done) => progress.at("reading", done),
  );
  progress.end();
  const messages = await measured(engine, loaded, options, counter, (done) => progress.at("counting tokens", done));
  if (messages.left > 0)
    say(
      `${messages.left === 1 ? "1 system line is" : `${messages.left.toLocaleString("en")} system lines are`} left out, such as who joined (--system sends them)`,
    );
  return messages;
}

async function write(options: Options, messages: Measured, say: (sentence: string) => void, progress: Progress): Promise<void> {
  const { plan: asked, format, stats, sending, output: path, splitBy } = options;
  const target = splitBy === undefined ? { file: path } : { folder: path };
  const done = sending.done === undefined ? undefined : await doneIn(sending.done);
  if (done && done.failed > 0)
    say(`${count(done.failed, "request")} of ${sending.done} failed, and ${done.failed === 1 ? "does" : "do"} not count as done`);
  const isWindows = !stats && (format === "json" || format === "jsonl" || format === "csv");
  const writeAll = (batches: AsyncIterable<Windows> | Iterable<Windows>) =>
    writeWindows(format as WindowFormat, target, messages, undone(watched(batches, messages, progress), done, say));
  if (isWindows && canStream(asked, sending)) return writeAll(streamed(messages, asked));

  const fetched = await messages.fetch();
  const { rows } = fetched;
  const plan = planOf(fetched, asked);
  if (!stats && sending.request && Object.hasOwn(BATCHES, format)) {
    const request = { ...sending.request, format: format as BatchFormat, done: done?.ids };
    return writeBatch(fetched, plan, request, path, say, (done) => progress.at("writing", done));
  }
  const windows = windowsOf(plan, messages, rows.timeUnit);
  if (isWindows) return writeAll([windows]);
  const costs = costsOf(plan, windows, rows, messages, sending.price);
  const output = path === undefined ? Output.stdout() : await Output.file(path);
  if (format === "arrow" && !(plan instanceof EgregoraPlan)) await output.bytes(plan.toArrow());
  else if (format === "json") await output.text(`${JSON.stringify(costs)}\n`);
  else {
    if (!stats) await output.text(`${windowsTable(plan, windows.columns, process.stdout.columns ?? 120)}\n`);
    await output.text(totals(costs));
  }
  await output.end();
}

/** Windows without those that are answered. */
async function* undone(
  batches: AsyncIterable<Windows>,
  done: Done | undefined,
  say: (sentence: string) => void,
): AsyncGenerator<Windows, void, void> {
  if (!done) return yield* batches;
  let [all, left] = [0, 0];
  for await (const windows of batches) {
    const id = windows.columns.find(({ name }) => name === "id");
    const kept = Array.from({ length: windows.length }, (_, i) => i).filter((i) => !done.ids.has(String(id?.at(i))));
    [all, left] = [all + windows.length, left + windows.length - kept.length];
    yield chosen(windows, kept);
  }
  if (left > 0)
    say(
      `${count(left, "window")} ${left === 1 ? "is" : "are"} left out, as answered already; ${count(all - left, "window")} ${all - left === 1 ? "is" : "are"} written`,
    );
}

/** Reports the progress of the output. */
async function* watched(
  batches: AsyncIterable<Windows> | Iterable<Windows>,
  { length }: Measured,
  progress: Progress,
): AsyncGenerator<Windows, void, void> {
  for await (const windows of batches) {
    yield windows;
    progress.at("writing", (windows.end[windows.length - 1] ?? 0) / length);
  }
}

/** The error for a database that needs more memory than it may use; any other error is returned as it is. */
function outOfMemory(error: unknown, memory: string | undefined): unknown {
  if (!(error instanceof WindowError) || error.code !== "QUERY_FAILED" || !/Out of Memory/i.test(error.message)) return error;
  const instead =
    memory === undefined
      ? "set --memory, so that it uses the disk earlier"
      : `give more than --memory ${memory}, or set TMPDIR to a folder with more space`;
  return new WindowError("QUERY_FAILED", `the database ran out of memory, or of space for what does not fit there; ${instead}`, {
    cause: error,
  });
}
