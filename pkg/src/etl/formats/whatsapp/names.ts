import { MARKS, SPACES } from "../../stamps/index.js";

/** What stands before the first colon behind a header, and how often. */
export interface Candidate {
  readonly name: string;
  /** Whether a space follows the colon. */
  readonly isSpaced: boolean;
  readonly count: number;
}

/** Who speaks, by what stands before the colon. */
export interface Author {
  readonly name: string;
  readonly author: string;
  /** Whether it is a name even where no space follows the colon. */
  readonly isBare: boolean;
}

/** What surrounds a name: marks, and the tilde of one that is not among the contacts. */
const AROUND = new RegExp(`^[~${SPACES}${MARKS}]+|[${SPACES}${MARKS}]+$`, "g");

/** Those who speak, among what stands before a colon; the rest are words of system lines. */
export function authorsOf(candidates: readonly Candidate[]): Author[] {
  const total = (isSpaced: boolean) => candidates.reduce((sum, one) => sum + (one.isSpaced === isSpaced ? one.count : 0), 0);
  const areBare = total(false) > total(true);
  const spaced = new Set(candidates.filter(({ isSpaced }) => isSpaced).map(({ name }) => name));
  const names = new Set(candidates.map(({ name }) => name));
  return [...names].filter((name) => !isQuoting(name)).map((name) => ({
    name,
    author: name.replace(AROUND, ""),
    isBare: areBare || spaced.has(name),
  })).filter(({ author }) => author !== "");
}

/** Quotes that come in pairs, by what they are written with; in some languages, they point the other way. */
const QUOTES = ['"', "“”„‟", "«»", "‹›", "「」", "『』", "《》", "〈〉", "״"].map((quotes) => new RegExp(`[${quotes}]`, "g"));
/** A single quote is an apostrophe too: it opens behind a space. */
const OPEN_SINGLE = /(?:^|\s)(?:'[^\s'][^']*|‘[^’]*|‚[^‘’]*)$/;

/** Whether a quote is open at the end: a colon behind it is in a group's new name, not behind a name. */
function isQuoting(text: string): boolean {
  return OPEN_SINGLE.test(text) || QUOTES.some((quotes) => (text.match(quotes)?.length ?? 0) % 2 === 1);
}
