import type { Diff } from "../diff.js";
import { WindowError } from "../error.js";
import { type Window, placeIn, windowOf } from "../window.js";
import type { Plan } from "../plan.js";
import type { Rows, TimeUnit } from "../rows.js";
import type { Hops, Spec } from "../spec.js";
import type { Stats } from "../stats.js";
import type { Client } from "./client.js";
import type { SentPlan, SentRows } from "./protocol.js";
import { sentHops, sentSpec } from "./sent.js";

/** Something in the worker. The collector frees it there some day; `free()`, or `using`, does soon. */
abstract class Remote {
  readonly #client: Client;
  readonly #handle: number;
  #isFreed = false;

  constructor(client: Client, handle: number) {
    this.#client = client;
    this.#handle = handle;
    client.watch(this, handle);
  }

  /** @internal */
  get handle(): number {
    if (this.#isFreed) throw new WindowError("FREED", "this has been freed; make it again, or free it later");
    return this.#handle;
  }

  /** @internal */
  protected async ask<Value>(call: string, ...args: unknown[]): Promise<Value> {
    return this.#client.ask<Value>(call, this.handle, args);
  }

  /** @internal */
  protected async plan(call: string, ...args: unknown[]): Promise<RemotePlan> {
    return new RemotePlan(this.#client, await this.ask<SentPlan>(call, ...args));
  }

  /** Gives the memory back, once what has been asked before is answered. */
  free(): void {
    if (!this.#isFreed) this.#client.free(this.#handle, this);
    this.#isFreed = true;
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

/** {@link Rows} in the worker. */
export class RemoteRows extends Remote {
  /** The number of rows. */
  readonly length: number;
  /** The unit of the times; undefined where there are none. */
  readonly timeUnit: TimeUnit | undefined;
  /** The names of the measures. */
  readonly measures: readonly string[];
  /** Whether each row has a key. */
  readonly hasKeys: boolean;

  /** @internal */
  constructor(client: Client, { handle, length, timeUnit, measures, hasKeys }: SentRows) {
    super(client, handle);
    this.length = length;
    this.timeUnit = timeUnit;
    this.measures = measures;
    this.hasKeys = hasKeys;
  }

  /** {@link Rows.total}, and throws what it throws. */
  total(measure: string): Promise<number> {
    return this.ask("total", measure);
  }

  /** {@link Rows.windows}, and throws what it throws. */
  async windows(spec: Spec): Promise<RemotePlan> {
    return this.plan("windows", sentSpec(spec));
  }

  /** {@link Rows.hops}, and throws what it throws. */
  async hops(hops: Hops): Promise<RemotePlan> {
    return this.plan("hops", sentHops(hops));
  }

  /** {@link Rows.sweep}, and throws what it throws. */
  async sweep(specs: Iterable<Spec>): Promise<Stats[]> {
    return this.ask("sweep", Array.from(specs, sentSpec));
  }
}

/** A {@link Plan} in the worker. Its columns are here, and the page's own. */
export class RemotePlan extends Remote implements Iterable<Window> {
  readonly length: number;
  /** The position of each window's first row. */
  readonly start: Uint32Array;
  /** The position of each window's first row that no window before holds. */
  readonly fresh: Uint32Array;
  /** One past the position of each window's last row. */
  readonly end: Uint32Array;
  /** 1 for each window that is one row which alone exceeds a limit, else 0. */
  readonly oversize: Uint8Array;
  /** The time of each window's first row, in `rows.timeUnit`; undefined without times. */
  readonly firstTime: BigInt64Array | undefined;
  /** The same of each window's last row. */
  readonly lastTime: BigInt64Array | undefined;
  /** When each window of the clock opens, in `rows.timeUnit`; undefined for other plans. */
  readonly opens: BigInt64Array | undefined;
  /** When each window of the clock closes. */
  readonly closes: BigInt64Array | undefined;
  /** A 64-bit fingerprint of each window's keys; undefined without keys. */
  readonly id: BigUint64Array | undefined;
  readonly #sums: Record<string, Float64Array>;
  readonly #stats: Stats;

  /** @internal */
  constructor(client: Client, { handle, sums, stats, ...columns }: SentPlan) {
    super(client, handle);
    this.length = columns.length;
    this.start = columns.start;
    this.fresh = columns.fresh;
    this.end = columns.end;
    this.oversize = columns.oversize;
    this.firstTime = columns.firstTime;
    this.lastTime = columns.lastTime;
    this.opens = columns.opens;
    this.closes = columns.closes;
    this.id = columns.id;
    this.#sums = sums;
    this.#stats = stats;
  }

  /**
   * The sum of a measure in each window, repeated rows included.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`
   */
  sum(measure: string): Float64Array {
    const sums = Object.hasOwn(this.#sums, measure) ? this.#sums[measure] : undefined;
    if (sums) return sums;
    const names = Object.keys(this.#sums).join(", ") || "none";
    throw new WindowError("MISSING_COLUMN", `there is no measure ${measure}; there are: ${names}`);
  }

  /** What the plan costs. */
  stats(): Stats {
    return this.#stats;
  }

  /** The window at that place, from the end if negative; undefined if there is none. */
  at(index: number): Window | undefined {
    const place = placeIn(this.length, index);
    return place === undefined ? undefined : windowOf(this, place);
  }

  *[Symbol.iterator](): IterableIterator<Window> {
    for (let index = 0; index < this.length; index++) yield windowOf(this, index);
  }

  /** All windows as objects. */
  toArray(): Window[] {
    return [...this];
  }

  /** {@link Plan.split}, and throws what it throws. */
  split(index: number, parts: number): Promise<RemotePlan> {
    return this.plan("split", index, parts);
  }

  /** {@link Plan.toArrow}. */
  toArrow(): Promise<Uint8Array> {
    return this.ask("toArrow");
  }

  /** What {@link diff} finds between this plan and a later one in the same worker. */
  async diff(after: RemotePlan): Promise<Diff> {
    return this.ask("diff", after.handle);
  }
}
