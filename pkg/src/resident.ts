import { WindowError } from "./error.js";

/**
 * Something in WebAssembly's memory. The collector frees it some day; `free()`, or `using`, does
 * at once, which matters for large tables, as that memory never shrinks.
 */
export abstract class Resident<Handle extends { free(): void }> {
  #handle: Handle | undefined;

  /** @internal */
  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /**
   * The handle, or an error if it is gone.
   *
   * @internal
   */
  get resident(): Handle {
    if (this.#handle) return this.#handle;
    const what = this.constructor.name;
    throw new WindowError("FREED", `this ${what} has been freed; make it again, or free it later`);
  }

  /** Gives the memory back. Any use after this throws `FREED`, but for another `free()`. */
  free(): void {
    this.#handle?.free();
    this.#handle = undefined;
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
