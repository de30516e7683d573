import { WindowError } from "../error.js";
import type { Answer, Question } from "./protocol.js";

interface Waiting {
  resolve(value: never): void;
  reject(error: WindowError): void;
}

/** The longest silence of a worker while questions are pending, in milliseconds. */
const SILENCE = 60_000;

/** The page's end of the channel to the worker. */
export class Client {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #dropped: FinalizationRegistry<number>;
  #end: WindowError | undefined;
  #questions = 0;
  /** Runs out when questions wait and no answer comes. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #silence: number;

  constructor(worker: Worker, silence: number = SILENCE) {
    [this.#worker, this.#silence] = [worker, silence];
    this.#dropped = new FinalizationRegistry((handle) => this.free(handle));
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.#take(data));
    worker.addEventListener("messageerror", () => {
      this.#fail(
        new WindowError(
          "LOAD_FAILED",
          "windrow's worker sent a message that cannot be read; use the same version of windrow in both",
        ),
      );
    });
    worker.addEventListener("error", (event) => {
      const reason = event.message ? ` (${event.message})` : "";
      this.#fail(
        new WindowError(
          "LOAD_FAILED",
          `windrow's worker failed${reason}; see that its script is served, or give startWorker() a worker of your own`,
        ),
      );
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
        throw new WindowError(
          "BAD_OPTION",
          `that cannot be sent to the worker (${String(cause)}); give plain values, and only buffers to transfer`,
          { cause },
        );
      }
      this.#waiting.set(id, { resolve, reject } as Waiting);
      if (this.#timer === undefined) this.#listen();
    });
  }

  /** Restarts the timer if questions wait. */
  #listen(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.size === 0 || this.#silence === Infinity) return;
    this.#timer = setTimeout(() => {
      const sentence = `windrow's worker has not answered for ${this.#silence / 1_000} s, and was ended; see that its script is served and runs windrow/worker/script, or give startWorker() a longer timeout`;
      this.#stop(new WindowError("LOAD_FAILED", sentence));
    }, this.#silence);
  }

  /** Frees the handle in the worker when its owner is garbage collected. */
  watch(owner: object, handle: number): void {
    this.#dropped.register(owner, handle, owner);
  }

  free(handle: number, owner?: object): void {
    if (owner) this.#dropped.unregister(owner);
    if (!this.#end) void this.ask("free", handle).catch(() => {});
  }

  end(): void {
    this.#stop(new WindowError("FREED", "the worker has been terminated; start another one"));
  }

  #stop(error: WindowError): void {
    this.#fail(error);
    this.#worker.terminate();
  }

  #take(answer: Answer | undefined | null): void {
    const waiting = this.#waiting.get(answer?.id ?? 0);
    if (!answer || !waiting) return; // not a message of windrow
    this.#waiting.delete(answer.id);
    this.#listen();
    if ("error" in answer) waiting.reject(new WindowError(answer.error.code, answer.error.message));
    else waiting.resolve(answer.value as never);
  }

  #fail(error: WindowError): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#end);
    this.#waiting.clear();
    this.#listen();
  }
}
