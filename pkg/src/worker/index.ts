/**
 * The same interface off the main thread: rows and plans are in a Web Worker, and every call on them returns a promise.
 * A plan's columns are transferred when it is made, without a copy.
 *
 * @packageDocumentation
 */
import { packedChunks } from "../columns.js";
import { WindowError } from "../error.js";
import type { WasmModule } from "../init.js";
import { guardMethods } from "../methods.js";
import { type Check, badOption, has, isA, listOf, namedOf, optionsOf, readOptions, shown } from "../options.js";
import type { ArrowBytes, ArrowColumns, Columns, Rows } from "../rows.js";
import { gunzip } from "../gunzip.js";
import { plainView } from "../typed.js";
import base64 from "../wasm/gzipped.js";
import { Client } from "./client.js";
import type { SentRows, SentSource } from "./protocol.js";
import { RemoteRows } from "./remote.js";
import { startScript } from "./start.js";

export { WindowError, type ErrorCode } from "../error.js";
export { RemotePlan, RemoteRows } from "./remote.js";

/** How to start the worker, for bundlers that do not find its script. */
export interface WorkerOptions {
  /** A worker that runs `windrow/worker/script`. */
  worker?: Worker | undefined;
  /** Where the worker loads the WebAssembly from; the page's own copy unless given. */
  source?: URL | string | WasmModule | undefined;
  /**
   * The longest silence of the worker while calls are pending, in milliseconds; after it, the worker counts as crashed
   * and is terminated. Unless given, 20,000 for its start and 60,000 later. `Infinity` waits forever.
   */
  timeout?: number | undefined;
}

/** Options of sending columns. */
export interface SendOptions {
  /**
   * Buffers to transfer to the worker, which are empty here afterwards, as with `postMessage`. All others are copied,
   * and stay the caller's.
   */
  transfer?: readonly ArrayBuffer[] | undefined;
}

/**
 * Starts windrow in a worker; resolves when it has loaded.
 *
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export async function startWorker(options: WorkerOptions = {}): Promise<WindrowWorker> {
  const {
    worker: given,
    source,
    timeout,
  } = optionsOf(options, "how to start the worker", "{ worker }", {
    worker: workerOf,
    source: (_, value) => value as WorkerOptions["source"],
    timeout: (option, value) => {
      if (typeof value === "number" && value > 0) return value;
      throw badOption(option, value, "a number of milliseconds");
    },
  });
  let client: Client | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    if (timeout === undefined) timer = setTimeout(() => reject(new WindowError("LOAD_FAILED", SILENT)), START);
  });
  try {
    client = new Client(given ?? (await Promise.race([ownWorker(), silence])), timeout);
    const sent: SentSource =
      source === undefined ? await gunzip(base64) : isA(source, URL) || typeof source === "string" ? absolute(source) : source;
    await Promise.race([client.ask("init", 0, [sent]), silence]);
  } catch (error) {
    client?.end();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return new WindrowWorker(client);
}

/** How long a worker may take to start, in milliseconds. */
const START = 20_000;
const SILENT = `windrow's worker has not started in ${START / 1_000} s; see that its script is served and runs windrow/worker/script, or give a longer timeout`;

async function ownWorker(): Promise<Worker> {
  if (typeof Worker === "function") return startScript();
  throw new WindowError(
    "LOAD_FAILED",
    "there are no Web Workers here; use windrow itself, or give startWorker() a worker of your own",
  );
}

function workerOf(option: string, value: unknown): Worker {
  if (has(value, "postMessage", "addEventListener", "terminate")) return value as Worker;
  throw badOption(option, value, "a Web Worker that runs windrow/worker/script");
}

/** Resolves a URL against the page, as the worker's script may be elsewhere. */
function absolute(url: URL | string): string {
  try {
    return new URL(url, globalThis.location?.href).href;
  } catch (cause) {
    throw new WindowError("LOAD_FAILED", `source is no URL (${shown(url)}); give one, the bytes or the compiled module`, {
      cause,
    });
  }
}

/**
 * The buffers to transfer, and a function that copies a view whose buffer is not among them. Without that, the message
 * would copy the view's whole buffer.
 */
function sending(options: SendOptions) {
  const buffer: Check<ArrayBuffer> = (option, value) => {
    if (isA(value, ArrayBuffer)) return value;
    throw badOption(option, value, "an ArrayBuffer");
  };
  const { transfer = [] } = optionsOf(options, "how to send it", "{ transfer: [buffer] }", {
    transfer: (option, value) => listOf(option, value, buffer, "[times.buffer]"),
  });
  const alone = (name: string, column: unknown): unknown => {
    const view = plainView(name, column);
    if (!view) return column;
    if (view.byteLength === view.buffer.byteLength || transfer.includes(view.buffer as ArrayBuffer)) return view;
    return view.slice();
  };
  return { transfer, alone };
}

/** A worker that runs windrow. */
export class WindrowWorker {
  readonly #client: Client;

  static {
    guardMethods(this, (value) => #client in value);
  }

  /** @internal */
  constructor(client: Client) {
    if (!isA(client, Client)) throw new WindowError("BAD_OPTION", "this class has no constructor of its own; call startWorker()");
    this.#client = client;
  }

  /** {@link Rows.fromColumns} in the worker; throws the same errors. */
  async fromColumns(columns: Columns, options: SendOptions = {}): Promise<RemoteRows> {
    const { transfer, alone } = sending(options);
    const sent: Record<string, unknown> = {};
    readOptions(columns, "columns", "{ measures: { bytes: lengths } }", (name, column) => {
      sent[name] = name === "measures" ? namedOf(name, column, alone, "{ bytes: lengths }") : alone(name, column);
    });
    return this.#rows("fromColumns", [sent], transfer);
  }

  /** {@link Rows.fromArrow} in the worker; throws the same errors. */
  async fromArrow(ipc: ArrowBytes, columns: ArrowColumns, options: SendOptions = {}): Promise<RemoteRows> {
    const { transfer, alone } = sending(options);
    const named: Record<string, unknown> = {};
    readOptions(columns, "columns", '{ time: "ts", text: "body" }', (use, name) => {
      named[use] = use === "measures" ? namedOf(use, name, (_, column) => column, '{ tokens: "n_tokens" }') : name;
    });
    return this.#rows("fromArrow", [packedChunks(ipc).map((chunk) => alone("the Arrow data", chunk)), named], transfer);
  }

  async #rows(call: string, args: unknown[], transfer: readonly ArrayBuffer[]): Promise<RemoteRows> {
    return new RemoteRows(this.#client, await this.#client.ask<SentRows>(call, 0, args, transfer));
  }

  /** Terminates the worker at once, with all rows and plans in it. Pending calls fail with `FREED`. */
  terminate(): void {
    this.#client.end();
  }

  [Symbol.dispose](): void {
    this.terminate();
  }
}
