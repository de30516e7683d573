import type { Head } from "./format.js";

/** Files of chat programs that hold messages in a form that no format reads, and what to export instead. */
const FILES: readonly [is: (head: Head) => boolean, what: string, instead: string][] = [
  [
    named(/(^|\/)(msgstore|wa|ChatStorage)[^/]*\.(db|sqlite)$/i),
    "WhatsApp's own database (SQLite)",
    "export the chat itself: in the chat, More, Export chat",
  ],
  [named(/\.crypt\d*$/i), "an encrypted backup of WhatsApp", "export the chat itself: in the chat, More, Export chat"],
  [
    named(/(^|\/)(chat|sms)\.db$/i),
    "the database of Messages (SQLite)",
    "export it by imessage-exporter, as txt, or by iMazing, as CSV",
  ],
  [
    named(/(^|\/)(EnMicroMsg|MicroMsg|MSG\d*|message_\d+)\.(db|sqlite)$/i),
    "the database of WeChat, which has no export of its own",
    "read it by a program such as MemoTrace, and give its CSV",
  ],
  [begins(/^From: <Save by Tencent MsgMgr>/), "QQ's export as a web archive (MHT)", "export it once more as text (.txt)"],
  [
    named(/\.backup$/i),
    "an encrypted backup of Signal",
    "export it for reading: in Signal, Settings, Chats, Export chat history",
  ],
  [begins(/^\s*<\?xml[^>]*\?>[^]{0,500}<archive\b/i), "an archive of messages in XML", "export it as CSV or JSON"],
  [
    begins(/^From \S+.*\d\d:\d\d:\d\d[^]{0,2000}?\n[A-Z][A-Za-z-]+: /),
    "a mailbox (mbox)",
    "convert it to CSV, with columns for date, from and text",
  ],
  [
    begins(/^(?:[A-Z][A-Za-z-]+: [^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}[^]*?^Message-ID:/im),
    "an e-mail",
    "give a table of messages as CSV",
  ],
  [
    begins(/^\s*<(!DOCTYPE html|html)[^]*(page_wrap|tgme|Exported Data)/i),
    "Telegram's export as HTML",
    "export it once more in the format JSON (machine-readable), and give result.json",
  ],
  [
    begins(/^\s*<(!DOCTYPE html|html)[^]*(preamble__guild|chatlog__)/i),
    "DiscordChatExporter's export as HTML",
    "export it once more as JSON",
  ],
  [
    begins(/^\s*<(!DOCTYPE html|html)[^]*(_a6-g|_3-95|facebook|instagram)/i),
    "an export of Facebook or Instagram as HTML",
    "export it once more in the format JSON",
  ],
  [
    begins(/^\s*<(!DOCTYPE html|html)[^]*(outer-cell|My Activity)/i),
    "Google's activity as HTML",
    "export it once more in the format JSON: in Takeout, My Activity, Multiple formats",
  ],
  [
    begins(/^\s*(<\?xml[^>]*\?>\s*)?<(!DOCTYPE html|html)\b/i),
    "a web page (HTML)",
    "export the messages once more, as JSON or text",
  ],
];

/** What an unsupported file of a chat program is, and what to export, if known. */
export function whatChatIs(head: Head): string | undefined {
  const found = FILES.find(([is]) => is(head));
  return found && `${found[1]}; ${found[2]}`;
}

function named(pattern: RegExp): (head: Head) => boolean {
  return ({ name }) => pattern.test(name);
}

function begins(pattern: RegExp): (head: Head) => boolean {
  return ({ text }) => pattern.test(text.slice(0, 1 << 14));
}
