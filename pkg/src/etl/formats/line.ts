import { type Daily, type DailyStaged, extractDaily, transformDaily } from "../daily.js";
import { format } from "../format.js";

const DAILY: Daily = {
  day: "^(?:[A-Za-z]{3}, )?(?P<day>\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}|\\d{1,2}/\\d{1,2}/\\d{4})(?: ?[(（][^()（）\\t]*[)）]| [^\\t\\d]*)?$",
  message:
    "^(?P<clock>(?:[^\\d\\t]{1,6} ?)?\\d{1,2}:\\d{2}(?: ?[AaPp][Mm])?)\\t(?:(?P<author>[^\\t]*)\\t(?P<text>.*)|(?P<event>[^\\t]*))$",
  // The title, and when it was saved.
  besides: "\\[LINE\\][^\\n]*|[^\\t\\n]*\\d{1,4}/\\d{1,2}/\\d{1,4},? \\D{0,4}\\d{1,2}:\\d{2}[^\\t\\n]*",
  isQuoted: true,
};

/** LINE's text: days as headings, and clock, name and text between tabs. */
export const line = format<DailyStaged>({
  name: "LINE export",
  gives: "messages",
  program: "LINE",
  exporting: "in the chat: the menu, Settings, Export chat history",
  lacks: "pictures, and who is meant by a name that was changed",
  detect: ({ text }) => /^\[LINE\]/.test(text),
  extract: (source, stage) => extractDaily(DAILY, source, stage),
  transform: (staged) => transformDaily(DAILY, staged),
});
