import { Messages, jsonFiles, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

const FILE = /(?:^|\/)user_data(?:_tiktok)?\.json$/;
/** What a list of messages is called. */
const CHAT = /^Chat History with (.*?):?$/;
/** Parts of an archive before its messages. */
const PARTS = /"(?:Favorite Videos|FavoriteVideoList|Video Browsing History|VideoList|Follower List|FansList|ChatHistory)"\s*:/;
/** How deep the chats are. */
const DEEPEST = 5;

/** TikTok's archive, with a list for each chat. */
export const tiktok = format<string>({
  name: "TikTok export",
  gives: "messages",
  hasInstants: true,
  program: "TikTok",
  exporting: "Settings, Account, Download your data, in the format JSON; give the .zip or its user_data_tiktok.json",
  lacks: "pictures and videos",
  detect: ({ entries, text }) =>
    entries
      ? entries.some(({ name }) => FILE.test(name))
      : /^\s*\{/.test(text) &&
        (/"Chat History with [^"]*"\s*:\s*\[/.test(text) || (PARTS.test(text) && /^\s*\{\s*"[A-Z]/.test(text))),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, (name) => FILE.test(name))) {
      for (const [chat, items] of chatsIn(value)) {
        await messages.addAll(items, messageOf, { chat });
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf({ Date, From, Content }: Record<string, unknown>) {
  return { time: textOf(Date).replace(/ UTC$/, "").replace(" ", "T"), author: From, text: textOf(Content) };
}

/** The chats of an archive. They are searched for, as versions of the archive nest them in different objects. */
function chatsIn(value: unknown, depth = 0): [chat: string, items: unknown][] {
  if (!isObject(value) || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const chat = CHAT.exec(name)?.[1];
    return chat === undefined ? chatsIn(inner, depth + 1) : ([[chat, inner]] as [string, unknown][]);
  });
}
