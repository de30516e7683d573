// Chats as the messengers export them.
import { strToU8, zipSync } from "fflate";

export const telegram = {
  name: "Family",
  type: "private_group",
  id: 1,
  messages: [
    {
      id: 1,
      type: "service",
      date: "2024-01-15T14:00:00",
      date_unixtime: "1705323600",
      actor: "Ada",
      action: "create_group",
      text: "",
    },
    { id: 2, type: "message", date: "2024-01-15T14:23:05", from: "Ada", from_id: "user1", text: "a plain text" },
    {
      id: 3,
      type: "message",
      date: "2024-01-15T14:24:00",
      from: "Bob",
      text: ["see ", { type: "link", text: "https://example.org" }, " and ", { type: "bold", text: "this" }],
    },
    { id: 4, type: "message", date: "2024-01-15T14:25:00", from: null, media_type: "sticker", text: "" },
    { id: 5, type: "message", date_unixtime: "1705332360", from: "Ada", text: "without a date" },
    { id: 6, type: "message", date: "yesterday", from: "Ada", text: "when?" },
  ],
};

export const telegramRows = [
  ["2024-01-15 14:00:00", "Ada", "create_group", "Family", "system", null],
  ["2024-01-15 14:23:05", "Ada", "a plain text", "Family", "message", null],
  ["2024-01-15 14:24:00", "Bob", "see https://example.org and this", "Family", "message", null],
  ["2024-01-15 14:25:00", null, "", "Family", "media", null],
  ["2024-01-15 15:26:00", "Ada", "without a date", "Family", "message", null],
  [null, "Ada", "when?", "Family", "message", "messages without a date that can be read"],
];

const slackFiles = {
  "users.json": [
    { id: "U1", name: "ada", profile: { display_name: "Ada L." } },
    { id: "U2", name: "bob", real_name: "Bob", profile: { display_name: "" } },
  ],
  "channels.json": [{ id: "C1", name: "general" }],
  "general/2024-01-16.json": [{ type: "message", user: "U2", text: "hi <@U1> &amp; <@U9|x>: a &lt; b", ts: "1705392000.000200" }],
  "general/2024-01-15.json": [
    { type: "message", subtype: "channel_join", user: "U1", text: "<@U1> has joined the channel", ts: "1705305600.5" },
    { type: "message", bot_id: "B1", username: "robot", text: "beep", ts: "1705305601.000000" },
    {
      type: "message",
      user: "U7",
      user_profile: { real_name: "Guest" },
      text: "",
      files: [{ id: "F1" }],
      ts: "1705305602.000000",
    },
  ],
  "random/2024-01-15.json": [{ type: "message", user: "U2", text: "later", ts: "never" }, 7],
};

export const slackZip = zipSync({
  ...Object.fromEntries(Object.entries(slackFiles).map(([name, value]) => [name, strToU8(JSON.stringify(value))])),
  "random/2024-01-16.json": strToU8('[{"type": "mess'),
});

export const slackRows = [
  ["2024-01-15 08:00:00", "Ada L.", "@Ada L. has joined the channel", "general", "system", null],
  ["2024-01-15 08:00:01", "robot", "beep", "general", "message", null],
  ["2024-01-15 08:00:02", "Guest", "", "general", "media", null],
  ["2024-01-16 08:00:00", "Bob", "hi @Ada L. & @x: a < b", "general", "message", null],
  [null, "Bob", "later", "random", "message", "messages without a time that can be read"],
];

export const slackProblems = [
  ["files of the zip that cannot be read", 1, ["random/2024-01-16.json"]],
  ["values that are no messages", 1, ["7"]],
];

export const whatsappText = "[13/01/2024, 10:00:00] Ada: one\n[13/01/2024, 10:01:00] Bob: two\nlines\n";
export const zipOf = (files) => zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** One chat of two messages, in every way in which WhatsApp writes it. */
export const variants = {
  "Android, 24 h, day first": "15/01/2024, 14:23 - Ada: one\n16/01/2024, 00:05 - Bob: two",
  "Android, 12 h, month first": "1/15/24, 2:23 PM - Ada: one\n1/16/24, 12:05 AM - Bob: two",
  "Android, 12 h, narrow no-break space": "1/15/24, 2:23\u202fPM - Ada: one\n1/16/24, 12:05\u202fAM - Bob: two",
  "Android, small letters": "15/01/2024, 2:23 pm - Ada: one\n16/01/2024, 12:05 am - Bob: two",
  "Android, Spanish": "15/1/24, 2:23 p.\u00a0m. - Ada: one\n16/1/24, 12:05 a.\u00a0m. - Bob: two",
  "Android, German": "15.01.24, 14:23 - Ada: one\n16.01.24, 00:05 - Bob: two",
  "Android, without a comma": "15/1/2024 14:23 - Ada: one\n16/1/2024 0:05 - Bob: two",
  "Android, French of old": "15/01/2024 à 14:23 - Ada: one\n16/01/2024 à 00:05 - Bob: two",
  "Android, ISO": "2024-01-15, 14:23 - Ada: one\n2024-01-16, 00:05 - Bob: two",
  "Android, year first": "2024/01/15, 14:23 - Ada: one\n2024/01/16, 00:05 - Bob: two",
  "Android, short year first": "32/01/15, 14:23 - Ada: one\n32/01/16, 00:05 - Bob: two",
  "Android, dashes in the date": "15-01-2024 14:23 - Ada: one\n16-01-2024 00:05 - Bob: two",
  "iOS, 24 h, day first": "[15/01/2024, 14:23:00] Ada: one\n[16/01/2024, 00:05:00] Bob: two",
  "iOS, 12 h, month first": "[1/15/24, 2:23:00 PM] Ada: one\n[1/16/24, 12:05:00 AM] Bob: two",
  "iOS, 12 h, narrow no-break space": "[1/15/24, 2:23:00\u202fPM] Ada: one\n[1/16/24, 12:05:00\u202fAM] Bob: two",
  "iOS, marks of direction":
    "\u200e[15/01/2024, 14:23:00] Ada: \u200eone\r\n\u200e[16/01/2024, 00:05:00] \u202aBob\u202c: two\r\n",
  "iOS, German": "[15.01.24, 14:23:00] Ada: one\n[16.01.24, 00:05:00] Bob: two",
  "iOS, ISO": "[2024-01-15, 14:23:00] Ada: one\n[2024-01-16, 00:05:00] Bob: two",
  "iOS, not among the contacts": "[15.01.24, 14:23:00] ~ Ada: one\n[16.01.24, 00:05:00] ~\u202fBob: two",
};
