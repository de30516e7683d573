/** Half of a surrogate pair, which UTF-8 has no form for. */
const LONE = /\p{Surrogate}/u;

/** Whether UTF-8 can encode a text. */
export const isWellFormed = (text: string): boolean => !LONE.test(text);

/** A text that UTF-8 can encode: a lone surrogate becomes U+FFFD, as in engines and encoders. */
export const wellFormed = (text: string): string => text.replace(new RegExp(LONE, "gu"), "\ufffd");
