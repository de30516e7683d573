// How all that the friends can say is written down. The notation keeps hundreds of lines readable:
//
//   {food}    any entry of `words.food`            <a|b|c>   one of these
//   {=food}   the one this thread is about         [text]    perhaps
//   ¶         a line break
//
// `{other}` and `{opener}` are friends, `{num}` is a number.

/** @param {string} text */
export const list = (text) => text.split("|").map((entry) => entry.replace(/\s+/gu, " ").trim());

/** @param {string} text */
export const lines = (text) => text.split(/\n\s*/).filter(Boolean);

/**
 * @template T
 * @param {(text: string) => T} parse
 * @param {Record<string, string>} texts
 * @returns {Record<string, T>}
 */
export const mapped = (parse, texts) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, parse(text)]));
