import { WindowError } from "../error.js";
import type { TimeUnit } from "../rows.js";
import { Growable } from "./growable.js";
import { fromEpoch, fromNanos, hasZone, likelyUnit, parseTime } from "./times.js";

/** Where a reader is, for errors: `line 62`, or `row 5`. */
export type Where = () => string;

/** A column on its way out of a file, a value at a time, as bytes or as JavaScript has it. */
export interface Column {
  readonly name: string;
  /** Takes a value as it is written; an empty one is null. */
  bytes(bytes: Uint8Array, start: number, end: number): void;
  /** Takes a value as a reader gives it, a text as a string or as UTF-8; null and undefined are null. */
  value(value: unknown): void;
}

const TIMES = "give an ISO 8601 time such as 2024-02-29T23:59:59Z, or a number since 1970";
const encoder = new TextEncoder();
const scratch = new Uint8Array(1_024);

/** Times: microseconds, where they are written as text or numbers, or instants as the file has them. */
export class TimeColumn implements Column {
  /** What one step of a time is. */
  step: TimeUnit = "us";
  /** Of what zone they are: UTC where any of them says its zone, or is a number; undefined of none. */
  zone: string | undefined;
  /** The unit of times that are numbers, once there is one. */
  unit: TimeUnit | undefined;
  readonly #steps = new Growable(new Float64Array(1_024));
  /** What is of 64 bits stays so. */
  readonly #wide = new Growable(new BigInt64Array(0));

  constructor(
    readonly name: string,
    readonly where: Where,
    unit?: TimeUnit,
  ) {
    this.unit = unit;
  }

  get length(): number {
    return this.#steps.length + this.#wide.length;
  }

  get values(): Float64Array | BigInt64Array {
    return this.#wide.length > 0 ? this.#wide.values : this.#steps.values;
  }

  bytes(bytes: Uint8Array, start: number, end: number): void {
    const micros = parseTime(bytes, start, end);
    if (!Number.isNaN(micros)) {
      if (this.zone === undefined && hasZone(bytes, start, end)) this.zone = "UTC";
      this.#steps.push(micros);
    } else {
      const text = decode(bytes, start, end);
      if (!/^-?\d+(\.\d+)?$/.test(text)) throw this.#error(text);
      this.#number(Number(text), text);
    }
  }

  value(value: unknown): void {
    if (value instanceof Uint8Array) this.bytes(value, 0, value.length);
    else if (typeof value === "string") {
      const { read, written } = encoder.encodeInto(value, scratch);
      if (read !== value.length) throw this.#error(value);
      this.bytes(scratch, 0, written);
    } else if (typeof value === "number" || typeof value === "bigint") this.#number(Number(value), value);
    else throw this.#error(value);
  }

  /** Takes a number of steps, as a bigint or not, all alike; undefined is null. */
  instant(steps: number | bigint | undefined): void {
    if (typeof steps === "bigint" && BigInt.asIntN(64, steps) === steps) this.#wide.push(steps);
    else if (typeof steps === "number" && Number.isSafeInteger(steps)) this.#steps.push(steps);
    else throw this.#error(steps);
  }

  #number(number: number, written: unknown): void {
    this.unit ??= likelyUnit(number);
    const exact = typeof written === "bigint" || (typeof written === "string" && !written.includes("."));
    const micros = exact && this.unit === "ns" ? fromNanos(BigInt(written)) : fromEpoch(number, this.unit);
    if (!Number.isSafeInteger(micros)) throw this.#error(written);
    this.zone = "UTC";
    this.#steps.push(micros);
  }

  #error(value: unknown): WindowError {
    if (value === null || value === undefined || value === "") {
      const sentence = `column ${this.name} has no time at ${this.where()}; leave that row out, or give it one`;
      return new WindowError("NULL_TIME", sentence);
    }
    const sentence = `column ${this.name} is ${shown(value)} at ${this.where()}, which is no time; ${TIMES}`;
    return new WindowError("BAD_TIME", sentence);
  }
}

/** Texts: their lengths in bytes, and the texts themselves if they are to be written. */
export class TextColumn implements Column {
  readonly lengths = new Growable(new Uint32Array(1_024));
  readonly #texts: Growable<Uint8Array> | undefined;

  constructor(
    readonly name: string,
    readonly where: Where,
    keep: boolean,
  ) {
    if (keep) this.#texts = new Growable(new Uint8Array(1 << 16));
  }

  /** All texts, one after another; undefined where they are not kept. */
  get texts(): Uint8Array | undefined {
    return this.#texts?.values;
  }

  bytes(bytes: Uint8Array, start: number, end: number): void {
    this.lengths.push(end - start);
    this.#texts?.append(bytes, start, end);
  }

  value(value: unknown): void {
    if (value === null || value === undefined) this.lengths.push(0);
    else if (value instanceof Uint8Array) this.bytes(value, 0, value.length);
    else if (typeof value !== "string") {
      const sentence = `column ${this.name} is ${shown(value)} at ${this.where()}; give a string, or another column as --text`;
      throw new WindowError("UNSUPPORTED_TYPE", sentence);
    } else if (this.#texts) {
      const bytes = Buffer.from(value);
      this.bytes(bytes, 0, bytes.length);
    } else this.lengths.push(Buffer.byteLength(value));
  }
}

/** Whole numbers of at least 0; null counts 0. */
export class MeasureColumn implements Column {
  readonly values = new Growable(new Float64Array(1_024));

  constructor(
    readonly name: string,
    readonly where: Where,
  ) {}

  bytes(bytes: Uint8Array, start: number, end: number): void {
    let number = end > start && end - start < 17 ? 0 : NaN;
    for (let i = start; i < end; i++) {
      const digit = bytes[i]! - 0x30;
      number = digit >= 0 && digit <= 9 ? 10 * number + digit : NaN;
    }
    if (start === end) this.values.push(0);
    else if (Number.isSafeInteger(number)) this.values.push(number);
    else this.value(numeral(decode(bytes, start, end)));
  }

  value(value: unknown): void {
    const number = typeof value === "bigint" ? Number(value) : (value ?? 0);
    if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) {
      this.values.push(number);
      return;
    }
    const sentence = `column ${this.name} is ${shown(value)} at ${this.where()}; a measure is a whole number of at least 0`;
    throw new WindowError("BAD_MEASURE", sentence);
  }
}

const numeral = (text: string) => (/^\d+(\.0*)?$/.test(text) ? Number(text) : text);

/** Partitions, numbered as they first appear. */
export class PartitionColumn implements Column {
  readonly codes = new Growable(new Int32Array(1_024));
  readonly names: string[] = [];
  readonly #codeOf = new Map<string, number>();

  constructor(readonly name: string) {}

  bytes(bytes: Uint8Array, start: number, end: number): void {
    this.#push(decode(bytes, start, end));
  }

  value(value: unknown): void {
    this.#push(asText(value));
  }

  #push(name: string): void {
    let code = this.#codeOf.get(name);
    if (code === undefined) {
      code = this.names.push(name) - 1;
      this.#codeOf.set(name, code);
    }
    this.codes.push(code);
  }
}

/** Keys, as text. */
export class KeyColumn implements Column {
  readonly #texts: string[] = [];
  #whole = true;

  constructor(readonly name: string) {}

  bytes(bytes: Uint8Array, start: number, end: number): void {
    this.value(decode(bytes, start, end));
  }

  value(value: unknown): void {
    const text = asText(value);
    this.#whole &&= /^(0|-?[1-9]\d{0,17})$/.test(text);
    this.#texts.push(text);
  }

  /** The keys in that order: as numbers where all are whole ones, so that `7` of any file is one key. */
  inOrder(order: Uint32Array | undefined): string[] | BigInt64Array {
    const texts = order ? Array.from(order, (row) => this.#texts[row]!) : this.#texts;
    return this.#whole ? BigInt64Array.from(texts, BigInt) : texts;
  }
}

const decode = (bytes: Uint8Array, start: number, end: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");

function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Uint8Array) return decode(value, 0, value.length);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function shown(value: unknown): string {
  const text =
    typeof value === "bigint" || value instanceof Uint8Array
      ? asText(value)
      : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
