// How CSV files are written, and what becomes of each: on native DuckDB and on DuckDB-WASM.
import assert from "node:assert/strict";
import { it } from "node:test";
import { forEachReader, guessed, load as loadOn, source, told } from "../support/loaded.js";

const latin1 = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text, mark) => {
  const bytes = new Uint8Array(2 * (text.length + mark));
  const view = new DataView(bytes.buffer);
  if (mark) view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * (i + mark), text.charCodeAt(i), true);
  return bytes;
};

/** A file, and its texts; further, what else is to hold. */
/** Texts, and their bytes in an encoding, as Python writes them. */
const LEGACY = [
  ["shift_jis", "こんにちは、田中です", "grGC8YLJgr+CzYFBk2OShoLFgrc="],
  ["euc-jp", "こんにちは、田中です", "pLOk86TLpMGkz6GixcTD5qTHpLk="],
  ["euc-kr", "안녕하세요 여러분", "vsiz58fPvLy/5CC/qbevutA="],
  ["gb18030", "你好，今天我们去吃饭吧", "xOO6w6OsvfHM7M7Sw8fIpbPUt7mwyQ=="],
  ["big5", "你好，今天我們去吃飯吧", "p0GmbqFBpLWk0afarcylaKZZtrqnYQ=="],
  ["windows-1251", "Привет, как дела?", "z/Do4uXyLCDq4Oog5OXr4D8="],
  ["koi8-r", "Привет, как дела?", "8NLJ18XULCDLwcsgxMXMwT8="],
  ["windows-1253", "Καλημέρα, τι κάνεις", "yuHr5+zd8eEsIPTpIOrc7eXp8g=="],
  ["windows-1254", "nasılsın, iyi akşamlar", "bmFz/Wxz/W4sIGl5aSBha/5hbWxhcg=="],
  ["windows-1250", "Był mały chłopiec, żółć", "QnmzIG1hs3kgY2izb3BpZWMsIL/zs+Y="],
  ["macintosh", "Zoé ça va là-bas", "Wm+OII1hIHZhIGyILWJhcw=="],
  ["windows-1252", "Zoé ça va là-bas", "Wm/pIOdhIHZhIGzgLWJhcw=="],
];
const lines = (count, line) => Array.from({ length: count }, (_, i) => `${line(i)}\n`).join("");

const files = [
  ["plain", "ts,body\n2024-01-01,a\n2024-01-02,b\n", ["a", "b"], { times: ["2024-01-01 00:00:00", "2024-01-02 00:00:00"] }],
  [
    "CRLF, quotes and empty fields",
    'ts,body\r\n2024-01-01,"a ""b"",\r\nc"\r\n2024-01-02,""\r\n2024-01-03,\r\n',
    ['a "b",\r\nc', "", null],
  ],
  ["a delimiter that its first line names", "sep=;\nts;body\n2024-01-01;eins, zwei\n2024-01-02;drei\n", ["eins, zwei", "drei"]],
  [
    "tabs, and commas in a name",
    "ts\tbody (de, en, fr)\n2024-01-01\tdanke, merci\n2024-01-02\tja, oui\n",
    ["danke, merci", "ja, oui"],
  ],
  ["semicolons, and commas in quoted names", 'ts;"body, in full"\n2024-01-01;eins\n2024-01-02;zwei\n', ["eins", "zwei"]],
  ["a quote within a name", 'ts,author,"The ""best"" answer"\n2024-01-01,Ann,a\n', ["a"]],
  [
    "a quote out of place in the header",
    'ts,author,"The "best" answer"\n2024-01-01,Ann,a\n2024-01-02,Bob,"b, c"\n',
    ["a", "b, c"],
  ],
  ["a name that goes on after its quotes", 'ts,author,"text" (full)\n2024-01-01,Ann,a\n2024-01-02,Bob,b\n', ["a", "b"]],
  [
    "names in windows-1252",
    latin1("Créé le;Employé;Détail\n2024-01-01;Zoé;ça va\n"),
    ["ça va"],
    { options: { columns: { text: "Détail" } } },
  ],
  ["carets", "ts^body\n2024-01-01^hello\n2024-01-02^world\n", ["hello", "world"]],
  ["one column", "body\na\nb\n", ["a", "b"]],
  ["CR CR LF", "id,body\r\r\n1,a\r\r\n2,b\r\r\n", ["a", "b"]],
  ["all line ends at once", 'id,body\r\n1,a\n2,b\r3,"c\r\nd"\n4,e', ["a", "b", "c\r\nd", "e"]],
  ["two byte order marks", "\ufeff\ufeffts,body\n2024-01-01,x\n", ["x"], { times: ["2024-01-01 00:00:00"] }],
  [
    "a byte order mark and a quoted header",
    '\ufeff"ts","body"\r\n"2024-01-01","x"\r\n',
    ["x"],
    { times: ["2024-01-01 00:00:00"] },
  ],
  ["UTF-16 with a mark", utf16("ts\tbody\r\n2024-01-01\tolá\r\n", 1), ["olá"]],
  ["UTF-16 without a mark", utf16("ts,body\n2024-01-01,x\n", 0), ["x"]],
  ["a zero in a text", "id,body\n1,a\0b\n2,c\n", ["a\0b", "c"]],
  ["MySQL's nulls", "id\tbody\n1\t\\N\n2\tb\n", [null, "b"]],
  ["backslashes before quotes", 'id,body\n1,"he said \\"hi\\" now"\n2,ok\n', ['he said "hi" now', "ok"]],
  [
    "quotes that are letters, between tabs",
    'ts\tbody\n2024-01-01\tsaid "hi"\n2024-01-02\t"quoted" start\n',
    ['said "hi"', '"quoted" start'],
  ],
  ["a delimiter at each end", "id,ts,body,\n1,2024-01-01,a,\n2,2024-01-02,b,\n", ["a", "b"]],
  ["spaces behind commas", "id, ts, body\n1, 2024-01-02, second\n2, 2024-01-01, first\n", [" first", " second"]],
  [
    "titles above the header",
    "Report of May\n\nts,body,n\n2024-01-01,a,1\n2024-01-02,b,2\n",
    ["a", "b"],
    { told: [["lines above the header, which are no row", 1, ["Report of May"]]] },
  ],
  [
    "titles that are filled up with empty fields",
    "Room 5,,\nof May,,\n,,\nts,author,body\n2024-01-01,Ann,a\n2024-01-02,Bob,b\n",
    ["a", "b"],
    { told: [["lines above the header, which are no row", 3, ["Room 5,,", "of May,,", ",,"]]] },
  ],
  [
    "a header without the name of the rows' names, as R writes it",
    '"ts","body"\n"1","2024-01-01","a"\n"2","2024-01-02","b"\n',
    ["a", "b"],
    { guessed: ["the header has no name for the first column: records have one more field"] },
  ],
  [
    "a delimiter at each end but the header's",
    "ts,body\n2024-01-01,a,\n2024-01-02,b,\n",
    ["a", "b"],
    { guessed: ["the header has no name for the last column: records have one more field"] },
  ],
  ["a delimiter of two characters", "ts||body\n2024-01-01||a|b\n2024-01-02||c\n", ["a|b", "c"], { options: { delimiter: "||" } }],
  ["numbers that are longer than texts", "1706695200,hello there\n1706781600,you\n", ["hello there", "you"]],
  [
    "a first record that looks like a title, and is none",
    ",hello\nBob,hi\n2,x\n",
    ["hello", "hi", "x"],
    { options: { header: false } },
  ],
  [
    "no header",
    "2024-01-01 10:00:00,ana,Good morning\n2024-01-01 10:01:00,bob,Hi there\n",
    ["Good morning", "Hi there"],
    { guessed: ["there is no header; columns are called column 1, column 2 and so on"] },
  ],
  [
    "seconds without a header",
    "1706695200,hello there\n1706781600,you\n",
    ["hello there", "you"],
    {
      times: ["2024-01-31 10:00:00", "2024-02-01 10:00:00"],
      guessed: [
        "there is no header; columns are called column 1, column 2 and so on",
        "column 1 counts in seconds since 1970; each number was taken by its size",
      ],
    },
  ],
  [
    "milliseconds without a header",
    "1706695200123\tann\thello\n1706781600456\tbob\tyou\n",
    ["hello", "you"],
    { times: ["2024-01-31 10:00:00.123000", "2024-02-01 10:00:00.456000"] },
  ],
  [
    "numbers without a header that are no times",
    "17,hello there\n99999999999,you\n",
    ["hello there", "you"],
    { times: [null, null] },
  ],
  [
    "a row of totals at the end",
    "ts,body\n2024-01-01,a\n2024-01-02,b\nTotal,2\n",
    ["a", "b"],
    { told: [["rows whose ts is no time that can be read", 1, ["row 3: Total"]]] },
  ],
  [
    "a text of Shift-JIS",
    Uint8Array.of(...latin1("ts,body\n2024-01-01,"), 0x82, 0xb1, 0x82, 0xf1, 0x0a),
    ["こん"],
    { options: { encoding: "shift_jis" } },
  ],
  [
    "a date and a clock",
    "15/01/2024,14:23:00,Ada,first message\n16/01/2024,00:05:00,Bob,second message\n",
    ["first message", "second message"],
    { times: ["2024-01-15 14:23:00", "2024-01-16 00:05:00"] },
  ],
  ...LEGACY.map(([encoding, text, bytes]) => [
    `a text of ${encoding}, by its letters`,
    Buffer.concat([Buffer.from("id;body\n1;"), Buffer.from(bytes, "base64"), Buffer.from("\n2;ok\n")]),
    [text, "ok"],
    { guessed: [`the text is not UTF-8; it was read as ${encoding}`] },
  ]),
  [
    "windows-1252",
    latin1("id,body\n1,It\x92s \x93fine\x94\n"),
    ["It’s “fine”"],
    { guessed: ["the text is not UTF-8; it was read as windows-1252"] },
  ],
  [
    "some bytes of UTF-8 that are damaged",
    latin1("id,body\n1,\xc3\xa9\n2,\xe9\n"),
    ["é", "\ufffd"],
    { told: [["lines hold bytes that are not UTF-8; these became \ufffd", 1, ["2,\ufffd"]]] },
  ],
  [
    "a first record that is longer than what a format is recognised by",
    `id,body\n1,"${"x".repeat(1 << 19)}\n"\n2,y\n`,
    [`${"x".repeat(1 << 19)}\n`, "y"],
    { name: "standard input" },
  ],
  ["a record of more than 16 MB", `id,body\n1,"${"x".repeat(17 << 20)}"\n2,y\n`, ["x".repeat(17 << 20), "y"]],
  [
    "a column of JSON",
    'id,said\n1,"[{""role"": ""user""}]"\n2,"[]"\n3,"{""a"":1}"\n',
    ['[{"role": "user"}]', "[]", '{"a":1}'],
    { guessed: ["column said holds JSON, which is taken for the text of messages"] },
  ],
  [
    "a header in the middle",
    "ts,body\n2024-01-01,a\nts,body\n2024-01-02,b\n",
    ["a", "b"],
    { told: [["rows whose ts is no time that can be read", 1, ["row 2: ts"]]] },
  ],
  [
    "names that differ in capitals alone",
    "Body,body,ts\nupper,lower,2024-01-01\n",
    ["lower"],
    { options: { columns: { text: "body" } } },
  ],
  [
    "a column called rowid",
    "rowid,body\n7,a\n",
    ["a"],
    { guessed: ["a column rowid is called rowid 2, as the database calls its own so"] },
  ],
  [
    "a time for few rows, and one for all",
    "id,edited_at,created_at,body\n1,,2024-01-01 10:00:00,a\n2,2024-01-03 09:00:00,2024-01-01 10:01:00,b\n",
    ["a", "b"],
    { times: ["2024-01-01 10:00:00", "2024-01-01 10:01:00"] },
  ],
  ["measures with decimal commas", "body;tokens\na;12,0\nb;7\n", ["a", "b"], { options: { columns: { measures: ["tokens"] } } }],
  [
    "ids that no number holds",
    "chat,ts,body\n18446744073709551617,2024-01-01,a\n18446744073709551618,2024-01-01,b\n",
    ["a", "b"],
    { chats: ["18446744073709551617", "18446744073709551618"] },
  ],
  [
    "empty fields left out at the end of a record",
    'id,body,note\n1,"a\nb",x\n2,c\n3,d,y\n4,"e, f"\n',
    ["a\nb", "c", "d", "e, f"],
    { told: [["records that have fewer fields than the others, the missing ones being empty", 2, ["2,c", '4,"e, f"']]] },
  ],
  [
    "a few records with too many fields or almost none",
    `ts,author,body\n${lines(20, (i) => `2024-01-01 10:00:${10 + i},Ada,${i}`)}2024-01-01 11:00,Ada,Oh, no\n(20 rows)\n`,
    lines(20, (i) => String(i))
      .trim()
      .split("\n"),
    {
      told: [
        ["records that have fewer fields than the others, the missing ones being empty", 1, ["(20 rows)"]],
        ["records that have more fields than the others", 1, ["2024-01-01 11:00,Ada,Oh, no"]],
        ["rows whose ts is no time that can be read", 1, ["row 21: (20 rows)"]],
      ],
    },
  ],
];

const refused = [
  ["a quote that is not closed", 'id,body\n1,a\n2,"b\n', "BAD_CSV", /line 3/],
  [
    "a record with too many fields and a quote out of place",
    `id,body\n${lines(300, (i) => `${i},a`)}300,b,c\n301,"b" c\n`,
    "BAD_CSV",
    /line 30[23]/,
  ],
  ["too many fields", "id,body\n1,a\n2,b,c\n", "BAD_CSV", /line 3.*Expected Number of Columns: 2 Found: 3/],
  [
    "a measure that is not one",
    'body,tokens\n"a\nb",1\nc,"1,200"\n',
    "BAD_MEASURE",
    /column tokens, line 4: "1,200"/,
    { columns: { measures: ["tokens"] } },
  ],
  [
    "a column that is not there",
    "ts,body\n2024-01-01,a\n",
    "MISSING_COLUMN",
    /there is no column text; there is ts, body/,
    { columns: { text: "text" } },
  ],
  [
    "a time that is not one",
    "ts,body\nx,a\n",
    "BAD_TIME",
    /column ts holds no times that can be read, such as "x"/,
    { columns: { time: "ts" } },
  ],
  ["prose", "Dear all, here are my notes.\nWe met, we talked.\n", "UNKNOWN_FORMAT", /no messages were found in it; give a /],
  ["nothing", "", "NO_MESSAGES", /is empty/],
  [
    "a record above the limit",
    `id,body\n1,"${"x".repeat(1 << 26)}"\n2,y\n`,
    "TOO_LARGE",
    /has a record of more than 67,108,864 bytes/,
  ],
];

forEachReader((load, engine) => {
  for (const [what, content, texts, { name = "a.csv", options, times, chats, ...says } = {}] of files) {
    it(what, async () => {
      const loaded = await load(source(name, content), options);
      assert.equal(loaded.format, "CSV");
      assert.deepEqual(loaded.texts, texts);
      if (times) assert.deepEqual(loaded.times, times);
      if (chats) assert.deepEqual(loaded.chats, chats);
      assert.deepEqual(told(loaded), says.told ?? []);
      if (says.guessed) assert.deepEqual(guessed(loaded), says.guessed);
    });
  }
  for (const [what, content, code, message, options] of refused) {
    it(`${what} is refused`, () =>
      assert.rejects(load(source(what === "prose" ? "a.txt" : "a.csv", content), options), {
        name: "WindowError",
        code,
        message,
      }));
  }
  it("a table of another name is taken for a table by its header alone", async () => {
    assert.deepEqual((await load(source("a.txt", "time\tauthor\ttext\n2024-01-01\tAda\tone\n"))).texts, ["one"]);
    await assert.rejects(load(source("a.txt", "10:00:01\tAda\tone\n10:00:02\tBob\ttwo\n")), { code: "UNKNOWN_FORMAT" });
  });
  it("asks as many queries for 20,000 rows as for two, and leaves nothing behind", async () => {
    const tables = async () => (await engine().rows("SELECT table_name FROM duckdb_tables()")).flat();
    const counts = [];
    for (const n of [2, 20_000]) {
      let count = 0;
      const wrapped = new Proxy(engine().connection, {
        get(target, key) {
          const value = target[key];
          if (["useUnsafe", "run"].includes(key)) count++;
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
      const text = Array.from({ length: n }, (_, i) => `2024-01-01,message ${i}\n`).join("");
      const loaded = await loadOn({ ...engine(), connection: wrapped }, source("a.csv", `ts,body\n${text}`));
      assert.equal(loaded.rows, n);
      counts.push(count);
    }
    // A blocking database is polled, the more often the longer it takes.
    if (!("useUnsafe" in engine().connection)) assert.equal(counts[0], counts[1]);
    assert.deepEqual(await tables(), ["source"]);
  });
});
