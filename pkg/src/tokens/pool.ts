import { builtin } from "../builtin.js";
import { WindowError } from "../error.js";
import type { FromWorker, Packet, ToWorker } from "./packet.js";

interface Thread {
  postMessage(message: ToWorker, transfer: ArrayBufferLike[]): void;
  terminate(): unknown;
}

interface Job {
  thread: Thread;
  resolve(counts: Uint32Array): void;
  reject(error: unknown): void;
}

/** Workers that count lines, one for each core. */
export class Pool {
  readonly #threads: Thread[];
  readonly #jobs = new Map<number, Job>();
  #sent = 0;

  constructor(encoding: string, threads: number = cores()) {
    this.#threads = Array.from({ length: threads }, () =>
      thread(
        (message) => this.#receive(message),
        (error) => this.end(error),
      ),
    );
    for (const each of this.#threads) each.postMessage({ encoding }, []);
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
      thread.postMessage({ id, ...packet }, [packet.bytes.buffer, packet.offsets.buffer]);
    });
  }

  /** Ends all workers at once; what is being counted fails with this reason. */
  end(reason?: unknown): void {
    for (const thread of this.#threads) thread.terminate();
    for (const { reject } of this.#jobs.values()) reject(reason);
    this.#jobs.clear();
  }

  #receive(message: FromWorker): void {
    if ("failed" in message) return this.end(failed(message.failed));
    this.#jobs.get(message.id)?.resolve(message.counts);
    this.#jobs.delete(message.id);
  }
}

function failed(reason: string): WindowError {
  return new WindowError("LOAD_FAILED", `a worker that counts tokens failed: ${reason}; install gpt-tokenizer where the worker finds it`);
}

/** How many threads the machine has. */
export function cores(): number {
  return Math.max(1, navigatorOf()?.hardwareConcurrency ?? builtin<typeof import("node:os")>("node:os")?.availableParallelism() ?? 1);
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
