// Nothing is lost in silence: over exports that are made up, each record is in one message or in one problem, and texts
// are as they were, byte for byte.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { MESSAGES, loadMessages, openBoth, source } from "../support/etl.js";
import { seeded } from "../support/seeded.js";

const ROUNDS = Number(process.env.WINDROW_ROUNDS ?? 12);
let connection, rows;
before(async () => void ([{ connection, rows }] = await openBoth()));

const AUTHORS = ["Ada", "Bob Builder", "Zoë 🌻 (mum)", "+49 151 2345", "محمد", "O'Brien", "田中さん"];
const TEXTS = [
  "one",
  "",
  "two\nlines",
  "\n\nindented\n  more",
  "<b>bold</b>",
  '"quoted": yes',
  "'; DROP TABLE source; --",
  "a\tb,c;d|e",
  "\\1 $1 \\\\",
  "🌻👩‍👩‍👧",
  "نص عربي",
  "x".repeat(5_000),
  "see https://example.org: there",
  "é\u0301\ufeff",
  '{"a": [1]}',
  "5/5",
  "14:23 at the door",
  "«a: b»",
  "\u0001control",
];
const pad = (number) => String(number).padStart(2, "0");
/** A time in 2024, a minute later for each message. */
const timeOf = (i) => new Date(Date.UTC(2024, 0, 20) + i * 3_600_000);

const HEADERS = {
  "Android, day first": (d) =>
    `${pad(d.getUTCDate())}/${pad(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}, ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())} - `,
  "Android, month first, 12 hours": (d) =>
    `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear() % 100}, ${d.getUTCHours() % 12 || 12}:${pad(d.getUTCMinutes())}\u202f${d.getUTCHours() < 12 ? "AM" : "PM"} - `,
  "iOS, day first": (d) =>
    `[${pad(d.getUTCDate())}.${pad(d.getUTCMonth() + 1)}.${pad(d.getUTCFullYear() % 100)}, ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}] `,
  Chinese: (d) =>
    `[${d.getUTCFullYear()}/${d.getUTCMonth() + 1}/${d.getUTCDate()} ${d.getUTCHours() < 12 ? "上午" : "下午"}${d.getUTCHours() % 12 || 12}:${pad(d.getUTCMinutes())}:00] `,
  Persian: (d) =>
    `${d.getUTCFullYear()}/${d.getUTCMonth() + 1}/${d.getUTCDate()}، ${d.getUTCHours()}:${pad(d.getUTCMinutes())} - `.replace(
      /\d/g,
      (digit) => String.fromCharCode(0x6f0 + Number(digit)),
    ),
};

function conversation(seed, count) {
  const random = seeded(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, (_, i) => ({ time: timeOf(i), author: pick(AUTHORS), text: pick(TEXTS) }));
}

describe("WhatsApp", () => {
  for (const [name, header] of Object.entries(HEADERS)) {
    it(`${name}: authors and texts are as they were`, async () => {
      for (let seed = 0; seed < ROUNDS; seed++) {
        const said = conversation(seed, 60);
        const text = said.map(({ time, author, text }) => `${header(time)}${author}: ${text}\n`).join("");
        const { problems } = await loadMessages(connection, source("chat.txt", text), "source");
        assert.deepEqual(problems, [], `seed ${seed}`);
        const read = (await rows(MESSAGES)).map(([time, author, text]) => [time, author, text]);
        const wanted = said.map(({ time, author, text }) => [
          `${time.toISOString().slice(0, 10)} ${pad(time.getUTCHours())}:${pad(time.getUTCMinutes())}:00`,
          author,
          text,
        ]);
        assert.deepEqual(read, wanted, `seed ${seed}`);
      }
    });
  }
  it("cut at any byte, each line is in one message or problem", async () => {
    const header = HEADERS["Android, day first"];
    const text = conversation(7, 20)
      .map(({ time, author, text }) => `${header(time)}${author}: ${text.slice(0, 40)}\n`)
      .join("");
    const bytes = Buffer.from(text);
    const random = seeded(3);
    for (let round = 0; round < ROUNDS * 3; round++) {
      // An empty line at the end is none to the database, and a byte order mark at the beginning no text.
      const cut = bytes
        .subarray(Math.floor(random() * 200), bytes.length - Math.floor(random() * 200))
        .toString()
        .replace(/^\ufeff|\n+$/g, "");
      const lines = cut.split("\n");
      const first = lines.findIndex((line) => /^\d{1,2}\/\d\d\/\d{4}, \d\d:\d\d - /.test(line));
      const { problems } = await loadMessages(connection, source("chat.txt", cut), "source");
      const inMessages = (await rows(MESSAGES)).reduce((sum, [, , text]) => sum + text.split("\n").length, 0);
      // A date that was cut is of no day; its message is shown whole.
      const inProblems = problems.reduce(
        (sum, { what, count, samples }) => sum + (what.startsWith("lines") ? count : samples.join("\n").split("\n").length),
        0,
      );
      assert.equal(inMessages + inProblems, lines.filter((line, i) => i >= first || line !== "").length);
    }
  });
  it("joined from two phones, no message is lost", async () => {
    const said = conversation(5, 40);
    const [one, other] = [HEADERS["Android, day first"], HEADERS["iOS, day first"]];
    const text = said.map(({ time, author, text }, i) => `${(i < 20 ? one : other)(time)}${author}: ${text}\n`).join("");
    await loadMessages(connection, source("chat.txt", text), "source");
    assert.deepEqual(
      (await rows(MESSAGES)).map(([, author, text]) => [author, text]),
      said.map(({ author, text }) => [author, text]),
    );
  });
});

const seconds = ({ time }) => time.getTime() / 1_000;
const latin1 = (text) => Buffer.from(text).toString("latin1");
/** An export of each program, with what is no message in its list. */
const PROGRAMS = {
  "Telegram export": (said, others) => ({
    name: "Garden",
    type: "private_group",
    id: 7,
    messages: [
      ...said.map((one, id) => ({
        id,
        type: "message",
        date: one.time.toISOString().slice(0, 19),
        from: one.author,
        from_id: "user1",
        text: [one.text.slice(0, 3), { type: "bold", text: one.text.slice(3) }],
      })),
      ...others,
    ],
  }),
  "Messenger or Instagram export": (said, others) => ({
    participants: [{ name: "Ada" }],
    title: "Garden",
    thread_path: "inbox/garden_1",
    messages: [
      ...others,
      ...said
        .map((one) => ({ sender_name: latin1(one.author), timestamp_ms: one.time.getTime(), content: latin1(one.text) }))
        .reverse(),
    ],
  }),
  "Discord export (JSON)": (said, others) => ({
    guild: { id: "1", name: "Acme" },
    channel: { id: "2", name: "general" },
    messages: [
      ...said.map((one, id) => ({
        id: String(id),
        type: "Default",
        timestamp: one.time.toISOString(),
        content: one.text,
        author: { id: "1", name: one.author },
      })),
      ...others,
    ],
  }),
  "Matrix export": (said, others) => ({
    room_name: "Garden",
    export_date: "1/20/2024",
    messages: [
      ...said.map((one, id) => ({
        type: "m.room.message",
        sender: one.author,
        event_id: `$${id}`,
        room_id: "!r",
        origin_server_ts: one.time.getTime(),
        content: { body: one.text, msgtype: "m.text" },
      })),
      ...others,
    ],
  }),
  "Claude export": (said, others) => [
    {
      uuid: "c1",
      name: "Garden",
      chat_messages: [
        ...said.map((one, id) => ({
          uuid: `m${id}`,
          sender: one.author,
          created_at: one.time.toISOString(),
          text: one.text,
          content: [{ type: "text", text: one.text }],
        })),
        ...others,
      ],
    },
  ],
  "Slack export": (said, others) => [
    ...said.map((one) => ({
      type: "message",
      user: "U1",
      user_profile: undefined,
      username: one.author,
      ts: `${seconds(one)}.000100`,
      text: one.text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    })),
    ...others,
  ],
  "Google Chat export": (said, others) => ({
    messages: [
      ...said.map((one, id) => ({
        creator: { name: one.author },
        created_date: one.time.toUTCString(),
        text: one.text,
        message_id: String(id),
      })),
      ...others,
    ],
  }),
  "Skype or Teams export": (said, others) => ({
    exportDate: "2024-02-20",
    conversations: [
      {
        id: "c",
        displayName: "Garden",
        MessageList: [
          ...others,
          ...said
            .map((one, id) => ({
              id: String(id),
              displayName: one.author,
              originalarrivaltime: one.time.toISOString(),
              messagetype: "Text",
              content: one.text,
            }))
            .reverse(),
        ],
      },
    ],
  }),
  "Snapchat export": (said, others) => ({
    Garden: [
      ...others,
      ...said
        .map((one) => ({
          From: one.author,
          "Media Type": "TEXT",
          Created: `${one.time.toISOString().slice(0, 19).replace("T", " ")} UTC`,
          Content: one.text,
          IsSender: false,
        }))
        .reverse(),
    ],
  }),
  "TikTok export": (said, others) => ({
    "Direct Messages": {
      "Chat History": {
        ChatHistory: {
          "Chat History with Garden:": [
            ...said.map((one) => ({ Date: stamp(one), From: one.author, Content: one.text })),
            ...others,
          ],
        },
      },
    },
  }),
  "Discord data package": (said, others) => [
    ...said.map((one, id) => ({
      ID: id,
      Timestamp: one.time.toISOString().slice(0, 19).replace("T", " "),
      Contents: one.text,
      Attachments: "",
    })),
    ...others,
  ],
  "Hangouts export": (said, others) => ({
    conversations: [
      {
        conversation: { conversation_id: { id: "c" }, conversation: { name: "Garden" } },
        events: [
          ...said.map((one, id) => ({
            conversation_id: { id: "c" },
            sender_id: { gaia_id: one.author },
            timestamp: `${one.time.getTime()}000`,
            event_id: String(id),
            chat_message: { message_content: { segment: [{ type: "TEXT", text: one.text }] } },
          })),
          ...others,
        ],
      },
    ],
  }),
  "X (Twitter) archive": (said, others) => [
    {
      dmConversation: {
        conversationId: "c",
        messages: [
          ...others,
          ...said
            .map((one, id) => ({
              messageCreate: { id: String(id), senderId: one.author, createdAt: one.time.toISOString(), text: one.text },
            }))
            .reverse(),
        ],
      },
    },
  ],
  "WhatsApp-Chat-Exporter's JSON": (said, others) => ({
    "1@g.us": {
      name: "Garden",
      messages: Object.fromEntries(
        [
          ...said.map((one, i) => ({
            from_me: false,
            timestamp: seconds(one),
            media: false,
            key_id: `k${i}`,
            meta: false,
            data: one.text,
            sender: one.author,
          })),
          ...others,
        ].map((one, i) => [i + 1, one]),
      ),
    },
  }),
  "Grok export": (said, others) => ({
    conversations: [
      {
        conversation: { id: "c", title: "Garden" },
        responses: [
          ...said.map((one, id) => ({
            response: {
              _id: String(id),
              message: one.text,
              sender: one.author,
              create_time: { $date: { $numberLong: String(one.time.getTime()) } },
            },
          })),
          ...others,
        ],
      },
    ],
  }),
  "Gemini activity": (said, others) => [
    ...said
      .map((one) => ({
        header: "Gemini Apps",
        title: `Prompted ${one.text}`,
        time: one.time.toISOString(),
        products: ["Gemini Apps"],
      }))
      .reverse(),
    ...others,
  ],
  "sigtop's JSON": (said, others) => [
    ...said.map((one, id) => ({
      id: String(id),
      type: "incoming",
      sent_at: one.time.getTime(),
      body: one.text,
      conversationId: "c",
      source: one.author,
    })),
    ...others,
  ],
};

/** What stands before the JSON. */
const BEFORE = { "X (Twitter) archive": "window.YTD.direct_messages.part0 = " };
/** Where names are changed, or are not told. */
const OTHER_NAMES = ["Slack export", "Discord data package", "Gemini activity"];

/** The table has the texts that were said, and who said them. */
async function readsAs(said, format, seed) {
  const read = await rows(MESSAGES);
  assert.deepEqual(
    read.map(([, , text]) => text),
    said.map(({ text }) => text),
    `seed ${seed}`,
  );
  if (!OTHER_NAMES.includes(format))
    assert.deepEqual(
      read.map(([, author]) => author),
      said.map(({ author }) => author),
    );
}

for (const [format, write] of Object.entries(PROGRAMS)) {
  it(`${format}: each record is in one message or problem`, async () => {
    for (let seed = 0; seed < ROUNDS; seed++) {
      // A program writes no message without a word; bytes that mean nothing in UTF-8 stay as they are.
      const said = conversation(seed, 40).filter(({ text }) => text !== "");
      const others = [null, 7, "text", [1], {}, { text: "no time" }].slice(0, seed % 7);
      const loaded = await loadMessages(
        connection,
        source("result.json", `${BEFORE[format] ?? ""}${JSON.stringify(write(said, others), null, seed % 2)}`),
        "source",
      );
      assert.equal(loaded.format, format);
      const counted = loaded.problems.reduce((sum, { count }) => sum + count, 0);
      assert.equal(loaded.rows + counted, said.length + others.length, `seed ${seed}: ${JSON.stringify(loaded.problems)}`);
      await readsAs(said, format, seed);
    }
  });
}

const clockOf = ({ time }) => `${pad(time.getUTCHours())}:${pad(time.getUTCMinutes())}`;
const dayOf = ({ time }) => time.toISOString().slice(0, 10);
/** Messages day by day, each day under a heading. */
const daily = (said, heading, write) =>
  said.map((one, i) => `${i === 0 || dayOf(one) !== dayOf(said[i - 1]) ? `${heading(one.time)}\n` : ""}${write(one)}\n`).join("");
const isLine = (text) => !text.includes("\n");
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ircDay = (d) => `${DAYS[d.getUTCDay()]} ${MONTHS[d.getUTCMonth()]} ${pad(d.getUTCDate())}`;

const koreanDay = (d) => `${d.getUTCFullYear()}년 ${d.getUTCMonth() + 1}월 ${d.getUTCDate()}일`;
const KAKAO = "Ada 님과 카카오톡 대화\n저장한 날짜 : 2024년 2월 20일 10:00\n\n";

const appleStamp = (d) =>
  `${MONTHS[d.getUTCMonth()]} ${pad(d.getUTCDate())}, ${d.getUTCFullYear()} ${String(d.getUTCHours() % 12 || 12).padStart(2)}:${pad(d.getUTCMinutes())}:00 ${d.getUTCHours() < 12 ? "AM" : "PM"}`;

const minuteOf = (i) => `00:${pad(i)}:00`;
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Exports that are texts: how each writes messages, and which texts it can hold. */
const TEXT_PROGRAMS = {
  "IRC log": {
    holds: isLine,
    write: (said) =>
      `--- Log opened ${ircDay(said[0].time)} 00:00:00 2024\n` +
      daily(
        said,
        (d) => `--- Day changed ${ircDay(d)} 2024`,
        (one) => `${clockOf(one)} < ${one.author}> ${one.text}`,
      ),
  },
  "IRC log, of HexChat": {
    holds: isLine,
    write: (said) =>
      `**** BEGIN LOGGING AT ${ircDay(said[0].time)} 00:00:00 2024\n\n${said.map((one) => `${ircDay(one.time).slice(4)} ${clockOf(one)}:00 < ${one.author}>\t${one.text}\n`).join("")}`,
    isFound: true,
  },
  "IRC log, of The Lounge": {
    holds: isLine,
    write: (said) => said.map((one) => `[${one.time.toISOString()}] < ${one.author}> ${one.text}\n`).join(""),
    isFound: true,
  },
  "IRC log, of ZNC": {
    holds: isLine,
    write: (said) => said.map((one, i) => `[${minuteOf(i)}] <@${one.author}> ${one.text}\n`).join(""),
    isFound: true,
  },
  "Pidgin log": {
    holds: () => true,
    write: (said) =>
      `Conversation with bob@x.org at Sat 20 Jan 2024 00:00:00 UTC on ada@x.org/ (jabber)\n${said.map((one, i) => `(${minuteOf(i)}) ${one.author}: ${one.text}\n`).join("")}`,
    isFound: true,
  },
  Transcript: {
    holds: (text) => !/^\n|\n\n/.test(text),
    write: (said) =>
      `WEBVTT\n\n${said.map((one, i) => `${minuteOf(i)}.000 --> ${minuteOf(i)}.900\n<v ${escaped(one.author)}>${escaped(one.text)}</v>\n\n`).join("")}`,
    isFound: true,
  },
  "SMS backup": {
    holds: () => true,
    write: (said) =>
      `<?xml version='1.0' encoding='UTF-8'?>\n<smses count="${said.length}">\n${said.map((one) => `  <sms address="+00" date="${one.time.getTime()}" type="1" body="${escaped(one.text).replaceAll('"', "&quot;")}" contact_name="${one.author}" />\n`).join("")}</smses>\n`,
    isFound: true,
  },
  "Mattermost export": {
    holds: () => true,
    write: (said) =>
      [
        { type: "version", version: 1 },
        ...said.map((one) => ({
          type: "post",
          post: { team: "t", channel: "garden", user: one.author, message: one.text, create_at: one.time.getTime() },
        })),
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(""),
    isFound: true,
  },
  "LINE export": {
    // What begins and ends with a quote by itself cannot be told from a text of several lines.
    holds: (text) => !text.includes("\t") && (isLine(text) || !/^"|"$|"\n/.test(text)),
    write: (said) =>
      `[LINE] Chat history with Bob\nSaved on: 2024/02/20 10:00\n\n${daily(
        said,
        (d) => `${d.toISOString().slice(0, 10).replaceAll("-", "/")}(${DAYS[d.getUTCDay()]})`,
        (one) => `${clockOf(one)}\t${one.author}\t${isLine(one.text) ? one.text : `"${one.text.replaceAll('"', '""')}"`}`,
      )}`,
  },
  "Telegram copy": {
    holds: () => true,
    write: (said) =>
      said
        .map((one) => `${one.author}, [${dayOf(one).split("-").reverse().join("/")} ${clockOf(one)}]\n${one.text}\n\n`)
        .join(""),
  },
  "Zoom chat": {
    holds: (text) => isLine(text) && !text.includes("\t"),
    write: (said) => said.map((one, i) => `00:${pad(i)}:00\t${one.author}:\t${one.text}\n`).join(""),
  },
  "Discord export (TXT)": {
    holds: (text) => !/^\n/.test(text),
    write: (said) => {
      const rule = "=".repeat(62);
      const written = said.map((one) => `[${dayOf(one)} ${clockOf(one)}] ${one.author}\n${one.text}\n\n`).join("");
      return `${rule}\nGuild: Acme\nChannel: Text / general\n${rule}\n\n${written}${rule}\nExported ${said.length} message(s)\n${rule}\n`;
    },
  },
  "KakaoTalk export": {
    holds: (text) => !/^\n/.test(text),
    write: (said) =>
      KAKAO +
      daily(
        said,
        (d) => `\n${koreanDay(d)}`,
        (one) => `${koreanDay(one.time)} ${clockOf(one)}, ${one.author} : ${one.text}`,
      ),
  },
  "KakaoTalk export, of a desktop": {
    holds: (text) => !/^\n/.test(text),
    write: (said) =>
      KAKAO +
      daily(
        said,
        (d) => `--------------- ${koreanDay(d)} ---------------`,
        (one) => `[${one.author}] [${clockOf(one)}] ${one.text}`,
      ),
    isFound: true,
  },
  "iMessage export": {
    holds: (text) => !/^\n/.test(text),
    write: (said) => said.map((one) => `${appleStamp(one.time)}\n${one.author}\n${one.text}\n\n`).join(""),
    isFound: true,
  },
  // signal-export writes as WhatsApp does.
  "WhatsApp export": {
    holds: (text) => !/^\n/.test(text),
    write: (said) => said.map((one) => `[${dayOf(one)} ${clockOf(one)}] ${one.author}: ${one.text}\n`).join(""),
  },
};

for (const [format, { holds, write, isFound = false }] of Object.entries(TEXT_PROGRAMS)) {
  it(`${format}: each record is in one message or problem, and texts are as they were`, async () => {
    for (let seed = 0; seed < ROUNDS; seed++) {
      const said = conversation(seed, 40).filter(({ text }) => text !== "" && holds(text));
      const loaded = await loadMessages(connection, source("chat.txt", write(said)), {
        table: "source",
        ...(!isFound && { format }),
      });
      assert.deepEqual(loaded.problems, [], `seed ${seed}`);
      const read = await rows(MESSAGES);
      assert.deepEqual(
        read.map(([, author, text]) => [author, text]),
        said.map(({ author, text }) => [author, text]),
        `seed ${seed}`,
      );
    }
  });
}

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const stamp = ({ time }) => time.toISOString().slice(0, 19).replace("T", " ");
/** Exports as CSV. */
const CSV_PROGRAMS = {
  "iMazing export": (said) =>
    `Chat Session,Message Date,Delivered Date,Read Date,Edited Date,Service,Type,Sender ID,Sender Name,Status,Replying to,Subject,Text,Attachment,Attachment type\r\n${said.map((one) => `Garden,${stamp(one)},,,,iMessage,Incoming,+1,${quoted(one.author)},Read,,,${quoted(one.text)},,\r\n`).join("")}`,
  "LinkedIn export": (said) =>
    `CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n${said.map((one) => `c,Garden,${quoted(one.author)},,Bob,${stamp(one)} UTC,,${quoted(one.text)},INBOX\n`).join("")}`,
  "Discord export (CSV)": (said) =>
    `AuthorID,Author,Date,Content,Attachments,Reactions\n${said.map((one) => `"1",${quoted(one.author)},"${one.time.toISOString()}",${quoted(one.text)},"",""\n`).join("")}`,
  "WeChat export": (said) =>
    `localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n${said.map((one, i) => `${i},3,1,0,0,${one.time / 1_000},2,${quoted(one.text)},${stamp(one)},,${quoted(one.author)},wxid\n`).join("")}`,
  "Viber export": (said) =>
    said
      .map(
        (one) =>
          `${dayOf(one).split("-").reverse().join("/")},${stamp(one).slice(11)},${quoted(one.author)},+1,${quoted(one.text)}\n`,
      )
      .join(""),
  "Discord data package": (said) =>
    `ID,Timestamp,Contents,Attachments\n${said.map((one, i) => `${i},${stamp(one)}+00:00,${quoted(one.text)},\n`).join("")}`,
};

for (const [format, write] of Object.entries(CSV_PROGRAMS)) {
  it(`${format}, as CSV: each record is in one message, and texts are as they were`, async () => {
    for (let seed = 0; seed < ROUNDS; seed++) {
      const said = conversation(seed, 40).filter(({ text }) => text !== "");
      const loaded = await loadMessages(connection, source("messages.csv", write(said)), "source");
      assert.equal(loaded.format, format);
      assert.deepEqual(loaded.problems, [], `seed ${seed}`);
      await readsAs(said, format, seed);
    }
  });
}

it("ChatGPT export: each record is in one message or problem, whatever branches there are", async () => {
  for (let seed = 0; seed < ROUNDS; seed++) {
    const random = seeded(seed);
    const said = conversation(seed, 40).filter(({ text }) => text !== "");
    const mapping = { root: { id: "root", message: null, parent: null, children: [] } };
    let parent = "root";
    const shown = [];
    for (const [i, one] of said.entries()) {
      const isLeft = random() < 0.2;
      mapping[`n${i}`] = {
        id: `n${i}`,
        parent,
        children: [],
        message: {
          id: `m${i}`,
          author: { role: i % 2 ? "assistant" : "user" },
          create_time: seconds(one),
          content: { content_type: "text", parts: [one.text] },
        },
      };
      mapping[parent].children.push(`n${i}`);
      if (isLeft) continue;
      shown.push(one.text);
      parent = `n${i}`;
    }
    const others = [7, "text", [1]].slice(0, seed % 4);
    others.forEach((message, i) => (mapping[`o${i}`] = { id: `o${i}`, parent: "root", children: [], message }));
    const loaded = await loadMessages(
      connection,
      source(
        "conversations.json",
        JSON.stringify([{ title: "Garden", create_time: 1, mapping, current_node: parent, conversation_id: "c" }]),
      ),
      "source",
    );
    assert.equal(loaded.format, "ChatGPT export");
    const counted = loaded.problems.reduce((sum, { count }) => sum + count, 0);
    assert.equal(loaded.rows + counted, said.length + others.length, `seed ${seed}: ${JSON.stringify(loaded.problems)}`);
    assert.deepEqual(
      (await rows(MESSAGES)).map(([, , text]) => text),
      shown,
      `seed ${seed}`,
    );
  }
});

it("Signal export: each record is in one message or problem", async () => {
  const head = [
    { version: "1", backupTimeMs: "1705328580000" },
    { account: { givenName: "Ada" } },
    ...AUTHORS.map((name, i) => ({ recipient: { id: String(i), contact: { profileGivenName: name } } })),
    { chat: { id: "5", recipientId: "1" } },
  ];
  for (let seed = 0; seed < ROUNDS; seed++) {
    const said = conversation(seed, 40).filter(({ text }) => text !== "");
    const others = [null, 7, "text", [1], { chatItem: {} }].slice(0, seed % 6);
    const items = said.map((one) => ({
      chatItem: {
        chatId: "5",
        authorId: String(AUTHORS.indexOf(one.author)),
        dateSent: String(one.time.getTime()),
        incoming: {},
        standardMessage: { text: { body: one.text } },
      },
    }));
    const loaded = await loadMessages(
      connection,
      source("main.jsonl", [...head, ...items, ...others].map((one) => `${JSON.stringify(one)}\n`).join("")),
      "source",
    );
    assert.equal(loaded.format, "Signal export");
    const counted = loaded.problems.reduce((sum, { count }) => sum + count, 0);
    assert.equal(loaded.rows + counted, said.length + others.length, `seed ${seed}: ${JSON.stringify(loaded.problems)}`);
    assert.deepEqual(
      (await rows(MESSAGES)).map(([, author, text]) => [author, text]),
      said.map(({ author, text }) => [author, text]),
      `seed ${seed}`,
    );
  }
});

describe("cut at any byte, all messages before the cut are as they were, or a sentence says what is wrong", () => {
  const writers = {
    ...Object.fromEntries(Object.entries(TEXT_PROGRAMS).map(([name, { write }]) => [name, write])),
    ...CSV_PROGRAMS,
  };
  for (const [format, write] of Object.entries(writers)) {
    it(format, async () => {
      const { holds = () => true } = TEXT_PROGRAMS[format] ?? {};
      for (let seed = 0; seed < ROUNDS; seed++) {
        const said = conversation(seed, 12).filter(({ text }) => text !== "" && holds(text) && text.length < 100);
        const bytes = Buffer.from(write(said));
        const cut = bytes.subarray(0, Math.floor(seeded(seed)() * bytes.length));
        try {
          await loadMessages(connection, source(format in CSV_PROGRAMS ? "a.csv" : "chat.txt", cut), "source", {
            format: format.split(",")[0],
          });
        } catch (error) {
          assert.notEqual(error.code, undefined, error.stack);
          continue;
        }
        const texts = (await rows(MESSAGES)).map(([, , text]) => text).slice(0, -1);
        assert.deepEqual(
          texts,
          said.slice(0, texts.length).map(({ text }) => text),
          `seed ${seed}`,
        );
      }
    });
  }
});
