import { remarks } from "./phrases/remarks.js";
import { sentence } from "./template.js";
import { cased, decorated, joined } from "./text.js";

/** @import { Cast } from "./cast.js" */
/** @import { Dice } from "./dice.js" */
/** @import { Context } from "./template.js" */
/** @import { Thread, Turn } from "./thread.js" */
/** @import { Transcript } from "./transcript.js" */

/** Bytes per message: the quantiles of a log-normal distribution with median 60 and sigma 0.85. */
const LENGTHS = [
  8, 12, 15, 17, 20, 22, 24, 25, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49, 51, 54, 56, 59, 61,
  64, 67, 70, 73, 77, 81, 84, 89, 93, 98, 104, 109, 116, 123, 132, 142, 153, 167, 184, 207, 239,
  292, 428,
];

/** How things are put in a conversation. */
export class Wording {
  /** What is used up, so that nobody repeats anybody. */
  #said = new Set();

  /**
   * @param {Cast} cast
   * @param {Transcript} transcript
   * @param {Dice} dice
   */
  constructor(cast, transcript, dice) {
    this.cast = cast;
    this.transcript = transcript;
    this.dice = dice;
  }

  /**
   * Whether it has not been said yet. From now on, it has.
   *
   * @param {unknown} item
   */
  isNew(item) {
    const known = this.#said.has(item);
    this.#said.add(item);
    return !known;
  }

  /**
   * A template not used yet, if there is one; openers do not speak of themselves by name.
   *
   * @param {readonly string[]} pool
   * @param {Turn} turn
   */
  fresh(pool, { friend, thread }) {
    for (let tries = pool.length; tries > 0; tries--) {
      const template = this.dice.deal(pool);
      const unfit = friend === thread.opener && template.includes("{opener}");
      if (!unfit && this.isNew(template)) return template;
    }
    return undefined;
  }

  /**
   * @param {Turn} turn
   * @param {string} template
   * @param {number} [target] bytes to aim at
   */
  compose(turn, template, target = 0) {
    const { act, friend } = turn;
    const context = this.context(turn);
    let text = cased(sentence(template, context, act === "talk"), friend);
    for (;;) {
      const missing = target - Buffer.byteLength(text);
      const more = missing > 12 && this.#continuation(turn, missing);
      if (!more) return decorated(text, friend, this.dice);
      text = joined(text, cased(sentence(more, context, false), friend));
    }
  }

  /**
   * More of what fits the thread would sound like a crowd: at length, people tell stories.
   *
   * @param {Turn} turn
   * @param {number} missing bytes
   */
  #continuation(turn, missing) {
    if (missing > 110) return this.fresh(remarks.story, turn);
    const more = turn.act !== "open" && this.dice.chance(60);
    const pool = more ? turn.thread.pool("talk", turn.friend) : remarks.aside;
    return this.fresh(pool, turn) ?? this.fresh(remarks.aside, turn);
  }

  /**
   * @param {Turn} turn
   * @returns {Context}
   */
  context({ act, friend, thread: { bound, opener } }) {
    const dice = this.dice;
    const [others, near] = [this.cast.present, this.cast.people].map((friends) =>
      friends.filter((other) => other !== friend),
    );
    const answered =
      act === "agree" || act === "disagree"
        ? this.transcript.lastOfOthers(friend)?.author
        : undefined;
    const other = () =>
      answered ?? dice.pick(near.length && dice.chance(70) ? near : others).name;
    return { dice, bound, other, opener: opener.name };
  }

  /** @param {Thread} thread */
  targetLength({ kind }) {
    const target = this.dice.pick(LENGTHS);
    // Few write more than a page, but those who do have a lot to say.
    if (target === LENGTHS.at(-1)) return target + this.dice.below(4) * this.dice.below(500);
    return kind.hasty ? Math.min(target, 50) : target;
  }
}
