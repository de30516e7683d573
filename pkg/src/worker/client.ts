import { WindowError } from "../error.js";
import type { Answer, Question } from "./protocol.js";

interface Waiting {
  resolve(value: never): void;
  reject(error: WindowError): void;
}

/** The page's end of the line to the worker. */
export class Client {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #dropped: FinalizationRegistry<number>;
  #end: WindowError | undefined;
  #questions = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#dropped = new FinalizationRegistry((handle) => this.free(handle));
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.#take(data));
    worker.addEventListener("error", (event) => {
      const reason = event.message ? ` (${event.message})` : "";
      this.#fail(new WindowError("LOAD_FAILED", `windrow's worker failed${reason}; see that its script is served, or give startWorker() a worker of your own`));
    });
  }

  ask<Value>(call: string, on: number, args: readonly unknown[] = [], transfer: readonly Transferable[] = []): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#end) throw this.#end;
      const id = ++this.#questions;
      const question: Question = { id, call, on, args };
      try {
        this.#worker.postMessage(question, [...transfer]);
      } catch (cause) {
        throw new WindowError("BAD_OPTION", `that cannot be sent to the worker (${String(cause)}); give plain values, and only buffers to transfer`, { cause });
      }
      this.#waiting.set(id, { resolve, reject } as Waiting);
    });
  }

  /** Frees what nobody holds any more. */
  watch(owner: object, handle: number): void {
    this.#dropped.register(owner, handle, owner);
  }

  free(handle: number, owner?: object): void {
    if (owner) this.#dropped.unregister(owner);
    if (!this.#end) void this.ask("free", handle).catch(() => {});
  }

  end(): void {
    this.#worker.terminate();
    this.#fail(new WindowError("FREED", "the worker has been terminated; start another one"));
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("error" in answer) waiting?.reject(new WindowError(answer.error.code, answer.error.message));
    else waiting?.resolve(answer.value as never);
  }

  #fail(error: WindowError): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
  }
}
