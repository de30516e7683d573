import { WindowError } from "./error.js";
import { guarded } from "./instance.js";
import { badOption, isA, unreadable } from "./options.js";
import { Resident, guardResident } from "./resident.js";
import { type Columns, Rows } from "./rows.js";
import type { Spec } from "./spec.js";
import { plainView, typedKind } from "./typed.js";
import { Options, Stream as WasmStream } from "./wasm/windrow.js";

/** A window that no row that may come can change. Positions are those in the stream. */
export interface SealedWindow {
  /** Its place among all windows of the stream. */
  index: number;
  /** The position of its first row. */
  start: number;
  /** The position of its first row that no window before holds. */
  fresh: number;
  /** One past the position of its last row. */
  end: number;
  /** Whether it is one row that alone exceeds a limit. */
  oversize: boolean;
  /** The sum of each measure, by its name. */
  sums: Record<string, number>;
  /** The time of its first row, in the rows' unit, where there are times. */
  firstTime?: bigint;
  /** The time of its last row. */
  lastTime?: bigint;
  /** A fingerprint of its rows' keys, where they have some. */
  id?: bigint;
}

/** What a stream takes: rows, or the columns to make them of. */
export type Batch = Rows | Columns;

/**
 * Cuts rows that come batch by batch, and hands out each window as soon as no row that may come can
 * change it. All windows together are those of all rows at once, however these were cut into
 * batches; what is kept is about one window and one batch.
 *
 * Edges are numbers in the unit of the rows' times, which is not known before the first batch; `Date`s
 * are taken as microseconds. The cut `"even"` has to see all rows, and is refused.
 */
export class Stream extends Resident<WasmStream> {
  static {
    guardResident(this);
  }

  get [Symbol.toStringTag](): string {
    return "Stream";
  }

  /**
   * @throws {@link WindowError} what {@link Rows.windows} throws of the spec alone
   */
  constructor(spec: Spec);
  /** @internal */
  constructor(spec: Spec | undefined, resumed: WasmStream);
  constructor(spec: Spec | undefined, resumed?: WasmStream) {
    super(resumed ?? started(spec));
  }

  /**
   * Goes on from what {@link Stream.save} gave, here or in another process or worker. Windows are
   * numbered from 0 again.
   *
   * @throws {@link WindowError} `BAD_STATE` for bytes that are no such state, or damaged
   */
  static resume(state: Uint8Array): Stream {
    const bytes = typedKind(state) === "Uint8Array" ? plainView("the state", state) : undefined;
    if (!bytes) throw new WindowError("BAD_STATE", "the state is no Uint8Array; give what save() gave");
    return new Stream(undefined, guarded(() => WasmStream.resume(bytes as Uint8Array)));
  }

  /** How many rows have been pushed. */
  get position(): number {
    return guarded(() => this.resident.position);
  }

  /** How many rows are kept. */
  get pendingRows(): number {
    return guarded(() => this.resident.pendingRows);
  }

  /** The state as bytes, for {@link Stream.resume}. */
  save(): Uint8Array {
    return guarded(() => this.resident.save());
  }

  /**
   * Takes the rows that follow, and hands out the windows that are sealed with them. After an error
   * it is as if the batch had not been pushed.
   *
   * @throws {@link WindowError} `BAD_BATCH` for other columns than the first batch had, `UNSORTED`,
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

  /** Hands out what is left, now that no row follows, and frees the stream. */
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

/** Windows with their sums as an object, in which a measure of any name is a property of its own. */
function sealed(windows: (SealedWindow & { sums: unknown })[]): SealedWindow[] {
  for (const window of windows) window.sums = Object.fromEntries(window.sums as unknown as Iterable<[string, number]>);
  return windows;
}

/** The rows of columns; an object without any is most likely something else. */
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
 * A {@link Stream} that stands in a pipeline of Web Streams: batches in, windows out. It takes a
 * batch only when its windows are asked for, so that memory stays bounded however fast batches come.
 */
export class WindowStream extends TransformStream<Batch, SealedWindow> {
  /** @param from a spec, or a stream that has been resumed, which is used up */
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
