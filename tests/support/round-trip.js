// The round trip from a table to the texts of its windows, wherever DuckDB runs: all dependencies are
// arguments, so that a page can run it as well. It returns its errors as sentences.

/** Names and texts that must survive. */
const HOSTILE_NAMES = [
  '"; DROP TABLE bystander; --',
  "'); DROP TABLE bystander; --",
  "select",
  "window",
  "position",
  "c0",
  "t",
  "rowid",
  "follows",
  "inserted",
  "été 🎉 \u202eabc",
  'a""b',
  " ",
  "a.b",
  "strlen(x)",
  "$1 ? :x {}",
  "line\nfeed",
];

const HOSTILE_TEXTS = [
  "plain",
  null,
  "",
  "a\0b",
  "\u202eright to left\u202c שלום",
  "👩‍👩‍👧‍👦 é ﷽",
  "'; DROP TABLE bystander; --",
  '"quoted", and\r\nlines\n',
  "x".repeat(1 << 20),
  "a\ufeff\uffff\u{10ffff}",
];

/**
 * @param {object} given
 * @param {any} given.connection
 * @param {(sql: string) => Promise<unknown[][]>} given.run runs SQL without windrow
 * @param {number} given.toInsert how many queries it takes to insert a plan
 * @param {typeof import("windrow")} given.windrow
 * @param {typeof import("windrow/duckdb")} given.adapter
 * @param {(ipc: Uint8Array) => unknown[][]} given.decode the rows of Arrow, each as its values
 * @returns {Promise<string[]>} the errors
 */
export async function roundTrip({ connection, run, toInsert, windrow, adapter, decode }) {
  const wrong = [];
  const check = (is, sentence) => is || wrong.push(sentence);
  const { identifier } = adapter;
  const bytesOf = (text) => new TextEncoder().encode(text ?? "").length;
  await run("CREATE OR REPLACE TABLE bystander AS SELECT 1 AS one");

  // Texts are inserted as bytes, because SQL cannot hold all of them.
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const sqlOf = (text) => {
    if (text === null) return "NULL";
    if (text.length > 10_000) return `repeat('x', ${text.length})`;
    return `decode(from_base64('${base64(text)}'))`;
  };
  for (const [round, name] of HOSTILE_NAMES.entries()) {
    const table = identifier(name);
    // Two rows of each time; the one that was inserted first comes first. Every second table
    // is out of order.
    const rows = HOSTILE_TEXTS.map((text, i) => ({ text, second: i >> 1, i }));
    const inserted = round % 2 ? [...rows].sort((a, b) => b.second - a.second || a.i - b.i) : rows;
    const values = inserted.map(({ text, second, i }) => `(${i}, TIMESTAMP '2024-01-01 00:00:0${second}', ${sqlOf(text)})`);
    const [id, time] = name === "t" ? ["c0", "c1"] : ["number", "time"];
    await run(`CREATE OR REPLACE TABLE ${table} (${id} INTEGER, ${time} TIMESTAMP, ${table} VARCHAR)`);
    await run(`INSERT INTO ${table} VALUES ${values.join(", ")}`);

    const audit = adapter.auditQueries(connection, { maxRepeats: 1, onExceeded: "throw" });
    const fetched = await adapter.fetchRows(audit.connection, { from: name, time, text: name });
    check(fetched.rows.total("bytes") === rows.reduce((sum, { text }) => sum + bytesOf(text), 0), `${name}: bytes`);
    check(fetched.order.sorted === (round % 2 === 1), `${name}: sorted is ${fetched.order.sorted}`);
    const plan = fetched.rows.windows({ max: { rows: 4 }, overlap: { rows: 1 } });
    const windows = `${name} windows`;
    await adapter.insertPlan(audit.connection, plan, { table: windows });
    const read = decode(await adapter.readWindows(audit.connection, fetched, { windows, columns: [id, name] }));
    const asked = audit.queries.length;
    check(asked === 2 + toInsert + (round % 2), `${name}: ${asked} queries`);

    const expected = plan
      .toArray()
      .flatMap(({ index, start, end }) => rows.slice(start, end).map(({ text, i }) => [index, i, i, text]));
    check(JSON.stringify(read) === JSON.stringify(expected), `${name}: rows of windows`);
    const texts = decode(await adapter.readWindows(connection, fetched, { windows, text: name, separator: "'\n" }));
    const joined = plan.toArray().map(({ start, end }) => {
      const some = rows.slice(start, end);
      return some.map(({ text }) => text).join("'\n");
    });
    check(JSON.stringify(texts.map(([, text]) => text)) === JSON.stringify(joined), `${name}: texts of windows`);
    const one = decode(await adapter.readWindow(connection, fetched, plan, 1, { text: name, separator: "'\n" }));
    check(one[0][0] === joined[1], `${name}: the text of one window`);
    let streamed = 0;
    for await (const batch of adapter.streamRows(connection, { from: name, time, text: name, key: name })) {
      streamed += batch.total("bytes");
      batch.free();
    }
    check(streamed === fetched.rows.total("bytes"), `${name}: bytes of the stream`);
    await run(`DROP TABLE ${identifier(windows)}`);
    await run(`DROP TABLE ${table}`);
  }
  const [[left]] = await run("SELECT count(*)::INTEGER AS n FROM bystander");
  check(left === 1, "the bystander is gone");
  return wrong;
}
