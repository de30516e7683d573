// Seconds since 1970, always in UTC.

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** @param {string} text a date, or a date and a time that ends in Z */
export const seconds = (text) => Date.parse(text) / 1000;

/** @param {number} time */
export const timestamp = (time) =>
  new Date(time * 1000).toISOString().slice(0, 19).replace("T", " ");

/** @param {number} time */
export const dateOf = (time) => timestamp(time).slice(0, 10);

/** @param {number} time */
export const hourOf = (time) => Math.floor((time % DAY) / HOUR);
