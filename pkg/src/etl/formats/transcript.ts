import { Messages } from "../chat.js";
import { format } from "../format.js";
import { textOf } from "../lines.js";
import { characters } from "../markup.js";

const STAMP = "(?:\\d+:)?\\d{1,2}:\\d{2}[.,]\\d{3}";
/** An arrow stands between the times of a cue in WebVTT and SubRip, a comma in SubViewer. */
const BETWEEN = "(?: *--> *|,)";
const CLOCK = "(?:(\\d+):)?(\\d{1,2}):(\\d{2})[.,](\\d{3})";
/** The line of a cue's times. */
const TIMES = new RegExp(`^${CLOCK}${BETWEEN}${STAMP}(?: .*)?$`);
const FIRST = new RegExp(`^\\s*(?:WEBVTT\\b|(?:\\d+\\r?\\n)?${STAMP}${BETWEEN}${STAMP})`);
/** Blocks that are of no cue. */
const BESIDES = /^(?:WEBVTT|NOTE|STYLE|REGION)\b/;
const VOICE = /<v(?:\.[^\s>]*)?\s+([^>]+)>/;
/** A name before a colon; a full stop in it ends an initial or a title, not a sentence. */
const NAMED = /^([\p{L}\p{N}+](?:[^:\n<>.!?]|(?<=(?<!\p{L})\p{L}{1,3})\.|\.(?=\S)){0,60}): ?(?=\S)/u;
/** Up to this many cues may each be of someone else. */
const FEW = 8;
/** YouTube's marks of words: each cue repeats the line before it. */
const ROLLING = /<\d\d:\d\d:\d\d\.\d{3}><c>/;
/** What Zoom calls recordings, by when they began. */
const BEGAN = /GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/;

interface Cue {
  /** Milliseconds since the recording began. */
  readonly time: number;
  readonly text: string;
}

/** Transcripts of meetings, as subtitles. */
export const transcript = format<string>({
  name: "Transcript",
  gives: "messages",
  program: "Zoom, Teams, Google Meet and others, as WebVTT (.vtt), SubRip (.srt) or SubViewer (.sbv)",
  exporting: "in the recording: Transcript, Download, as .vtt",
  lacks: "the day, but for Zoom's file under its own name: all else is of 1 January 1970",
  detect: ({ text }) => FIRST.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    const began = BEGAN.exec(source.name)?.slice(1).map(Number);
    const start = began ? Date.UTC(began[0]!, began[1]! - 1, ...(began.slice(2) as [number])) : 0;
    if (!began)
      stage.guess({ what: "the first message is of 1 January 1970", from: "the file has clocks, and no day", alternatives: [] });
    const text = new TextDecoder().decode(await textOf(source, stage));
    const all = cuesOf(text, messages);
    const cues = ROLLING.test(text) ? withoutRepeats(all) : all;
    const named = cues.flatMap(({ text }) => NAMED.exec(text)?.[1] ?? []);
    // What stands before the colons of a film's subtitles is said once.
    const hasNames = 2 * named.length >= cues.length && (named.length <= FEW || 2 * new Set(named).size <= named.length);
    await messages.addAll(cues, ({ time, text }) => {
      const voice = VOICE.exec(text as string)?.[1];
      const plain = characters((text as string).replace(/<\/?[a-z\d][^<>]*>/gi, ""));
      const name = voice === undefined && hasNames ? NAMED.exec(plain) : null;
      return {
        time: start + (time as number),
        author: voice === undefined ? name?.[1] : characters(voice).trim(),
        text: plain.slice(name?.[0].length ?? 0),
      };
    });
    return messages.select();
  },
  transform: (select) => select,
});

/** Cues without the lines that the one before them ended with. */
function withoutRepeats(cues: readonly Cue[]): Cue[] {
  let before = "";
  return cues.flatMap(({ time, text }) => {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const plain = lines.map((line) => line.replace(/<[^<>]*>/g, "").trim());
    const kept = plain.filter((line, i) => i > 0 || line !== before);
    before = plain.at(-1) ?? before;
    return kept.length === 0 ? [] : [{ time, text: kept.join("\n") }];
  });
}

/** The cues of a text; of each voice, where one cue has several. */
function cuesOf(text: string, messages: Messages): Cue[] {
  const cues: Cue[] = [];
  for (const block of text.split(/\n{2,}/)) {
    const lines = block.replace(/^\n+|\n+$/g, "").split("\n");
    const at = lines.slice(0, 2).findIndex((line) => TIMES.test(line));
    if (at < 0) {
      if (!BESIDES.test(block.trimStart()) && block.trim() !== "") messages.tell("lines that are of no message", block);
      continue;
    }
    const [, hours = "0", minutes, seconds, millis] = TIMES.exec(lines[at]!)!;
    const time = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(millis);
    const said = lines.slice(at + 1).join("\n");
    for (const part of said.split(/(?=<v[ .])/).filter((part) => part.trim() !== ""))
      cues.push({ time, text: part.replace(/\n$/, "") });
  }
  return cues;
}
