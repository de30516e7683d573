import { lineBatches } from "../duckdb/lines.js";
import { Line } from "../duckdb/line.js";
import type { Fetched } from "../duckdb/fetched.js";
import { orderBy } from "../duckdb/order.js";
import { limitsOf } from "../duckdb/sent.js";
import { column, source } from "../duckdb/source.js";
import { fetchedOf, requireRows } from "../duckdb/checks.js";
import { engineOf } from "../engine/index.js";
import { WindowError } from "../error.js";
import { Frame, countedBy, utf8Length } from "../lines/index.js";
import { badOption, isA, optionsOf, shown, signalOf, unreadable, wholeOf } from "../options.js";
import { Plan } from "../plan.js";
import { plainView, typedKind } from "../typed.js";
import { hash, hashed } from "../tokens/kept.js";
import { LineBuffer, changed } from "./lines.js";

/** A prompt: the text sent for a window. */
export interface Prompt {
  /** The window's index in the plan. */
  index: number;
  /** The window's id, 16 hexadecimal digits: a fingerprint of its keys, or of its lines where rows have no keys. */
  id: string;
  /** The text before the lines, the lines, and the text after. */
  text: string;
  /** The length of the text in UTF-8, in bytes. */
  bytes: number;
  /** The tokens of the text, where the rows were fetched with a counter. */
  tokens?: number;
  /** The share that was added to the tokens for safety, where they are an estimate. */
  margin?: number;
  /** The number of rows, and their positions among those fetched; `[start, fresh)` is repeated. */
  rows: number;
  start: number;
  fresh: number;
  end: number;
  /** The chat of its first row, where the text around the lines has `{chat}`. */
  chat?: string;
  /**
   * Whether the prompt exceeds a limit: by a single oversize row; or in tokens, where a counter finds more in the whole
   * text than in its lines, as can happen where lines are joined.
   */
  oversize: boolean;
}

/** A plan of any kind, as columns. */
export interface Windows {
  readonly length: number;
  readonly start: Uint32Array;
  readonly fresh?: Uint32Array | undefined;
  readonly end: Uint32Array;
  readonly oversize?: Uint8Array | undefined;
  readonly firstTime?: BigInt64Array | undefined;
  readonly lastTime?: BigInt64Array | undefined;
  readonly id?: BigUint64Array | undefined;
}

/** Options of prompts. */
export interface PromptsOptions {
  /** Aborts the query. */
  signal?: AbortSignal | undefined;
  /** The first window to write, and one past the last; all windows unless given. Only their rows are read. */
  from?: number | undefined;
  to?: number | undefined;
}

/**
 * The prompts of a plan, one after the other. One query reads all lines in order; memory use is one window and one
 * batch. The connection is busy until the loop has ended.
 *
 * @param fetched the result of `fetchRows`, with a line
 * @throws WindowError: `BAD_OPTION` for rows without a line, or windows whose starts decrease; `QUERY_FAILED` where the
 *   table has changed; the signal's reason
 */
export async function* promptsOf(
  fetched: Pick<Fetched, "connection" | "order" | "rows" | "sent">,
  plan: Windows,
  options: PromptsOptions = {},
): AsyncGenerator<Prompt, void, void> {
  const { order, sent } = fetchedOf(fetched);
  const { signal, ...chosen } = optionsOf(options, "how to write prompts", "{ signal }", {
    signal: signalOf,
    from: place,
    to: place,
  });
  const [rows, connection] = [requireRows(fetched.rows), fetched.connection];
  const windows = windowsOf(plan, rows.length);
  const { from = 0, to = windows.length } = chosen;
  if (!sent)
    throw new WindowError("BAD_OPTION", 'nothing says how rows are written; fetch them with a line, such as "{author}: {text}"');
  const line = new Line(order.from, sent);
  const frame = new Frame(sent);
  const hasChat = frame.hasChat && sent.chat !== undefined;
  const chat = hasChat ? `${column(sent.chat!)}::VARCHAR AS chat, ` : "";
  const [unit, max] = [rows.timeUnit ?? "us", limitsOf(plan)];
  const { start: starts, end: ends, fresh: freshes = starts, oversize, firstTime, lastTime, id } = windows;
  const measured = isA(plan, Plan) && rows.measures.includes("bytes") ? plan.sum("bytes") : undefined;
  const separator = utf8Length(line.separator);
  const isWhole = from === 0 && to === windows.length;
  const [firstRow, lastRow] = isWhole ? [0, rows.length] : extent(windows, from, to);
  const all = `${source(order.from)}${orderBy(order)}`;
  // The lines of rows outside the range are not written.
  const some = isWhole ? all : `(SELECT * FROM ${all} LIMIT ${lastRow - firstRow} OFFSET ${firstRow}) AS t`;
  const sql = `SELECT ${chat}${line.endedSql} AS line FROM ${some}`;
  const batches = lineBatches(engineOf(connection), sql, { signal, rows: lastRow - firstRow });
  const lines = new LineBuffer(batches, firstRow);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let before = 0;
  try {
    for (let index = from; index < to; index++) {
      const [start, end] = [starts[index]!, ends[index]!];
      const isEmpty = end <= start;
      if (!isEmpty && start < before)
        throw new WindowError("BAD_OPTION", `window ${index} starts before the one before it; give windows in their order`);
      if (!isEmpty) before = start;
      const found = isEmpty ? new Uint8Array() : await lines.read(start, end);
      if (measured && found.length !== measured[index]) {
        throw changed(`the lines of window ${index} have ${found.length} bytes, and ${measured[index]} were measured`);
      }
      const facts = {
        n: index + 1,
        of: windows.length,
        rows: end - start,
        first: isEmpty ? undefined : firstTime?.[index],
        last: isEmpty ? undefined : lastTime?.[index],
        ...(hasChat && { chat: isEmpty ? "" : lines.textOf(start) }),
      };
      const [head, tail] = frame.render(facts, unit);
      const text = head + decoder.decode(isEmpty ? found : found.subarray(0, found.length - separator)) + tail;
      const bytes = utf8Length(text);
      const tokens = sent.tokens && countedBy(sent.tokens, text);
      const exceeds = bytes > (max?.bytes ?? Infinity) || (tokens ?? 0) > (max?.tokens ?? Infinity);
      hash(found, 0, found.length);
      const fingerprint = id ? id[index]!.toString(16) : hashed[1]!.toString(16) + hashed[0]!.toString(16).padStart(8, "0");
      const { margin } = (sent.tokens ?? {}) as { margin?: number };
      yield {
        index,
        id: fingerprint.padStart(16, "0"),
        text,
        bytes,
        ...(tokens !== undefined && { tokens }),
        ...(tokens !== undefined && margin !== undefined && { margin }),
        rows: end - start,
        start,
        fresh: freshes[index]!,
        end,
        ...(facts.chat !== undefined && { chat: facts.chat }),
        oversize: oversize?.[index] === 1 || exceeds,
      };
    }
    // A result that is read to its end needs no cancellation.
    if (lines.position === lastRow) await batches.next();
  } finally {
    await batches.return();
  }
}

const place = (option: string, value: unknown) =>
  wholeOf(value, 0, () => badOption(option, value, "the place of a window, a whole number of at least 0"));

/** The columns of windows, and of which type each is. */
const COLUMNS = {
  start: "Uint32Array",
  end: "Uint32Array",
  fresh: "Uint32Array",
  oversize: "Uint8Array",
  firstTime: "BigInt64Array",
  lastTime: "BigInt64Array",
  id: "BigUint64Array",
} as const;

/** Windows as they are now, whatever getters they have, all within the rows. */
function windowsOf(plan: unknown, rows: number): Windows {
  const instead = "one of rows.windows(), or columns start and end of its length";
  if (typeof plan !== "object" || plan === null) throw badOption("the plan", plan, instead);
  const columns: Record<string, unknown> = {};
  try {
    const { length, start } = plan as Windows;
    if (length !== (plainView("plan.start", start)?.length ?? -1)) throw badOption("the plan", plan, instead);
    for (const [name, kind] of Object.entries(COLUMNS)) {
      const column = plan[name as keyof typeof plan] as unknown;
      if (column === undefined && name !== "end") continue;
      const view = typedKind(column) === kind ? plainView(`plan.${name}`, column) : undefined;
      if (view?.length !== length) throw badOption(`plan.${name}`, column, `a ${kind} of ${length} values`);
      columns[name] = view;
    }
    const windows = { ...columns, length } as Windows;
    const outside = windows.end.findIndex((end) => end > rows);
    if (outside < 0) return windows;
    throw new WindowError(
      "BAD_OPTION",
      `window ${outside} ends after row ${windows.end[outside]}, and there are ${rows} rows; give a plan of these rows`,
    );
  } catch (cause) {
    throw unreadable("the plan", cause);
  }
}

/** The rows of a range of windows, from the first to one past the last. */
function extent({ length, start, end }: Windows, from: number, to: number): [first: number, last: number] {
  if (from > to || to > length) {
    throw new WindowError(
      "BAD_OPTION",
      `windows ${shown(from)} to ${shown(to)} are asked for, and there are ${length}; give whole numbers within these`,
    );
  }
  let [first, last] = [Infinity, 0];
  for (let index = from; index < to; index++) {
    if (start[index]! >= end[index]!) continue;
    [first, last] = [Math.min(first, start[index]!), Math.max(last, end[index]!)];
  }
  return last === 0 ? [0, 0] : [first, last];
}
