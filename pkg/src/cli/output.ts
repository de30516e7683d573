import { once } from "node:events";
import { csvField } from "../csv-field.js";
import type { PlanColumn } from "./plan-columns.js";
import type { Table } from "./table.js";

/** What is written at once. */
const BLOCK = 1 << 16;

/** Standard output, in blocks that its reader can keep up with. */
export class Output {
  #pending = "";

  /** Its reader may go, as `head` does: that is no error, and there is nothing left to do. */
  constructor() {
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      process.stderr.write(`windrow: the output cannot be written: ${error.message}\n`);
      process.exit(1);
    });
  }

  async text(text: string): Promise<void> {
    this.#pending += text;
    if (this.#pending.length >= BLOCK) await this.flush();
  }

  async bytes(bytes: Uint8Array): Promise<void> {
    await this.flush();
    await this.#write(bytes);
  }

  async flush(): Promise<void> {
    const pending = this.#pending;
    this.#pending = "";
    if (pending !== "") await this.#write(pending);
  }

  async #write(data: string | Uint8Array): Promise<void> {
    if (!process.stdout.write(data)) await once(process.stdout, "drain");
    // That the reader has gone is told in a turn of its own.
    else await new Promise(setImmediate);
  }
}

/** One JSON array, an object a window. */
export async function writeJson(
  output: Output,
  windows: number,
  columns: readonly PlanColumn[],
): Promise<void> {
  for (let i = 0; i < windows; i++) await output.text(`${i === 0 ? "[\n" : ",\n"}${object(columns, i)}}`);
  await output.text(windows === 0 ? "[]\n" : "\n]\n");
}

/** JSON, an object a line, each with the window's text. */
export async function writeJsonLines(
  output: Output,
  windows: number,
  columns: readonly PlanColumn[],
  text: ((window: number) => string) | undefined,
): Promise<void> {
  for (let i = 0; i < windows; i++) {
    const end = text ? `,"text":${JSON.stringify(text(i))}}` : "}";
    await output.text(`${object(columns, i)}${end}\n`);
  }
}

/** CSV as RFC 4180 has it, with a header. */
export async function writeCsv(
  output: Output,
  windows: number,
  columns: readonly PlanColumn[],
): Promise<void> {
  await output.text(`${columns.map(({ name }) => csvField(name)).join(",")}\r\n`);
  for (let i = 0; i < windows; i++) {
    await output.text(`${columns.map((column) => csvField(String(column.at(i) ?? ""))).join(",")}\r\n`);
  }
}

/** The texts of a window's rows, with the separator between. */
export function textOf(
  texts: NonNullable<Table["texts"]>,
  separator: Uint8Array,
  start: number,
  end: number,
): string {
  if (start === end) return "";
  const { bytes, offsets } = texts;
  const slice = bytes.subarray(offsets[start], offsets[end]! - separator.length);
  return Buffer.from(slice.buffer, slice.byteOffset, slice.length).toString("utf8");
}

function object(columns: readonly PlanColumn[], window: number): string {
  return `{${columns.map(({ name, at }) => `${JSON.stringify(name)}:${JSON.stringify(at(window))}`).join(",")}`;
}
