import type { Format } from "../format.js";
import { arrow } from "./arrow.js";
import { chatgpt } from "./chatgpt.js";
import { claude } from "./claude.js";
import { csv } from "./csv.js";
import { discordCsv, discordPackageCsv, imazing, linkedin, wechat } from "./csv-chats.js";
import { deepseek } from "./deepseek.js";
import { discordPackage } from "./discord-package.js";
import { discordText } from "./discord-text.js";
import { discord } from "./discord.js";
import { gemini } from "./gemini.js";
import { googleChat } from "./google-chat.js";
import { grok } from "./grok.js";
import { hangouts } from "./hangouts.js";
import { imessage } from "./imessage.js";
import { hexchat, sessions, stamped, weechat } from "./irc/index.js";
import { json } from "./json.js";
import { kakaoDesktop, kakaoPhone } from "./kakaotalk.js";
import { line, lineDesktop } from "./line.js";
import { matrix } from "./matrix.js";
import { mattermost } from "./mattermost.js";
import { messenger } from "./messenger.js";
import { parquet } from "./parquet.js";
import { pidgin } from "./pidgin.js";
import { qq } from "./qq.js";
import { signal, sigtop } from "./signal.js";
import { skype } from "./skype.js";
import { slack } from "./slack.js";
import { sms } from "./sms.js";
import { snapchat } from "./snapchat.js";
import { telegramCopy } from "./telegram-copy.js";
import { telegram } from "./telegram.js";
import { tiktok } from "./tiktok.js";
import { transcript } from "./transcript.js";
import { twitter } from "./twitter.js";
import { viber } from "./viber.js";
import { whatsapp } from "./whatsapp/index.js";
import { whatsappExporter } from "./whatsapp-exporter.js";
import { zoom } from "./zoom.js";

/** The formats that are looked for, in this order: chats by their shape, then tables. */
export const formats: readonly Format[] = [
  parquet,
  arrow,
  messenger,
  googleChat,
  slack,
  discord,
  matrix,
  telegram,
  deepseek,
  chatgpt,
  claude,
  gemini,
  grok,
  signal,
  sigtop,
  skype,
  whatsappExporter,
  snapchat,
  discordPackage,
  hangouts,
  twitter,
  tiktok,
  mattermost,
  sms,
  discordText,
  telegramCopy,
  imessage,
  line,
  lineDesktop,
  kakaoPhone,
  kakaoDesktop,
  qq,
  sessions,
  hexchat,
  stamped,
  weechat,
  pidgin,
  zoom,
  transcript,
  imazing,
  linkedin,
  discordPackageCsv,
  discordCsv,
  wechat,
  viber,
  whatsapp,
  json,
  csv,
];
