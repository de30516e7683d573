import { words } from "./phrases/words.js";
import { uncapitalised } from "./text.js";

/** @import { Dice } from "./dice.js" */

/**
 * @typedef {object} Context
 * @property {Dice} dice
 * @property {Map<string, string>} bound what `{=food}` stands for, once that is decided
 * @property {() => string} other
 * @property {string} opener
 */

/**
 * Turns a template, in the notation of `phrases/notation.js`, into what somebody says.
 *
 * @param {string} template
 * @param {Context} context
 * @returns {string}
 */
export function expand(template, context) {
  return chosen(template, context.dice)
    .replace(/\{(=?)([\w-]+)\}/g, (_, same, name) =>
      same ? bound(name, context) : word(name, context),
    )
    .replaceAll("¶", "\n");
}

/**
 * Choices are made before words are dealt, so that none is dealt for what is not said.
 *
 * @param {string} template
 * @param {Dice} dice
 */
function chosen(template, dice) {
  let text = template;
  while (/[<[]/.test(text)) {
    text = text
      .replace(/<([^<>[\]]*)>/g, (_, choices) => dice.pick(choices.split("|")))
      .replace(/(\s*)\[([^<>[\]]*)\]/g, (_, space, part) => (dice.chance(45) ? space + part : ""));
  }
  return text;
}

/**
 * @param {string} name
 * @param {Context} context
 */
function word(name, context) {
  const { dice, other, opener } = context;
  if (name === "num") return String(100 + dice.below(9900));
  if (name === "other") return other();
  if (name === "opener") return opener;
  if (!words[name]) throw new Error(`There are no words for {${name}}.`);
  return expand(dice.deal(words[name]), context);
}

/**
 * @param {string} name
 * @param {Context} context
 */
function bound(name, context) {
  const text = context.bound.get(name) ?? word(name, context);
  context.bound.set(name, text);
  return text;
}

/**
 * A sentence, with the small words that people put before and after.
 *
 * @param {string} template
 * @param {Context} context
 * @param {boolean} loose whether it may start with some
 */
export function sentence(template, context, loose) {
  const { dice } = context;
  let text = expand(template, context);
  if (/\n|📷|example\.org/u.test(text)) return text;
  if (loose && /^[A-Z][a-z']* [a-z]/u.test(template) && dice.chance(18)) {
    text = `${expand("{lead}", context)} ${uncapitalised(text)}`;
  }
  if (/[a-z]$/u.test(text) && dice.chance(11)) {
    const tail = expand("{tail}", context);
    text += /^[,.!]/u.test(tail) ? tail : ` ${tail}`;
  }
  return text;
}
