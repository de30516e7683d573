// Makes the sample: a chat of nine friends over two years, the same on every machine.
//
//   make-sample.js                         runs the plan, writes CSV
//    ├─ sample/schedule.js                 what happens when: scenes, conversations
//    ├─ sample/scene.js                    plays what is scripted
//    │   └─ pasted-log.js                  the one huge message
//    └─ sample/conversation.js             makes up the rest, message by message
//        ├─ cast.js                        who is there, and who does what next
//        ├─ thread.js, kinds.js            what it is about, and what follows what
//        ├─ wording.js, template.js, text.js   how it is put: messages, sentences, letters
//        └─ transcript.js                  what has been said, and when
//
//   below them all: sample/dice.js (chance), sample/time.js, and sample/phrases/ (everything that
//   can be said, by whom and in which season, in the notation of phrases/notation.js)
//
// Tests compare results on the sample with known ones, so every run on every machine must make the
// same bytes. Hence: chance comes from a seed; the clock, the time zone and the locale are never
// asked; and skewed distributions are tables of integers, because the last bit of Math.exp and its
// kin is left to the engine, and one bit can tip a comparison and all that follows from it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";
import { converse } from "./sample/conversation.js";
import { makeDice } from "./sample/dice.js";
import { playScene } from "./sample/scene.js";
import { schedule } from "./sample/schedule.js";
import { timestamp } from "./sample/time.js";

/** @import { Message } from "./sample/transcript.js" */

const SEED = 0x0b00_75;
const ROWS = 20_000;

/** The whole sample as CSV. */
export function makeSample() {
  const records = makeMessages().map(
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

/** The messages of the sample, in their order. */
export function makeMessages() {
  const dice = makeDice(SEED);
  /** @type {Message[]} */
  const messages = [];
  for (const event of schedule(ROWS, dice)) {
    // The evening before may have taken longer than planned.
    const start = Math.max(event.time, (messages.at(-1)?.time ?? 0) + event.distance);
    messages.push(...("lines" in event ? playScene(event, start) : converse(event, start, dice)));
  }
  return messages;
}

cli(import.meta.url, async (path = join(root, "www/public/sample.csv")) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, makeSample());
  console.log(`${ROWS} messages written to ${path}`);
});
