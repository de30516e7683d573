/** The language that the elements speak, and how text and numbers are written in it. */
export type { Words } from "./en.js";
export { type Language, LANGUAGES, language, onLanguage, setLanguage, words } from "./language.js";
export { bytesText, clockTime, count, dateTime, day, longDay, money, month, numberOf, percent, short } from "./numbers.js";
export { translated } from "./readers.js";
export { fill, rich, duration } from "./text.js";
