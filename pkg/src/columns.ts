// Columns as the module takes them.
import { WindowError } from "./error.js";
import { badOption, choice, isList, readOptions, text, unknownOption, wholeOf, written } from "./options.js";
import type { ArrowColumns, Columns } from "./rows.js";

type Numbers = Uint32Array | BigUint64Array | Float64Array;

/** Where partitions begin but for the first, their values as text, and the first's and last's type, if there are any. */
type Partitions = [
  rows: number,
  begins: Uint32Array,
  values: (string | null)[],
  areWhole: boolean,
  first: string | undefined,
  last: string | undefined,
];

/** @internal */
export type PackedColumns = [
  length: number | undefined,
  time: BigInt64Array | undefined,
  unit: number,
  zone: string | undefined,
  names: string[],
  arrays: Numbers[],
  partition: Partitions | undefined,
  key: Numbers | string[] | undefined,
];

const UNITS = ["s", "ms", "us", "ns"];

/**
 * The names of the measures, and the columns.
 *
 * @internal
 */
export function packedColumns(columns: Columns): { measures: string[]; columns: PackedColumns } {
  let length: number | undefined;
  let time: BigInt64Array | undefined;
  let unit = UNITS.indexOf("us");
  let zone: string | undefined;
  const names: string[] = [];
  const arrays: Numbers[] = [];
  let partition: Partitions | undefined;
  let key: Numbers | string[] | undefined;
  readOptions(columns, "columns", "{ measures: { bytes: lengths } }", (column, value) => {
    switch (column) {
      case "length":
        length = wholeOf(value, 0, () => badOption("length", value, "the number of rows"));
        break;
      case "time":
        time = timesOf(value);
        break;
      case "timeUnit":
        unit = choice("timeUnit", value, UNITS);
        break;
      case "timeZone":
        zone = text("timeZone", value, '"UTC"');
        break;
      case "measures":
        readOptions(value, "measures", "{ bytes: lengths }", (name, array) => {
          names.push(name);
          arrays.push(measureOf(name, array));
        });
        break;
      case "partition":
        partition = partitionsOf(value);
        break;
      case "key":
        key = keysOf(value);
        break;
      default:
        throw unknownOption(column, "length, time, timeUnit, timeZone, measures, partition and key");
    }
  });
  return { measures: names, columns: [length, time, unit, zone, names, arrays, partition, key] };
}

/**
 * The names of the measures, and of each column of Arrow data what it is for, the measure's name if it
 * is one, and its own.
 *
 * @internal
 */
export function packedNames(columns: ArrowColumns): { measures: string[]; columns: string[] } {
  const measures: string[] = [];
  const packed: string[] = [];
  const example = "the name of a column";
  readOptions(columns, "columns", '{ time: "ts", text: "body" }', (use, value) => {
    switch (use) {
      case "measures":
        readOptions(value, "measures", '{ tokens: "n_tokens" }', (name, column) => {
          measures.push(name);
          packed.push("measure", name, text(`measures.${name}`, column, example));
        });
        break;
      case "text":
        measures.push("bytes");
        packed.push(use, "bytes", text(use, value, example));
        break;
      case "time":
      case "partition":
      case "key":
        packed.push(use, "", text(use, value, example));
        break;
      default:
        throw unknownOption(use, "time, text, measures, partition and key");
    }
  });
  return { measures, columns: packed };
}

function timesOf(value: unknown): BigInt64Array {
  if (value instanceof BigInt64Array) return value;
  throw unsupported("time", value, "a BigInt64Array");
}

/** Numbers of any kind; what is none is not a number. */
function numbersOf(column: string, array: unknown): Numbers {
  if (array instanceof Uint32Array || array instanceof BigUint64Array || array instanceof Float64Array) {
    return array;
  }
  if (Array.isArray(array)) {
    const numbers = new Float64Array(array.length);
    for (let row = 0; row < numbers.length; row++) {
      const value: unknown = array[row];
      numbers[row] = typeof value === "number" ? value : NaN;
    }
    return numbers;
  }
  if (isTyped(array)) return new Float64Array(array as unknown as ArrayLike<number>);
  throw unsupported(column, array, "an array of numbers, best a Uint32Array");
}

/** A measure; numbers below 0 are told where others that are none are. */
function measureOf(name: string, array: unknown): Numbers {
  if (!(array instanceof BigInt64Array)) return numbersOf(name, array);
  return array.some((value) => value < 0n) ? Float64Array.from(array, Number) : unsigned(array);
}

/** Whole numbers of any sign, or strings. */
function keysOf(array: unknown): Numbers | string[] {
  if (array instanceof BigInt64Array) return unsigned(array);
  if (Array.isArray(array) && typeof array[0] === "string") return Array.from(array as string[]);
  const numbers = numbersOf("key", array);
  return numbers instanceof Uint32Array ? new Float64Array(numbers) : numbers;
}

const unsigned = ({ buffer, byteOffset, length }: BigInt64Array) => new BigUint64Array(buffer, byteOffset, length);

/** Values are told apart as `Object.is` does. */
function partitionsOf(values: unknown): Partitions {
  if (!Array.isArray(values) && !isTyped(values)) {
    throw unsupported("partition", values, "an array or a typed array");
  }
  const [begins, firsts]: [number[], unknown[]] = [[], []];
  let last: unknown;
  for (let row = 0; row < values.length; row++) {
    const value: unknown = values[row];
    if (row > 0) {
      if (Object.is(value, last)) continue;
      begins.push(row);
    }
    firsts.push(value);
    last = value;
  }
  const isNull = (value: unknown) => value === null || value === undefined;
  // What tells apart values of any type, in other batches too.
  const told = (value: unknown) => (values.length > 0 ? `${typeof value} ${written(value)}` : undefined);
  return [
    values.length,
    Uint32Array.from(begins),
    firsts.map((value) => (isNull(value) ? null : written(value))),
    firsts.every((value) => isNull(value) || isWhole(value)),
    told(firsts[0]),
    told(last),
  ];
}

/** Whether a value is a whole number of 64 bits, and written without an exponent. */
function isWhole(value: unknown): boolean {
  if (typeof value === "bigint") return BigInt.asIntN(64, value) === value;
  return Number.isInteger(value) && Math.abs(value as number) < 1e15;
}

/** Whether a value is a typed array: a view of another kind has no elements. */
function isTyped(value: unknown): value is ArrayLike<unknown> {
  return ArrayBuffer.isView(value) && isList(value);
}

function unsupported(column: string, found: unknown, wanted: string): WindowError {
  const isObject = typeof found === "object" && found !== null;
  const kind = isObject ? `of class ${found.constructor?.name}` : `of type ${typeof found}`;
  return new WindowError("UNSUPPORTED_TYPE", `column ${column} is ${kind}; cast it to ${wanted}`);
}
