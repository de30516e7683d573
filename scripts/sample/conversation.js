import { Cast } from "./cast.js";
import { ONCE } from "./kinds.js";
import { reactions, remarks } from "./phrases/remarks.js";
import { tongues } from "./phrases/tongues.js";
import { expand } from "./template.js";
import { capitalised, cased, decomposed, mistyped, quoting, uncapitalised } from "./text.js";
import { Thread, dealPlot } from "./thread.js";
import { dateOf, hourOf } from "./time.js";
import { Transcript } from "./transcript.js";
import { Wording } from "./wording.js";

/** @import { Dice } from "./dice.js" */
/** @import { Friend } from "./phrases/friends.js" */
/** @import { Plan } from "./schedule.js" */
/** @import { Turn } from "./thread.js" */

const OTHERWISE = ["Btw,", "Other topic:", "By the way:", "Before I forget:", "Oh, and"];

/**
 * @param {Plan} plan
 * @param {number} start
 * @param {Dice} dice
 */
export function converse(plan, start, dice) {
  const conversation = new Conversation(plan, start, dice);
  const { messages } = conversation.transcript;
  while (messages.length < plan.size) conversation.step();
  return messages;
}

class Conversation {
  /**
   * What somebody is going to say next whatever else might be said: an answer, a correction.
   *
   * @type {{ friend: Friend, text: () => string }[]}
   */
  #due = [];

  /**
   * @param {Plan} plan
   * @param {number} start
   * @param {Dice} dice
   */
  constructor(plan, start, dice) {
    this.dice = dice;
    this.size = plan.size;
    this.transcript = new Transcript(start, dice);
    this.cast = new Cast(plan, dateOf(start), dice);
    this.wording = new Wording(this.cast, this.transcript, dice);
    this.season = this.cast.pickSeason();
    this.thread = this.#newThread(plan.star ? "birthday" : this.season.topic);
  }

  /** Says something, or changes the thread. */
  step() {
    const { dice, thread } = this;
    const said = this.transcript.messages.length;
    const left = this.size - said;
    const hour = hourOf(this.transcript.time);

    const due = this.#due.shift();
    if (due) return this.#put(due.friend, due.text());
    if (!thread.first) return this.#open();
    if (thread.left <= 0) return this.#changeThread();
    if (left <= 2 && (hour >= 22 || hour < 4)) {
      return this.#say(this.#turn("bye"), dice.deal(remarks.bye));
    }
    if (left > 6 && dice.below(900) === 0) return this.#reconnect();
    if (thread.celebrated && said === thread.wishes) {
      return this.#say(this.#turn("thanks", thread.celebrated), dice.deal(remarks.starred));
    }
    const target = this.wording.targetLength(thread);
    return target < 15 ? this.#react() : this.#converse(target);
  }

  /** @param {string} topic */
  #newThread(topic) {
    const plot = dealPlot(topic, this.transcript.time, this.dice);
    const opener = this.cast.pickOpener(topic, this.season);
    return new Thread(topic, plot, opener, this.cast.star, this.dice);
  }

  #changeThread() {
    if (this.dice.chance(50)) this.season = this.cast.pickSeason();
    this.thread = this.#newThread(this.season.topic);
  }

  #open() {
    const { dice, thread, wording } = this;
    const { opener, plot } = thread;
    const template = dice.deal(plot.lines.open);
    const target = wording.targetLength(thread) / 2;
    let text = wording.compose(this.#turn("open", opener), template, target);
    if (this.transcript.messages.length && !text.includes("\n") && dice.chance(40)) {
      text = cased(`${dice.pick(OTHERWISE)} ${uncapitalised(text)}`, opener);
    }
    thread.first = this.#put(opener, text);
  }

  #reconnect() {
    this.#say(this.#turn("talk"), this.dice.deal(remarks.delayed));
    this.transcript.backlog = 2 + this.dice.below(4);
  }

  /** @param {number} target */
  #converse(target) {
    const { cast, dice, thread, wording } = this;
    const turn = this.#turn(thread.nextAct(cast.people));
    const { act, friend } = turn;
    if (act === "talk" && friend.tongue && dice.chance(9)) return this.#slip(turn);
    if (act === "ask") return this.#ask(turn);
    const template = wording.fresh(thread.pool(act, friend), turn);
    if (!template) return this.#runDry(friend);
    if (ONCE.has(act)) thread.once.add(friend);
    this.#say(turn, template, target);
  }

  /** @param {Friend} friend */
  #runDry(friend) {
    this.thread.left = 0;
    const turn = this.#turn("talk", friend);
    const aside = this.wording.fresh(remarks.aside, turn);
    if (aside) this.#say(turn, aside);
  }

  /** @param {Turn} turn */
  #ask(turn) {
    const { dice, thread, wording } = this;
    const { questions } = thread.plot;
    const entry = questions.length ? dice.deal(questions) : undefined;
    if (!entry || !wording.isNew(entry)) return this.#react();
    const question = this.#say(turn, entry.question);
    const friend = this.cast.whoKnows(turn.friend, thread);
    if (!friend || !dice.chance(88)) return;
    const template = dice.deal(entry.answers);
    const text = () => {
      const target = wording.targetLength(thread);
      const answer = wording.compose(this.#turn("answer", friend), template, target);
      return dice.chance(8) ? quoting(question, answer) : answer;
    };
    this.#due.push({ friend, text });
  }

  /**
   * Into one's own language, which somebody may not have understood.
   *
   * @param {Turn} turn
   * @returns {void}
   */
  #slip(turn) {
    const { cast, dice, wording } = this;
    const { friend } = turn;
    const entry = dice.deal(tongues[/** @type {string} */ (friend.tongue)]);
    if (!wording.isNew(entry)) return this.#react();
    const context = wording.context(turn);
    this.#put(friend, decomposed(expand(entry.phrase, context), dice));
    const others = cast.people.filter(({ tongue }) => tongue !== friend.tongue);
    if (!others.length || !dice.chance(20)) return;
    this.#due.push(
      { friend: dice.pick(others), text: () => dice.deal(remarks.unsure) },
      { friend, text: () => `"${expand(entry.gist, context)}"` },
    );
  }

  /** @returns {void} */
  #react() {
    const { dice } = this;
    const turn = this.#turn("react");
    const { friend } = turn;
    if (friend.tongue && dice.chance(8) && this.transcript.messages.length % 2) {
      return this.#slip(turn);
    }
    const text = dice.deal(reactions);
    this.#put(friend, friend.lower || dice.chance(50) ? text : capitalised(text));
  }

  /**
   * @param {string} act
   * @param {Friend} [friend] whoever suits it best unless given
   * @returns {Turn}
   */
  #turn(act, friend = this.cast.choose(act, this.thread, this.transcript)) {
    return { act, friend, thread: this.thread };
  }

  /**
   * @param {Turn} turn
   * @param {string} template
   * @param {number} [target] bytes to aim at
   */
  #say(turn, template, target) {
    const { dice, thread } = this;
    const { act, friend } = turn;
    thread.act = act;
    if (act === "thanks") thread.left = Math.min(thread.left, 3);
    const text = this.wording.compose(turn, template, target);
    const message = this.#put(friend, dice.chance(8) ? quoting(this.#repliedTo(turn), text) : text);
    const typo = dice.below(160) === 0 && mistyped(message.body, dice);
    if (typo) {
      message.body = typo.body;
      this.#due.unshift({ friend, text: () => `*${typo.word}` });
    }
    return message;
  }

  /** @param {Turn} turn */
  #repliedTo({ act, friend, thread }) {
    const { messages } = this.transcript;
    if (act === "agree" || act === "disagree") return this.transcript.lastOfOthers(friend);
    const toOpening = ONCE.has(act) || act === "advice";
    return toOpening && messages.at(-1) !== thread.first ? thread.first : undefined;
  }

  /**
   * @param {Friend} friend
   * @param {string} body
   */
  #put(friend, body) {
    this.thread.left--;
    return this.transcript.add(friend, body);
  }
}
