import { csvLine } from "./csv.js";
import type { MessageColumn } from "./messages.js";
import { range, type Windows } from "./windows.js";

const column = (columns: readonly MessageColumn[], role: "text" | "time") => columns.find((given) => given.role === role);

/** A line of JSON for each window: what is repeated as `context`, what is fresh as `prompt`, and where it is from. */
export function* promptLines(windows: Windows, columns: readonly MessageColumn[]): Generator<string> {
  const texts = column(columns, "text")?.values;
  const joined = (from: number, to: number) => {
    const parts: string[] = [];
    for (let row = from; row < to; row++) parts.push(texts?.at(row) ?? "");
    return parts.join("\n");
  };
  for (let window = 0; window < windows.length; window++) {
    const [start, fresh, end] = range(windows, window);
    yield `${JSON.stringify({ window, start, fresh, end, context: joined(start, fresh), prompt: joined(fresh, end) })}\n`;
  }
}

/** The rows of all windows as CSV: a line for each row of each window, repeated ones too. */
export function* messagesCsv(windows: Windows, columns: readonly MessageColumn[]): Generator<string> {
  yield csvLine(["window", "position", "repeated", ...columns.map(({ name }) => name)]);
  for (let window = 0; window < windows.length; window++) {
    const [start, fresh, end] = range(windows, window);
    for (let row = start; row < end; row++) {
      yield csvLine([window, row, Number(row < fresh), ...columns.map(({ values }) => values.at(row) ?? "")]);
    }
  }
}
