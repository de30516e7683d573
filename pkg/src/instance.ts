import { type ErrorCode, WindowError } from "./error.js";
import { __wbg_reset_state as replaceInstance, initSync } from "./wasm/windrow.js";

let isReady = false;
let isReplaced = true;
let generation = 0;

/** @internal */
export function isInstantiated(): boolean {
  return isReady;
}

/** @internal */
export function instantiate(module: WebAssembly.Module | BufferSource): void {
  initSync({ module });
  isReady = true;
}

/**
 * How many instances there have been before this one. What was made in one of them is gone with it.
 *
 * @internal
 */
export function instanceNumber(): number {
  return generation;
}

/**
 * Calls into the module: whatever it throws, it throws as a {@link WindowError}.
 *
 * @internal
 */
export function guarded<T>(call: () => T): T {
  requireInstance();
  try {
    return call();
  } catch (error) {
    throw asWindowError(error);
  }
}

function requireInstance(): void {
  if (!isReady) {
    throw new WindowError("NOT_INITIALISED", "windrow is not loaded yet; call `await init()` first");
  }
  if (!isReplaced) replace();
}

function asWindowError(error: unknown): WindowError {
  if (error instanceof WindowError) return error;
  if (isTold(error)) return new WindowError(error.code, error.message, "cause" in error ? { cause: error.cause } : {});
  // A trap, which may have left anything half done: nothing in that instance can be trusted.
  generation++;
  isReplaced = false;
  try {
    replace();
  } catch {
    // There may be no memory for another one. The next call tries again.
  }
  const sentence = `windrow failed in a way it should not (${error instanceof Error ? error.message : String(error)}); all rows, plans and streams are lost and have to be made again; please report this, with the stack of its cause, and that it is version ${VERSION}`;
  return new WindowError("INTERNAL", sentence, { cause: error });
}

/** Whether it is an error as the module writes one. What it does not mean to throw is an `Error`. */
function isTold(error: unknown): error is { code: ErrorCode; message: string; cause?: unknown } {
  return typeof error === "object" && error !== null && !(error instanceof Error) && "code" in error && "message" in error;
}

function replace(): void {
  try {
    replaceInstance();
    isReplaced = true;
  } catch (cause) {
    throw new WindowError("INTERNAL", "windrow failed, and could not be started again; free some memory", { cause });
  }
}
