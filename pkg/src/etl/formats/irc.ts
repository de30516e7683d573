import { type Daily, type DailyStaged, extractDaily, transformDaily } from "../daily.js";
import { format } from "../format.js";

const DAILY: Daily = {
  day: "^--- (?:Log opened|Day changed|Log closed) (?P<day>\\w{3} \\w{3} \\d{1,2} (?:\\d{2}:\\d{2}:\\d{2} )?\\d{4})$",
  message: "^\\[?(?P<clock>\\d{2}:\\d{2}(?::\\d{2})?)\\]? (?:<[ @+%&~!]?(?P<author>[^<>]+)> (?P<text>.*)|(?P<event>(?: \\*|-!-|\\*) .*))$",
  besides: "--- [^\\n]*",
};

/** The logs of irssi. */
export const irc = format<DailyStaged>({
  name: "IRC log",
  gives: "messages",
  program: "irssi",
  exporting: "/set autolog on; give a file of irclogs",
  detect: ({ text }) => /^--- Log opened \w{3} \w{3} \d/.test(text),
  extract: (source, stage) => extractDaily(DAILY, source, stage),
  transform: (staged) => transformDaily(DAILY, staged),
});
