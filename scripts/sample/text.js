import { friends } from "./phrases/friends.js";

/** @import { Dice } from "./dice.js" */
/** @import { Friend } from "./phrases/friends.js" */
/** @import { Message } from "./transcript.js" */

const NAMES = new Set(friends.map(({ name }) => name));

/**
 * Unless it is a name or shouted.
 *
 * @param {string} text
 */
export function uncapitalised(text) {
  const [first, second = ""] = text.split(/[\s,:.?!]+/u, 2);
  const shouted = first.length === 1 || /^I'|^.[A-Z]/u.test(first);
  const name = NAMES.has(first.replace(/'s$/u, "")) || /^[A-Z]/u.test(second);
  return shouted || name ? text : text.replace(/^[A-Z]/u, (letter) => letter.toLowerCase());
}

/**
 * Unless it is an address.
 *
 * @param {string} text
 */
export const capitalised = (text) =>
  text.replace(/^[a-z](?!ttps?:)/u, (letter) => letter.toUpperCase());

/**
 * @param {string} text
 * @param {Friend} friend
 */
export const cased = (text, friend) => (friend.lower ? uncapitalised(text) : capitalised(text));

/**
 * @param {string} text
 * @param {Friend} friend
 * @param {Dice} dice
 */
export function decorated(text, friend, dice) {
  const endsInEmoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]$/u.test(text);
  if (text.includes("\n") || endsInEmoji || !dice.chance(11)) return text;
  return `${text} ${dice.deal(friend.emoji)}`;
}

/**
 * Some keyboards send letters and accents one by one.
 *
 * @param {string} text
 * @param {Dice} dice
 */
export const decomposed = (text, dice) =>
  /[\u3040-\u9fff]/u.test(text) || dice.chance(60) ? text : text.normalize("NFD");

/**
 * With a slip of the thumb in a word, which comes along; nothing if there is no word to slip in.
 *
 * @param {string} text
 * @param {Dice} dice
 */
export function mistyped(text, dice) {
  const word = text.includes("example.org") ? undefined : text.match(/\b[a-z]{6,}\b/u)?.[0];
  if (!word) return undefined;
  const at = 2 + dice.below(word.length - 4);
  const wrong = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
  return wrong === word ? undefined : { word, body: text.replace(word, wrong) };
}

/**
 * @param {string} text
 * @param {string} more
 */
export function joined(text, more) {
  if (Buffer.byteLength(text) > 250 || text.includes("\n")) return `${text}\n\n${more}`;
  if (/example\.org\S*$/u.test(text)) return `${text}\n${more}`;
  return `${text}${/[\p{L}\p{N}")]$/u.test(text) ? "." : ""} ${more}`;
}

/**
 * @param {Message | undefined} message
 * @param {string} text
 */
export function quoting(message, text) {
  const line = message?.body?.split("\n").find((line) => !line.startsWith(">"));
  return message && line ? `> ${message.author}: ${clipped(line)}\n${text}` : text;
}

/** @param {string} text */
function clipped(text) {
  const [first, ...words] = text.split(" ");
  let kept = first;
  for (const word of words) {
    if (kept.length + word.length > 48) return `${kept} …`;
    kept += ` ${word}`;
  }
  return kept;
}
