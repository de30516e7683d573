import { type Daily, type DailyStaged, extractDaily, transformDaily } from "../daily.js";
import { format } from "../format.js";

const DATE =
  "\\d{1,2} \\S{3,9} \\d{4}|\\w{3} \\w{3} +\\d{1,2} \\d{2}:\\d{2}:\\d{2} \\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}";
const DAILY: Daily = {
  day: `^Conversation with .* at (?:[^\\d\\s]{2,4},? )?(?P<day>${DATE})\\b.* on \\S.*$`,
  message:
    "^\\((?:\\d[\\d./-]{5,9} )?(?P<clock>\\d{1,2}:\\d{2}(?::\\d{2})?(?: [AaPp][Mm])?)\\) (?:(?P<author>[^:]{1,100})(?: <AUTO-REPLY>)?: (?P<text>.*)|(?P<event>.*))$",
  besides: "",
  isOvernight: true,
};
const FIRST = /^\s*Conversation with .* at .*\d.* on \S.*\r?\n/;

/** The plain text of its logs, of one conversation that begins on the day of its title. */
export const pidgin = format<DailyStaged>({
  name: "Pidgin log",
  gives: "messages",
  program: "Pidgin and Finch",
  exporting: "Tools, Preferences, Logging, in the format plain text; give a file of the folder .purple/logs",
  detect: ({ text }) => FIRST.test(text),
  extract: (source, stage) => extractDaily(DAILY, source, stage),
  transform: (staged) => transformDaily(DAILY, staged),
});
