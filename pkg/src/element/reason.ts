import type { Rows, TimeUnit } from "../rows.js";
import type { Spec } from "../spec.js";
import { millisecondsOf, spell } from "./duration-text.js";
import { count, plural } from "./format.js";
import { rowColumns } from "./row-columns.js";
import { firstPlace } from "./search.js";
import { toMilliseconds } from "./times.js";
import type { Windows } from "./windows.js";

/** Why a window ends where it does, in a sentence. */
export function reason(windows: Windows, index: number): string {
  const { rows, spec, end, oversize } = windows;
  const after = end[index]!;
  if (!spec) return "The clock ends it: its span is over.";
  if (oversize[index]) return "Its one row alone exceeds a limit, and so is a window by itself.";
  if (after === rows.length) return "The rows end here.";
  return segmentEnd(windows, index) ?? limits(windows, index) ?? cut(windows, index);
}

/** What no window may cross: another partition, a silence, an edge. */
function segmentEnd({ rows, spec, settings, end, timeUnit }: Windows, index: number): string | undefined {
  const { partitionEnds, time } = rowColumns(rows);
  const after = end[index]!;
  const place = firstPlace(0, partitionEnds.length, (i) => partitionEnds[i]! >= after);
  if (partitionEnds[place] === after) return "The next row belongs to another partition.";
  if (!time) return undefined;
  const silence = time[after]! - time[after - 1]!;
  const gap = millisecondsOf(settings.gap);
  if (gap !== undefined && silence > gap) {
    return `A silence of ${spell(silence)} follows, which is longer than ${settings.gap}.`;
  }
  const edges = timeUnit ? edgeTimes(spec, timeUnit) : [];
  if (!edges.some((edge) => edge > time[after - 1]! && edge <= time[after]!)) return undefined;
  const { edges: unit } = settings;
  return unit === "none" || unit === "times" ? "An edge lies before the next row." : `Another ${unit} begins.`;
}

/** Edges in milliseconds. */
function edgeTimes(spec: Spec | undefined, unit: TimeUnit): number[] {
  return [...(spec?.edges ?? [])].map((edge) => (edge instanceof Date ? Number(edge) : toMilliseconds(BigInt64Array.of(BigInt(edge)), unit)[0]!));
}

/** The limits that one more row would exceed. */
function limits({ rows, spec, settings, measure, start, end }: Windows, index: number): string | undefined {
  const { before, time } = rowColumns(rows);
  const [from, after] = [start[index]!, end[index]!];
  const exceeded: string[] = [];
  const max = spec?.max ?? {};
  for (const name of rows.measures) {
    const most = Number(max[name] ?? Infinity);
    const sum = most < Infinity && name !== measure ? sums(rows, name) : (first: number, end: number) => before![end]! - before![first]!;
    if (sum(from, after + 1) > most) exceeded.push(`the limit of ${plural(most, name.replace(/s$/, ""), name)}: it has ${count(sum(after, after + 1))}`);
  }
  if (max.rows !== undefined && after + 1 - from > Number(max.rows)) exceeded.push(`the limit of ${plural(Number(max.rows), "row")}`);
  const span = millisecondsOf(settings.duration);
  if (span !== undefined && time && time[after]! - time[from]! > span) {
    exceeded.push(`the time span of ${settings.duration}: it comes ${spell(time[after]! - time[from]!)} after the first`);
  }
  return exceeded.length > 0 ? `The next row would exceed ${exceeded.join(", and ")}.` : undefined;
}

/** Sums of another measure: only here is it asked for of each row. */
function sums(rows: Rows, name: string): (first: number, end: number) => number {
  const single = rows.windows({ max: { rows: 1 } });
  const values = single.sum(name);
  single.free();
  return (first, end) => values.subarray(first, end).reduce((all, value) => all + value, 0);
}

/** It could have been longer: the cut chose. */
function cut({ rows, spec, end }: Windows, index: number): string {
  const { time } = rowColumns(rows);
  const after = end[index]!;
  if (spec?.cut === "quiet" && time) {
    const silence = spell(time[after]! - time[after - 1]!);
    return `A silence of ${silence} follows, the longest of those where it could have been cut.`;
  }
  if (spec?.cut === "even") return "The windows of this run are made evenly full.";
  if (spec?.cut === "stable") return "Its last row has the key that a stable cut looks for, so that edits elsewhere do not move it.";
  return "The next row would exceed another limit of the spec.";
}
