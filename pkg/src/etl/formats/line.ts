import { type Daily, type DailyStaged, extractDaily, transformDaily } from "../daily.js";
import { format } from "../format.js";

const DAILY: Daily = {
  day: "^(?:[^\\d\\t,]{1,12},? )?(?P<day>\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}|\\d{4}년 \\d{1,2}월 \\d{1,2}일|\\d{1,2}/\\d{1,2}/\\d{4})(?: ?[(（][^()（）\\t]*[)）]| [^\\t\\d]*)?$",
  message:
    "^(?P<clock>(?:[^\\d\\t]{1,6} ?)?\\d{1,2}[:.]\\d{2}(?: ?[AaPp]\\.?[Mm]\\.?)?)\\t(?:(?P<author>[^\\t]+)\\t(?P<text>.*)|\\t?(?P<event>[^\\t]*))$",
  // The title, and when it was saved.
  besides:
    "\\[LINE\\][^\\n]*|Chat history (?:with|in) [^\\t\\n]*|[^\\t\\n]*\\d{1,4}(?:/|\\. ?)\\d{1,2}(?:/|\\. ?)\\d{1,4}[.,]? \\D{0,4}\\d{1,2}[:.]\\d{2}[^\\t\\n]*",
  isQuoted: true,
};

/** A day and a message, where someone has cut off the title. */
const UNTITLED =
  /^\s*(?:Chat history (?:with|in) [^\n]*\n[^\t\n]*\s+)?(?:[A-Za-z]{3}, )?(?:\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{1,2}\/\d{1,2}\/\d{4})(?: ?[(（][^()（）\t]*[)）]| [^\t\d\n]*)?\r?\n(?:[^\d\t]{1,6} ?)?\d{1,2}:\d{2}(?: ?[AaPp][Mm])?\t[^\t\n]+\t/;

/** LINE's text: days as headings, and clock, name and text between tabs. */
export const line = format<DailyStaged>({
  name: "LINE export",
  gives: "messages",
  program: "LINE",
  exporting: "in the chat: the menu, Settings, Export chat history",
  lacks: "pictures, and who is meant by a name that was changed",
  detect: ({ text }) => /^\[LINE\]/.test(text) || UNTITLED.test(text),
  extract: (source, stage) => extractDaily(DAILY, source, stage),
  transform: (staged) => transformDaily(DAILY, staged),
});

const ON_DESKTOPS: Daily = {
  day: "^(?P<day>\\d{4}\\.\\d{2}\\.\\d{2}) [^\\s\\d]+$",
  message: "^(?P<clock>\\d{1,2}:\\d{2}) (?P<text>.+)$(?P<author>)(?P<event>)",
  groups: ["clock", "text", "author", "event"],
  besides: "",
};
const DESKTOP = /^\s*\d{4}\.\d{2}\.\d{2} [^\s\d]+\r?\n\d{1,2}:\d{2} \S/;

/** LINE's text on desktops, where only a space is between clock, name and text. */
export const lineDesktop = format<string>({
  name: "LINE export",
  gives: "messages",
  program: "LINE on desktops",
  exporting: "in the chat: the menu, Save chat",
  lacks: "pictures, and where a name of several words ends, unless the person wrote three times",
  detect: ({ text }) => DESKTOP.test(text),
  extract: async (source, stage) => stage.create(transformDaily(ON_DESKTOPS, await extractDaily(ON_DESKTOPS, source, stage))),
  // All lines of one person begin with the same words, which are the name.
  transform: (said) => `
    SELECT * EXCLUDE (words, text, author, number, length), if(problem IS NULL, array_to_string(words[:length], ' '), NULL) AS author,
      if(problem IS NULL, array_to_string(words[length + 1:], ' '), text) AS text
    FROM (
      SELECT *, CASE WHEN count(*) OVER one < 3 OR min(words[2]) OVER one <> max(words[2]) OVER one OR bool_or(len(words) < 3) OVER one THEN 1
        WHEN min(words[3]) OVER one <> max(words[3]) OVER one OR bool_or(len(words) < 4) OVER one THEN 2 ELSE 3 END AS length
      FROM (SELECT *, string_split(text, ' ') AS words, rowid AS number FROM ${said})
      WINDOW one AS (PARTITION BY words[1])
    ) ORDER BY number`,
});
