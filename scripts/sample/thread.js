import { NEXT_ACTS, ONCE, kindOf } from "./kinds.js";
import { remarks } from "./phrases/remarks.js";
import { plots } from "./phrases/threads/index.js";
import { hourOf } from "./time.js";

/** @import { Dice } from "./dice.js" */
/** @import { Friend } from "./phrases/friends.js" */
/** @import { Plot } from "./phrases/threads/index.js" */
/** @import { Message } from "./transcript.js" */

/** @typedef {{ act: string, friend: Friend, thread: Thread }} Turn whose it is, to do what */

/** What is talked about for a while. */
export class Thread {
  /** What was said last, which decides what can follow. */
  act = "open";

  /** @type {Message | undefined} the one that opened it */
  first;

  /**
   * @param {string} topic
   * @param {Plot} plot
   * @param {Friend} opener
   * @param {Friend | undefined} star
   * @param {Dice} dice
   */
  constructor(topic, plot, opener, star, dice) {
    this.topic = topic;
    this.plot = plot;
    this.dice = dice;
    this.kind = kindOf(plot.kind);
    this.opener = opener;
    /** How many more messages it is good for. */
    this.left = 7 + dice.below(12);
    this.celebrated = topic === "birthday" ? star : undefined;
    /** How many messages are thanked for together. */
    this.wishes = this.celebrated ? 6 + dice.below(4) : undefined;
    /** @type {Map<string, string>} the words it is about */
    this.bound = new Map(this.celebrated ? [["star", this.celebrated.name]] : []);
    /** Who has had their say, as far as one has it only once. */
    this.once = new Set([opener, star]);
  }

  /** @param {Friend[]} people */
  nextAct(people) {
    const act = this.dice.pick(NEXT_ACTS[this.act] ?? this.kind.acts);
    return ONCE.has(act) && people.every((friend) => this.once.has(friend)) ? "talk" : act;
  }

  /**
   * @param {string} act
   * @param {Friend} friend
   * @param {Friend} [speaker] who spoke last
   */
  suits(act, friend, speaker) {
    if (friend === this.celebrated) return false;
    if (ONCE.has(act)) return !this.once.has(friend);
    if (act === "ask" || act === "advice") return friend !== this.opener;
    return friend !== speaker || act === "talk";
  }

  /**
   * The templates to do it with.
   *
   * @param {string} act
   * @param {Friend} friend
   */
  pool(act, friend) {
    const name = act === "talk" && friend === this.opener ? this.kind.openersTalk : act;
    return this.plot.lines[name] ?? remarks[name];
  }
}

/**
 * @param {string} topic
 * @param {number} time
 * @param {Dice} dice
 */
export function dealPlot(topic, time, dice) {
  const hour = hourOf(time);
  for (;;) {
    const plot = dice.deal(/** @type {Plot[]} */ (plots.get(topic)));
    const [first, last] = kindOf(plot.kind).hours;
    if (hour >= first && hour <= last) return plot;
  }
}
