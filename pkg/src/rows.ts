import { packedChunks, packedColumns, packedNames } from "./columns.js";
import { type Egregora, EgregoraPlan } from "./egregora.js";
import { guarded } from "./instance.js";
import { listOf, text } from "./options.js";
import { Plan } from "./plan.js";
import { Resident, guardResident } from "./resident.js";
import type { Hops, Spec } from "./spec.js";
import type { Stats } from "./stats.js";
import { Options, Rows as WasmRows } from "./wasm/windrow.js";

/** What one step of a time is: a second, or a thousandth, millionth or billionth of one. */
export type TimeUnit = "s" | "ms" | "us" | "ns";

/** Numbers of any kind; whole ones of at least 0. A `Uint32Array` is taken as it is. */
export type MeasureColumn =
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array
  | readonly number[];

/** Columns as typed arrays, all of one length. They are copied, and stay the caller's. */
export interface Columns {
  /** The number of rows, where no column tells. */
  length?: number | undefined;
  /** The time of each row since 1970, never decreasing within a partition. */
  time?: BigInt64Array | undefined;
  /** The unit of `time`: microseconds unless given. */
  timeUnit?: TimeUnit | undefined;
  /** The zone in which `time` is to be shown, such as `"UTC"`, for {@link Plan.toArrow} to say. */
  timeZone?: string | undefined;
  /** What windows add up, such as the bytes of each text. */
  measures?: Record<string, MeasureColumn | undefined> | undefined;
  /** What each row belongs to, such as its chat: no window crosses the ends of a run of equal ones. */
  partition?: ArrayLike<unknown> & Iterable<unknown> | undefined;
  /** What identifies each row: whole numbers, or strings. */
  key?: MeasureColumn | readonly string[] | undefined;
}

/** Some of the bytes of Arrow data. */
export type ArrowChunk = Uint8Array | ArrayBufferLike;

/**
 * An Arrow IPC stream or file, uncompressed, whole or in chunks that are cut anywhere. What is needed
 * is read where it lies: the bytes are neither joined nor detached.
 */
export type ArrowBytes = ArrowChunk | readonly ArrowChunk[];

/**
 * Names of columns in Arrow data. What is called a text is Utf8, LargeUtf8, Utf8View, Binary,
 * LargeBinary, BinaryView or FixedSizeBinary, or a Dictionary of one of these.
 */
export interface ArrowColumns {
  /** A Timestamp, Date32 or Date64, without nulls, never decreasing within a partition. */
  time?: string | undefined;
  /** A text, of which only the length is taken, as the measure `bytes`; a null counts 0. */
  text?: string | undefined;
  /**
   * Int, UInt, Float32, Float64 or Decimal, all whole numbers of at least 0, by the measure's name; a
   * null counts 0.
   */
  measures?: Record<string, string | undefined> | undefined;
  /** Int, UInt or a text, or a Dictionary: no window crosses the ends of a run of equal ones. */
  partition?: string | undefined;
  /** Int, UInt or a text, or a Dictionary, that identifies each row. */
  key?: string | undefined;
}

/** The columns that windows are computed from, resident in WebAssembly's memory. No text. */
export class Rows extends Resident<WasmRows> {
  static {
    guardResident(this);
  }

  get [Symbol.toStringTag](): string {
    return "Rows";
  }

  readonly #measures: readonly string[];

  /** @internal */
  constructor(handle: WasmRows, measures: readonly string[]) {
    super(handle);
    this.#measures = measures;
  }

  /**
   * Takes columns as typed arrays, in one pass over each.
   *
   * @throws {@link WindowError} `LENGTH_MISMATCH`, `UNSORTED`, `BAD_MEASURE`, `UNSUPPORTED_TYPE`,
   *   `TOO_MANY_ROWS`, `BAD_OPTION`
   */
  static fromColumns(columns: Columns): Rows {
    const packed = packedColumns(columns);
    return new Rows(guarded(() => WasmRows.fromColumns(packed.columns)), packed.measures);
  }

  /**
   * Takes columns out of Arrow bytes, and nothing else: texts are measured where they are.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`, `UNSUPPORTED_TYPE`, `NULL_TIME`, `UNSORTED`,
   *   `CORRUPT_ARROW`, `BAD_MEASURE`, `TOO_MANY_ROWS`, `BAD_OPTION`
   */
  static fromArrow(ipc: ArrowBytes, columns: ArrowColumns): Rows {
    const packed = packedNames(columns); // first, as its getters may take the memory of the chunks
    const chunks = packedChunks(ipc);
    return new Rows(guarded(() => WasmRows.fromArrow(chunks, packed.columns)), packed.measures);
  }

  /** The number of rows. */
  get length(): number {
    return guarded(() => this.resident.length);
  }

  /** The unit of the times; undefined where there are none. */
  get timeUnit(): TimeUnit | undefined {
    return guarded(() => this.resident.timeUnit) as TimeUnit | undefined;
  }

  /** The names of the measures. */
  get measures(): string[] {
    return guarded(() => {
      void this.resident; // as what is freed answers nothing
      return [...this.#measures];
    });
  }

  /**
   * The sum of a measure over all rows.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`, `BAD_OPTION`
   */
  total(measure: string): number {
    const name = text("measure", measure, "the name of a measure");
    return guarded(() => this.resident.total(name));
  }

  /** Whether each row has a key. */
  get hasKeys(): boolean {
    return guarded(() => this.resident.hasKeys);
  }

  /**
   * All windows of a spec: `O(w log k)` for `w` windows of `k` rows.
   *
   * @throws {@link WindowError} `NO_LIMIT`, `BAD_LIMIT`, `BAD_OVERLAP`, `BAD_DURATION`, `BAD_FILL`,
   *   `BAD_EDGES`, `MISSING_COLUMN`, `OVERSIZE_ROW`, `BAD_OPTION`
   */
  windows(spec: Spec): Plan {
    const options = guarded(() => Options.spec(spec));
    return new Plan(guarded(() => this.resident.windows(options)));
  }

  /**
   * Windows of the clock: window `k` holds the rows with
   * `origin + k * every <= time < origin + k * every + span`. Each partition has its own.
   *
   * @throws {@link WindowError} `MISSING_COLUMN` without times, `BAD_DURATION`, `TOO_MANY_WINDOWS`,
   *   `BAD_OPTION`
   */
  hops(hops: Hops): Plan {
    const options = guarded(() => Options.hops(hops));
    return new Plan(guarded(() => this.resident.hops(options)));
  }

  /**
   * The windows that Egregora, a pipeline that writes a blog from chat exports, makes of its
   * settings, exactly: for those who come from there. Needs a time, and `bytes` for windows by them.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`, `BAD_LIMIT`, `BAD_OVERLAP`, `BAD_DURATION`,
   *   `TOO_MANY_WINDOWS`, `BAD_OPTION`
   */
  egregora(settings: Egregora = {}): EgregoraPlan {
    const options = guarded(() => Options.egregora(settings));
    return new EgregoraPlan(guarded(() => this.resident.egregora(options)));
  }

  /**
   * What each of many specs would cost, such as along a slider.
   *
   * @throws {@link WindowError} what {@link Rows.windows} throws, for the first spec that is wrong
   */
  sweep(specs: Iterable<Spec>): Stats[] {
    const all = listOf("specs", specs, (_, spec) => spec as Spec, "[{ max: { bytes: 32_000 } }]");
    return all.map((spec) => {
      const plan = this.windows(spec);
      try {
        return plan.stats();
      } finally {
        plan.free();
      }
    });
  }
}
