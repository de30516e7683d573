// Plain options, read such that each complaint names the option and the value, and an option that is
// misspelt is not passed over.
import { WindowError } from "./error.js";

/**
 * A value as a sentence shows it.
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
 * A value as JavaScript writes it, where it lets itself be written.
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

/** @internal */
export function isList(value: object): boolean {
  return Symbol.iterator in value;
}

/**
 * The complaint about an option that is not what it can be.
 *
 * @internal
 */
export function badOption(option: string, value: unknown, instead: string): WindowError {
  return new WindowError("BAD_OPTION", `${option} is ${shown(value)}; give ${instead}`);
}

/**
 * The complaint about an option that does not exist.
 *
 * @internal
 */
export function unknownOption(option: string, known: string): WindowError {
  return new WindowError("BAD_OPTION", `${option} is not an option; there is ${known}`);
}

/**
 * Reads the options of an object that are there, one by one. What looks at them runs code of the
 * caller's, such as a getter, which may throw.
 *
 * @internal
 */
export function readOptions(
  options: unknown,
  name: string,
  example: string,
  read: (option: string, value: unknown) => void,
): void {
  try {
    if (typeof options !== "object" || options === null || isList(options)) {
      throw badOption(name, options, `an object such as ${example}`);
    }
    for (const option of Object.keys(options)) {
      const value = (options as Record<string, unknown>)[option];
      if (value !== undefined && value !== null) read(option, value);
    }
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    throw new WindowError("BAD_OPTION", `${name} cannot be read: ${written(cause)}`, { cause });
  }
}

/**
 * The place of a value among those that it can be.
 *
 * @internal
 */
export function choice(option: string, value: unknown, choices: readonly string[]): number {
  const place = choices.indexOf(value as string);
  if (place < 0) throw badOption(option, value, choices.map((choice) => `"${choice}"`).join(" or "));
  return place;
}

/** @internal */
export function text(option: string, value: unknown, example: string): string {
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
