import type { ErrorCode } from "../error.js";
import { badOption, readOptions, text, wholeOf } from "../options.js";
import type { Problem } from "./format.js";
import type { DatabaseStage } from "./stage.js";
import { LONGEST_SAMPLE } from "./samples.js";

/** The forms of the plural in what problems say, and those of the singular. */
const SINGULAR: readonly [plural: RegExp, singular: string][] = [
  [/^(\w+)s\b/, "$1"],
  [/^(\w+) hold\b/, "$1 holds"],
  [/^((?!\w+ holds).*?\b(?:that|which)) are\b/, "$1 is"],
  [/^((?!\w+ holds).*?\b(?:that|which)) have\b/, "$1 has"],
  [/^((?!\w+ holds).*?\b(?:that|which)) hold\b/, "$1 holds"],
  [/; they keep their\b/, "; it keeps its"],
];

const EXAMPLE = '{ what: "messages without a time", count: 2 }';

/**
 * A problem as text, whose words agree with its count: "1 message without a time", "2 messages without a time".
 *
 * @throws WindowError: `BAD_OPTION`
 */
export function problemText(problem: Pick<Problem, "count" | "what">): string {
  let count: number | undefined;
  let what: string | undefined;
  readOptions(problem, "problem", EXAMPLE, (option, value) => {
    if (option === "count") count = wholeOf(value, 0, () => badOption(option, value, "a number of records"));
    if (option === "what") what = text(option, value, '"messages without a time"');
  });
  if (count === undefined || what === undefined) throw badOption("problem", problem, EXAMPLE);
  const said = count === 1 ? SINGULAR.reduce((said, [plural, singular]) => said.replace(plural, singular), what) : what;
  return `${count.toLocaleString("en")} ${said}`;
}

/**
 * Reports problems of a table's rows, by one query.
 *
 * @param what SQL of a row's problem, or null
 * @param sample SQL of the sample to show
 * @param code the error code of the problem
 */
export async function problemsIn(
  stage: DatabaseStage,
  table: string,
  what: string,
  order: string,
  sample = "text",
  code?: ErrorCode,
): Promise<void> {
  const {
    what: told,
    count,
    one,
    two,
    three,
  } = await stage.engine.columns(
    `SELECT what, count, samples[1] AS one, samples[2] AS two, samples[3] AS three FROM (
       SELECT ${what} AS what, count(*)::DOUBLE AS count, min(${order}) AS first,
         arg_min(left(coalesce(${sample}, ''), ${LONGEST_SAMPLE}), ${order}, 3) AS samples
       FROM ${table} WHERE (${what}) IS NOT NULL GROUP BY ALL)
     ORDER BY first`,
    stage.watch,
  );
  told!.forEach((what, i) => {
    const samples = [one, two, three].map((column) => column![i]).filter((sample) => typeof sample === "string");
    stage.report({ ...(code && { code }), what: String(what), count: Number(count![i]), samples });
  });
}
