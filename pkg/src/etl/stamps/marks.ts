/** Marks of direction, which no one sees and exports are full of, as the inside of a class of regular expressions. */
export const MARKS = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff";
/** Spaces that programs write in dates; the narrow one stands before AM and PM. */
export const SPACES = " \u00a0\u2009\u202f";

/** A text without marks, and with one kind of space. */
export function plain(text: string): string {
  return text.replace(ALL_MARKS, "").replace(ALL_SPACES, " ");
}

const ALL_MARKS = new RegExp(`[${MARKS}]`, "g");
const ALL_SPACES = new RegExp(`[${SPACES}]`, "g");
