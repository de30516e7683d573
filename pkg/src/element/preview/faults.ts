import type { Rows } from "../../rows.js";
import { WindowError } from "../../error.js";
import { DEFAULTS, type Faults, type Field, limitOf, mainMeasure, type Settings, sumsBefore } from "../plan/index.js";
import { isDuration, meantDuration } from "../settings/durations.js";
import { count, fill, translated, words } from "../words/index.js";
import { unitOf } from "../words/plan.js";

/**
 * All that is wrong with settings, one error after the other, and the settings without it; undefined if these make no
 * plan either.
 *
 * @param attempt makes a plan, or throws
 */
export function allFaults(
  error: unknown,
  settings: Settings,
  rows: Rows,
  attempt: (settings: Settings) => void,
): { faults: Faults; settings: Settings | undefined } {
  const faults: Faults = {};
  let left = settings;
  for (let next = error; ;) {
    const found = faultsOf(next, left, rows) ?? blamed(next, left, attempt);
    const isNew = Object.keys(found).some((field) => !(field in faults));
    Object.assign(faults, found);
    if (!isNew && left === DEFAULTS) return { faults, settings: undefined };
    // What else is wrong is not known: there is a plan all the same.
    left = isNew ? without(left, found) : DEFAULTS;
    try {
      attempt(left);
      return { faults, settings: left };
    } catch (another) {
      next = another;
    }
  }
}

/** Explains, in the page's words and by field, why settings make no plan. Undefined for an error that names no field. */
function faultsOf(error: unknown, settings: Settings, rows: Rows): Faults | undefined {
  const { code, message } = error instanceof WindowError ? error : { code: "INTERNAL", message: String(error) };
  const w = words();
  const wrong = (["gap", "duration"] as const).filter((field) => settings[field] !== "" && !isDuration(settings[field], field));
  if (wrong.length > 0) {
    return Object.fromEntries(
      wrong.map((field) => {
        const meant = meantDuration(settings[field]);
        const mend = { label: meant === undefined ? w.turnOff : fill(w.use, { v: meant }), settings: { [field]: meant ?? "" } };
        return [field, { sentence: fill(w.badDuration, { v: settings[field] }), mend }];
      }),
    );
  }
  if (code === "OVERSIZE_ROW")
    return { over: { sentence: oversize(settings, rows) ?? message, mend: { label: w.turnOff, settings: { over: false } } } };
  if (code === "BAD_RESERVE") {
    const isReserved = settings.reserve !== undefined;
    return {
      [isReserved ? "reserve" : "limit"]: {
        sentence: w.badReserve,
        mend: isReserved
          ? { label: w.turnOff, settings: { reserve: undefined } }
          : { label: fill(w.use, { v: count(DEFAULTS.limit!) }), settings: { limit: DEFAULTS.limit } },
      },
    };
  }
  if (code === "NO_LIMIT" || code === "BAD_LIMIT") {
    const field: Field =
      code === "BAD_LIMIT" && settings.rows !== undefined && !(Number.isInteger(settings.rows) && settings.rows >= 1)
        ? "rows"
        : "limit";
    return {
      [field]: {
        // As it is, and not rounded to a whole number.
        sentence: fill(w.badNumber, { v: String(settings[field] ?? ""), n: 1 }),
        mend: {
          label: fill(w.use, { v: count(field === "rows" ? 500 : 8_000) }),
          settings: { [field]: field === "rows" ? 500 : 8_000 },
        },
      },
    };
  }
  if (code === "MISSING_COLUMN" && settings.cut === "stable")
    return {
      cut: { sentence: w.cutNeedsKey, mend: { label: fill(w.use, { v: w.cuts.full }), settings: { cut: "full" } } },
    };
  const timed = (["gap", "duration"] as const).filter((field) => settings[field] !== "");
  if (code === "MISSING_COLUMN" && rows.timeUnit === undefined && timed.length > 0)
    return Object.fromEntries(
      timed.map((field) => [field, { sentence: w.needsTime, mend: { label: w.turnOff, settings: { [field]: "" } } }]),
    );
  return undefined;
}

/** The texts of a prompt, in which a fault may be. */
const TEXTS = ["before", "after", "line"] as const satisfies Field[];

/** Assigns an error to the text without which it goes away or changes, and otherwise to the limit. */
function blamed(error: unknown, settings: Settings, attempt: (settings: Settings) => void): Faults {
  const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const field = TEXTS.find((field) => {
    if (settings[field] === DEFAULTS[field]) return false;
    try {
      attempt({ ...settings, [field]: DEFAULTS[field] });
      return true;
    } catch (another) {
      return said(another) !== said(error);
    }
  });
  const sentence = translated(said(error));
  return field ? { [field]: { sentence: fill(words().badTemplate, { v: sentence }) } } : { limit: { sentence } };
}

/** The message that is over the limit by itself the most. */
function oversize(settings: Settings, rows: Rows): string | undefined {
  const measure = mainMeasure(rows);
  const limit = limitOf({ settings, measure });
  if (limit === undefined) return undefined;
  const before = sumsBefore(rows);
  let [most, at] = [0, 0];
  for (let row = 0; row < rows.length; row++)
    if (before[row + 1]! - before[row]! > most) [most, at] = [before[row + 1]! - before[row]!, row];
  return fill(words().badOver, { n: at + 1, a: most, b: limit, unit: unitOf({ measure }) });
}

/** The settings without those that are wrong. */
function without(settings: Settings, faults: Faults): Settings {
  const standard: Partial<Record<Field, Partial<Settings>>> = { cut: { cut: "full" }, over: { over: false } };
  return Object.keys(faults).reduce(
    (left, field) => ({ ...left, ...(standard[field as Field] ?? { [field]: DEFAULTS[field as keyof Settings] }) }),
    settings,
  );
}
