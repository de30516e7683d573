import { TextColumns } from "../columnar.js";
import type { Stage } from "../format.js";
import { readClock } from "./clocks.js";
import { readDates, writtenDate } from "./dates.js";

const STAMP = /^(.*?[^\s,]),?\s+([^\s\d]*\s?\d{1,2}[:.]\d{2}.*)$/;
const DAY = 86_400;

/**
 * Reads the distinct texts of a column as times. Returns the name of a table of `written` and `time` (microseconds
 * since 1970), quoted for SQL. A text may be a date, a clock, or both.
 *
 * @param select a SELECT of one column `written`, in the order of the file
 */
export async function readStamps(stage: Stage, select: string): Promise<string> {
  const { written } = await stage.engine.columns(select, { signal: stage.signal });
  const stamps = [...new Set(written as string[])].map((text) => {
    const [, before = "", after = ""] = STAMP.exec(text) ?? [];
    const first = writtenDate(before);
    const clock = readClock(first ? after.replace(/ ?(?:Z|UTC|GMT)$/, "") : text);
    return { text, date: first ?? writtenDate(text), clock, hasClock: first !== undefined };
  });
  const dated = stamps.filter(({ date }) => date !== undefined);
  const isAmerican = dated.every(({ text, clock }) => /^[1-9]\d?\/[1-9]\d?\//.test(text) && (!clock || clock.isHalf));
  const { days, isGuessed, order } = readDates(
    dated.map(({ date }) => date!),
    stage.options.dateOrder,
    isAmerican ? "MDY" : "DMY",
  );
  if (isGuessed && stage.options.dateOrder === undefined) {
    const alternatives = ["DMY", "MDY", "YMD"].filter((other) => other !== order).map((other) => `dateOrder: "${other}"`);
    stage.guess({ what: `dates are written in the order ${order}`, from: dated[0]!.text, alternatives, dateOrder: order });
  }
  const columns = new TextColumns();
  let day = 0;
  for (const { text, date, clock, hasClock } of stamps) {
    const seconds = (date ? days[day++]! * DAY : 0) + (clock ? clock.seconds : 0);
    if ((hasClock ? clock : (date ?? clock)) && !Number.isNaN(seconds)) columns.add({ written: text, time: seconds * 1e6 });
  }
  columns.add({ written: "", time: 0 });
  const table = await stage.insert(columns);
  return stage.create(`SELECT written, CAST(time AS BIGINT) AS time FROM ${table} WHERE written <> ''`);
}
