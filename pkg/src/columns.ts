// Columns in the form that the WebAssembly module takes.
import { WindowError } from "./error.js";
import {
  arrayLength,
  badOption,
  choice,
  isArray,
  readOptions,
  unreadable,
  text,
  unknownOption,
  wholeOf,
  written,
} from "./options.js";
import type { ArrowBytes, ArrowColumns, Columns } from "./rows.js";
import { isWellFormed } from "./surrogates.js";
import { bufferView, plainView, requireMemory, typedKind } from "./typed.js";

type Numbers = Uint32Array | BigUint64Array | Float64Array;
type Keys = Numbers | BigInt64Array | string[];

/**
 * The first row of each partition but the first, the partitions' values as text, and the first and last value in the
 * core's form.
 */
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
  key: Keys | undefined,
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
  let key: Keys | undefined;
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
  // A later getter may have detached the memory of a column that was read before.
  for (const [name, view] of [["time", time], ["key", key], ...names.map((name, i) => [name, arrays[i]] as const)] as const) {
    if (ArrayBuffer.isView(view)) requireMemory(`column ${name}`, view);
  }
  return { measures: names, columns: [length, time, unit, zone, names, arrays, partition, key] };
}

/**
 * The chunks of Arrow data, each as a view.
 *
 * @internal
 */
export function packedChunks(ipc: ArrowBytes): Uint8Array[] {
  try {
    const given: unknown[] = isArray(ipc) ? listed("the Arrow data", ipc) : [ipc];
    const chunks = given.map((chunk) => {
      const view = typedKind(chunk) === "Uint8Array" ? plainView("the Arrow data", chunk) : bufferView("the Arrow data", chunk);
      if (view) return view as Uint8Array;
      throw new WindowError(
        "BAD_OPTION",
        "the Arrow bytes are not bytes; give a Uint8Array, an ArrayBuffer, or an array of them",
      );
    });
    for (const chunk of chunks) requireMemory("the Arrow data", chunk);
    return chunks;
  } catch (cause) {
    throw unreadable("the Arrow data", cause);
  }
}

/**
 * The names of the measures; then, for each column of Arrow data, its role, its measure's name if it is a measure, and
 * its own name.
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
  const view = plainView("column time", value);
  if (view instanceof BigInt64Array) return view;
  throw unsupported("time", value, "a BigInt64Array");
}

/** Numbers from an array of any kind; other values become NaN. */
function numbersOf(column: string, array: unknown): Numbers {
  if (isArray(array)) {
    const numbers = new Float64Array(arrayLength(`column ${column}`, array));
    for (let row = 0; row < numbers.length; row++) {
      const value: unknown = array[row];
      numbers[row] = typeof value === "number" ? value : NaN;
    }
    return numbers;
  }
  const view = plainView(`column ${column}`, array);
  if (view instanceof Uint32Array || view instanceof BigUint64Array || view instanceof Float64Array) return view;
  if (view && !(view instanceof BigInt64Array)) return new Float64Array(view);
  throw unsupported(column, array, "an array of numbers, best a Uint32Array");
}

/** A measure. Numbers below 0 are refused, as is everything else that is not a measure's value. */
function measureOf(name: string, array: unknown): Numbers {
  const view = plainView(`column ${name}`, array);
  if (!(view instanceof BigInt64Array)) return numbersOf(name, array);
  return view.some((value) => value < 0n) ? Float64Array.from(view, Number) : unsigned(view);
}

/** Whole numbers of any sign, or strings. */
function keysOf(array: unknown): Keys {
  const view = plainView("column key", array);
  if (view instanceof BigInt64Array) return view;
  if (isArray(array) && typeof array[0] === "string") return textKeys(listed("column key", array));
  if (isArray(array) && typeof array[0] === "bigint") return wholeKeys(listed("column key", array));
  const numbers = numbersOf("key", array);
  return numbers instanceof Uint32Array ? new Float64Array(numbers) : numbers;
}

/** The elements of a plain array, each read once, whatever its iterator does. */
function listed(name: string, array: readonly unknown[]): unknown[] {
  return Array.from({ length: arrayLength(name, array) }, (_, i) => array[i]);
}

function textKeys(array: unknown[]): string[] {
  array.forEach((value, row) => typeof value === "string" && requireWhole("key", value, row));
  return array as string[];
}

/** All halves of surrogate pairs would become one key, U+FFFD. */
function requireWhole(column: string, value: string, row: number): void {
  if (isWellFormed(value)) return;
  throw new WindowError(
    "UNSUPPORTED_TYPE",
    `column ${column} is ${written(value)} at row ${row}, with half of a surrogate pair, which is no text; mend it by toWellFormed()`,
  );
}

/** BigInts of 64 bits; signed if any is negative. */
function wholeKeys(array: unknown[]): Keys {
  const isSigned = array.some((value) => typeof value === "bigint" && value < 0n);
  const fit = isSigned ? BigInt.asIntN : BigInt.asUintN;
  array.forEach((value, row) => {
    if (typeof value === "bigint" && fit(64, value) === value) return;
    const wanted = `BigInts of 64 bits${isSigned ? " and a sign" : ""}, or strings, alike in all rows`;
    throw new WindowError("UNSUPPORTED_TYPE", `column key is ${written(value)} at row ${row}; give ${wanted}`);
  });
  return isSigned ? BigInt64Array.from(array as bigint[]) : BigUint64Array.from(array as bigint[]);
}

const unsigned = ({ buffer, byteOffset, length }: BigInt64Array) => new BigUint64Array(buffer, byteOffset, length);

/** Runs of equal values: each is a partition. */
function partitionsOf(given: unknown): Partitions {
  const values: ArrayLike<unknown> | undefined = isArray(given) ? given : plainView("column partition", given);
  if (!values) throw unsupported("partition", given, "an array or a typed array");
  const length = isArray(given) ? arrayLength("column partition", values) : values.length; // may change
  const [begins, firsts]: [number[], unknown[]] = [[], []];
  let last: unknown;
  for (let row = 0; row < length; row++) {
    const value: unknown = values[row];
    if (row > 0) {
      if (isSame(value, last)) continue;
      begins.push(row);
    }
    if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      const advice = "give BigInts or strings, as numbers past 2^53 are not exact";
      throw new WindowError("UNSUPPORTED_TYPE", `column partition is ${value} at row ${row}; ${advice}`);
    }
    if (typeof value === "string") requireWhole("partition", value, row);
    if (isOpaque(value))
      throw new WindowError(
        "UNSUPPORTED_TYPE",
        `column partition is ${written(value)} at row ${row}, which equals nothing but itself; give a string or a number that names it`,
      );
    firsts.push(value);
    last = value;
  }
  const isNull = (value: unknown) => value === null || value === undefined;
  return [
    length,
    Uint32Array.from(begins),
    firsts.map((value) => (isNull(value) ? null : label(value))),
    firsts.every((value) => isNull(value) || isWhole(value)),
    length > 0 ? canonical(firsts[0]) : undefined,
    length > 0 ? canonical(last) : undefined,
  ];
}

/** Whether two values are equal: 7 and 7n are, and dates of the same time. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === typeof b && typeof a !== "object") return a !== a && b !== b; // equal only if both are NaN
  const form = canonical(a);
  return form !== undefined && form === canonical(b);
}

/**
 * A value in the core's form (`src/columns/identity.rs`): a character for its kind, then its text.
 */
function canonical(value: unknown): string | undefined {
  switch (typeof value) {
    case "undefined":
      return "\x06"; // undefined, which only JavaScript tells from null
    case "boolean":
      return `\x01${value}`;
    case "bigint":
      return `\x02${value}`;
    case "number":
      return `\x02${plain(value)}`;
    case "string":
      return `\x04${value}`;
    default:
      if (value === null) return "\0";
      return isDate(value) ? `\x03${nanoseconds(value.getTime())}` : undefined;
  }
}

/** Also one of another frame. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === "[object Date]";

/** An object or a symbol, of which another may look the same and is not. */
function isOpaque(value: unknown): boolean {
  return (
    (typeof value === "object" && value !== null && !isDate(value)) || typeof value === "function" || typeof value === "symbol"
  );
}

const nanoseconds = (time: number) => (time ? `${time}000000` : `${time}`);

/** A number in decimal digits, without an exponent. */
function plain(number: number): string {
  const [, sign, first, rest, exponent] = /^(-?)(\d)\.?(\d*)e-(\d+)$/.exec(`${number}`) ?? [];
  return exponent === undefined ? `${number}` : `${sign}0.${"0".repeat(Number(exponent) - 1)}${first}${rest}`;
}

/** A value as plans show it: dates as ISO 8601. */
const label = (value: unknown) => (isDate(value) ? value.toJSON() : written(value));

/** Whether a value is a whole number of 64 bits, printed without an exponent. */
function isWhole(value: unknown): boolean {
  if (typeof value === "bigint") return BigInt.asIntN(64, value) === value;
  return Number.isInteger(value) && Math.abs(value as number) < 1e15;
}

function unsupported(column: string, found: unknown, wanted: string): WindowError {
  const isObject = typeof found === "object" && found !== null;
  const kind = isObject ? `of class ${found.constructor?.name}` : `of type ${typeof found}`;
  return new WindowError("UNSUPPORTED_TYPE", `column ${column} is ${kind}; cast it to ${wanted}`);
}
