import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Measured } from "../cut/measured.js";
import type { Windows } from "../cut/windows.js";
import { CsvWriter, JsonLinesWriter, JsonWriter, RowTexts, type WindowWriter } from "./formats.js";
import { Output } from "./output.js";

export type WindowFormat = "json" | "jsonl" | "csv";

/** The destination of windows: standard output, a file, or a folder with one file for each partition. */
export interface Target {
  file?: string | undefined;
  folder?: string | undefined;
}

/** Writes windows batch by batch. */
export async function writeWindows(
  format: WindowFormat,
  target: Target,
  measured: Measured,
  batches: AsyncIterable<Windows> | Iterable<Windows>,
): Promise<void> {
  const texts = format === "jsonl" ? new RowTexts(measured) : undefined;
  const writerOf = (output: Output): WindowWriter => {
    if (texts) return new JsonLinesWriter(output, texts);
    return format === "csv" ? new CsvWriter(output) : new JsonWriter(output);
  };
  const { folder, file } = target;
  if (folder !== undefined) return writeFolder(folder, format, writerOf, batches);
  const writer = writerOf(file === undefined ? Output.stdout() : await Output.file(file));
  let last: Windows | undefined;
  let isEmpty = true;
  for await (const windows of batches) {
    for (let i = 0; i < windows.length; i++) await writer.window(windows, i);
    isEmpty &&= windows.length === 0;
    last = windows;
  }
  if (writer instanceof CsvWriter && isEmpty && last) await writer.header(last.columns);
  await writer.end();
}

/** Writes one file for each partition. Partitions come one after the other, so one file is open at a time. */
async function writeFolder(
  folder: string,
  format: WindowFormat,
  writerOf: (output: Output) => WindowWriter,
  batches: AsyncIterable<Windows> | Iterable<Windows>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const taken = new Set<string>();
  let [writer, open]: [WindowWriter | undefined, unknown] = [undefined, undefined];
  for await (const windows of batches) {
    const partition = windows.columns.find(({ name }) => name === "partition");
    for (let i = 0; i < windows.length; i++) {
      const of = partition?.at(i) ?? "";
      if (!writer || of !== open) {
        await writer?.end();
        [writer, open] = [writerOf(await Output.file(join(folder, `${fileName(String(of), taken)}.${format}`))), of];
      }
      await writer.window(windows, i);
    }
  }
  await writer?.end();
}

/** A unique name that every file system accepts; some ignore case. */
function fileName(partition: string, taken: Set<string>): string {
  const base =
    partition
      .replace(/[\p{Cc}\p{Cs}/\\:*?"<>|]/gu, "_")
      .replace(/^[. ]+|[. ]+$/g, "")
      .slice(0, 100) || "unnamed";
  let name = base;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${base} ${i}`;
  taken.add(name.toLowerCase());
  return name;
}
