/// <reference lib="esnext.disposable" preserve="true" />
import { WindowError } from "./error.js";
import { guarded, instanceNumber } from "./instance.js";

/**
 * Something in WebAssembly's memory. The collector frees it some day; `free()`, or `using`, does
 * at once, which matters for large tables, as that memory never shrinks.
 */
export abstract class Resident<Handle extends { free(): void }> {
  #handle: Handle | undefined;
  readonly #instance = instanceNumber();

  /** @internal */
  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** What it is, in errors too: class names do not survive minifiers. */
  abstract get [Symbol.toStringTag](): string;

  /**
   * The handle, or an error if it is gone.
   *
   * @internal
   */
  get resident(): Handle {
    const what = this[Symbol.toStringTag];
    if (!this.#handle) {
      throw new WindowError("FREED", `this ${what} has been freed; make it again, or free it later`);
    }
    if (this.#instance !== instanceNumber()) {
      throw new WindowError("INTERNAL", `this ${what} was lost when windrow failed; make it again`);
    }
    return this.#handle;
  }

  /** Gives the memory back. Any use after this throws `FREED`, but for another `free()`. */
  free(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    // In another instance, its address is somebody else's.
    if (handle && this.#instance === instanceNumber()) guarded(() => handle.free());
  }

  /**
   * Lets go of the handle where a call has used it up.
   *
   * @internal
   */
  protected release(): void {
    this.#handle = undefined;
  }

  [Symbol.dispose](): void {
    this.free();
  }
}
