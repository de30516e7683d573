import { WindowError } from "./error.js";
import { endOf, guarded, instanceNumber } from "./instance.js";
import { guardMethods } from "./methods.js";
import { isA } from "./options.js";
import { EgregoraPlan, Plan, Rows, Stream } from "./wasm/windrow.js";

declare global {
  // Declared as TypeScript 5.2 and later do, for older compilers.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

const HANDLES = [EgregoraPlan, Plan, Rows, Stream] as unknown as (new () => unknown)[];

let isResident: (value: object) => boolean;

/**
 * Lets the methods of a class of residents refuse any other `this`.
 *
 * @internal
 */
export function guardResident(Class: abstract new (...args: never[]) => object): void {
  guardMethods(Class, (value) => isResident(value) && isA(value, Class));
}

/**
 * An object in WebAssembly's memory. The garbage collector frees it eventually; `free()`, or `using`, frees it at once,
 * which matters for large tables, as that memory never shrinks.
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

  /** The class name, also in errors: minifiers change `constructor.name`. */
  abstract get [Symbol.toStringTag](): string;

  /**
   * The handle; throws if it is gone.
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

  /** Frees the memory. Any later use throws `FREED`, except another `free()`. */
  free(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    // In another instance, the address belongs to something else.
    if (handle && this.#instance === instanceNumber()) guarded(() => handle.free());
  }

  /**
   * Forgets the handle after a call that has consumed it.
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
