import { type Daily, type DailyStaged, extractDaily, transformDaily } from "../../daily.js";
import { format } from "../../format.js";
import { SAID, action } from "./nicks.js";

const CLOCK = "\\[?(?P<clock>\\d{2}:\\d{2}(?::\\d{2})?)\\]?";
const DAILY: Daily = {
  day: "^(?:--- (?:Log opened|Day changed|Log closed)|Session (?:Start|Time|Close):) [^\\s\\d]{2,6} (?P<day>[^\\s\\d]{3,6} +\\d{1,2} (?:\\d{2}:\\d{2}:\\d{2} )?\\d{4})$",
  // Each line has its clock: whatever is not said is an event.
  message: `^${CLOCK} (?:${SAID}|(?P<event>.+))$`,
  action: action("h.event"),
  isOvernight: true,
  besides: "--- [^\\n]*|Session Ident: [^\\n]*",
  undated(name, stage) {
    const day = /(\d{4})-?([01]\d)-?([0-3]\d)(?!\d)/.exec(name);
    if (day) return day.slice(1).join("-");
    stage.guess({ what: "the first message is of 1 January 1970", from: "the file has clocks, and no day", alternatives: [] });
    return "January 1, 1970";
  },
};
const HEADING = /^\s*(?:--- Log opened|Session Start:) [^\s\d]{2,6} [^\s\d]{3,6} +\d/;
/** A bouncer's log: the day is in the file's name. */
const FIRST = /^\s*\[\d{2}:\d{2}(?::\d{2})?\] (?:<|\*|-)/;
const ANY = /^\[\d{2}:\d{2}(?::\d{2})?\] <[^<>\s]+> /m;

/** Logs with days as headings or in the file's name, and a clock with each message. */
export const sessions = format<DailyStaged>({
  name: "IRC log",
  gives: "messages",
  program: "irssi, mIRC and ZNC",
  exporting: "give a file of irssi's irclogs, of mIRC's logs, or of ZNC's module log, named by its day",
  detect: ({ text }) => HEADING.test(text) || (FIRST.test(text) && ANY.test(text)),
  extract: (source, stage) => extractDaily(DAILY, source, stage),
  transform: (staged) => transformDaily(DAILY, staged),
});
