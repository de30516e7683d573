import { WindowError } from "./error.js";
import { endOf, guarded, instanceNumber } from "./instance.js";
import { guardMethods } from "./methods.js";
import { isA } from "./options.js";
import { EgregoraPlan, Plan, Rows, Stream } from "./wasm/windrow.js";

declare global {
  // As the newest compilers declare it, for those before 5.2.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

const HANDLES = [EgregoraPlan, Plan, Rows, Stream] as unknown as (new () => unknown)[];

let isResident: (value: object) => boolean;

/**
 * Lets the methods of a class of residents refuse what is none.
 *
 * @internal
 */
export function guardResident(Class: abstract new (...args: never[]) => object): void {
  guardMethods(Class, (value) => isResident(value) && isA(value, Class));
}

/**
 * Something in WebAssembly's memory. The collector frees it some day; `free()`, or `using`, does
 * at once, which matters for large tables, as that memory never shrinks.
 */
export abstract class Resident<Handle extends { free(): void }> {
  #handle: Handle | undefined;
  readonly #instance = instanceNumber();

  static {
    isResident = (value) => #handle in value;
    guardMethods(this, isResident);
  }

  /** @internal */
  constructor(handle: Handle) {
    if (!HANDLES.some((Handle) => isA(handle, Handle))) {
      throw new WindowError("BAD_OPTION", "this class has no constructor of its own; see the methods that make one");
    }
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
    const handle = this.#handle;
    if (!handle) {
      throw new WindowError("FREED", `this ${what} has been freed; make it again, or free it later`);
    }
    switch (endOf(this.#instance)) {
      case undefined:
        return handle;
      case "OUT_OF_MEMORY":
        throw new WindowError("FREED", `this ${what} was lost when memory ran out; make it again`);
      default:
        throw new WindowError("INTERNAL", `this ${what} was lost when windrow failed; make it again`);
    }
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
