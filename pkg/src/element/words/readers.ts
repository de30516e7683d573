import { type Language, language } from "./language.js";
import { ORIGINS, READERS } from "./pt-readers.js";

type Table = Readonly<Record<string, string>>;
const TABLES: { [language in Language]?: { sentences: Table; origins: Table } } = {
  pt: { sentences: READERS, origins: ORIGINS },
};

/** A sentence that fills in `{1}`, `{2}` and so on, as a pattern, and what it is in another language. */
interface Pattern {
  matches: RegExp;
  places: string[];
  text: string;
}

const patterns = new Map<Table, Pattern[]>();

/**
 * Says what the readers of files say in English in the language that is chosen; what no table holds stays as it is.
 *
 * @param of what is said: that of a file, or what a guess was made from, which most often is a value of the file
 */
export function translated(sentence: string, of: "sentences" | "origins" = "sentences"): string {
  const table = TABLES[language()]?.[of];
  if (!table) return sentence;
  if (Object.hasOwn(table, sentence)) return table[sentence]!;
  for (const { matches, places, text } of patternsOf(table)) {
    const found = matches.exec(sentence);
    if (found) return text.replace(/\{(\d)\}/g, (_, place: string) => translated(found[places.indexOf(place) + 1]!, of));
  }
  return sentence;
}

function patternsOf(table: Table): Pattern[] {
  let found = patterns.get(table);
  if (!found) {
    found = Object.entries(table)
      .filter(([english]) => /\{\d\}/.test(english))
      .map(([english, text]) => {
        const parts = english.split(/\{(\d)\}/);
        const source = parts.map((part, i) => (i % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : "([^]*?)"));
        return { matches: new RegExp(`^${source.join("")}$`), places: parts.filter((_, i) => i % 2 === 1), text };
      });
    patterns.set(table, found);
  }
  return found;
}
