import { csvLine } from "./csv.js";
import { time } from "./format.js";
import type { Windows } from "./windows.js";

/** The plan as CSV: a line for each window. */
export function planCsv(windows: Windows): string[] {
  const { length, start, fresh, end, oversize, measure, sizes, firstTime, lastTime, timeUnit } = windows;
  const hasTime = firstTime && lastTime && timeUnit;
  const header = ["window", "start", "fresh", "end", "oversize", ...(sizes ? [measure!] : []), ...(hasTime ? ["first_time", "last_time"] : [])];
  const lines = [csvLine(header)];
  for (let i = 0; i < length; i++) {
    const values: (string | number)[] = [i, start[i]!, fresh[i]!, end[i]!, oversize[i]!];
    if (sizes) values.push(sizes[i]!);
    if (hasTime) values.push(time(firstTime[i]!, timeUnit), time(lastTime[i]!, timeUnit));
    lines.push(csvLine(values));
  }
  return lines;
}
