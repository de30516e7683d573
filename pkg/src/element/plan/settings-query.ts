import { CUTS, DEFAULTS, MOST_PRICE, type Settings } from "./settings.js";

/** Templates and the texts around them are longer than other settings. */
const LONGEST = 4_000;
const NUMBERS = ["context", "price", "limit", "overlap", "rows", "reserve"] as const;

/** Settings as the query of a URL: those that are not as they are by default. Settings only, never data. */
export function settingsToQuery(settings: Settings): string {
  const query = new URLSearchParams();
  for (const [name, standard] of Object.entries(DEFAULTS)) {
    const value = settings[name as keyof Settings];
    if (value !== standard) query.set(name, value === undefined ? "" : String(value));
  }
  return String(query);
}

/** Settings of such a query, with or without its `?` or `#`. What it does not say, or says wrongly, is as by default. */
export function settingsFromQuery(query: string): Settings {
  const asked = new URLSearchParams(query.replace(/^[?#]/, ""));
  const found = Object.entries(DEFAULTS).map(([name, standard]) => {
    const text = asked.get(name);
    return [name, text === null || text.length > LONGEST ? standard : read(name, text, standard)];
  });
  return Object.fromEntries(found) as Settings;
}

function read(name: string, text: string, standard: unknown): unknown {
  if (name === "cut") return (CUTS as readonly string[]).includes(text) ? text : standard;
  if (typeof standard === "boolean") return text === "true" ? true : text === "false" ? false : standard;
  if (!(NUMBERS as readonly string[]).includes(name)) return text;
  const number = Number(text);
  if (text.trim() === "") return name === "overlap" ? standard : undefined;
  const most = name === "overlap" ? 0.5 : name === "price" ? MOST_PRICE : Number.MAX_SAFE_INTEGER;
  return number >= 0 && number <= most ? number : standard;
}
