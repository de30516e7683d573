import { builtin } from "../builtin.js";
import { WindowError } from "../error.js";
import type { FromWorker, Packet, ToWorker } from "./packet.js";

interface Thread {
  postMessage(message: ToWorker, transfer: ArrayBufferLike[]): void;
  terminate(): unknown;
  /** In Node: whether the thread keeps the process alive. */
  ref?(): void;
  unref?(): void;
}

interface Job {
  thread: Thread;
  resolve(counts: Uint32Array): void;
  reject(error: unknown): void;
}

/** How long workers without work are kept, in milliseconds: to load an encoding takes them longer than many counts. */
const KEPT = 5_000;

/** Pools without work, by their encodings, and the timers that end them. */
const idle = new Map<string, { pool: Pool; timer: ReturnType<typeof setTimeout> }>();

/** Workers that count lines, one for each core. */
export class Pool {
  readonly #threads: Thread[];
  readonly #jobs = new Map<number, Job>();
  readonly #encoding: string;
  #sent = 0;
  #hasEnded = false;
  /** Whether its worker keeps the process alive only while it counts. */
  #isKept = false;

  /** A pool of this encoding: one that has no work, or a new one. Its user ends or leaves it. */
  static take(encoding: string): Pool {
    const kept = idle.get(encoding);
    if (!kept) return new Pool(encoding);
    idle.delete(encoding);
    clearTimeout(kept.timer);
    // A worker may have failed meanwhile.
    if (!kept.pool.isAlive) return new Pool(encoding);
    for (const thread of kept.pool.#threads) thread.ref?.();
    return kept.pool;
  }

  /** A worker that stays until its user ends it, or its process ends. */
  static kept(encoding: string): Pool {
    const pool = new Pool(encoding, 1);
    pool.#isKept = true;
    return pool;
  }

  constructor(encoding: string, threads: number = cores()) {
    this.#encoding = encoding;
    this.#threads = Array.from({ length: threads }, () =>
      thread(
        (message) => this.#receive(message),
        (error) => this.end(error),
      ),
    );
    for (const each of this.#threads) each.postMessage({ encoding }, []);
  }

  /** Whether none of its workers has failed, and nobody has ended it. */
  get isAlive(): boolean {
    return !this.#hasEnded;
  }

  /** How many workers there are. */
  get size(): number {
    return this.#threads.length;
  }

  /** Counts the lines of a packet, whose bytes are handed over. */
  count(packet: Packet): Promise<Uint32Array> {
    const busy = (thread: Thread) => [...this.#jobs.values()].filter((job) => job.thread === thread).length;
    const thread = this.#threads.reduce((least, other) => (busy(other) < busy(least) ? other : least));
    const id = this.#sent++;
    return new Promise((resolve, reject) => {
      this.#jobs.set(id, { thread, resolve, reject });
      thread.ref?.();
      thread.postMessage({ id, ...packet }, [packet.bytes.buffer, packet.offsets.buffer]);
    });
  }

  /** Leaves the workers to the next user of their encoding; ends them if they have work, or if others are left already. */
  leave(): void {
    if (this.#hasEnded || this.#jobs.size > 0 || idle.has(this.#encoding)) return this.end();
    for (const thread of this.#threads) thread.unref?.();
    const timer = setTimeout(() => {
      idle.delete(this.#encoding);
      this.end();
    }, KEPT);
    (timer as { unref?(): void }).unref?.();
    idle.set(this.#encoding, { pool: this, timer });
  }

  /** Ends all workers at once; what is being counted fails with this reason. */
  end(reason?: unknown): void {
    this.#hasEnded = true;
    for (const thread of this.#threads) thread.terminate();
    for (const { reject } of this.#jobs.values()) reject(reason);
    this.#jobs.clear();
  }

  #receive(message: FromWorker): void {
    if ("failed" in message) return this.end(failed(message.failed));
    this.#jobs.get(message.id)?.resolve(message.counts);
    this.#jobs.delete(message.id);
    if (this.#isKept && this.#jobs.size === 0) for (const thread of this.#threads) thread.unref?.();
  }
}

function failed(reason: string): WindowError {
  return new WindowError(
    "LOAD_FAILED",
    `a worker that counts tokens failed: ${reason}; install gpt-tokenizer where the worker finds it`,
  );
}

/** How many threads the machine has. */
function cores(): number {
  return Math.max(
    1,
    navigatorOf()?.hardwareConcurrency ?? builtin<typeof import("node:os")>("node:os")?.availableParallelism() ?? 1,
  );
}

function navigatorOf(): { hardwareConcurrency?: number } | undefined {
  return (globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator;
}

function thread(receive: (message: FromWorker) => void, fail: (error: unknown) => void): Thread {
  if (typeof Worker === "function") {
    // A literal, so that bundlers find the script and carry it along.
    const worker = new Worker(new URL("./script.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => receive(data as FromWorker);
    worker.onerror = ({ message }) => fail(failed(message));
    return worker as unknown as Thread;
  }
  const threads = builtin<typeof import("node:worker_threads")>("node:worker_threads");
  if (!threads) throw failed("there are no workers");
  const worker = new threads.Worker(new URL("./script.js", import.meta.url));
  worker.on("message", receive);
  worker.on("error", (error) => fail(failed(String(error))));
  return worker as unknown as Thread;
}
