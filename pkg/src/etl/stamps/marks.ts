/** Invisible directional marks, common in exports, as the inside of a regular expression's class. */
export const MARKS = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff";
/** Spaces within dates; the narrow one precedes AM and PM. */
export const SPACES = " \u00a0\u2009\u202f";

/** A text without directional marks, and with plain spaces. */
export function plain(text: string): string {
  return text.replace(ALL_MARKS, "").replace(ALL_SPACES, " ");
}

const ALL_MARKS = new RegExp(`[${MARKS}]`, "g");
const ALL_SPACES = new RegExp(`[${SPACES}]`, "g");
