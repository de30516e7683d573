import { seasons } from "./phrases/calendar.js";
import { friendsOn } from "./phrases/friends.js";

/** @import { Dice } from "./dice.js" */
/** @import { Friend } from "./phrases/friends.js" */
/** @import { Plan } from "./schedule.js" */
/** @import { Thread } from "./thread.js" */
/** @import { Transcript } from "./transcript.js" */

/** Those who take part in a conversation. */
export class Cast {
  /** @type {Friend[]} */
  people = [];

  /**
   * @param {Plan} plan
   * @param {string} date
   * @param {Dice} dice
   */
  constructor({ size, star }, date, dice) {
    this.star = star;
    this.present = friendsOn(date);
    this.date = date;
    this.dice = dice;
    const count = star ? 8 : Math.min(size, 3 + dice.below(4));
    while (this.people.length < Math.min(count, this.present.length)) {
      const absent = this.present.filter((friend) => !this.people.includes(friend));
      this.people.push(dice.weigh(absent, ({ chatty }) => chatty));
    }
  }

  pickSeason() {
    const names = this.people.map(({ name }) => name);
    const current = seasons.filter(
      ({ from, to, by }) => this.date >= from && this.date <= to && (!by || names.includes(by)),
    );
    return this.dice.weigh(current, ({ weight }) => weight);
  }

  /**
   * @param {string} topic
   * @param {typeof seasons[number]} season
   */
  pickOpener(topic, season) {
    const owner = this.people.find(({ name }) => name === season.by);
    if (topic === season.topic && owner) return owner;
    const able = this.people.filter((friend) => friend !== this.star);
    return this.dice.weigh(able, ({ starts, chatty }) => chatty * (starts.includes(topic) ? 4 : 1));
  }

  /**
   * Who does it: those who have just spoken are the likeliest, but for the one who spoke last.
   *
   * @param {string} act
   * @param {Thread} thread
   * @param {Transcript} transcript
   */
  choose(act, thread, { messages, rushing, speaker }) {
    if (rushing) return rushing;
    if (act === "tried" || act === "thanks") return thread.opener;
    const recent = messages.slice(-4).map(({ author }) => author);
    const able = this.people.filter((friend) => thread.suits(act, friend, speaker));
    return this.dice.weigh(able.length ? able : this.people, (friend) => {
      if (friend === speaker) return act === "talk" ? friend.chatty : 1;
      const knowing = act === "advice" && friend.knows.includes(thread.topic) ? 4 : 1;
      return friend.chatty * knowing * (recent.includes(friend.name) ? 3 : 1);
    });
  }

  /**
   * Whom a question is for.
   *
   * @param {Friend} asking
   * @param {Thread} thread
   */
  whoKnows(asking, { celebrated, opener }) {
    if (celebrated) return celebrated;
    return opener === asking ? this.people.find((friend) => friend !== asking) : opener;
  }
}
