/**
 * The same interface off the main thread: rows and plans live in a Web Worker, and every call to
 * them is a promise. A plan's columns come over as they are made, without a copy.
 *
 * @packageDocumentation
 */
import type { WasmModule } from "../init.js";
import type { ArrowBytes, ArrowColumns, Columns, Rows } from "../rows.js";
import { gunzip } from "../gunzip.js";
import base64 from "../wasm/gzipped.js";
import { Client } from "./client.js";
import type { SentRows, SentSource } from "./protocol.js";
import { RemoteRows } from "./remote.js";
import { startScript } from "./start.js";

export { WindowError, type ErrorCode } from "../error.js";
export { RemotePlan, RemoteRows } from "./remote.js";

/** How to start the worker, where its bundler cannot tell. */
export interface WorkerOptions {
  /** A worker that runs `windrow/worker/script`. */
  worker?: Worker | undefined;
  /** Where that takes the WebAssembly from, if not from the page's own copy. */
  source?: URL | string | WasmModule | undefined;
}

/** How to send columns. */
export interface SendOptions {
  /**
   * Buffers to give to the worker, which are empty here afterwards, as with `postMessage`. All others
   * are copied, and stay the caller's.
   */
  transfer?: readonly ArrayBuffer[] | undefined;
}

/**
 * Starts windrow in a worker, and resolves when it is loaded.
 *
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export async function startWorker(options: WorkerOptions = {}): Promise<WindrowWorker> {
  const worker = options.worker ?? (await startScript());
  const client = new Client(worker);
  try {
    await client.ask("init", 0, [options.source ? sentSource(options.source) : await gunzip(base64)]);
  } catch (error) {
    client.end();
    throw error;
  }
  return new WindrowWorker(client);
}

/** A path is the page's, where the script may be elsewhere. */
function sentSource(source: URL | string | WasmModule): SentSource {
  const isAddress = typeof source === "string" || "href" in source;
  return isAddress ? new URL(source, globalThis.location?.href).href : source;
}

/** Takes a view that is not given away out of its buffer, of which otherwise all would be copied. */
function untransferred({ transfer = [] }: SendOptions): <Column>(column: Column) => Column {
  return (column) => {
    const view: unknown = column;
    if (!ArrayBuffer.isView(view) || view.byteLength === view.buffer.byteLength) return column;
    if (transfer.includes(view.buffer as ArrayBuffer)) return column;
    return (view as Uint8Array).slice() as typeof column;
  };
}

/** A worker with windrow in it. */
export class WindrowWorker {
  readonly #client: Client;

  /** @internal */
  constructor(client: Client) {
    this.#client = client;
  }

  /** {@link Rows.fromColumns} in the worker, and throws what it throws. */
  async fromColumns(columns: Columns, options: SendOptions = {}): Promise<RemoteRows> {
    const { time, measures, key, ...rest } = columns;
    const alone = untransferred(options);
    const named = Object.entries(measures ?? {}).map(([name, column]) => [name, alone(column)]);
    const sent = { ...rest, time: alone(time), measures: Object.fromEntries(named), key: alone(key) };
    return this.#rows("fromColumns", [sent], options);
  }

  /** {@link Rows.fromArrow} in the worker, and throws what it throws. */
  async fromArrow(ipc: ArrowBytes, columns: ArrowColumns, options: SendOptions = {}): Promise<RemoteRows> {
    const alone = untransferred(options);
    return this.#rows("fromArrow", [Array.isArray(ipc) ? ipc.map(alone) : alone(ipc), columns], options);
  }

  async #rows(call: string, args: unknown[], { transfer }: SendOptions): Promise<RemoteRows> {
    return new RemoteRows(this.#client, await this.#client.ask<SentRows>(call, 0, args, transfer));
  }

  /** Ends the worker at once, and frees all that is in it. What is still asked for fails with `FREED`. */
  terminate(): void {
    this.#client.end();
  }

  [Symbol.dispose](): void {
    this.terminate();
  }
}
