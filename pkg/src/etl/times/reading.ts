import { monthPrefixes } from "../stamps/months.js";

/** The order of the numbers in a date. */
export type DateOrder = "DMY" | "MDY" | "YMD";

/** How the values of a column are read as times. */
export interface TimeReading {
  /** SQL of the time: a TIMESTAMP, null for a value that is not a time. It may use the columns of {@link staged}. */
  readonly sql: string;
  /** Columns for an inner SELECT, as `, expression AS name`. They compute once what {@link sql} uses many times. */
  readonly staged?: string;
  /**
   * UTC, where the values have an offset or are in UTC; undefined where they are of a local clock in an unknown zone.
   */
  readonly zone: "UTC" | undefined;
}

/** A text trimmed, with plain spaces, as newer libraries write a narrow one before AM, and with what East Asia writes between numbers. */
export function cleaned(value: string): string {
  const spaced = `trim(replace(replace(${value}, '\u202f', ' '), '\u00a0', ' '))`;
  const plain = EAST_ASIAN.reduce((text, [from, to]) => `regexp_replace(${text}, '${from}', '${to}')`, spaced);
  return `if(regexp_matches(${value}, '[年년午전후]'), ${plain}, ${spaced})`;
}

/** `2024年1月2日(火) 午後3:05` and `2024년 1월 2일 오후 3:05`: the marks of dates, and the half of the day, which is put last. */
const EAST_ASIAN: readonly [from: string, to: string][] = [
  [
    "^(\\d{4})\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日号일](?:\\s?(?:[(（].[)）]|(?:星期|週|周).|.曜日|.요일))?\\s*",
    "\\1-\\2-\\3 ",
  ],
  ["(\\d{1,2})\\s?[時时点點시]\\s?(\\d{1,2})\\s?[分분](?:\\s?(\\d{1,2})\\s?[秒초])?", "\\1:\\2:\\3"],
  ["\\s(?:上午|午前|오전)\\s?(\\d{1,2}:\\d{2}(?::\\d{2})?)", " \\1 AM"],
  ["\\s(?:下午|午後|오후)\\s?(\\d{1,2}:\\d{2}(?::\\d{2})?)", " \\1 PM"],
  [":?(\\s[AP]M):?$|[:\\s]+$", "\\1"],
];

/**
 * Times that DuckDB itself reads correctly: a year of four digits first, and no offset. DuckDB reads `16-01-24` as the
 * year 16, and ignores `+02`.
 */
export function isoTime(value: string): string {
  const isOffset = `length(${value}) > 16 AND (contains(right(${value}, 6), '+') OR contains(right(${value}, 6), '-'))`;
  // The fifth character of `12/4/24` is a slash too, but the four before it are no year.
  const hasYear = `NOT contains(left(${value}, 4), '/') AND NOT contains(left(${value}, 4), '-')`;
  const isDated = `(${value} LIKE '____-_%' OR ${value} LIKE '____/_%') AND ${hasYear}`;
  return `CASE WHEN NOT (${isDated}) OR if(${maySign(value)}, ${isOffset}, false) THEN NULL ELSE TRY_CAST(${value} AS TIMESTAMP) END`;
}

const CLOCK = "(\\d{1,2})(?:[:.h](\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,9}))?)?)?\\s?([AaPp]\\.?\\s?[Mm]\\.?)?";
/** Names of zones that have one offset, in minutes. */
const ZONES: Record<string, number> = {
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  SAST: 120,
  HKT: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  HST: -600,
  AKST: -540,
  AKDT: -480,
};
/** Names that other places use too; RFC 5322 gives them to North America. */
const AMERICAN: Record<string, number> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
const NAMED = { ...ZONES, ...AMERICAN };
const UTC = ["Z", "z", "UTC", "GMT"];
/** What a zone is called besides, which alone does not tell an offset. */
const CALLED = "\\s?(?:UTC|GMT|\\[[^\\]]*\\]|\\([^)]*\\))";
const ZONE = `(?:(${[...UTC, ...Object.keys(NAMED)].join("|")})(?:${CALLED})?|[[(](?:UTC|GMT|Z)[)\\]])?(?:([+-])(\\d{1,2}):?(\\d{2})?(?:${CALLED}|\\s[A-Z]{3,5})?)?`;
const DATE = "(\\d{1,4})([-./])\\s?(\\d{1,2})[-./]\\s?(\\d{1,4})\\.?";
/** A date of three numbers, with an optional clock and offset. */
const WRITTEN = `^${DATE}(?:,?(?:T|\\s+|\\s+at\\s+|\\s+-\\s+)${CLOCK})?\\s?${ZONE}$`;
/** Compact times: ISO 8601's basic format `20240229T235958Z`, and `20240229235958`. */
const COMPACT = `^((?:19|20)\\d{2})()(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(\\d{2})(\\d{2})?(?:[.,](\\d{1,9}))?())?${ZONE}$`;
/** The number of a month, by the beginning of its name. */
const MONTHS = [...monthPrefixes()];
/**
 * After dates with a month's name: `29 Feb 2024 10:00:00 +0100`, `29. Februar 2024 um 10:00 Uhr`, `29/Feb/2024:10:00:00`
 * as web servers log it, `29-FEB-24 10.00.00 AM`, and `Feb 29, 2024 @ 10:00:00`. A quote is doubled, for SQL.
 */
const AFTER_DATE = `(?:\\s?г\\.)?(?:(?:,?\\s(?:(?:at|um|à|a las|às|в|om|alle|kl\\.|@)\\s)?|:)${CLOCK}(?:\\sUhr)?)?\\s?${ZONE}$`;
const NAMED_DAY_FIRST = `^(?:[^\\s\\d,]{3,13},?\\s)?(\\d{1,2})(?:\\.|st|nd|rd|th)?([ /-])(?:de |of |d'')?([^\\s\\d.,/-]{3,12})\\.?(?:[ /-]| de )(\\d{4}|\\d{2})${AFTER_DATE}`;
const NAMED_MONTH_FIRST = `^(?:[A-Za-z]{3,9},?\\s)?([A-Za-z]{3})([a-z]*)\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})${AFTER_DATE}`;
/** `Thu Feb 29 10:00:00 UTC 2024`, as C, Unix and Java write it. */
const NAMED_YEAR_LAST = `^[A-Za-z]{3}\\s([A-Za-z]{3})([a-z]*)\\s{1,2}(\\d{1,2})\\s${CLOCK}\\s?${ZONE}\\s(\\d{4})$`;
const PARTS = [
  "a",
  "separator",
  "b",
  "c",
  "hour",
  "minute",
  "second",
  "fraction",
  "half",
  "utc",
  "sign",
  "zone_hour",
  "zone_minute",
];

/** The shape of a date that DuckDB does not read. */
export type Written = "numbers" | "compact" | "day and name" | "name and day" | "year last";

const SHAPES: Record<Written, string> = {
  numbers: WRITTEN,
  compact: COMPACT,
  "day and name": NAMED_DAY_FIRST,
  "name and day": NAMED_MONTH_FIRST,
  "year last": NAMED_YEAR_LAST,
};

export const WRITTEN_SHAPES = Object.keys(SHAPES) as Written[];

/** SQL of the parts of a date, as a STRUCT of texts; all are empty for another shape. */
export function partsOf(value: string, shape: Written): string {
  const parts = shape === "year last" ? [...PARTS.slice(0, 2), "b", ...PARTS.slice(4), "c"] : PARTS;
  const names = parts.map((name) => `'${name}'`).join(", ");
  return `regexp_extract(${value}, '${SHAPES[shape]}', [${names}])`;
}

/** SQL of whether a text has this shape. `16-01-24` is refused without an order: its year is ambiguous. */
export function hasShape(value: string, shape: Written, order?: DateOrder): string {
  const matches = `regexp_matches(${value}, '${SHAPES[shape]}')`;
  return shape === "numbers" && !order
    ? `(${matches} AND NOT regexp_matches(${value}, '^\\d{1,2}-\\d{1,2}-\\d{1,2}(\\D|$)'))`
    : matches;
}

/** SQL of the time of a date's parts. @param isGiven whether someone has said the order */
export function timeOfParts(parts: string, shape: Written, order: DateOrder, isGiven: boolean): string {
  const [day, month, year] = {
    numbers: { DMY: ["a", "b", "c"], MDY: ["b", "a", "c"], YMD: ["c", "b", "a"] }[order],
    compact: ["c", "b", "a"],
    "day and name": ["a", "b", "c"],
    "name and day": ["b", "a", "c"],
    "year last": ["b", "a", "c"],
  }[shape].map((part) => `${parts}.${part}`) as [string, string, string];
  const named = shape !== "numbers" && shape !== "compact";
  const begins = (letters: number) => `list_position(${listed(MONTHS.map(([name]) => name))}, lower(left(${month}, ${letters})))`;
  const monthNumber = named
    ? `[${MONTHS.map(([, number]) => number).join(", ")}][coalesce(${begins(4)}, ${begins(3)})]::VARCHAR`
    : month;
  const date = `TRY_CAST(if(length(${year}) = 2, '20', '') || ${year} || '-' || ${monthNumber} || '-' || ${day} AS DATE)`;
  const number = (part: string) => `coalesce(TRY_CAST(${parts}.${part} AS BIGINT), 0)`;
  const [hour, minute, second] = [number("hour"), number("minute"), number("second")];
  const half = `lower(left(${parts}.half, 1))`;
  const clockHour = `CASE ${half} WHEN 'p' THEN ${hour} % 12 + 12 WHEN 'a' THEN ${hour} % 12 ELSE ${hour} END`;
  const fraction = `coalesce(TRY_CAST(left(rpad(${parts}.fraction, 6, '0'), 6) AS BIGINT), 0)`;
  const offset = `if(${parts}.sign = '', ${offsetOfName(`${parts}.utc`)}, if(${parts}.sign = '-', -1, 1) * (${number("zone_hour")} * 60 + ${number("zone_minute")}))`;
  // A day may end at 24:00, and a minute with a leap second.
  const isClock = `${hour} <= if(${half} = '', 24, 12) AND ${minute} < 60 AND ${second} <= 60`;
  const micros = `((${clockHour} * 60 + ${minute} - ${offset}) * 60 + ${second}) * 1000000 + ${fraction}`;
  const isDated =
    shape === "numbers" && !isGiven
      ? `(${parts}.separator <> '-' OR length(${parts}.a) > 2 OR length(${parts}.c) > 2)`
      : `${parts}.a <> ''`;
  return `if(${parts}.a <> '' AND ${isDated} AND ${isClock}, make_timestamp(epoch_us(${date}::TIMESTAMP) + ${micros}), NULL)`;
}

const listed = (names: readonly string[]) => `[${names.map((name) => `'${name}'`).join(", ")}]`;

/** SQL of the minutes by which a zone's name is ahead of UTC. */
function offsetOfName(name: string): string {
  return `coalesce([${Object.values(NAMED).join(", ")}][list_position(${listed(Object.keys(NAMED))}, ${name})], 0)`;
}

/** SQL of whether a zone's name is one that other places use too. */
export const isOfNorthAmerica = (name: string) => `list_contains(${listed(Object.keys(AMERICAN))}, ${name})`;

/** SQL of whether a text ends with a zone or an offset. */
export function hasZone(value: string): string {
  // Most times have no sign, and end with no letter or bracket: they need no regular expression. An `if` evaluates it
  // for the others only; AND would not.
  const mayHave = [...["Z", "z", "UTC", "GMT", ")", "]"].map((end) => `ends_with(${value}, '${end}')`), maySign(value)].join(
    " OR ",
  );
  return `if(${mayHave}, regexp_matches(${value}, '(\\d\\s?(Z|z|UTC|GMT)|:\\d{2}(\\.\\d+)?\\s?[+-]\\d{2}(:?\\d{2})?(\\s?(UTC|GMT|\\[.*\\]|\\(.*\\)))?)$'), false)`;
}

/** SQL of whether a text of a time may have the sign of an offset; much cheaper than to look at its end. */
function maySign(value: string): string {
  return `(contains(${value}, '+') OR contains(substr(${value}, 11), '-'))`;
}

/** SQL of whether a text is a clock without a date. */
export function isClock(value: string): string {
  return `regexp_matches(${value}, '^\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?\\s?([AaPp]\\.?[Mm]\\.?)?$')`;
}

/** SQL of the microseconds since midnight of a clock. */
export function microsOfClock(value: string): string {
  const parts = `regexp_extract(${value}, '^${CLOCK}$', ['hour', 'minute', 'second', 'fraction', 'half'])`;
  const number = (part: string) => `coalesce(TRY_CAST(${parts}.${part} AS BIGINT), 0)`;
  const half = `lower(left(${parts}.half, 1))`;
  const hour = `CASE ${half} WHEN 'p' THEN ${number("hour")} % 12 + 12 WHEN 'a' THEN ${number("hour")} % 12 ELSE ${number("hour")} END`;
  const fraction = `coalesce(TRY_CAST(left(rpad(${parts}.fraction, 6, '0'), 6) AS BIGINT), 0)`;
  return `((${hour} * 60 + ${number("minute")}) * 60 + ${number("second")}) * 1000000 + ${fraction}`;
}

/** Seconds, milliseconds or microseconds since 1970, of the years 2001 to 2039. */
export const EPOCH = "^\\s*(1\\d|2[01])\\d{8}(\\d{3}|\\d{6}|\\.\\d{1,9})?\\s*$";

/** SQL of the microseconds per unit of a number since 1970, guessed from its size for times of our days. */
export function microsPerStep(number: string): string {
  return `CASE WHEN abs(${number}) < 1e11 THEN 1000000 WHEN abs(${number}) < 1e14 THEN 1000 WHEN abs(${number}) < 1e17 THEN 1 ELSE 0.001 END`;
}

/** SQL of the time of an exact number, at `micros` microseconds per unit. */
export function timeOfNumber(number: string, micros: string): string {
  return `make_timestamp(TRY_CAST(round(${number} * ${micros}) AS BIGINT))`;
}

/** SQL of the time of Excel's serial number, in days since 1899-12-30. */
export function timeOfSerial(number: string): string {
  return `make_timestamp(epoch_us(TIMESTAMP '1899-12-30') + TRY_CAST(round(${number} * 86400000000) AS BIGINT))`;
}
