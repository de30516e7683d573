import type { PlanColumn } from "../cut/plan-columns.js";
import type { Texts } from "../cut/texts.js";
import type { Windows } from "../cut/windows.js";
import type { Output } from "./output.js";

/** Writes windows into one output, from its first window to its last. */
export interface WindowWriter {
  window(windows: Windows, i: number): Promise<void>;
  end(): Promise<void>;
}

/** One JSON array, an object a window. */
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

/** JSON, an object a line, each with the window's text. */
export class JsonLinesWriter implements WindowWriter {
  constructor(
    readonly output: Output,
    readonly texts: Texts,
  ) {}

  async window({ columns, start, end }: Windows, i: number): Promise<void> {
    await this.output.text(`${object(columns, i)},"text":"`);
    for await (const piece of this.texts.pieces(start[i]!, end[i]!)) await this.output.json(piece);
    await this.output.text('"}\n');
  }

  end(): Promise<void> {
    return this.output.end();
  }
}

/** CSV as RFC 4180 has it, with a header. */
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
