// Filters of messages, the changes of texts, and the reports of both, compared with plain JavaScript.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { auditQueries, fetchRows } from "windrow/duckdb";
import { bundled } from "../support/bundled.js";
import { generator } from "../support/generator.js";
import { textSqlOf } from "../support/hostile.js";
import { READERS } from "../support/loaded.js";
import { windowError } from "../support/windrow.js";

let filters;
before(async () => {
  await init();
  filters = await bundled("www/src/filter/index.ts");
});

const LABELS = { link: "[link]", email: "[e-mail]", phone: "[phone]", number: "[number]", person: "Person", chat: "Chat" };
const ROLES = {
  time: 'the "time"',
  author: "rowid",
  text: "SELECT",
  chat: "chat",
  chatName: undefined,
  kind: "kind",
  id: undefined,
  measures: [],
};
const ALL = [
  [ROLES.time, "TIMESTAMP"],
  [ROLES.author, "VARCHAR"],
  [ROLES.text, "VARCHAR"],
  ["chat", "VARCHAR"],
  ["kind", "VARCHAR"],
].map(([name, type]) => ({ name, type }));
const loadedOf = (table, rows) => ({
  table,
  columns: ROLES,
  all: ALL,
  rows,
  format: "",
  sorted: false,
  zone: undefined,
  problems: [],
  guesses: [],
});
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

async function table(engine, name, messages) {
  const values = messages.map(
    ({ day, author, text, chat, kind }) =>
      `(TIMESTAMP '2024-01-01' + to_hours(${day * 12}), ${textSqlOf(author)}, ${textSqlOf(text)}, ${textSqlOf(chat)}, '${kind}')`,
  );
  await engine.rows(
    `CREATE OR REPLACE TABLE ${quoted(name)} (${ALL.map(({ name, type }) => `${quoted(name)} ${type}`).join(", ")})`,
  );
  await engine.rows(`INSERT INTO ${quoted(name)} VALUES ${values.join(", ")}`);
  return loadedOf(name, messages.length);
}

const texts = async (engine, { table }, column = ROLES.text) =>
  (
    await engine.rows(
      `SELECT ${quoted(column)} FROM (SELECT *, row_number() OVER () AS place FROM ${quoted(table)}) ORDER BY place`,
    )
  ).map(([text]) => text);

/** For each rule, texts to hide and texts to leave. */
const HIDDEN = {
  links: {
    "see https://example.org/a?b=c#d.": "see [link].",
    "(www.example.org)": "([link])",
    "HTTPS://EXAMPLE.ORG/ok": "[link]",
    "http://münchen.de/straße, ja": "[link], ja",
    "the www is old": undefined,
    "a://b": undefined,
  },
  emails: {
    "mail ada.lovelace+x@mail.example.co.uk now": "mail [e-mail] now",
    "<jörg@müller.de>": "<[e-mail]>",
    "meet @ noon": undefined,
    "@ada hi": undefined,
  },
  phones: {
    "call +55 11 91234-5678!": "call [phone]!",
    "+49 (0)30 1234567": "[phone]",
    "0049 30 123456": "[phone]",
    "(11) 91234-5678": "[phone]",
    "020 7946 0958": "[phone]",
    "555-123-4567": "[phone]",
    "030/1234567": "[phone]",
    "06 12 34 56 78": "[phone]",
    "91234-5678": "[phone]",
    "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧": "[phone]",
    "on 2024-01-15 at 10:30": undefined,
    "15.01.2024": undefined,
    "15/01/2024": undefined,
    "1.500.000,50": undefined,
    "3-4 of 20": undefined,
    "10:30:15": undefined,
  },
  numbers: {
    "card 1234 5678 9012 3456": "card [number]",
    "CPF 123.456.789-09": "CPF [number]",
    "DE89 3704 0044 0532 0130 00": "[number]",
    "order 12345678": "order [number]",
    "2024-01-15": undefined,
    "10:30": undefined,
    12345: undefined,
    1.5: undefined,
  },
  names: {
    "Ada said so": "Person 1 said so",
    "hi ada!": "hi Person 1!",
    "Ada Ada Ada": "Person 1 Person 1 Person 1",
    "@Jörg, Bob-Lee": "@Person 2, Person 3",
    "Adam and Nevada": undefined,
    "Ada Lovelace's": "Person 1's",
    花子さん: "Person 4さん",
    "a.b and a+b": "a.b and Person 5",
    "The end": undefined,
  },
};
const PEOPLE = ["Ada Lovelace", "Jörg", "Bob-Lee", "花子", "a+b", "The Boss"];

for (const { name, open } of READERS) {
  describe(`filters on ${name}`, () => {
    let engine;
    before(async () => {
      engine = await open();
    });
    after(() => engine.close());

    it("leave out the same messages as plain JavaScript, count them, and keep the order", async () => {
      const { below, pick, chance } = generator(3);
      const [AUTHORS, CHATS, KINDS] = [
        ["Ada", "O'Bob", null],
        ["one", 'two "2"', null],
        ["message", "message", "media", "system"],
      ];
      for (let round = 0; round < 30; round++) {
        const messages = Array.from({ length: 1 + below(200) }, (_, i) => ({
          day: i % 40,
          author: pick(AUTHORS),
          text: `text ${i}`,
          chat: pick(CHATS),
          kind: pick(KINDS),
        }));
        const loaded = await table(engine, 'it\'s "random"', messages);
        const days = (n) => `2024-01-${String(1 + n).padStart(2, "0")}`;
        const filter = {
          from: pick([undefined, "", days(below(10))]),
          to: pick([undefined, days(10 + below(9))]),
          withoutAuthors: AUTHORS.filter(() => chance(0.3)),
          withoutChats: CHATS.filter(() => chance(0.2)),
          withoutMedia: chance(0.5),
          withoutSystem: chance(0.5),
        };
        const reason = ({ day, author, chat, kind }) => {
          const date = days(Math.floor(day / 2));
          if (filter.withoutSystem && kind === "system") return "system";
          if (filter.withoutMedia && kind === "media") return "media";
          if ((filter.from && date < filter.from) || (filter.to && date > filter.to)) return "dates";
          if (filter.withoutAuthors.includes(author)) return "authors";
          return filter.withoutChats.includes(chat) ? "chats" : undefined;
        };
        const kept = messages.filter((message) => reason(message) === undefined);
        const leftOut = { system: 0, media: 0, dates: 0, authors: 0, chats: 0 };
        for (const message of messages) if (reason(message)) leftOut[reason(message)]++;
        const filtered = await filters.applyFilter(engine.connection, loaded, filter);
        assert.deepEqual(filtered.leftOut, leftOut);
        assert.equal(filtered.loaded.rows, kept.length);
        assert.deepEqual(
          await texts(engine, filtered.loaded),
          kept.map(({ text }) => text),
        );
        await filtered.drop();
        assert.equal((await texts(engine, loaded)).length, messages.length, "what was loaded stays");
      }
    });

    it("hide the texts of each rule, and leave all others", async () => {
      for (const [rule, cases] of Object.entries(HIDDEN)) {
        const messages = Object.keys(cases).map((text, i) => ({ day: i, author: PEOPLE[0], text, chat: "c", kind: "message" }));
        // The first author is the one with the most messages.
        const people = PEOPLE.slice(1).flatMap((author, i) =>
          Array.from({ length: 5 - i }, () => ({ day: 60, author, text: null, chat: "c", kind: "message" })),
        );
        const loaded = await table(engine, "redacted", [...messages, ...people]);
        const filtered = await filters.applyFilter(engine.connection, loaded, { redact: { [rule]: true } });
        const expected = Object.entries(cases).map(([text, hidden]) => hidden ?? text);
        assert.deepEqual((await texts(engine, filtered.loaded)).slice(0, messages.length), expected, rule);
        assert.deepEqual(filtered.redacted, { [rule]: Object.values(cases).filter((hidden) => hidden !== undefined).length });
        if (rule === "names")
          assert.deepEqual(
            [...new Set(await texts(engine, filtered.loaded, ROLES.author))],
            PEOPLE.map((_, i) => `Person ${i + 1}`),
          );
        await filtered.drop();
      }
    });

    it("measure the filtered text that is sent", async () => {
      const messages = Array.from({ length: 50 }, (_, i) => ({
        day: i,
        author: "Ada",
        text: `call ada at +55 11 91234-${1000 + i} or ada@example.org`,
        chat: "c",
        kind: "message",
      }));
      const filtered = await filters.applyFilter(engine.connection, await table(engine, "sent", messages), {
        redact: { phones: true, emails: true, names: true },
      });
      const { time, author, text } = ROLES;
      const fetched = await fetchRows(engine.connection, {
        from: filtered.loaded.table,
        time,
        author,
        text,
        line: "{author}: {text}",
      });
      assert.equal(fetched.rows.total("bytes"), 50 * Buffer.byteLength("Person 1: call Person 1 at [phone] or [e-mail]\n"));
      assert.deepEqual(filtered.redacted, { emails: 50, phones: 50, names: 50 });
      assert.deepEqual(await engine.rows(`SELECT DISTINCT chat FROM ${quoted(filtered.loaded.table)}`), [["Chat 1"]]);
      // Labels are literal texts.
      const labelled = await filters.applyFilter(
        engine.connection,
        loadedOf("sent", 50),
        { redact: { emails: true, names: true } },
        { labels: { ...LABELS, email: "\\1 $1 'x'", person: "\\0 P" } },
      );
      assert.equal((await texts(engine, labelled.loaded))[0], "call \\0 P 1 at +55 11 91234-1000 or \\1 $1 'x'");
    });

    it("keep the order of many rows, and run four queries", async () => {
      await engine.rows(
        `CREATE OR REPLACE TABLE large AS SELECT TIMESTAMP '2024-01-01' + to_seconds(i) AS ${quoted(ROLES.time)}, 'a' || i % 7 AS ${quoted(ROLES.author)}, i::VARCHAR AS ${quoted(ROLES.text)}, 'c' AS chat, 'message' AS kind FROM range(500000) r(i)`,
      );
      const audit = auditQueries(engine.connection);
      const filtered = await filters.applyFilter(audit.connection, loadedOf("large", 500_000), {
        withoutAuthors: ["a3"],
        redact: { names: true, numbers: true },
      });
      assert.equal(audit.queries.length, 4);
      const [[count, wrong]] = await engine.rows(
        `SELECT count(*)::DOUBLE, count_if(before >= ${quoted(ROLES.time)})::DOUBLE FROM (SELECT ${quoted(ROLES.time)}, lag(${quoted(ROLES.time)}) OVER (ORDER BY place) AS before FROM (SELECT *, row_number() OVER () AS place FROM ${quoted(filtered.loaded.table)}))`,
      );
      assert.deepEqual([count, wrong, filtered.leftOut.authors], [filtered.loaded.rows, 0, Math.ceil((500_000 - 3) / 7)]);
      await filtered.drop();
    });

    it("distinguish hundreds of people, and hide the names of all", async () => {
      const name = (i) => `N${i}ame`;
      const messages = Array.from({ length: 1_500 }, (_, i) => ({
        day: 1,
        author: name(i),
        text: `hi ${name(i)}, ${name((i * 7) % 1_500)} and N1`,
        chat: "c",
        kind: "message",
      }));
      const filtered = await filters.applyFilter(engine.connection, await table(engine, "many people", messages), {
        redact: { names: true },
      });
      const hidden = await texts(engine, filtered.loaded);
      assert.equal(hidden[1], "hi Person 2, Person 8 and N1");
      assert.ok(
        hidden.every((text) => /^hi Person( \d+)?, Person( \d+)? and N1$/.test(text)),
        hidden.find((text) => /ame/.test(text)),
      );
      assert.equal(new Set(await texts(engine, filtered.loaded, ROLES.author)).size, 1_500);
      await filtered.drop();
    });

    it("list the number of messages by author and by chat", async () => {
      const message = (author, chat, kind = "message") => ({ day: 1, author, text: "", chat, kind });
      const loaded = await table(engine, "people", [
        message("b", "two"),
        message("a", "one"),
        message("a", "two"),
        message(null, "one"),
        message("z", "one", "system"),
      ]);
      assert.deepEqual(await filters.authors(engine.connection, loaded), [
        { name: "a", messages: 2 },
        { name: "b", messages: 1 },
        { name: null, messages: 1 },
      ]);
      assert.deepEqual(await filters.chats(engine.connection, loaded), [
        { id: "two", name: "two", messages: 2 },
        { id: "one", name: "one", messages: 3 },
      ]);
    });

    it("find texts in any case and with any accents, capped and counted, by one query", async () => {
      const messages = ["Você vem?", "voce", "100% sure", "100 sure", 'it\'s \\ "q"', null, "VOCÊS"].map((text) => ({
        day: 1,
        author: "a",
        text,
        chat: "c",
        kind: "message",
      }));
      const loaded = await table(engine, "found", messages);
      const audit = auditQueries(engine.connection);
      const hits = async (text, most) => {
        const { positions, total } = await filters.search(audit.connection, loaded, text, most);
        return [Array.from(positions), total];
      };
      assert.deepEqual(await hits("VOCE"), [[0, 1, 6], 3]);
      assert.deepEqual(await hits("voce", 2), [[0, 1], 3]);
      assert.deepEqual(await hits("100%"), [[2], 1]);
      assert.deepEqual(await hits("'s \\ \"Q"), [[4], 1]);
      assert.deepEqual(await hits("none"), [[], 0]);
      assert.equal(audit.queries.length, 5);
      assert.deepEqual(await hits(""), [[], 0]);
    });

    it("refuse invalid days", async () => {
      const loaded = loadedOf("found", 7);
      for (const from of ["2024-02-30", "1/2/2024", "2024-1-1"])
        await assert.rejects(filters.applyFilter(engine.connection, loaded, { from }), windowError("BAD_OPTION", from));
      await assert.rejects(
        filters.applyFilter(engine.connection, loaded, { from: "2024-02-02", to: "2024-02-01" }),
        windowError("BAD_OPTION", "2024-02-01"),
      );
    });
  });
}
