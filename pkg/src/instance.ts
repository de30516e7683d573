import { type ErrorCode, WindowError } from "./error.js";
import { isOutOfMemory, written } from "./options.js";
import { __wbg_reset_state as replaceInstance, initSync } from "./wasm/windrow.js";

let isReady = false;
let isReplaced = true;
/** Why each instance before this one was given up. */
const ends: ErrorCode[] = [];

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
  return ends.length;
}

/**
 * Why an instance was given up; undefined for the one that runs.
 *
 * @internal
 */
export function endOf(instance: number): ErrorCode | undefined {
  return ends[instance];
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
  if (isTrap(error)) return lost(error);
  // Thrown on the way in or out, where nothing was half done.
  if (isOutOfMemory(error)) {
    return new WindowError("OUT_OF_MEMORY", "there is no memory to hand that over; free what is not needed, or ask for less at once", { cause: error });
  }
  return new WindowError("BAD_OPTION", `windrow cannot use what it was given: ${written(error)}`, { cause: error });
}

/** Whether the module stopped in the middle, by a trap or as the stack was full. */
function isTrap(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return true;
  // No expression: where the stack is full, V8 cannot compile one.
  return error instanceof Error && (error.message.includes("call stack") || error.message.includes("recursion"));
}

/** A trap may have left anything half done: nothing in that instance can be trusted. */
function lost(cause: unknown): WindowError {
  const code = isExhausted() ? "OUT_OF_MEMORY" : "INTERNAL";
  ends.push(code);
  isReplaced = false;
  try {
    replace();
  } catch {
    // There may be no memory for another one. The next call tries again.
  }
  const losses = "all rows, plans and streams are lost and have to be made again";
  const sentence =
    code === "INTERNAL"
      ? `windrow failed in a way it should not (${written(cause)}); ${losses}; please report this, with the stack of its cause, and that it is version ${VERSION}`
      : `windrow ran out of memory where it cannot go on; ${losses}, of less at once`;
  return new WindowError(code, sentence, { cause });
}

/** How much memory there must be for a trap not to be for want of it, in pages of 64 KiB. */
const PROBE = 16;

/** Whether the memory of an instance that is given up cannot grow. */
function isExhausted(): boolean {
  try {
    initSync(undefined as never).memory.grow(PROBE); // what runs already
    return false;
  } catch {
    return true;
  }
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
