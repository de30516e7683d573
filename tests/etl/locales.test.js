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

/** Google Chat writes one date in the language of the account. */
const WRITTEN = {
  ar: "الاثنين، 15 يناير 2024 في 2:23:00 م UTC",
  cs: "pondělí 15. ledna 2024 14:23:00 UTC",
  el: "Δευτέρα 15 Ιανουαρίου 2024 στις 2:23:00 μ.μ. UTC",
  en: "Monday, January 15, 2024 at 2:23:00\u202fPM UTC",
  es: "lunes, 15 de enero de 2024, 14:23:00 UTC",
  fi: "maanantai 15. tammikuuta 2024 klo 14.23.00 UTC",
  he: "יום שני, 15 בינואר 2024 בשעה 14:23:00 UTC",
  hu: "2024. január 15., hétfő 14:23:00 UTC",
  it: "lunedì 15 gennaio 2024 alle ore 14:23:00 UTC",
  ja: "2024年1月15日月曜日 14時23分00秒 UTC",
  th: "วันจันทร์ที่ 15 มกราคม พ.ศ. 2567 เวลา 14:23:00 UTC",
  tr: "15 Ocak 2024 Pazartesi 14:23:00 UTC",
  vi: "14:23:00 UTC Thứ Hai, 15 tháng 1, 2024",
};

describe("Google Chat", () => {
  for (const [language, created_date] of Object.entries(WRITTEN)) {
    it(language, async () => {
      const file = JSON.stringify({ messages: [{ creator: { name: "Ada" }, created_date, text: "one" }] });
      await loadMessages(connection, source("messages.json", file), "source");
      assert.deepEqual(await rows(MESSAGES), [["2024-01-15 14:23:00", "Ada", "one", "messages", "message"]]);
    });
  }
});
