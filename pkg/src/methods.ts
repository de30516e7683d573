import { WindowError } from "./error.js";

/**
 * Lets the methods and properties of a class refuse to be called on anything else: private fields would throw a
 * `TypeError`, and what has none would answer with nothing.
 *
 * @param isOne whether a value is of the class, and made by its constructor
 * @internal
 */
export function guardMethods(Class: { readonly prototype: object }, isOne: (value: object) => boolean): void {
  const guarded = (method: (...args: unknown[]) => unknown) =>
    function (this: unknown, ...args: unknown[]): unknown {
      if (!isObject(this) || !isOne(this)) throw notOne();
      return method.apply(this, args);
    };
  for (const key of Reflect.ownKeys(Class.prototype)) {
    // What something calls itself may be asked of anything.
    if (key === "constructor" || key === Symbol.toStringTag) continue;
    const { get, value, ...descriptor } = Object.getOwnPropertyDescriptor(Class.prototype, key)!;
    if (get) Object.defineProperty(Class.prototype, key, { ...descriptor, get: guarded(get) });
    else if (typeof value === "function") Object.defineProperty(Class.prototype, key, { ...descriptor, value: guarded(value) });
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function notOne(): WindowError {
  const sentence =
    "that was not made by this copy of windrow; a method without its object, a proxy, or what another copy made, cannot be used";
  return new WindowError("BAD_OPTION", sentence);
}
