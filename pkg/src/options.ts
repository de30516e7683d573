// Checks of options. Errors name the option and the value; a misspelt option is an error.
import { WindowError } from "./error.js";
import { requireSize } from "./limits.js";

/**
 * A value as error sentences show it.
 *
 * @internal
 */
export function shown(value: unknown): string {
  const SHOWN = 40;
  if (typeof value === "string") {
    const letters = Array.from(value.slice(0, 2 * SHOWN + 1));
    return letters.length > SHOWN ? `"${letters.slice(0, SHOWN).join("")}…"` : `"${value}"`;
  }
  if (typeof value === "object" && value !== null) return isList(value) ? "a list" : "an object";
  if (typeof value === "function" || typeof value === "symbol") return `of type ${typeof value}`;
  return String(value ?? undefined);
}

/**
 * A value as a string, whatever its own `toString` does.
 *
 * @internal
 */
export function written(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "";
  }
}

/**
 * `instanceof`, or false for a proxy that throws.
 *
 * @internal
 */
export function isA<Kind>(value: unknown, Class: abstract new (...args: never[]) => Kind): value is Kind {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

/** @internal */
export function isArray(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * The current length of a plain array.
 *
 * @throws {@link WindowError} `TOO_LARGE`
 * @internal
 */
export function arrayLength(name: string, array: ArrayLike<unknown>): number {
  const { length } = array;
  requireSize("array", name, length);
  return length;
}

/** @internal */
export function isList(value: object): boolean {
  try {
    return Symbol.iterator in value;
  } catch {
    return false; // a proxy that throws
  }
}

/**
 * The error for an option's bad value.
 *
 * @internal
 */
export function badOption(option: string, value: unknown, instead: string): WindowError {
  return new WindowError("BAD_OPTION", `${option} is ${shown(value)}; give ${instead}`);
}

/**
 * The error for an unknown option.
 *
 * @internal
 */
export function unknownOption(option: string, known: string): WindowError {
  return new WindowError("BAD_OPTION", `${option} is not an option; there is ${known}`);
}

/**
 * Reads an object's own options one by one; null is accepted only where noted. Reading may run the caller's code, such
 * as a getter, which may throw.
 *
 * @internal
 */
export function readOptions(
  options: unknown,
  name: string,
  example: string,
  read: (option: string, value: unknown) => void,
  nulls = false,
): void {
  try {
    if (typeof options !== "object" || options === null || isList(options)) {
      throw badOption(name, options, `an object such as ${example}`);
    }
    for (const option of Object.keys(options)) {
      const value = (options as Record<string, unknown>)[option];
      if (value !== undefined && (nulls || value !== null)) read(option, value);
    }
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

/**
 * The error for a value that cannot be read. A WindowError is passed on. Any other error comes from the caller's code,
 * such as a getter, or reports a lack of memory.
 *
 * @internal
 */
export function unreadable(name: string, cause: unknown): WindowError {
  if (cause instanceof WindowError) return cause;
  if (isOutOfMemory(cause)) {
    return new WindowError("OUT_OF_MEMORY", `there is no memory to read ${name}; free what is not needed, or give less at once`, {
      cause,
    });
  }
  return new WindowError("BAD_OPTION", `${name} cannot be read: ${written(cause)}`, { cause });
}

/**
 * Whether an error reports that the engine has no memory for an array or a text.
 *
 * @internal
 */
export function isOutOfMemory(cause: unknown): boolean {
  if (!(cause instanceof RangeError)) return false;
  const words = ["alloc", "array length", "array buffer length", "string length", "out of memory"];
  const { message } = cause;
  return words.some((word) => message.toLowerCase().includes(word));
}

/** Checks an option's value, and returns it in the form that is used. */
export type Check<Value> = (option: string, value: unknown) => Value;

type Checked<Checks> = { -readonly [Option in keyof Checks]?: Checks[Option] extends Check<infer Value> ? Value : never };

/**
 * Reads each option once and checks it, so that later changes to the caller's object have no effect. An option without
 * a check is unknown, unless the object may hold more, such as one that is spread into others.
 *
 * @internal
 */
export function optionsOf<Checks extends Record<string, Check<unknown>>>(
  given: unknown,
  name: string,
  example: string,
  checks: Checks,
  { nulls = false, more = false } = {},
): Checked<Checks> {
  const options: Record<string, unknown> = {};
  const read = (option: string, value: unknown) => {
    if (Object.hasOwn(checks, option)) options[option] = checks[option]!(option, value);
    else if (!more) throw unknownOption(option, Object.keys(checks).join(", "));
    else if (option !== "__proto__") options[option] = value;
  };
  readOptions(given, name, example, read, nulls);
  return options as Checked<Checks>;
}

/**
 * Reads an array by index, whatever its iterator does.
 *
 * @internal
 */
export function listOf<Item>(option: string, value: unknown, item: Check<Item>, example: string): Item[] {
  let items: unknown[];
  try {
    if (typeof value !== "object" || value === null || !isList(value))
      throw badOption(option, value, `a list such as ${example}`);
    if (isArray(value)) arrayLength(option, value);
    items = Array.from(value as Iterable<unknown>);
  } catch (cause) {
    throw unreadable(option, cause);
  }
  return items.map((each, i) => item(`${option}[${i}]`, each));
}

/**
 * An object of named values, without a prototype, as any name is allowed.
 *
 * @internal
 */
export function namedOf<Value>(option: string, value: unknown, check: Check<Value>, example: string): Record<string, Value> {
  const named = Object.create(null) as Record<string, Value>;
  readOptions(value, option, example, (name, each) => (named[name] = check(`${option}.${name}`, each)));
  return named;
}

/** @internal */
export function flag(option: string, value: unknown): boolean {
  if (typeof value !== "boolean") throw badOption(option, value, "true or false");
  return value;
}

/** @internal */
export function callback(option: string, value: unknown): (...args: never[]) => unknown {
  if (typeof value !== "function") throw badOption(option, value, "a function");
  return value as (...args: never[]) => unknown;
}

/**
 * Whether a value has these methods.
 *
 * @internal
 */
export function has(value: unknown, ...methods: string[]): value is object {
  try {
    const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
    return isObject && methods.every((method) => typeof (value as Record<string, unknown>)[method] === "function");
  } catch {
    return false; // a getter that throws
  }
}

/** An `AbortSignal`, of any realm; a proxy of one is none, as its methods refuse it. */
export function signalOf(option: string, value: unknown): AbortSignal {
  try {
    const isSignal =
      Object.prototype.toString.call(value) === "[object AbortSignal]" && has(value, "throwIfAborted", "addEventListener");
    if (isSignal && typeof (value as AbortSignal).aborted === "boolean") return value as AbortSignal;
  } catch {
    // Refused below.
  }
  throw badOption(option, value, "the signal of an AbortController");
}

/**
 * The index of a value among the allowed ones.
 *
 * @internal
 */
export function choice(option: string, value: unknown, choices: readonly string[]): number {
  const place = choices.indexOf(value as string);
  if (place < 0) throw badOption(option, value, choices.map((choice) => `"${choice}"`).join(" or "));
  return place;
}

/** @internal */
export function text(option: string, value: unknown, example = "a text"): string {
  if (typeof value !== "string") throw badOption(option, value, example);
  return value;
}

/**
 * The value as a whole number.
 *
 * @internal
 */
export function wholeOf(value: unknown, least: number, refused: () => WindowError): number {
  const number = typeof value === "bigint" ? Number(value) : value;
  if (Number.isInteger(number) && (number as number) >= least) return number as number;
  throw refused();
}
