import { WindowError } from "./error.js";
import { guarded } from "./instance.js";
import { badOption, isA, unreadable } from "./options.js";
import { Resident, guardResident } from "./resident.js";
import { type Columns, Rows } from "./rows.js";
import type { Spec } from "./spec.js";
import { plainView, typedKind } from "./typed.js";
import { Options, Stream as WasmStream } from "./wasm/windrow.js";

/** A window that no later row can change. Positions count from the stream's first row. */
export interface SealedWindow {
  /** The window's index in the stream. */
  index: number;
  /** The position of its first row. */
  start: number;
  /** The position of its first row that no window before holds. */
  fresh: number;
  /** One past the position of its last row. */
  end: number;
  /** Whether it consists of one oversize row. */
  oversize: boolean;
  /** The sum of each measure, by its name. */
  sums: Record<string, number>;
  /** The time of its first row, in the rows' unit; undefined without times. */
  firstTime?: bigint;
  /** The time of its last row. */
  lastTime?: bigint;
  /** The window's id, a fingerprint of its keys; undefined without keys. */
  id?: bigint;
}

/** A batch for a stream: rows, or the columns to make them of. */
export type Batch = Rows | Columns;

/**
 * Cuts rows that come batch by batch, and returns each window as soon as no later row can change it. The windows are
 * those of all rows at once, wherever batches begin and end. Memory use is about one window and one batch.
 *
 * Edges are numbers in the unit of the rows' times, which is unknown before the first batch; `Date`s are converted to
 * microseconds. The cut `"even"` needs all rows, and is refused.
 */
export class Stream extends Resident<WasmStream> {
  static {
    guardResident(this);
  }

  get [Symbol.toStringTag](): string {
    return "Stream";
  }

  /** @throws {@link WindowError} what {@link Rows.windows} throws for the spec alone */
  constructor(spec: Spec);
  /** @internal */
  constructor(spec: Spec | undefined, resumed: WasmStream);
  constructor(spec: Spec | undefined, resumed?: WasmStream) {
    super(resumed ?? started(spec));
  }

  /**
   * Resumes from the bytes of {@link Stream.save}, in any process or worker. Window indices start again from 0.
   *
   * @throws {@link WindowError} `BAD_STATE` for bytes that are not a stream's state, or damaged
   */
  static resume(state: Uint8Array): Stream {
    const bytes = typedKind(state) === "Uint8Array" ? plainView("the state", state) : undefined;
    if (!bytes) throw new WindowError("BAD_STATE", "the state is no Uint8Array; give what save() gave");
    return new Stream(
      undefined,
      guarded(() => WasmStream.resume(bytes as Uint8Array)),
    );
  }

  /** The number of rows pushed. */
  get position(): number {
    return guarded(() => this.resident.position);
  }

  /** The number of rows kept. */
  get pendingRows(): number {
    return guarded(() => this.resident.pendingRows);
  }

  /** The state as bytes, for {@link Stream.resume}. */
  save(): Uint8Array {
    return guarded(() => this.resident.save());
  }

  /**
   * Pushes the rows that follow, and returns the windows that they seal. After an error, the stream is as before the
   * call.
   *
   * @throws {@link WindowError} `BAD_BATCH` for columns that differ from the first batch's, `UNSORTED`,
   *   `MISSING_COLUMN`, `OVERSIZE_ROW`, and what {@link Rows.fromColumns} throws
   */
  push(batch: Batch): SealedWindow[] {
    const rows = isA(batch, Rows) ? batch : rowsOf(batch);
    try {
      return guarded(() => sealed(this.resident.push(rows.resident)));
    } finally {
      if (rows !== batch) rows.free();
    }
  }

  /** Returns the remaining windows after the last row, and frees the stream. */
  finish(): SealedWindow[] {
    return guarded(() => {
      const { resident } = this;
      this.release();
      return sealed(resident.finish());
    });
  }
}

function names(columns: Columns): string[] {
  try {
    return Object.keys(columns);
  } catch (cause) {
    throw unreadable("columns", cause);
  }
}

/** Copies each window's sums into an object on which a measure of any name is an own property. */
function sealed(windows: (SealedWindow & { sums: unknown })[]): SealedWindow[] {
  for (const window of windows) window.sums = Object.fromEntries(window.sums as unknown as Iterable<[string, number]>);
  return windows;
}

/** Rows from columns. An object without any column is refused, as most likely something else. */
function rowsOf(batch: Columns): Rows {
  const rows = Rows.fromColumns(batch);
  if (rows.length > 0 || names(batch).length > 0) return rows;
  rows.free();
  throw badOption("the batch", batch, "rows of this copy of windrow, or columns such as { measures: { bytes: lengths } }");
}

function started(spec: Spec | undefined): WasmStream {
  const options = guarded(() => Options.spec(spec));
  return guarded(() => new WasmStream(options));
}

/**
 * A {@link Stream} as a Web Streams transform: batches in, windows out. It accepts a batch only when its windows are
 * requested, so memory stays bounded, however fast batches come.
 */
export class WindowStream extends TransformStream<Batch, SealedWindow> {
  /** @param from a spec; or a resumed stream, which is consumed */
  constructor(from: Spec | Stream) {
    const stream = isA(from, Stream) ? from : new Stream(from);
    super({
      transform(batch, controller) {
        for (const window of stream.push(batch)) controller.enqueue(window);
      },
      flush(controller) {
        for (const window of stream.finish()) controller.enqueue(window);
      },
    });
  }
}
