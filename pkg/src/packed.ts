// What is asked for, as the module takes it: three numbers each, which are what it is, and how much.
// Numbers are judged where they are used, in the core; what is none is told here.
import { durationOf } from "./duration.js";
import type { Egregora } from "./egregora.js";
import { WindowError } from "./error.js";
import { badOption, choice, isList, numberOf, readOptions, shown, unknownOption, wholeOf } from "./options.js";
import type { TimeUnit } from "./rows.js";
import { type Hops, type Spec, edgeTimes } from "./spec.js";

const GAP = 0;
const CUT = 1;
const MIN_FILL = 2;
const OVERSIZE = 3;
const RATIO = 4;
const BUDGET = 5;
/** With {@link ROWS}, {@link DURATION} or {@link MEASURE}. */
const MAX = 6;
const OVERLAP = 9;

const ROWS = 0;
const DURATION = 1;
/** The names of measures come apart, one after the other; here is how long each is. */
const MEASURE = 2;

/**
 * A spec: what it asks for, the names of its measures, and its edges.
 *
 * @param unit that of the edges
 * @internal
 */
export function packedSpec(
  spec: Spec,
  unit: () => TimeUnit | undefined,
): [asked: Float64Array, names: string, edges: BigInt64Array | undefined] {
  const asked: number[] = [];
  let names = "";
  let edges: BigInt64Array | undefined;

  const amounts = (option: "max" | "overlap", given: unknown) => {
    const kind = option === "max" ? MAX : OVERLAP;
    readOptions(given, option, "{ rows: 500, bytes: 32000 }", (name, value) => {
      if (name === "duration") {
        asked.push(kind + DURATION, ...durationOf(`${option}.duration`, value));
        return;
      }
      const amount = numberOf(value, () => {
        const code = option === "max" ? "BAD_LIMIT" : "BAD_OVERLAP";
        return new WindowError(code, `${option}.${name} is ${shown(value)}; give a whole number`);
      });
      if (name === "rows") {
        asked.push(kind + ROWS, amount, 0);
      } else {
        asked.push(kind + MEASURE, amount, name.length);
        names += name;
      }
    });
  };

  readOptions(spec, "the spec", "{ max: { bytes: 32000 } }", (option, value) => {
    switch (option) {
      case "max":
        amounts("max", value);
        break;
      case "gap":
        asked.push(GAP, ...durationOf("gap", value));
        break;
      case "edges":
        edges = edgeTimes(value, unit());
        break;
      case "overlap":
        if (typeof value === "object" && !isList(value!)) {
          asked.push(BUDGET, 0, 0);
          amounts("overlap", value);
        } else {
          asked.push(RATIO, numberOf(value, () => badOverlap(value)), 0);
        }
        break;
      case "cut":
        asked.push(CUT, choice("cut", value, ["full", "quiet", "even", "stable"]), 0);
        break;
      case "minFill":
        asked.push(MIN_FILL, numberOf(value, () => badFill(value)), 0);
        break;
      case "oversize":
        asked.push(OVERSIZE, choice("oversize", value, ["alone", "error"]), 0);
        break;
      default:
        throw unknownOption(option, "max, gap, edges, overlap, cut, minFill and oversize");
    }
  });
  return [new Float64Array(asked), names, edges];
}

function badOverlap(value: unknown): WindowError {
  const instead = "give a ratio, or budgets such as { rows: 10 }";
  return new WindowError("BAD_OVERLAP", `overlap is ${shown(value)}; ${instead}`);
}

function badFill(value: unknown): WindowError {
  return new WindowError("BAD_FILL", `minFill is ${shown(value)}; give a number`);
}

/**
 * Windows of the clock; without an origin it is the first row's time.
 *
 * @internal
 */
export function packedHops(
  hops: Hops,
): [every: number, everyRest: number, span: number, spanRest: number, origin: bigint | undefined, empty: boolean] {
  let every: [number, number] | undefined;
  let span: [number, number] | undefined;
  let origin: bigint | undefined = 0n;
  let empty = false;
  readOptions(hops, "the hops", '{ every: "1d" }', (option, value) => {
    switch (option) {
      case "every":
        every = durationOf("every", value);
        break;
      case "span":
        span = durationOf("span", value);
        break;
      case "origin":
        origin = originOf(value);
        break;
      case "empty":
        if (typeof value !== "boolean") throw badOption("empty", value, "true or false");
        empty = value;
        break;
      default:
        throw unknownOption(option, "every, span, origin and empty");
    }
  });
  if (!every) throw badOption("every", undefined, 'a duration such as "1d"');
  return [...every, ...(span ?? every), origin, empty];
}

function originOf(value: unknown): bigint | undefined {
  if (value === "first") return undefined;
  const time = Number.isSafeInteger(value) ? BigInt(value as number) : value;
  if (typeof time === "bigint" && BigInt.asIntN(64, time) === time) return time;
  throw badOption("origin", value, '"first", or a time in the rows\' unit');
}

const STEP_SIZE = 0;
const STEP_UNIT = 1;
const OVERLAP_RATIO = 2;
const MAX_WINDOW_TIME = 3;
const MAX_BYTES_PER_WINDOW = 4;

/**
 * Egregora's settings that differ from its own.
 *
 * @internal
 */
export function packedEgregora(settings: Egregora = {}): Float64Array {
  const asked: number[] = [];
  const example = '{ stepSize: 100, stepUnit: "messages" }';
  readOptions(settings, "Egregora's options", example, (option, value) => {
    const bad = (instead: string) => () => badOption(option, value, instead);
    switch (option) {
      case "stepSize":
        asked.push(STEP_SIZE, wholeOf(value, -Infinity, bad("a whole number of at least 1")), 0);
        break;
      case "stepUnit":
        asked.push(STEP_UNIT, choice(option, value, ["messages", "hours", "days", "bytes"]), 0);
        break;
      case "overlapRatio":
        asked.push(OVERLAP_RATIO, numberOf(value, bad("a number")), 0);
        break;
      case "maxWindowTime":
        asked.push(MAX_WINDOW_TIME, ...durationOf(option, value));
        break;
      case "maxBytesPerWindow":
        asked.push(MAX_BYTES_PER_WINDOW, wholeOf(value, 0, bad("a whole number of at least 0")), 0);
        break;
      default:
        throw unknownOption(option, "stepSize, stepUnit, overlapRatio, maxWindowTime and maxBytesPerWindow");
    }
  });
  return new Float64Array(asked);
}
