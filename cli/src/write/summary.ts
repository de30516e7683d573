import { EgregoraPlan, type Plan, type Rows } from "windrow";
import type { Measured } from "../cut/measured.js";
import type { Windows } from "../cut/windows.js";
import type { PlanColumn } from "../cut/plan-columns.js";
import { printable, widthOf } from "./printable.js";

/** How many windows to show at the start and at the end, if there are more. */
const SHOWN = { first: 8, last: 3 };
const GAP = "  ";

/** The part of a time to show. */
type Part = readonly [from: number, to: number];
const MINUTE: Part = [0, 16];
const YEARLESS: Part = [5, 16];
const DAY: Part = [0, 10];

/** The cost of a plan: the package's `Stats`, and the number of rows. */
export interface Costs {
  rows: number;
  /** Bytes of all rows as they are written, without separators. */
  bytes: number;
  /** Tokens of all rows with their separators, where tokens are counted. */
  tokens?: number;
  /** The share that was added to the tokens for safety, where they are estimated. */
  margin?: number;
  /** What all windows send, with repeated rows and the text around the lines. */
  sent?: { bytes: number; tokens?: number; price?: number };
  windows: number;
  oversize?: number;
  repeatedRows: number;
  /** The share of repeated rows among the rows of all windows. */
  repeatedShare: number;
  repeated?: Record<string, number>;
  fill?: { min: number; median: number; max: number };
}

/** @param price the price of a million tokens */
export function costsOf(
  plan: Plan | EgregoraPlan,
  { columns }: Windows,
  rows: Rows,
  { unsent, around: { tokens: counter } }: Measured,
  price?: number,
): Costs {
  const { length } = rows;
  const bytes = rows.total("bytes") - unsent * length;
  const counted = counter
    ? { tokens: rows.total("tokens"), ...(counter.margin !== undefined && { margin: counter.margin }) }
    : {};
  const sumOf = (measure: string) => {
    const column = columns.find(({ name }) => name === `sum_${measure}`);
    let sum = 0;
    for (let i = 0; column && i < plan.length; i++) sum += Number(column.at(i));
    return column && sum;
  };
  const [sentBytes, tokens] = [sumOf("bytes"), counter && sumOf("tokens")];
  const sent = {
    ...(tokens !== undefined && { tokens }),
    ...(tokens !== undefined && price !== undefined && { price: (tokens * price) / 1e6 }),
  };
  const all = { rows: length, bytes, ...counted, ...(sentBytes !== undefined && { sent: { bytes: sentBytes, ...sent } }) };
  if (plan instanceof EgregoraPlan) {
    const { start, end } = plan;
    let [held, covered, reached] = [0, 0, 0];
    for (let i = 0; i < plan.length; i++) {
      held += end[i]! - start[i]!;
      covered += Math.max(0, end[i]! - Math.max(reached, start[i]!));
      reached = Math.max(reached, end[i]!);
    }
    const repeatedRows = held - covered;
    return { ...all, windows: plan.length, repeatedRows, repeatedShare: share(repeatedRows, held) };
  }
  const { windows, oversize, repeatedRows, repeated, fill } = plan.stats();
  let held = 0;
  for (let i = 0; i < windows; i++) held += plan.end[i]! - plan.start[i]!;
  const repeatedShare = share(repeatedRows, held);
  return { ...all, windows, oversize, repeatedRows, repeatedShare, repeated, ...(fill && { fill }) };
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

/** The totals, in a few lines of text. */
export function totals(costs: Costs): string {
  const { repeated, fill, oversize, sent, tokens, margin } = costs;
  const amount = (bytes: number, tokens?: number) =>
    count(bytes, "byte") + (tokens === undefined ? "" : `, ${margin === undefined ? "" : "about "}${count(tokens, "token")}`);
  const lines = [
    `${count(costs.rows, "row")}, ${amount(costs.bytes, tokens)} of text`,
    `${count(costs.windows, "window")}${oversize ? `, ${group(oversize)} of them one row over the limits` : ""}`,
    `${count(costs.repeatedRows, "row")} repeated, ${percent(costs.repeatedShare)} of all in windows` +
      (repeated?.bytes ? `, with ${count(repeated.bytes, "byte")}` : ""),
    ...(sent
      ? [`${amount(sent.bytes, sent.tokens)} to send${sent.price === undefined ? "" : `, for ${sent.price.toFixed(2)}`}`]
      : []),
    ...(fill ? [`${percent(fill.median)} full in the median, from ${percent(fill.min)} to ${percent(fill.max)}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** A table of the windows, at most as wide as the terminal where possible. Shows the first and last of many windows. */
export function windowsTable(plan: Plan | EgregoraPlan, columns: readonly PlanColumn[], width: number): string {
  const named = new Map(columns.map((column) => [column.name, column]));
  const { start, end } = plan;
  const { fresh, oversize } = plan instanceof EgregoraPlan ? {} : plan;
  const partition = named.get("partition");
  const from = named.get(named.has("opens") ? "opens" : fresh ? "first_time" : "start_time");
  const to = named.get(named.has("closes") ? "closes" : fresh ? "last_time" : "end_time");
  const time = (head: string, column: PlanColumn | undefined, part: Part): Cell[] =>
    column
      ? [
          {
            head,
            at: (i) =>
              String(column.at(i))
                .replace("T", " ")
                .slice(...part),
          },
        ]
      : [];
  const cells = (part: Part, narrow = false): Cell[] => [
    { head: "window", at: group },
    ...(partition ? [{ head: "partition", left: true, at: (i: number) => clipped(String(partition.at(i) ?? "")) }] : []),
    { head: "rows", at: (i) => group(end[i]! - start[i]!) },
    ...(fresh ? [{ head: "repeated", at: (i: number) => group(fresh[i]! - start[i]!) }] : []),
    ...(narrow ? [] : [{ head: "of rows", at: (i: number) => `${group(start[i]!)}..${group(end[i]!)}` }]),
    ...columns
      .filter(({ name }) => name.startsWith("sum_"))
      .map(({ name, at }) => ({ head: printable(name.slice(4)), at: (i: number) => group(Number(at(i))) })),
    ...time("from", from, part),
    ...time("to", to, part),
    ...(oversize?.includes(1) ? [{ head: "", left: true, at: (i: number) => (oversize[i] ? "oversize" : "") }] : []),
  ];
  const hidden = plan.length - SHOWN.first - SHOWN.last;
  const shown = Array.from({ length: hidden > 1 ? SHOWN.first + SHOWN.last : plan.length }, (_, i) =>
    hidden > 1 && i >= SHOWN.first ? i + hidden : i,
  );
  const years = shown.flatMap((i) => [from, to].map((column) => String(column?.at(i)).slice(0, 4)));
  const brief = new Set(years).size === 1 ? YEARLESS : DAY;
  // The narrowest variant may still be too wide, and wraps.
  const all = [cells(MINUTE), cells(brief), cells(brief, true)].map((cells) => {
    const lines = laidOut(cells, shown);
    if (hidden > 1) lines.splice(1 + SHOWN.first, 0, `… ${group(hidden)} more`);
    return lines;
  });
  const fitting = all.find((lines) => lines.every((line) => widthOf(line) <= width)) ?? all.at(-1)!;
  return `${fitting.join("\n")}\n`;
}

interface Cell {
  head: string;
  left?: boolean;
  at(window: number): string;
}

function laidOut(cells: readonly Cell[], shown: readonly number[]): string[] {
  const columns = cells.map(({ head, left, at }) => {
    const values = [head, ...shown.map(at)];
    const width = Math.max(...values.map(widthOf));
    return values.map((value) => (left ? value + pad(value, width) : pad(value, width) + value));
  });
  return Array.from({ length: shown.length + 1 }, (_, line) =>
    columns
      .map((column) => column[line])
      .join(GAP)
      .trimEnd(),
  );
}

const pad = (text: string, width: number) => " ".repeat(Math.max(0, width - widthOf(text)));

function clipped(text: string): string {
  const safe = printable(text);
  return safe.length > 24 ? `${safe.slice(0, 23)}…` : safe;
}

const group = (number: number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
export const count = (number: number, what: string) => `${group(number)} ${what}${number === 1 ? "" : "s"}`;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
