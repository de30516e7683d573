// Finds and starts the worker's script.
import { WindowError } from "../error.js";
import { gunzip } from "../gunzip.js";
import script from "./gzipped.js";

/**
 * Resolves to a worker whose script has started. The script is a file next to this one. Some bundlers do not include
 * it, and browsers start no worker from another origin; then a blob of the same script is used.
 */
export async function startScript(): Promise<Worker> {
  const reasons: unknown[] = [];
  for (const start of [fromFile, fromBlob]) {
    try {
      const worker = await start();
      await runs(worker);
      return worker;
    } catch (reason) {
      reasons.push(reason);
    }
  }
  const sentence = `windrow's worker could not be started, neither from its file (${told(reasons[0])}) nor from a blob (${told(reasons[1])}); allow one of them in the page's Content-Security-Policy (worker-src), or give startWorker() a worker of your own that runs windrow/worker/script`;
  throw new WindowError("LOAD_FAILED", sentence, { cause: reasons[0] });
}

// A literal, so that bundlers find the script and include it.
const fromFile = () => new Worker(new URL("./script.js", import.meta.url), { type: "module" });

async function fromBlob(): Promise<Worker> {
  const url = URL.createObjectURL(new Blob([await gunzip(script)], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
  return worker;
}

/** Resolves when the script reports that it has started. */
function runs(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", () => resolve(), { once: true });
    worker.addEventListener(
      "error",
      (event) => {
        event.preventDefault?.();
        worker.terminate();
        reject(event);
      },
      { once: true },
    );
  });
}

/** The message of an error. Browsers give none for a script that cannot be loaded. */
function told(reason: unknown): string {
  return (reason as Partial<ErrorEvent>).message || "it is not served, or not allowed";
}
