import { identifier } from "../../engine/index.js";
import { ownName } from "../../engine/names.js";
import { WindowError } from "../../error.js";
import { type Column, PLACE } from "../loaded.js";
import type { Stage } from "../format.js";
import {
  type DateOrder,
  type TimeReading,
  WRITTEN_SHAPES,
  cleaned,
  hasShape,
  hasZone,
  isClock,
  isOfNorthAmerica,
  isoTime,
  microsOfClock,
  microsPerStep,
  partsOf,
  timeOfNumber,
  timeOfParts,
  timeOfSerial,
} from "./reading.js";

/** How a column is read as times, judged by its name and its values. */
export interface TimeColumn extends TimeReading {
  /** Whether all values are dates: without a clock, or at midnight, as some programs write them. */
  readonly isDays: boolean;
  /** Whether each row is known to have a time: to look for those that have none would read each time once more. */
  readonly isWhole?: boolean;
}

/** The place of a row, its time, and the parts of that: names that no file's column has. */
const [ROW, TIME, PARTS] = [PLACE, ownName(" time"), ownName(" parts")].map(identifier) as [string, string, string];

/** A subquery in SQL: the columns of a table, each row's place in the column {@link PLACE}, and its time in the column `time`. */
export function withTimes(table: string, time: string, { sql, staged = "" }: Pick<TimeReading, "sql" | "staged">): string {
  return `(SELECT *, ${sql} AS ${time} FROM (SELECT *, rowid AS ${ROW}${staged} FROM ${table}))`;
}

/** SQL of an exact number; null for any other text. Exponents, as in `1.7E+09`, are read as a DOUBLE. */
function exactNumber(value: string): string {
  const number = `coalesce(TRY_CAST(${value} AS DECIMAL(38, 9)), TRY_CAST(TRY_CAST(${value} AS DOUBLE) AS DECIMAL(38, 9)))`;
  return `if(abs(TRY_CAST(${value} AS DOUBLE)) < 1e19, ${number}, NULL)`;
}

/**
 * How a column is read as times, detected over all its values; undefined where hardly any value is a time.
 *
 * @throws WindowError: `BAD_TIME` for a type that holds no times, such as times of day
 */
export async function timeColumn(stage: Stage, table: string, { name, type }: Column): Promise<TimeColumn | undefined> {
  const value = identifier(name);
  if (type === "TIMESTAMP WITH TIME ZONE") return { sql: `make_timestamp(epoch_us(${value}))`, zone: "UTC", isDays: false };
  if (/^TIMESTAMP/.test(type))
    return { sql: `${value}::TIMESTAMP`, zone: stage.instants.has(name) ? "UTC" : undefined, isDays: false };
  if (type === "DATE") return { sql: `${value}::TIMESTAMP`, zone: undefined, isDays: true };
  if (/^TIME/.test(type))
    throw new WindowError("BAD_TIME", `column ${name} holds times of day, and no dates; choose a column of times, or none`);
  if (isNumber(type)) return numbers(stage, table, name, value);
  if (type === "VARCHAR") return texts(stage, table, name, value);
  throw new WindowError("BAD_TIME", `column ${name} is ${type}, which holds no times; choose a column of times, or none`);
}

/** Whether a column has no name in its file, which could say that it holds times. */
export const isUnnamed = (name: string) => /^column \d+$/.test(name);

export const isNumber = (type: string) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|DOUBLE|FLOAT|DECIMAL)/.test(type);

async function texts(stage: Stage, table: string, name: string, value: string): Promise<TimeColumn | undefined> {
  const { engine, watch } = stage;
  const [iso, text] = [isoTime(value), cleaned(value)];
  const plain = await engine.columns(
    `SELECT count(*)::DOUBLE AS rows, count_if(if(iso IS NULL, trim(v) <> '', true))::DOUBLE AS n, count(iso)::DOUBLE AS iso, count_if(iso IS NOT NULL AND ${hasZone("v")})::DOUBLE AS zoned,
       count_if(epoch_us(iso) % 86400000000 = 0)::DOUBLE AS days FROM (SELECT ${value} AS v, ${iso} AS iso FROM ${table})`,
    watch,
  );
  const fact = (name: string) => Number(plain[name]![0]);
  const [rows, n, isos, days] = [fact("rows"), fact("n"), fact("iso"), fact("days")];
  let zoned = fact("zoned");
  if (n === isos) {
    tellZones(stage, name, zoned, n);
    // The others are blank, which a cast alone makes null too.
    return {
      sql: `TRY_CAST(${value} AS TIMESTAMP)`,
      zone: zoned > 0 ? "UTC" : undefined,
      isDays: days === n && n > 0 && zoned === 0,
      isWhole: isos === rows,
    };
  }
  const counted = WRITTEN_SHAPES.map(
    (shape, i) => `count_if(${hasShape("v", shape, stage.options.dateOrder)})::DOUBLE AS shape${i}`,
  );
  const rest = await engine.columns(
    `SELECT ${counted.join(", ")}, count(TRY_CAST(v AS DOUBLE))::DOUBLE AS numbers
     FROM (SELECT ${text} AS v FROM ${table} WHERE trim(${value}) <> '' AND ${iso} IS NULL)`,
    watch,
  );
  const shapes = WRITTEN_SHAPES.map((shape, i) => ({ shape, count: Number(rest[`shape${i}`]![0]) }));
  const best = shapes.reduce((best, next) => (next.count > best.count ? next : best));
  const numeric = Number(rest.numbers![0]);
  if (numeric > best.count) return numbers(stage, table, name, text, n);
  if (isos + best.count < n / 2) return undefined;
  const { shape } = best;
  const order = shape === "numbers" ? await dateOrder(stage, table, value, text, iso) : "YMD";
  const reading = {
    sql: `coalesce(${iso}, ${timeOfParts(PARTS, shape, order, stage.options.dateOrder !== undefined)})`,
    staged: `, ${partsOf(text, shape)} AS ${PARTS}`,
  };
  const judged = await engine.columns(
    `SELECT count(time)::DOUBLE AS read, count_if(p.hour <> '' AND epoch_us(time) % 86400000000 <> 0)::DOUBLE AS clocks, count_if(p.utc <> '' OR p.sign <> '')::DOUBLE AS zoned,
       min(p.utc) FILTER (p.sign = '' AND ${isOfNorthAmerica("p.utc")}) AS american
     FROM (SELECT ${TIME} AS time, CASE WHEN ${iso} IS NULL THEN ${PARTS} END AS p FROM ${withTimes(table, TIME, reading)})`,
    watch,
  );
  const [read, clocks] = [judged.read, judged.clocks].map((column) => Number(column![0])) as [number, number];
  if (read < n / 2) return undefined;
  zoned += Number(judged.zoned![0]);
  tellZones(stage, name, zoned, n);
  const american = judged.american![0];
  if (typeof american === "string")
    stage.guess({ what: `the zone ${american} was taken for that of North America`, from: `column ${name}`, alternatives: [] });
  return {
    ...reading,
    isWhole: read === rows,
    zone: zoned > 0 ? "UTC" : undefined,
    isDays: clocks === 0 && days === isos && zoned === 0,
  };
}

function tellZones(stage: Stage, name: string, zoned: number, n: number): void {
  if (zoned === 0 || zoned === n) return;
  const what = `times of column ${name} without a zone were taken for UTC, as others have one`;
  stage.guess({ what, from: `${n - zoned} of ${n} times`, alternatives: [] });
}

/** The order of the numbers in dates: by their ranges, otherwise by how they are written. */
async function dateOrder(stage: Stage, table: string, value: string, text: string, iso: string): Promise<DateOrder> {
  const given = stage.options.dateOrder;
  // A year of two digits is as good as a day.
  if (given === "YMD") return given;
  const found = await stage.engine.columns(
    `SELECT count_if(length(p.a) > 2 OR TRY_CAST(p.a AS INTEGER) > 31)::DOUBLE AS years, count_if(TRY_CAST(p.a AS INTEGER) > 12)::DOUBLE AS day_first,
       count_if(TRY_CAST(p.b AS INTEGER) > 12)::DOUBLE AS month_first,
       count(*)::DOUBLE AS dates, count_if(TRY_CAST(p.a AS INTEGER) > 12 AND length(p.c) <= 2 AND TRY_CAST(p.c AS INTEGER) BETWEEN 1 AND 31)::DOUBLE AS year_first,
       approx_count_distinct(p.a)::DOUBLE AS first, approx_count_distinct(p.c)::DOUBLE AS last, bool_or(left(p.a, 1) = '0' OR left(p.b, 1) = '0') AS padded,
       bool_and(p.separator = '/') AS slashes, bool_or(p.half <> '') AS halves, min(v) AS sample, bool_or(p.a <> p.b) AS differ
     FROM (SELECT ${text} AS v, ${partsOf(text, "numbers")} AS p FROM ${table} WHERE ${value} IS NOT NULL AND ${iso} IS NULL) WHERE p.a <> ''`,
    stage.watch,
  );
  const number = (name: string) => Number(found[name]![0]);
  if (number("years") > 0) return "YMD";
  const [dayFirst, monthFirst] = [number("day_first"), number("month_first")];
  if (!given && number("year_first") === number("dates") && number("first") < number("last")) {
    const what = "the year of two digits comes before the month in dates";
    stage.guess({ what, from: String(found.sample![0]), alternatives: ['dateOrder: "DMY"'], dateOrder: "YMD" });
    return "YMD";
  }
  if (dayFirst > 0 !== monthFirst > 0) return dayFirst > 0 ? "DMY" : "MDY";
  if (given) return given;
  // Americans write 1/2/2024 without leading zeros. So do some others, so the guess is reported.
  const isAmerican = found.slashes![0] === true && (found.padded![0] !== true || found.halves![0] === true);
  if (found.differ![0] === true) {
    const [what, other] = isAmerican
      ? ["the month comes before the day in dates", "DMY"]
      : ["the day comes before the month in dates", "MDY"];
    stage.guess({
      what,
      from: String(found.sample![0]),
      alternatives: [`dateOrder: "${other}"`],
      dateOrder: isAmerican ? "MDY" : "DMY",
    });
  }
  return isAmerican ? "MDY" : "DMY";
}

/** Microseconds per unit. */
const PER_STEP = { s: "1000000", ms: "1000", us: "1", ns: "0.001" };
const UNITS = ["seconds", "milliseconds", "microseconds", "nanoseconds"];

async function numbers(
  stage: Stage,
  table: string,
  name: string,
  value: string,
  values?: number,
): Promise<TimeColumn | undefined> {
  const number = exactNumber(value);
  const unit = `CASE WHEN abs(x) < 1e11 THEN 0 WHEN abs(x) < 1e14 THEN 1 WHEN abs(x) < 1e17 THEN 2 ELSE 3 END`;
  const found = await stage.engine.columns(
    `SELECT count(*)::DOUBLE AS n, count_if(x >= 10000 AND x < 100000)::DOUBLE AS serials, any_value(x)::VARCHAR AS sample,
       max(abs(x))::DOUBLE AS most, ${UNITS.map((_, i) => `count_if(x <> 0 AND (${unit}) = ${i})::DOUBLE AS unit${i}`).join(", ")}
     FROM (SELECT ${number} AS x FROM ${table}) WHERE x IS NOT NULL`,
    stage.watch,
  );
  const n = Number(found.n![0]);
  if (n === 0 || n < (values ?? n) / 2) return undefined;
  const { timeUnit } = stage.options;
  if (timeUnit) return { sql: timeOfNumber(number, PER_STEP[timeUnit]), zone: "UTC", isDays: false };
  if (found.serials![0] === n) {
    const what = `column ${name} counts days since 1899-12-30, as Excel does`;
    stage.guess({ what, from: String(found.sample![0]), alternatives: ["columns: { time: null }"] });
    return { sql: timeOfSerial(number), zone: undefined, isDays: false };
  }
  const units = UNITS.filter((_, i) => found[`unit${i}`]![0] !== 0);
  if (units.length > 1 || isUnnamed(name)) {
    const counts = UNITS.map((unit, i) => [unit, Number(found[`unit${i}`]![0])] as const).filter(([, count]) => count > 0);
    const what = `${isUnnamed(name) ? name : `column ${name}`} counts in ${units.join(" and ")} since 1970; each number was taken by its size`;
    stage.guess({ what, from: counts.map(([unit, count]) => `${count} in ${unit}`).join(", "), alternatives: [] });
  } else {
    const odd = oddYears(units[0], Number(found.most![0]));
    const what = `column ${name} counts in ${units[0]} since 1970, which gives times ${odd}; convert numbers that count from another year`;
    if (odd) stage.guess({ what, from: String(found.sample![0]), alternatives: [] });
  }
  return { sql: timeOfNumber(number, microsPerStep(number)), zone: "UTC", isDays: false };
}

/**
 * The years that tell of numbers that do not count from 1970: .NET counts tenths of microseconds from the year 1, Windows
 * from 1601, browsers microseconds from 1601, Apple nanoseconds from 2001.
 */
function oddYears(unit: string | undefined, most: number): string | undefined {
  if (unit === "nanoseconds" && most < 1e18) return "before 2002";
  return unit === "microseconds" && most > 4e15 ? "after 2095" : undefined;
}

/** SQL of the microseconds since midnight, if all values of a column are clocks without a date; otherwise undefined. */
export async function clockColumn(stage: Stage, table: string, { name, type }: Column): Promise<string | undefined> {
  const value = identifier(name);
  if (type === "TIME") return `epoch_us(${value})`;
  if (type !== "VARCHAR") return undefined;
  const text = cleaned(value);
  const { n, clocks } = await stage.engine.columns(
    `SELECT count(v)::DOUBLE AS n, count_if(${isClock("v")})::DOUBLE AS clocks FROM (SELECT ${text} AS v FROM ${table})`,
    stage.watch,
  );
  return n![0] === clocks![0] && n![0] !== 0 ? microsOfClock(text) : undefined;
}
