import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cli } from "./lib/cli.js";
import { friends, general, holidays, scenes, seasons, special, threads, tongues, words }
  from "./lib/phrases.js";
import { root } from "./lib/run.js";

/** @typedef {import("./lib/phrases.js").Friend} Friend */
/** @typedef {import("./lib/phrases.js").Thread} Thread */
/** @typedef {{ time: number, author: string, body: string | null }} Message */

// Tests compare results on the sample with known ones, so every run on every machine must make the
// same bytes. Hence: chance comes from a seed; the clock, the time zone and the locale are never
// asked; and skewed distributions are tables of integers, because the last bit of Math.exp and its
// kin is left to the engine, and one bit can tip a comparison and all that follows from it.
const SEED = 0x0b00_75;

const ROWS = 20_000;
const PASTE_BYTES = 200_000;
const [FIRST_DAY, LAST_DAY] = ["2023-03-01", "2025-02-28"];

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Bytes per message: the quantiles of a log-normal distribution with median 60 and sigma 0.85. */
const LENGTHS = [
  8, 12, 15, 17, 20, 22, 24, 25, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49, 51, 54, 56, 59, 61,
  64, 67, 70, 73, 77, 81, 84, 89, 93, 98, 104, 109, 116, 123, 132, 142, 153, 167, 184, 207, 239,
  292, 428,
];

/** Messages per conversation, before the total is made to fit. */
const SIZES = [2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 30, 38, 50, 70];

/** Seconds between a message and the next. */
const PAUSES = [
  2, 3, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 18, 21, 25, 30, 36, 43, 52, 65, 80, 105, 140, 200, 300,
  540,
];

/** How likely a conversation starts in each hour of the day, 0 to 23. */
const WORKDAY_HOURS = [
  1, 0, 0, 0, 0, 1, 3, 9, 10, 5, 4, 4, 11, 9, 4, 3, 4, 7, 11, 13, 15, 13, 8, 3,
];
const WEEKEND_HOURS = [
  3, 1, 0, 0, 0, 0, 1, 3, 7, 11, 12, 11, 8, 7, 7, 8, 9, 9, 10, 10, 11, 10, 7, 5,
];

/** Conversations per day, from Sunday to Saturday: some of these many. */
const CONVERSATIONS = [
  [0, 1, 2, 2, 3, 3, 4, 5],
  [0, 0, 1, 1, 2, 2, 3, 4],
  [0, 0, 1, 1, 1, 2, 2, 3],
  [0, 0, 1, 1, 2, 2, 2, 3],
  [0, 1, 1, 2, 2, 2, 3, 4],
  [1, 1, 2, 2, 3, 3, 4, 5],
  [0, 1, 1, 2, 3, 3, 4, 6],
];

/**
 * What is said in a thread, by its kind; the more often it is listed, the likelier.
 *
 * @type {Record<string, string[]>}
 */
const ACTS = {
  plan: ["in", "in", "in", "out", "ask", "ask", "talk", "talk", "talk"],
  news: ["cheer", "cheer", "ask", "ask", "talk", "talk", "talk"],
  help: ["advice", "advice", "advice", "sympathy", "ask", "talk"],
  debate: ["agree", "disagree", "disagree", "ask", "talk", "talk", "talk", "talk"],
  live: ["talk", "talk", "talk", "talk", "talk", "ask"],
  wish: ["talk", "talk", "talk", "talk", "talk", "ask"],
  default: ["talk", "talk", "talk", "talk", "talk", "talk", "ask", "ask", "agree"],
};

/**
 * What is said next where the thread alone does not decide.
 *
 * @type {Record<string, string[]>}
 */
const NEXT_ACTS = {
  advice: ["tried", "tried", "tried", "advice", "talk", "thanks"],
  tried: ["advice", "advice", "sympathy", "talk"],
};

/** Acts that one does only once in a thread, and not in one's own. */
const ONCE = new Set(["in", "out", "cheer", "sympathy"]);

/** Kinds of threads in which nobody has the patience to write much. */
const HASTY = new Set(["live", "wish"]);

/**
 * What is left to those who open threads of these kinds, as it is the others who do the talking.
 *
 * @type {Record<string, (thread: Thread) => readonly string[]>}
 */
const OPENERS_TALK = {
  news: () => general.own,
  animal: () => general.own,
  work: () => general.own,
  help: ({ tried }) => tried,
  lost: () => general.aside,
  link: () => general.aside,
};

/** Hours, first and last, outside of which a kind of thread makes no sense. */
const KIND_HOURS = new Map([
  ["live", [15, 22]],
  ["sleep", [0, 10]],
]);

/** The whole sample as CSV. */
export function makeSample() {
  const messages = makeMessages();
  if (messages.length !== ROWS) throw new Error(`${messages.length} messages instead of ${ROWS}`);
  const records = messages.map(
    ({ time, author, body }, index) => `${index + 1},${timestamp(time)},${author},${field(body)}\n`,
  );
  return `id,ts,author,body\n${records.join("")}`;
}

/**
 * An unquoted empty field is a missing text, a quoted one a text that is empty.
 *
 * @param {string | null} text
 */
function field(text) {
  if (text === null) return "";
  return text === "" || /[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {number} time */
const timestamp = (time) => new Date(time * 1000).toISOString().slice(0, 19).replace("T", " ");

/** @param {string} text a date, with or without a time */
const seconds = (text) =>
  Date.parse(`${text} 00:00:00`.slice(0, 19).replace(" ", "T").concat("Z")) / 1000;

/** @param {number} time */
const dateOf = (time) => timestamp(time).slice(0, 10);

/** @returns {Message[]} */
function makeMessages() {
  const dice = makeDice(SEED);
  const voice = makeVoice(dice);
  /** @type {Message[]} */
  const messages = [];
  for (const event of schedule(dice)) {
    // The evening before may have taken longer than planned.
    const start = Math.max(event.time, (messages.at(-1)?.time ?? 0) + event.distance);
    const more = "lines" in event ? playScene(event, start) : converse(event, start, dice, voice);
    for (const message of more) messages.push(message);
  }
  return messages;
}

// ---------------------------------------------------------------------------------------- chance

/** @typedef {ReturnType<typeof makeDice>} Dice */

/** @param {number} seed */
function makeDice(seed) {
  let state = seed;
  // Mulberry32: 32-bit integer operations only, which are exact.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  /** @param {number} limit */
  const below = (limit) => next() % limit;

  /** @type {WeakMap<readonly unknown[], unknown[]>} */
  const decks = new WeakMap();

  return {
    below,
    /** @param {number} percent */
    chance: (percent) => below(100) < percent,
    /**
     * @template T
     * @param {readonly T[]} items
     */
    pick: (items) => items[below(items.length)],
    /**
     * @template T
     * @param {readonly T[]} items
     * @param {(item: T) => number} weight
     */
    weigh(items, weight) {
      let rest = below(items.reduce((sum, item) => sum + weight(item), 0));
      return items.find((item) => (rest -= weight(item)) < 0) ?? items[0];
    },
    /**
     * As from a pack of cards: nothing comes again before everything else has. People notice
     * repetition long before they notice bias.
     *
     * @template T
     * @param {readonly T[]} items
     * @returns {T}
     */
    deal(items) {
      const deck = /** @type {T[]} */ (decks.get(items) ?? []);
      if (!deck.length) {
        for (const item of items) deck.splice(below(deck.length + 1), 0, item);
        decks.set(items, deck);
      }
      return /** @type {T} */ (deck.pop());
    },
  };
}

// -------------------------------------------------------------------------------------- calendar

/** @typedef {{ time: number, distance: number, size: number, star?: Friend }} Plan */

/**
 * Everything that happens, in order: the scenes, and conversations around them that make up the
 * number of rows.
 *
 * @param {Dice} dice
 */
function schedule(dice) {
  const fixed = scenes.map(({ at, lines }) => ({ time: seconds(at), distance: 0, lines }));
  const scripted = fixed.reduce((sum, { lines }) => sum + lines.length, 0);
  const free = planConversations(dice).filter((plan) =>
    fixed.every((scene) => !collides(plan.time, scene.time)),
  );
  return [...fixed, ...fitSizes(free, ROWS - scripted)].sort((a, b) => a.time - b.time);
}

/**
 * @param {number} conversation
 * @param {number} scene
 */
const collides = (conversation, scene) =>
  conversation > scene - 5 * HOUR && conversation < scene + 20 * MINUTE;

/** @param {Dice} dice */
function planConversations(dice) {
  /** @type {Plan[]} */
  const plans = [];
  let silentUntil = 0;
  for (let day = seconds(FIRST_DAY); day <= seconds(LAST_DAY); day += DAY) {
    const birthday = friends.find((friend) => isBirthday(friend, dateOf(day)));
    if (birthday) plans.push(planBirthday(day, birthday, dice));
    if (isHoliday(dateOf(day)) || day < silentUntil) continue;
    if (dice.chance(3)) silentUntil = day + (2 + dice.below(4)) * DAY;
    else plans.push(...planDay(day, dice));
  }
  return plans.sort((a, b) => a.time - b.time);
}

/**
 * @param {number} day
 * @param {Dice} dice
 * @returns {Plan[]}
 */
function planDay(day, dice) {
  const weekday = new Date(day * 1000).getUTCDay();
  const hours = weekday % 6 === 0 ? WEEKEND_HOURS : WORKDAY_HOURS;
  return Array.from({ length: dice.pick(CONVERSATIONS[weekday]) }, () => ({
    time: day + dice.weigh([...hours.keys()], (hour) => hours[hour]) * HOUR + dice.below(HOUR),
    distance: (8 + dice.below(50)) * MINUTE,
    size: dice.pick(SIZES),
  }));
}

/**
 * @param {number} day
 * @param {Friend} star
 * @param {Dice} dice
 * @returns {Plan}
 */
function planBirthday(day, star, dice) {
  const time = day + 7 * HOUR + dice.below(HOUR);
  return { time, distance: 5 * MINUTE, size: 14 + dice.below(12), star };
}

/**
 * @param {Friend} friend
 * @param {string} date
 */
const isBirthday = (friend, date) => isPresent(friend, date) && date.endsWith(friend.birthday);

/** @param {string} date */
const isHoliday = (date) => holidays.some(([first, last]) => date >= first && date <= last);

/**
 * @param {Friend} friend
 * @param {string} date
 */
const isPresent = ({ since, away }, date) =>
  date >= since && !(away && date >= away[0] && date <= away[1]);

/**
 * Scales the sizes so that they add up to the total exactly: rounding the running sum instead of
 * each size leaves no remainder to hand out.
 *
 * @param {Plan[]} plans
 * @param {number} total
 */
function fitSizes(plans, total) {
  const sum = plans.reduce((all, { size }) => all + size, 0);
  let raw = 0;
  let placed = 0;
  const fitted = plans.map((plan) => {
    raw += plan.size;
    const size = Math.floor((raw * total) / sum) - placed;
    placed += size;
    return { ...plan, size };
  });
  return fitted.filter(({ size }) => size > 0);
}

// ----------------------------------------------------------------------------------------- scenes

/**
 * @param {{ lines: { gap: number, author: string, body: string }[] }} scene
 * @param {number} start
 * @returns {Message[]}
 */
function playScene({ lines }, start) {
  let time = start;
  return lines.map(({ gap, author, body }) => {
    time += gap;
    return { time, author, body: spoken(body, time) };
  });
}

/**
 * @param {string} body
 * @param {number} time
 */
function spoken(body, time) {
  if (body === special.nothing) return null;
  if (body === special.empty) return "";
  return body === special.paste ? pastedLog(time) : body;
}

/**
 * The log that should not have been sent: of the timer that waters the allotment. It breaks off
 * where a phone would have run into its limit.
 *
 * @param {number} sent
 */
function pastedLog(sent) {
  // Dice of its own: the log's length must not change what people say afterwards.
  const dice = makeDice(sent);
  let time = sent - 9 * DAY;
  let text = LOG_HEAD;
  while (text.length < PASTE_BYTES) {
    time += 1 + dice.below(9 * MINUTE);
    text += `${timestamp(time)} ${logEntry(dice)}\n`;
  }
  return text.slice(0, PASTE_BYTES);
}

const LOG_HEAD = `# dripd 0.9.4 support bundle, plot 18
[controller]
name = "shed"
zones = ["A", "B", "C", "D"]
start = "05:30"
rain_skip_mm = 4.0
notify = "https://example.org/hooks/drip?plot=18"

[zone.C]
valve = 3          ; sticks, tap gently
minutes = 12
crop = "runner beans, chard"

--- log follows ---
`;

/** @param {Dice} dice */
function logEntry(dice) {
  const { below, pick } = dice;
  const zone = pick(["A", "B", "C", "C", "D"]);
  const valve = `valve ${"ABCD".indexOf(zone) + 1}`;
  const job = `job=${(0x10000 + below(0xf0000)).toString(16)}`;
  const sensor = `sensor ${zone}: moisture=${10 + below(60)}.${below(10)} %`;
  return pick([
    () => `INFO  ${valve}: opened by schedule, zone ${zone}, ${job}`,
    () => `INFO  ${valve}: closed after ${below(900)} s, ${below(80)} l, ${job}`,
    () => `DEBUG ${sensor} battery=3.${below(10)} V rssi=-${50 + below(45)}`,
    () => `DEBUG ${sensor} temperature=${8 + below(20)}.${below(10)} C`,
    () => "WARN  moisture sensor C disagrees with sensor D, believing neither",
    () => `WARN  ${valve}: no flow for ${below(60)} s ("stuck?"), retry ${1 + below(5)}/5, ${job}`,
    () => `INFO  weather: rain ${below(9)}.${below(10)} mm expected, zone ${zone} skipped`,
    () => [
      `ERROR pump: current ${below(4)}.${below(10)} A out of range`,
      `    at pump.start (shed/pump.c:${below(400)})`,
      `    at job.run (shed/job.c:${below(900)})`,
      `    caused by: {"zone":"${zone}","retry":false,"note":"${job}"}`,
    ].join("\n"),
  ])();
}

// ------------------------------------------------------------------------------------------ voice

/** @typedef {ReturnType<typeof makeVoice>} Voice */
/** @typedef {{ bound: Map<string, string>, other: () => string, opener: string }} Context */

/**
 * Turns the templates of `phrases.js` into what somebody says.
 *
 * @param {Dice} dice
 */
function makeVoice(dice) {
  /**
   * @param {string} template
   * @param {Context} context
   * @returns {string}
   */
  function expand(template, context) {
    if (!/[<[{¶]/.test(template)) return template;
    return chosen(template)
      .replace(/\{(=?)([\w-]+)\}/g, (_, same, name) =>
        same ? bound(name, context) : word(name, context),
      )
      .replaceAll("¶", "\n");
  }

  /**
   * Choices are made before words are dealt, so that none is dealt for what is not said.
   *
   * @param {string} template
   */
  function chosen(template) {
    let text = template;
    while (/[<[]/.test(text)) {
      text = text
        .replace(/<([^<>[\]]*)>/g, (_, choices) => dice.pick(choices.split("|")))
        .replace(/\s*\[([^<>[\]]*)\]/g, (all, part) =>
          dice.chance(45) ? all.replace(`[${part}]`, () => part) : "",
        );
    }
    return text;
  }

  /**
   * @param {string} name
   * @param {Context} context
   */
  function word(name, context) {
    if (name === "num") return String(100 + dice.below(9900));
    if (name === "other") return context.other();
    if (name === "opener") return context.opener;
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
  function sentence(template, context, loose) {
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

  /**
   * @param {string} text
   * @param {Friend} friend
   */
  function decorated(text, friend) {
    if (text.includes("\n") || endsInEmoji(text) || !dice.chance(11)) return text;
    return `${text} ${dice.deal(friend.emoji)}`;
  }

  return { expand, sentence, decorated };
}

const NAMES = new Set(friends.map(({ name }) => name));

/** @param {string} text */
function uncapitalised(text) {
  const [first, second = ""] = text.split(/[\s,:.?!]+/u, 2);
  const shouted = first.length === 1 || /^I'|^.[A-Z]/u.test(first);
  const name = NAMES.has(first.replace(/'s$/u, "")) || /^[A-Z]/u.test(second);
  return shouted || name ? text : text.replace(/^[A-Z]/u, (letter) => letter.toLowerCase());
}

/** @param {string} text */
const capitalised = (text) => text.replace(/^[a-z](?!ttps?:)/u, (letter) => letter.toUpperCase());

/**
 * @param {string} text
 * @param {Friend} friend
 */
const cased = (text, friend) => (friend.lower ? uncapitalised(text) : capitalised(text));

/** @param {string} text */
const endsInEmoji = (text) => /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]$/u.test(text);

/** @param {string} text */
const bytes = (text) => Buffer.byteLength(text);

// ----------------------------------------------------------------------------------- conversation

/**
 * @param {Plan} plan
 * @param {number} start
 * @param {Dice} dice
 * @param {Voice} voice
 */
function converse(plan, start, dice, voice) {
  const conversation = new Conversation(plan, start, dice, voice);
  while (conversation.messages.length < plan.size) conversation.step();
  return conversation.messages;
}

class Conversation {
  /** @type {Message[]} */
  messages = [];

  /**
   * What somebody is going to say next whatever else might be said: an answer, a correction.
   *
   * @type {{ friend: Friend, text: () => string }[]}
   */
  #due = [];

  /** Templates used up, so that nobody repeats anybody. */
  #said = new Set();

  /** How many more messages leave a phone at once, having waited for a signal together. */
  #backlog = 0;

  /** What was said last, which decides what can follow. */
  #act = "open";

  /**
   * @param {Plan} plan
   * @param {number} start
   * @param {Dice} dice
   * @param {Voice} voice
   */
  constructor({ size, star }, start, dice, voice) {
    this.dice = dice;
    this.voice = voice;
    this.size = size;
    this.star = star;
    this.time = start;
    this.date = dateOf(start);
    this.slowness = dice.pick([2, 3, 4, 4, 5, 6, 9]);
    this.present = friends.filter((friend) => isPresent(friend, this.date));
    this.people = this.#gather(star ? 8 : Math.min(size, 3 + dice.below(4)));
    this.speaker = this.people[0];
    this.season = this.#pickSeason();
    this.thread = this.#openThread(star ? "birthday" : this.season.topic);
  }

  step() {
    if (this.#due.length) return this.#payDue();
    if (this.thread.left <= 0) return this.#changeThread();
    if (this.#isBedtime()) return this.#leave();
    if (this.#isReconnecting()) return this.#reconnect();
    if (this.messages.length === this.thread.thanksAt) return this.#thank();

    const target = this.#targetLength();
    return target < 15 ? this.#react() : this.#converse(this.#nextAct(), target);
  }

  /** @param {number} count */
  #gather(count) {
    /** @type {Friend[]} */
    const people = [];
    while (people.length < Math.min(count, this.present.length)) {
      const absent = this.present.filter((friend) => !people.includes(friend));
      people.push(this.dice.weigh(absent, ({ chatty }) => chatty));
    }
    return people;
  }

  #pickSeason() {
    const names = this.people.map(({ name }) => name);
    const current = seasons.filter(
      ({ from, to, by }) =>
        this.date >= from && this.date <= to && (by === undefined || names.includes(by)),
    );
    return this.dice.weigh(current, ({ weight }) => weight);
  }

  #changeThread() {
    if (this.dice.chance(50)) this.season = this.#pickSeason();
    this.thread = this.#openThread(this.season.topic);
  }

  /** @param {string} topic */
  #openThread(topic) {
    const plot = this.#dealThread(topic);
    const opener = this.#pickOpener(topic);
    const wish = plot.kind === "wish";
    this.#act = "open";
    this.#due.push({ friend: opener, text: () => this.#opening() });
    return {
      ...plot,
      opener,
      /** How many more messages it is good for. */
      left: 7 + this.dice.below(12),
      /** @type {Message | undefined} */
      first: undefined,
      bound: new Map(this.star ? [["star", this.star.name]] : []),
      once: new Set(this.star ? [opener, this.star] : [opener]),
      thanksAt: wish ? this.messages.length + 6 + this.dice.below(4) : undefined,
    };
  }

  /** @param {string} topic */
  #dealThread(topic) {
    const hour = Math.floor((this.time % DAY) / HOUR);
    for (;;) {
      const plot = this.dice.deal(threadsOf(topic));
      const [first, last] = KIND_HOURS.get(plot.kind) ?? [0, 24];
      if (hour >= first && hour <= last) return plot;
    }
  }

  /** @param {string} topic */
  #pickOpener(topic) {
    const owner = this.people.find(({ name }) => name === this.season.by);
    if (topic === this.season.topic && owner) return owner;
    const able = this.people.filter((friend) => friend !== this.star);
    return this.dice.weigh(able, ({ starts, chatty }) => chatty * (starts.includes(topic) ? 4 : 1));
  }

  #opening() {
    const { open, opener } = this.thread;
    const text = this.#compose("open", opener, this.dice.deal(open), this.#targetLength() / 2);
    const aside = this.messages.length > 0 && !text.includes("\n") && this.dice.chance(40);
    return aside ? cased(`${this.dice.pick(OTHERWISE)} ${uncapitalised(text)}`, opener) : text;
  }

  /** @returns {string} */
  #nextAct() {
    const { kind, once } = this.thread;
    const wanted = this.dice.pick(NEXT_ACTS[this.#act] ?? ACTS[kind] ?? ACTS.default);
    return ONCE.has(wanted) && this.people.every((friend) => once.has(friend)) ? "talk" : wanted;
  }

  /**
   * @param {string} act
   * @param {number} target
   */
  #converse(act, target) {
    const friend = this.#choose(act);
    if (act === "talk" && friend.tongue && this.dice.chance(9)) return this.#slip(friend);
    if (act === "ask") return this.#ask(friend);
    const template = this.#fresh(this.#pool(act, friend), friend);
    if (!template) return this.#runDry(friend);
    if (ONCE.has(act)) this.thread.once.add(friend);
    this.#say(act, friend, template, target);
  }

  /**
   * @param {string} act
   * @param {Friend} friend
   */
  #pool(act, friend) {
    const { opener, kind, talk, advice, tried } = this.thread;
    if (act === "advice") return advice;
    if (act === "tried") return tried;
    if (act !== "talk") return general[act];
    return (friend === opener && OPENERS_TALK[kind]?.(this.thread)) || talk;
  }

  /**
   * A template not used yet, if there is one; openers do not speak of themselves by name.
   *
   * @param {readonly string[]} pool
   * @param {Friend} friend
   */
  #fresh(pool, friend) {
    for (let tries = pool.length; tries > 0; tries--) {
      const template = this.dice.deal(pool);
      const unfit = friend === this.thread.opener && template.includes("{opener}");
      if (unfit || this.#said.has(template)) continue;
      this.#said.add(template);
      return template;
    }
    return undefined;
  }

  /** @param {Friend} friend */
  #runDry(friend) {
    this.thread.left = 0;
    const aside = this.#fresh(general.aside, friend);
    if (aside) this.#say("talk", friend, aside);
  }

  /** @param {Friend} friend */
  #ask(friend) {
    const { questions } = this.thread;
    const entry = questions.length ? this.dice.deal(questions) : undefined;
    if (!entry || this.#said.has(entry)) return this.#react();
    this.#said.add(entry);
    this.#say("ask", friend, entry.question);
    const asked = this.#whoKnows(friend);
    if (asked && this.dice.chance(88)) this.#expectAnswer(asked, this.dice.deal(entry.answers));
  }

  /** @param {Friend} asking */
  #whoKnows(asking) {
    const { kind, opener } = this.thread;
    if (kind === "wish") return this.star;
    return opener === asking ? this.people.find((friend) => friend !== asking) : opener;
  }

  /**
   * @param {Friend} friend
   * @param {string} template
   */
  #expectAnswer(friend, template) {
    const question = this.messages.at(-1);
    const text = () => {
      const answer = this.#compose("answer", friend, template, this.#targetLength());
      return this.dice.chance(8) ? quoting(question, answer) : answer;
    };
    this.#due.push({ friend, text });
  }

  /**
   * Into one's own language, which somebody may not have understood.
   *
   * @param {Friend} friend
   * @returns {void}
   */
  #slip(friend) {
    const entry = this.dice.deal(tongues[/** @type {string} */ (friend.tongue)]);
    if (this.#said.has(entry)) return this.#react();
    this.#said.add(entry);
    const context = this.#context("talk", friend);
    this.#put(friend, decomposed(this.voice.expand(entry.phrase, context), this.dice));
    const others = this.people.filter(({ tongue }) => tongue !== friend.tongue);
    if (!others.length || !this.dice.chance(20)) return;
    const puzzled = this.dice.pick(others);
    this.#due.push(
      { friend: puzzled, text: () => this.dice.deal(general.unsure) },
      { friend, text: () => `"${this.voice.expand(entry.gist, context)}"` },
    );
  }

  /** @returns {void} */
  #react() {
    const friend = this.#choose("react");
    if (friend.tongue && this.dice.chance(8) && this.messages.length % 2) return this.#slip(friend);
    const text = this.dice.deal(general.react);
    this.#put(friend, friend.lower || this.dice.chance(50) ? text : capitalised(text));
  }

  #thank() {
    const star = /** @type {Friend} */ (this.star);
    this.#say("thanks", star, this.dice.deal(general.starred));
  }

  #leave() {
    this.#say("bye", this.#choose("bye"), this.dice.deal(general.bye));
  }

  #isReconnecting() {
    return this.size - this.messages.length > 6 && this.dice.below(900) === 0;
  }

  #reconnect() {
    this.#say("talk", this.#choose("talk"), this.dice.deal(general.delayed));
    this.#backlog = 2 + this.dice.below(4);
  }

  #isBedtime() {
    const hour = Math.floor((this.time % DAY) / HOUR);
    return (hour >= 22 || hour < 4) && this.size - this.messages.length <= 2;
  }

  #payDue() {
    const due = /** @type {{ friend: Friend, text: () => string }} */ (this.#due.shift());
    this.#put(due.friend, due.text());
    if (this.#act === "open") this.thread.first ??= this.messages.at(-1);
  }

  /**
   * Who does it: those who have just spoken are the likeliest, but for the one who spoke last.
   *
   * @param {string} act
   */
  #choose(act) {
    if (this.#backlog > 0) return this.speaker;
    if (act === "tried" || act === "thanks") return this.thread.opener;
    const recent = new Set(this.messages.slice(-4).map(({ author }) => author));
    const able = this.people.filter((friend) => this.#mayDo(act, friend));
    return this.dice.weigh(able.length ? able : this.people, (friend) => {
      if (friend === this.speaker) return act === "talk" ? friend.chatty : 1;
      const knowing = act === "advice" && friend.knows.includes(this.thread.topic) ? 4 : 1;
      return friend.chatty * knowing * (recent.has(friend.name) ? 3 : 1);
    });
  }

  /**
   * @param {string} act
   * @param {Friend} friend
   */
  #mayDo(act, friend) {
    const { kind, opener, once } = this.thread;
    if (kind === "wish" && friend === this.star) return false;
    if (ONCE.has(act)) return !once.has(friend);
    if (act === "ask" || act === "advice") return friend !== opener;
    return friend !== this.speaker || act === "talk";
  }

  /**
   * @param {string} act
   * @param {Friend} friend
   * @returns {Context}
   */
  #context(act, friend) {
    const others = this.present.filter((other) => other !== friend);
    const near = this.people.filter((other) => other !== friend);
    const other = () => this.dice.pick(near.length && this.dice.chance(70) ? near : others).name;
    const answered = this.#lastOfOthers(friend)?.author;
    return {
      bound: this.thread.bound,
      other: answered && (act === "agree" || act === "disagree") ? () => answered : other,
      opener: this.thread.opener.name,
    };
  }

  /** @param {Friend} friend */
  #lastOfOthers(friend) {
    return this.messages.findLast(({ author }) => author !== friend.name);
  }

  /**
   * @param {string} act
   * @param {Friend} friend
   * @param {string} template
   * @param {number} [target] bytes to aim at
   */
  #say(act, friend, template, target) {
    this.#act = act;
    if (act === "thanks") this.thread.left = Math.min(this.thread.left, 3);
    const text = this.#compose(act, friend, template, target);
    this.#put(friend, this.dice.chance(8) ? quoting(this.#repliedTo(act, friend), text) : text);
    if (this.dice.below(160) === 0) this.#mistype();
  }

  /**
   * @param {string} act
   * @param {Friend} friend
   */
  #repliedTo(act, friend) {
    if (act === "agree" || act === "disagree") return this.#lastOfOthers(friend);
    const toOpening = ONCE.has(act) || act === "advice";
    return toOpening && this.messages.at(-1) !== this.thread.first ? this.thread.first : undefined;
  }

  /**
   * @param {string} act
   * @param {Friend} friend
   * @param {string} template
   * @param {number} [target]
   */
  #compose(act, friend, template, target = 0) {
    const context = this.#context(act, friend);
    let text = cased(this.voice.sentence(template, context, act === "talk"), friend);
    for (let missing; (missing = target - bytes(text)) > 12; ) {
      const more = this.#continuation(act, missing, friend);
      if (!more) break;
      const sentence = cased(this.voice.sentence(more, context, false), friend);
      const paragraph = bytes(text) > 250 || text.includes("\n");
      text = joined(text, sentence, paragraph);
    }
    return this.voice.decorated(text, friend);
  }

  /**
   * More of what fits the thread would sound like a crowd: at length, people tell stories.
   *
   * @param {string} act
   * @param {number} missing bytes
   * @param {Friend} friend
   */
  #continuation(act, missing, friend) {
    if (missing > 110) return this.#fresh(general.story, friend);
    const more = act !== "open" && this.dice.chance(60);
    const pool = more ? this.#pool("talk", friend) : general.aside;
    return this.#fresh(pool, friend) ?? this.#fresh(general.aside, friend);
  }

  /** A slip of the thumb in the last message, and what comes right after. */
  #mistype() {
    const last = /** @type {Message} */ (this.messages.at(-1));
    const text = last.body ?? "";
    const word = text.includes("example.org") ? undefined : text.match(/\b[a-z]{6,}\b/u)?.[0];
    if (!word) return;
    const at = 2 + this.dice.below(word.length - 4);
    const wrong = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
    if (wrong === word) return;
    last.body = text.replace(word, wrong);
    this.#due.unshift({ friend: this.speaker, text: () => `*${word}` });
  }

  /**
   * @param {Friend} friend
   * @param {string} body
   */
  #put(friend, body) {
    if (this.messages.length) this.time += this.#pause(friend, body);
    this.speaker = friend;
    this.messages.push({ time: this.time, author: friend.name, body });
    this.thread.left--;
  }

  /**
   * @param {Friend} friend
   * @param {string} body
   */
  #pause(friend, body) {
    if (this.#backlog > 0 && friend === this.speaker) {
      this.#backlog--;
      return 0;
    }
    this.#backlog = 0;
    const typing = Math.min(90, Math.floor(bytes(body) / 9));
    const thinking = Math.floor((this.dice.pick(PAUSES) * this.slowness) / 4);
    return 1 + typing + (friend === this.speaker ? Math.floor(thinking / 4) : thinking);
  }

  #targetLength() {
    const target = this.dice.pick(LENGTHS);
    // Few write more than a page, but those who do have a lot to say.
    if (target === LENGTHS.at(-1)) return target + this.dice.below(4) * this.dice.below(500);
    return HASTY.has(this.thread.kind) ? Math.min(target, 50) : target;
  }
}

const OTHERWISE = ["Btw,", "Other topic:", "By the way:", "Before I forget:", "Oh, and"];

const topics = [...new Set(threads.map(({ topic }) => topic))];
const threadsByTopic = new Map(
  topics.map((topic) => [topic, threads.filter((thread) => thread.topic === topic)]),
);

/** @param {string} topic */
const threadsOf = (topic) => /** @type {Thread[]} */ (threadsByTopic.get(topic));

/**
 * Some keyboards send letters and accents one by one.
 *
 * @param {string} text
 * @param {Dice} dice
 */
const decomposed = (text, dice) =>
  /[\u3040-\u9fff]/u.test(text) || dice.chance(60) ? text : text.normalize("NFD");

/**
 * @param {string} text
 * @param {string} more
 * @param {boolean} paragraph
 */
function joined(text, more, paragraph) {
  if (paragraph) return `${text}\n\n${more}`;
  if (/example\.org\S*$/u.test(text)) return `${text}\n${more}`;
  const plain = /[\p{L}\p{N}")]$/u.test(text);
  return `${text}${plain ? "." : ""} ${more}`;
}

/**
 * @param {Message | undefined} message
 * @param {string} text
 */
function quoting(message, text) {
  const line = message?.body?.split("\n").find((line) => !line.startsWith(">"));
  return message && line ? `> ${message.author}: ${clipped(line)}\n${text}` : text;
}

/** @param {string} text */
function clipped(text) {
  const words = text.split(" ");
  let kept = words[0];
  for (const word of words.slice(1)) {
    if (kept.length + word.length > 48) return `${kept} …`;
    kept += ` ${word}`;
  }
  return kept;
}

cli(import.meta.url, async (path = join(root, "www/public/sample.csv")) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, makeSample());
  console.log(`${ROWS} messages written to ${path}`);
});
