import { type ErrorCode, WindowError } from "./error.js";
import { isOutOfMemory, written } from "./options.js";
import { __wbg_reset_state as replaceInstance, initSync } from "./wasm/windrow.js";

let isReady = false;
let isReplaced = true;
/** Why each earlier instance was abandoned. */
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
 * The number of instances before this one. Objects made in an earlier instance are gone.
 *
 * @internal
 */
export function instanceNumber(): number {
  return ends.length;
}

/**
 * Why an instance was abandoned; undefined for the running one.
 *
 * @internal
 */
export function endOf(instance: number): ErrorCode | undefined {
  return ends[instance];
}

/**
 * Calls into the module. All errors become a {@link WindowError}.
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
  // Thrown while arguments or results were copied: nothing was left half done.
  if (isOutOfMemory(error)) {
    return new WindowError(
      "OUT_OF_MEMORY",
      "there is no memory for the arguments or the result; free what is not needed, or ask for less at once",
      { cause: error },
    );
  }
  return new WindowError("BAD_OPTION", `windrow cannot use what it was given: ${written(error)}`, { cause: error });
}

/** Whether the module stopped in mid-call, by a trap or a stack overflow. */
function isTrap(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return true;
  // Not a regular expression: V8 cannot compile one when the stack is full.
  return error instanceof Error && (error.message.includes("call stack") || error.message.includes("recursion"));
}

/** Abandons the instance: a trap may have left any of its state half written. */
function lost(cause: unknown): WindowError {
  const code = isExhausted() ? "OUT_OF_MEMORY" : "INTERNAL";
  ends.push(code);
  isReplaced = false;
  try {
    replace();
  } catch {
    // There may be no memory for another instance. The next call retries.
  }
  const losses = "all rows, plans and streams are lost and have to be made again";
  const sentence =
    code === "INTERNAL"
      ? `windrow failed in a way it should not (${written(cause)}); ${losses}; please report this, with the stack of its cause, and that it is version ${VERSION}`
      : `windrow ran out of memory and cannot continue; ${losses}, from less at once`;
  return new WindowError(code, sentence, { cause });
}

/** Pages of 64 KiB that must be available for a trap not to count as a lack of memory. */
const PROBE = 16;

/** Whether the abandoned instance's memory cannot grow. */
function isExhausted(): boolean {
  try {
    initSync(undefined as never).memory.grow(PROBE); // returns the running instance
    return false;
  } catch {
    return true;
  }
}

/** Whether an error is one that the module reports. Unintended ones are of class `Error`. */
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
