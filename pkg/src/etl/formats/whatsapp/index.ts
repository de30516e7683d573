import { WindowError } from "../../../error.js";
import { format } from "../../format.js";
import { textOf } from "../../lines.js";
import { beginnings } from "./forms.js";
import { isHeader } from "./header.js";
import { BARE, type Headers, SPACED, headersIn } from "./headers.js";
import { type Author, authorsOf, total } from "./names.js";
import { timesOf } from "./times.js";
import { writeMessages } from "./write.js";

/** How many lines of the beginning are looked at for a header. */
const LOOKED_AT = 200;

/**
 * A chat of WhatsApp. Two passes over its bytes find the headers and write the messages: SQL would take several times
 * as long, with one regular expression for all locales and windows over all lines.
 */
export const whatsapp = format<string>({
  name: "WhatsApp export",
  gives: "messages",
  program: "WhatsApp on Android and iOS, and copies out of WhatsApp Web",
  exporting: "in the chat: the menu (Android) or the chat's name (iOS), More, Export chat; give the .txt or the .zip",
  lacks: "reactions, replies, and what is older than the 40,000 last messages (10,000 with media)",
  detect: ({ name, text }) => !/\.[ct]sv$/i.test(name) && text.split(/\r\n?|\n/, LOOKED_AT).some(isHeader),
  async extract(source, stage) {
    const headers = await headersIn(await textOf(source, stage), stage);
    const { seconds, forms } = timesOf(headers, stage);
    const names = namesOf(headers, forms);
    const begins = beginnings(forms, speakers(headers, names));
    if (!begins.includes(1))
      throw new WindowError("NO_MESSAGES", "no line of it begins a message as WhatsApp writes them; export the chat once more");
    return writeMessages(headers, seconds, begins, names, stage);
  },
  transform: (select) => select,
});

function namesOf(headers: Headers, forms: Int32Array): Author[] {
  for (const colon of [BARE, SPACED]) {
    const isBegun = headers.begunNames(colon);
    headers.continueNames((name) => !isBegun(name), colon);
  }
  let { spaced, bare } = colonsOf(headers, forms);
  if (total(bare) > 0 && total(bare) <= total(spaced)) {
    const before = spaced;
    headers.continueNames((name) => before[name]! > 0);
    ({ spaced, bare } = colonsOf(headers, forms));
  }
  return authorsOf(headers.names.texts(), spaced, bare);
}

/** How often each name stands before a colon with a space behind it, and before one without. */
function colonsOf({ count, name, colon, names }: Headers, forms: Int32Array) {
  const [spaced, bare] = [new Float64Array(names.length), new Float64Array(names.length)];
  for (let i = 0; i < count; i++) if (name[i]! >= 0 && forms[i]! >= 0) (colon[i] === SPACED ? spaced : bare)[name[i]!]!++;
  return { spaced, bare };
}

/** The number of each header's author, which is the same for all ways to write a name; -1 without an author. */
function speakers({ count, name }: Headers, authors: readonly Author[]): Int32Array {
  const numbers = new Map<string, number>();
  const numbered = authors.map(({ author }) => {
    if (author === "") return -1;
    if (!numbers.has(author)) numbers.set(author, numbers.size);
    return numbers.get(author)!;
  });
  const speakers = new Int32Array(count).fill(-1);
  for (let i = 0; i < count; i++) if (name[i]! >= 0) speakers[i] = numbered[name[i]!]!;
  return speakers;
}
