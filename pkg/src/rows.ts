import { packedChunks, packedColumns, packedNames } from "./columns.js";
import { type Egregora, EgregoraPlan } from "./egregora.js";
import { guarded } from "./instance.js";
import { listOf, text } from "./options.js";
import { Plan } from "./plan.js";
import { Resident, guardResident } from "./resident.js";
import type { Hops, Spec } from "./spec.js";
import type { Stats } from "./stats.js";
import { Options, Rows as WasmRows } from "./wasm/windrow.js";

/** The unit of a time: seconds, milliseconds, microseconds or nanoseconds. */
export type TimeUnit = "s" | "ms" | "us" | "ns";

/** Whole numbers of at least 0, in an array of any number type. A `Uint32Array` is used without conversion. */
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
  /** The number of rows, for rows without any column. */
  length?: number | undefined;
  /** The time of each row since 1970, never decreasing within a partition. */
  time?: BigInt64Array | undefined;
  /** The unit of `time`: microseconds unless given. */
  timeUnit?: TimeUnit | undefined;
  /** The zone to show `time` in, such as `"UTC"`; {@link Plan.toArrow} passes it on. */
  timeZone?: string | undefined;
  /** The measures that windows add up, by name, such as the bytes of each text. */
  measures?: Record<string, MeasureColumn | undefined> | undefined;
  /** The partition of each row, such as its chat: no window crosses the ends of a run of equal values. */
  partition?: (ArrayLike<unknown> & Iterable<unknown>) | undefined;
  /** The key of each row: whole numbers, or strings. */
  key?: MeasureColumn | readonly string[] | undefined;
}

/** A chunk of Arrow data. */
export type ArrowChunk = Uint8Array | ArrayBufferLike;

/**
 * An uncompressed Arrow IPC stream or file, whole or in chunks cut anywhere. Columns are read in place: the bytes are
 * neither joined nor detached.
 */
export type ArrowBytes = ArrowChunk | readonly ArrowChunk[];

/**
 * Names of columns in Arrow data. A text is Utf8, LargeUtf8, Utf8View, Binary, LargeBinary, BinaryView or
 * FixedSizeBinary, or a Dictionary of one of these.
 */
export interface ArrowColumns {
  /** A Timestamp, Date32 or Date64, without nulls, never decreasing within a partition. */
  time?: string | undefined;
  /** A text, of which only the length is read, as the measure `bytes`; a null counts 0. */
  text?: string | undefined;
  /**
   * Int, UInt, Float32, Float64 or Decimal, by the names of their measures. All values are whole numbers of at least 0;
   * a null counts 0.
   */
  measures?: Record<string, string | undefined> | undefined;
  /** Int, UInt or a text, or a Dictionary: no window crosses the ends of a run of equal ones. */
  partition?: string | undefined;
  /** The key of each row: Int, UInt or a text, or a Dictionary. */
  key?: string | undefined;
}

/** The columns that windows are computed from, held in WebAssembly's memory. No text. */
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
   * Copies columns from typed arrays, in one pass over each.
   *
   * @throws {@link WindowError} `LENGTH_MISMATCH`, `UNSORTED`, `BAD_MEASURE`, `UNSUPPORTED_TYPE`, `TOO_MANY_ROWS`,
   *   `BAD_OPTION`
   */
  static fromColumns(columns: Columns): Rows {
    const packed = packedColumns(columns);
    return new Rows(
      guarded(() => WasmRows.fromColumns(packed.columns)),
      packed.measures,
    );
  }

  /**
   * Copies only the named columns out of Arrow bytes; texts are measured in place.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`, `UNSUPPORTED_TYPE`, `NULL_TIME`, `UNSORTED`, `CORRUPT_ARROW`,
   *   `BAD_MEASURE`, `TOO_MANY_ROWS`, `BAD_OPTION`
   */
  static fromArrow(ipc: ArrowBytes, columns: ArrowColumns): Rows {
    const packed = packedNames(columns); // first, as the names' getters may detach the chunks
    const chunks = packedChunks(ipc);
    return new Rows(
      guarded(() => WasmRows.fromArrow(chunks, packed.columns)),
      packed.measures,
    );
  }

  /** The number of rows. */
  get length(): number {
    return guarded(() => this.resident.length);
  }

  /** The unit of the times; undefined without times. */
  get timeUnit(): TimeUnit | undefined {
    return guarded(() => this.resident.timeUnit) as TimeUnit | undefined;
  }

  /** The names of the measures. */
  get measures(): string[] {
    return guarded(() => {
      void this.resident; // throws if freed
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
   * Windows exactly as made by Egregora, a pipeline that writes a blog from chat exports, for users who migrate from
   * it. Needs a time, and `bytes` for windows by bytes.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`, `BAD_LIMIT`, `BAD_OVERLAP`, `BAD_DURATION`, `TOO_MANY_WINDOWS`,
   *   `BAD_OPTION`
   */
  egregora(settings: Egregora = {}): EgregoraPlan {
    const options = guarded(() => Options.egregora(settings));
    return new EgregoraPlan(guarded(() => this.resident.egregora(options)));
  }

  /**
   * Statistics of many specs over these rows, such as along a slider.
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
