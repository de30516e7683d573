// WhatsApp writes dates and clocks as the phone does: in every language, they are read as what they were.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { MESSAGES, loadMessages, openBoth, source } from "../support/etl.js";

const LANGUAGES = [
  "ar-EG",
  "bg",
  "bn",
  "cs",
  "da",
  "el",
  "fa",
  "fi",
  "fr-CA",
  "he",
  "hi",
  "hu",
  "is",
  "ja",
  "ko",
  "lv",
  "mk",
  "mr",
  "my",
  "sq",
  "sw",
  "ta",
  "th",
  "tr",
  "uk",
  "uz",
  "vi",
  "zh-TW",
];
const TIMES = [
  "2024-01-15T14:23:00Z",
  "2024-01-16T00:05:00Z",
  "2024-01-16T12:30:00Z",
  "2024-02-01T09:41:00Z",
  "2024-03-29T23:59:00Z",
].map((time) => new Date(time));
const FORMS = {
  Android: { clock: { hour: "numeric", minute: "2-digit" }, header: (date, clock) => `${date}, ${clock} - ` },
  iOS: { clock: { hour: "numeric", minute: "2-digit", second: "2-digit" }, header: (date, clock) => `[${date}, ${clock}] ` },
};
/** Languages whose phones name other parts of the day than its halves. */
const PARTS = "af az bs ca cs da de es et fi fr gl gu hr hu it ka kk lt mn mr nb nl pl pt ro sk sl sq sv tr uk".split(" ");
const HALVES = [{ hourCycle: "h12" }, { hourCycle: "h23" }];
const CLOCKS = [
  ...LANGUAGES.map((language) => [language, HALVES]),
  ...PARTS.map((language) => [`${language}, by parts of the day`, [{ hour12: true, dayPeriod: "short" }], language]),
];
let connection, rows;
before(async () => void ([, { connection, rows }] = await openBoth()));

for (const [form, { clock, header }] of Object.entries(FORMS)) {
  describe(form, () => {
    for (const [name, clocks, language = name] of CLOCKS) {
      it(name, async () => {
        for (const shown of clocks) {
          const [day, time] = [{ dateStyle: "short" }, { ...clock, ...shown }].map(
            (options) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }),
          );
          const text = TIMES.map((when, i) => `${header(day.format(when), time.format(when))}Ada: ${i}\n`).join("");
          const { problems } = await loadMessages(connection, source("chat.txt", text), "source");
          assert.deepEqual(problems, [], text);
          assert.deepEqual(
            (await rows(MESSAGES)).map(([time]) => time),
            TIMES.map((when) => when.toISOString().slice(0, 19).replace("T", " ")),
            text,
          );
        }
      });
    }
  });
}
