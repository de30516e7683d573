import { identifier } from "windrow/duckdb";
import type { PlanColumn } from "../cut/plan-columns.js";
import type { Measured } from "../cut/measured.js";
import { Places, Texts } from "../cut/texts.js";
import type { Windows } from "../cut/windows.js";
import { LINE, LINE_BYTES } from "../cut/written.js";
import type { Output } from "./output.js";

/** Writes the windows of one output, from the first to the last. */
export interface WindowWriter {
  window(windows: Windows, i: number): Promise<void>;
  end(): Promise<void>;
}

/** One JSON array with an object for each window. */
export class JsonWriter implements WindowWriter {
  #isEmpty = true;

  constructor(readonly output: Output) {}

  async window({ columns }: Windows, i: number): Promise<void> {
    await this.output.text(`${this.#isEmpty ? "[\n" : ",\n"}${object(columns, i)}}`);
    this.#isEmpty = false;
  }

  async end(): Promise<void> {
    await this.output.text(this.#isEmpty ? "[]\n" : "\n]\n");
    await this.output.end();
  }
}

/** The texts read for windows: their lines, and the keys or positions that trace rows back to the source. */
export class RowTexts {
  readonly lines: Texts;
  readonly keys: Texts | undefined;
  readonly places: Places | undefined;

  constructor(measured: Measured) {
    const {
      around: { separator },
      trace,
    } = measured;
    this.lines = new Texts(measured, { text: identifier(LINE), bytes: identifier(LINE_BYTES), separator });
    if (trace?.name === "keys")
      this.keys = new Texts(measured, { text: trace.sql, bytes: `strlen(${trace.sql})`, separator: "," });
    else if (trace) this.places = new Places(measured, trace.sql);
  }
}

/** JSON Lines: an object for each window, with its text. */
export class JsonLinesWriter implements WindowWriter {
  constructor(
    readonly output: Output,
    readonly texts: RowTexts,
  ) {}

  async window({ columns, start, end, around }: Windows, i: number): Promise<void> {
    const {
      output,
      texts: { lines, keys, places },
    } = this;
    const [rows, [before, after]] = [[start[i]!, end[i]!] as const, around(i)];
    await output.text(object(columns, i));
    if (keys) {
      await output.text(',"keys":[');
      for await (const piece of keys.pieces(...rows)) await output.text(piece.toString());
      await output.text("]");
    }
    if (places) await output.text(`,"places":[${await places.list(...rows)}]`);
    await output.text(`,"text":"${JSON.stringify(before).slice(1, -1)}`);
    for await (const piece of lines.pieces(...rows)) await output.json(piece);
    await output.text(`${JSON.stringify(after).slice(1, -1)}"}\n`);
  }

  end(): Promise<void> {
    return this.output.end();
  }
}

/** CSV as in RFC 4180, with a header. */
export class CsvWriter implements WindowWriter {
  #isEmpty = true;

  constructor(readonly output: Output) {}

  async window({ columns }: Windows, i: number): Promise<void> {
    if (this.#isEmpty) await this.header(columns);
    await this.output.text(`${columns.map((column) => field(String(column.at(i) ?? ""))).join(",")}\r\n`);
  }

  async header(columns: readonly PlanColumn[]): Promise<void> {
    this.#isEmpty = false;
    await this.output.text(`${columns.map(({ name }) => field(name)).join(",")}\r\n`);
  }

  end(): Promise<void> {
    return this.output.end();
  }
}

const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function object(columns: readonly PlanColumn[], window: number): string {
  return `{${columns.map(({ name, at }) => `${JSON.stringify(name)}:${JSON.stringify(at(window))}`).join(",")}`;
}
