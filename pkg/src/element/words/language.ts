import { en, type Words } from "./en.js";
import { pt } from "./pt.js";

const TABLES = { en, pt } satisfies Record<string, Words>;

/** English, or Brazilian Portuguese. */
export type Language = keyof typeof TABLES;
export const LANGUAGES = Object.keys(TABLES) as readonly Language[];

const LOCALES: Record<Language, { dates: string; numbers: string }> = {
  en: { dates: "en-GB", numbers: "en-US" },
  pt: { dates: "pt-BR", numbers: "pt-BR" },
};

let chosen: Language = ofBrowser();
const listeners = new Set<() => void>();

function ofBrowser(): Language {
  const languages = typeof navigator === "undefined" ? [] : navigator.languages;
  const known = languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TABLES);
  return (known as Language | undefined) ?? "en";
}

/** The language of all elements: the browser's, until another one is chosen. */
export const language = (): Language => chosen;
export const words = (): Words => TABLES[chosen];
/** How `Intl` writes dates or numbers. */
export const locale = (of: "dates" | "numbers"): string => LOCALES[chosen][of];

/** Chooses the language of all elements. */
export function setLanguage(language: Language): void {
  if (language === chosen || !(language in TABLES)) return;
  chosen = language;
  for (const listener of listeners) listener();
}

/** Calls back when another language is chosen, until what it returns is called. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
