// A chat of WhatsApp from file to table, against what DuckDB alone takes to read its lines and to match one regular
// expression over them: CPU time, natively and in WebAssembly, with one process for each.
//
//   node benches/chat.js [MESSAGES] [RUNS]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadMessages } from "windrow/etl";
import { openDuckDB, openNativeDuckDB } from "../scripts/lib/duckdb.js";
import { seeded } from "../tests/support/seeded.js";

const pad = (number) => String(number).padStart(2, "0");
const day = (d) => `${pad(d.getUTCDate())}/${pad(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`;
const clock = (d) => `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
const HEADERS = {
  Android: (d) => `${day(d)}, ${clock(d)} - `,
  iOS: (d) => `[${day(d)}, ${clock(d)}:${pad(d.getUTCSeconds())}] `,
};
const WORDS = "the quick brown fox jumps over a lazy dog and then some é ü 🌻 ok: yes".split(" ");
const NAMES = ["Ada", "Bob Builder", "Zoë 🌻 (mum)", "+49 151 2345", "محمد", "Chris"];

/** Messages ten minutes apart; of twenty, one is a picture, one goes on over two more lines, one is the program's. */
function chat(messages, header) {
  const random = seeded(1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  return Array.from({ length: messages }, (_, i) => {
    const head = header(new Date(Date.UTC(2021, 0, 1) + i * 600_000 + Math.floor(random() * 600) * 1_000));
    const kind = Math.floor(random() * 20);
    if (kind === 0) return `${head}Ada added Bob\n`;
    if (kind === 1) return `${head}${pick(NAMES)}: <Media omitted>\n`;
    const text = Array.from({ length: 1 + Math.floor(random() * 14) }, () => pick(WORDS)).join(" ");
    return `${head}${pick(NAMES)}: ${text}${kind === 2 ? "\nsecond line\nthird" : ""}\n`;
  }).join("");
}

const PATTERN = String.raw`^\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: [AaPp]\.?[Mm]\.?)?(?:\]| -) [^:]*: `;
const baseline = (
  file,
) => `CREATE OR REPLACE TABLE matched AS SELECT line, regexp_matches(line, '${PATTERN}') AS matches FROM read_csv('${file}',
  delim = chr(1), quote = '', escape = '', header = false, auto_detect = false, columns = {'line': 'VARCHAR'}, strict_mode = false)`;

async function used(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Both take turns, so that what else the machine does hits both. */
async function compare(engine, form, messages, runs) {
  const folder = mkdtempSync(join(tmpdir(), "windrow-chat-"));
  try {
    const bytes = new TextEncoder().encode(chat(messages, HEADERS[form]));
    const file = join(folder, "chat.txt");
    writeFileSync(file, bytes);
    const { database, connection } = engine === "native" ? await openNativeDuckDB() : await openDuckDB();
    if (engine !== "native") database.registerFileBuffer(file, bytes.slice());
    const ask = (sql) => (engine === "native" ? connection.run(sql) : connection.query(sql));
    const found = [];
    for (let run = 0; run < runs; run++) {
      const rival = await used(() => ask(baseline(file)));
      found.push([rival, await used(() => loadMessages(connection, { name: "chat.txt", blob: new Blob([bytes]) }, "messages"))]);
    }
    const print = (what, [rival, own]) =>
      `${what} ${Math.round(own)} ms, DuckDB ${Math.round(rival)} ms: ${(own / rival).toFixed(1)} times`;
    const middle = [0, 1].map((i) => median(found.map((pair) => pair[i])));
    console.log(
      `${engine.padEnd(6)} ${form.padEnd(7)} ${messages} messages, ${(bytes.length / 1e6).toFixed(1)} MB; ${print("first run", found[0])}; ${print("median", middle)}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [, , messages = "100000", runs = "7", engine, form] = process.argv;
if (engine) await compare(engine, form, Number(messages), Number(runs));
else {
  for (const engine of ["native", "wasm"]) {
    for (const form of Object.keys(HEADERS))
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), messages, runs, engine, form], { stdio: "inherit" });
  }
}
