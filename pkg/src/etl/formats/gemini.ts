import { type Message, Messages, jsonFiles, linesOf, objectsOf, textOf } from "../chat.js";
import { format } from "../format.js";
import { unmarked } from "../markup.js";

/** What Google's activity is called where it is Gemini's, and when that was Bard. */
const PRODUCT = /^(Gemini|Bard)\b/;
const HEADER = /"header"\s*:\s*"(?:Gemini|Bard)\b/;
const PROMPTED = /^Prompted[ \u00a0]/;

/** Gemini's part of Google's `MyActivity.json`: a record for each prompt with its answer, newest first. */
export const gemini = format<string>({
  name: "Gemini activity",
  gives: "messages",
  program: "Google Takeout, of Gemini",
  exporting: "takeout.google.com: My Activity, with Gemini Apps alone and in the format JSON; give its MyActivity.json",
  lacks: "which conversation a prompt was of, and pictures and files",
  detect: ({ text }) => /^\s*\[\s*\{/.test(text) && HEADER.test(text) && /"time"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      const items: unknown = Array.isArray(value) ? [...(value as unknown[])].reverse() : value;
      const answers: Message[] = [];
      // An answer follows its prompt in the same record.
      for (const item of Array.isArray(items) ? items : [items]) {
        await messages.addAll([item], (item) => promptOf(item, answers));
        for (const answer of answers.splice(0)) messages.add(answer);
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function promptOf({ header, title, time, safeHtmlItem, subtitles }: Record<string, unknown>, answers: Message[]): Message {
  const product = PRODUCT.exec(textOf(header))?.[1];
  const about = { time: textOf(time), chat: product ?? header, chat_name: product ?? header };
  const answer = objectsOf(safeHtmlItem).map(({ html }) => unmarked(textOf(html)).trim());
  if (answer.some((text) => text !== "")) answers.push({ ...about, author: product ?? header, text: linesOf(...answer) });
  const written = textOf(title);
  return {
    ...about,
    author: "user",
    text: linesOf(written.replace(PROMPTED, ""), ...objectsOf(subtitles).map(({ name }) => name)),
    // In other languages, there is no telling a prompt without an answer from other activity.
    kind: PROMPTED.test(written) || answer.length > 0 ? "message" : "system",
  };
}
