import type { Diff } from "../diff.js";
import { WindowError } from "../error.js";
import { guardMethods } from "../methods.js";
import { badOption, isA, listOf, text } from "../options.js";
import { type Window, placeIn, requireSplit, windowOf } from "../window.js";
import type { Plan } from "../plan.js";
import type { Rows, TimeUnit } from "../rows.js";
import type { Hops, Spec } from "../spec.js";
import type { Stats } from "../stats.js";
import { Client } from "./client.js";
import type { SentPlan, SentRows } from "./protocol.js";
import { sentHops, sentSpec } from "./sent.js";

const MEASURE = "the name of a measure";

let isRemote: (value: object) => boolean;

/** Lets the methods of a class refuse any other `this`. */
function guardRemote(Class: abstract new (...args: never[]) => object): void {
  guardMethods(Class, (value) => isRemote(value) && isA(value, Class));
}

/** An object in the worker. The garbage collector frees it eventually; `free()`, or `using`, does so soon. */
abstract class Remote {
  readonly #client: Client;
  readonly #handle: number;
  #isFreed = false;

  static {
    isRemote = (value) => #client in value;
    guardMethods(this, isRemote);
  }

  constructor(client: Client, sent: { handle: number }) {
    if (!isA(client, Client))
      throw new WindowError("BAD_OPTION", "this class has no constructor of its own; see the methods of a worker");
    this.#client = client;
    this.#handle = sent.handle;
    client.watch(this, this.#handle);
  }

  /** @internal */
  get handle(): number {
    if (this.#isFreed) throw new WindowError("FREED", "this has been freed; make it again, or free it later");
    return this.#handle;
  }

  /**
   * The handle of another object, which must be of the same worker: in another one, it would be that of something else.
   *
   * @internal
   */
  protected handleOf(other: Remote): number {
    if (other.#client === this.#client) return other.handle;
    throw new WindowError("BAD_OPTION", "the two are in different workers; make both in one");
  }

  /** @internal */
  protected async ask<Value>(call: string, ...args: unknown[]): Promise<Value> {
    return this.#client.ask<Value>(call, this.handle, args);
  }

  /** @internal */
  protected async plan(call: string, ...args: unknown[]): Promise<RemotePlan> {
    return new RemotePlan(this.#client, await this.ask<SentPlan>(call, ...args));
  }

  /** Frees the memory after pending calls are answered. */
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
  static {
    guardRemote(this);
  }

  /** The number of rows. */
  readonly length: number;
  /** The unit of the times; undefined without times. */
  readonly timeUnit: TimeUnit | undefined;
  /** The names of the measures. */
  readonly measures: readonly string[];
  /** Whether each row has a key. */
  readonly hasKeys: boolean;

  /** @internal */
  constructor(client: Client, sent: SentRows) {
    super(client, sent);
    const { length, timeUnit, measures, hasKeys } = sent;
    this.length = length;
    this.timeUnit = timeUnit;
    this.measures = measures;
    this.hasKeys = hasKeys;
  }

  /** {@link Rows.total}; throws the same errors. */
  async total(measure: string): Promise<number> {
    return this.ask("total", text("measure", measure, MEASURE));
  }

  /** {@link Rows.windows}; throws the same errors. */
  async windows(spec: Spec): Promise<RemotePlan> {
    return this.plan("windows", sentSpec(spec));
  }

  /** {@link Rows.hops}; throws the same errors. */
  async hops(hops: Hops): Promise<RemotePlan> {
    return this.plan("hops", sentHops(hops));
  }

  /** {@link Rows.sweep}; throws the same errors. */
  async sweep(specs: Iterable<Spec>): Promise<Stats[]> {
    return this.ask(
      "sweep",
      listOf("specs", specs, (_, spec) => sentSpec(spec as Spec), "[{ max: { bytes: 32_000 } }]"),
    );
  }
}

/** A {@link Plan} in the worker. Its columns are in the page, and the page's own. */
export class RemotePlan extends Remote implements Iterable<Window> {
  static {
    guardRemote(this);
  }

  readonly length: number;
  /** The position of each window's first row. */
  readonly start: Uint32Array;
  /** The position of each window's first row that no window before holds. */
  readonly fresh: Uint32Array;
  /** One past the position of each window's last row. */
  readonly end: Uint32Array;
  /** 1 for each window that consists of one oversize row, otherwise 0. */
  readonly oversize: Uint8Array;
  /** The time of each window's first row, in `rows.timeUnit`; undefined without times. */
  readonly firstTime: BigInt64Array | undefined;
  /** The time of each window's last row, in the same way. */
  readonly lastTime: BigInt64Array | undefined;
  /** When each window of the clock opens, in `rows.timeUnit`; undefined for other plans. */
  readonly opens: BigInt64Array | undefined;
  /** When each window of the clock closes, exclusive; undefined for other plans. */
  readonly closes: BigInt64Array | undefined;
  /** The 64-bit id of each window, a fingerprint of its keys; undefined without keys. */
  readonly id: BigUint64Array | undefined;
  readonly #sums: Record<string, Float64Array>;
  readonly #stats: Stats;

  /** @internal */
  constructor(client: Client, sent: SentPlan) {
    super(client, sent);
    const { sums, stats, ...columns } = sent;
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
    text("measure", measure, MEASURE);
    const sums = Object.hasOwn(this.#sums, measure) ? this.#sums[measure] : undefined;
    if (sums) return sums;
    const names = Object.keys(this.#sums).join(", ") || "none";
    throw new WindowError("MISSING_COLUMN", `there is no measure ${measure}; there are: ${names}`);
  }

  /** Statistics of the plan. */
  stats(): Stats {
    return this.#stats;
  }

  /** The window at an index, from the end if negative; undefined if there is none. */
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

  /** {@link Plan.split}; throws the same errors. */
  async split(index: number, parts: number): Promise<RemotePlan> {
    requireSplit(index, parts);
    return this.plan("split", index, parts);
  }

  /** {@link Plan.toArrow}. */
  toArrow(): Promise<Uint8Array> {
    return this.ask("toArrow");
  }

  /** {@link diff} of this plan and a later one in the same worker. */
  async diff(after: RemotePlan): Promise<Diff> {
    if (!(after instanceof RemotePlan)) throw badOption("after", after, "a plan of the same worker");
    return this.ask("diff", this.handleOf(after));
  }
}
