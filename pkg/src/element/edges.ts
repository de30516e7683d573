import { WindowError } from "../error.js";
import type { Rows } from "../rows.js";
import { rowColumns } from "./row-columns.js";
import type { Settings } from "./settings.js";

const DAY = 86_400_000;
/** More than anyone reads, and than a slider is quick with. */
const MOST = 50_000;

type Asked = Pick<Settings, "edges" | "zone" | "times">;

const kept = new WeakMap<Rows, { key: string; edges: Date[] }>();

/** The times that no window of these rows crosses; undefined where none are set. Found once for each setting. */
export function edgesOf(rows: Rows, { edges, zone, times }: Asked): Date[] | undefined {
  if (edges === "none" || rows.timeUnit === undefined) return undefined;
  const key = [edges, zone, times].join("\n");
  const found = kept.get(rows);
  if (found?.key === key) return found.edges;
  const made = edges === "times" ? listed(times) : calendar(rows, edges, zone);
  kept.set(rows, { key, edges: made });
  return made;
}

/** A time as people write it, in milliseconds: of UTC, as times without a zone are, unless it says another. */
export function millisecondsAt(text: string): number {
  const [, day, clock, zone] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text.trim()) ?? [];
  const time = Date.parse(clock ? `${day}T${clock}${zone ?? "Z"}` : String(day));
  if (Number.isNaN(time)) throw new WindowError("BAD_TIME", `“${text}” is no time; write one as 2024-03-01 or 2024-03-01 18:30`);
  return time;
}

function listed(times: string): Date[] {
  const all = times.split(/[,;\n]/).filter((text) => text.trim() !== "");
  return all.map((text) => new Date(millisecondsAt(text))).sort((a, b) => Number(a) - Number(b));
}

/** The midnights with which days, weeks or months of a time zone begin, after the first row and up to the last. */
function calendar(rows: Rows, unit: "day" | "week" | "month", zone: string): Date[] {
  const { from, to } = rowColumns(rows);
  const days = (to - from) / DAY / { day: 1, week: 7, month: 30 }[unit];
  if (rows.length > 0 && !(days < MOST)) {
    throw new WindowError("BAD_EDGES", `between the first row and the last there are more than ${MOST} of each ${unit}; choose longer ones, or list times`);
  }
  const offset = offsets(zone);
  const first = new Date(from + offset(from));
  const [year, month, date] = [first.getUTCFullYear(), first.getUTCMonth(), unit === "month" ? 1 : first.getUTCDate()];
  const monday = unit === "week" ? date - ((first.getUTCDay() + 6) % 7) : date;
  const edges: Date[] = [];
  for (let i = 0; i <= MOST; i++) {
    const wall = unit === "month" ? Date.UTC(year, month + i, 1) : Date.UTC(year, month, monday + i * (unit === "week" ? 7 : 1));
    const midnight = instant(wall, offset);
    if (!(midnight <= to)) break;
    if (midnight > from) edges.push(new Date(midnight));
  }
  return edges;
}

/** When a clock on the wall shows a time: the first time that it does, or when it leaps over it. */
function instant(wall: number, offset: (at: number) => number): number {
  const [before, after] = [wall - offset(wall - DAY), wall - offset(wall + DAY)];
  return before + offset(before) !== wall && after + offset(after) === wall ? after : before;
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsets(zone: string): (at: number) => number {
  if (zone === "") return () => 0;
  let format: Intl.DateTimeFormat;
  try {
    const numeric = "numeric";
    format = new Intl.DateTimeFormat("en", { timeZone: zone, hourCycle: "h23", year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric });
  } catch {
    throw new WindowError("BAD_OPTION", `“${zone}” is no time zone that this browser knows; write one as Europe/Berlin`);
  }
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const shown = Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"]);
    return shown - Math.floor(at / 1_000) * 1_000;
  };
}
