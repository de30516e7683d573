import { CHOICES, DEFAULTS, type MeasureSetting, type Settings } from "./settings.js";

/** Texts in an address are short, as durations and some times are. */
const LONGEST = 1_000;

/**
 * Settings as the query of a URL: those that are not as they are by default. Settings only, never
 * data, so that an address can be passed on.
 */
export function settingsToQuery(settings: Settings): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    const isKnown = !Number.isNaN(value) && value !== DEFAULTS[name as keyof Settings];
    if (isKnown) query.set(name, value === undefined ? "" : String(value));
  }
  return String(query);
}

/** Settings of such a query, with or without its `?` or `#`. What it does not say, or says wrongly, is as by default. */
export function settingsFromQuery(query: string): Settings {
  const asked = new URLSearchParams(query.replace(/^[?#]/, ""));
  const found = Object.entries(DEFAULTS).map(([name, standard]) => {
    const text = asked.get(name);
    return [name, text === null ? standard : (read(name, text) ?? standard)];
  });
  const settings = Object.fromEntries(found) as Settings;
  for (const [name, text] of asked) if (MEASURE.test(name)) settings[name as MeasureSetting] = numberOf(text);
  // An empty number is none, which `??` would take for one that is wrong.
  for (const name of NUMBERS) if (asked.get(name) === "") settings[name] = undefined;
  return settings;
}

/** A setting of a measure: the rest of its name is the measure's. */
const MEASURE = /^(max|overlap)\.[^]{1,200}$/;

const NUMBERS = ["size", "rows", "overlap", "overlapSize", "overlapRows", "minFill", "stepSize", "overlapRatio", "maxBytesPerWindow", "bytesPerToken", "price"] as const;

function read(name: string, text: string): string | number | boolean | undefined {
  const choices = (CHOICES as Record<string, readonly string[]>)[name];
  if (choices) return choices.includes(text) ? text : undefined;
  if ((NUMBERS as readonly string[]).includes(name)) return numberOf(text);
  if (typeof DEFAULTS[name as keyof Settings] === "boolean") return text === "true" || (text === "false" ? false : undefined);
  return text.length <= LONGEST ? text : undefined;
}

function numberOf(text: string): number | undefined {
  const number = Number(text);
  return text.trim() !== "" && Number.isFinite(number) ? number : undefined;
}
