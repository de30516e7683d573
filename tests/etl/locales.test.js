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
let connection, rows;
before(async () => void ([, { connection, rows }] = await openBoth()));

for (const [form, { clock, header }] of Object.entries(FORMS)) {
  describe(form, () => {
    for (const language of LANGUAGES) {
      it(language, async () => {
        for (const hourCycle of ["h12", "h23"]) {
          const [day, time] = [{ dateStyle: "short" }, { ...clock, hourCycle }].map(
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
