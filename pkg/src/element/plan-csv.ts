import { csvLine } from "./csv.js";
import { exactTime } from "./format.js";
import { firstTimeOf, lastTimeOf, sizeOf } from "./window-facts.js";
import { range, type Windows } from "./windows.js";

/** The plan as CSV: a line for each window. */
export function* planCsv(windows: Windows): Generator<string> {
  const { length, oversize, measure, timeUnit } = windows;
  const header = ["window", "start", "fresh", "end", "oversize", ...(measure === undefined ? [] : [measure]), ...(timeUnit ? ["first_time", "last_time"] : [])];
  yield csvLine(header);
  for (let i = 0; i < length; i++) {
    const values: (string | number)[] = [i, ...range(windows, i), oversize[i]!];
    if (measure !== undefined) values.push(sizeOf(windows, i));
    if (timeUnit) values.push(exactTime(firstTimeOf(windows, i)), exactTime(lastTimeOf(windows, i)));
    yield csvLine(values);
  }
}
