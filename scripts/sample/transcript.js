/** @import { Dice } from "./dice.js" */
/** @import { Friend } from "./phrases/friends.js" */

/** @typedef {{ time: number, author: string, body: string | null }} Message */

/** Seconds between a message and the next. */
const PAUSES = [
  2, 3, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 18, 21, 25, 30, 36, 43, 52, 65, 80, 105, 140, 200, 300,
  540,
];

/** What has been said in a conversation, and when. */
export class Transcript {
  /** @type {Message[]} */
  messages = [];

  /** @type {Friend | undefined} who spoke last */
  speaker;

  /** How many more messages leave the speaker's phone at once, having waited for a signal. */
  backlog = 0;

  /**
   * @param {number} start
   * @param {Dice} dice
   */
  constructor(start, dice) {
    this.time = start;
    this.dice = dice;
    this.slowness = dice.pick([2, 3, 4, 4, 5, 6, 9]);
  }

  /** Who is not to be interrupted. */
  get rushing() {
    return this.backlog > 0 ? this.speaker : undefined;
  }

  /**
   * @param {Friend} friend
   * @param {string} body
   */
  add(friend, body) {
    if (this.messages.length) this.time += this.#pause(friend, body);
    this.speaker = friend;
    const message = { time: this.time, author: friend.name, body };
    this.messages.push(message);
    return message;
  }

  /** @param {Friend} friend */
  lastOfOthers(friend) {
    return this.messages.filter(({ author }) => author !== friend.name).at(-1);
  }

  /**
   * @param {Friend} friend
   * @param {string} body
   */
  #pause(friend, body) {
    if (friend === this.rushing) {
      this.backlog--;
      return 0;
    }
    this.backlog = 0;
    const typing = Math.min(90, Math.floor(Buffer.byteLength(body) / 9));
    const thinking = Math.floor((this.dice.pick(PAUSES) * this.slowness) / 4);
    return 1 + typing + (friend === this.speaker ? Math.floor(thinking / 4) : thinking);
  }
}
