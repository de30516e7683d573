/** Dates and clocks as phones write them, in all their languages. */
export { type ReadClock, readClock } from "./clocks.js";
export { type DateOrder, type ReadDates, type WrittenDate, readDates, writtenDate } from "./dates.js";
export { DIGIT, isDigit, zeroOf } from "./digits.js";
export { readStamps } from "./table.js";
export { MARKS, SPACES, plain } from "./marks.js";
