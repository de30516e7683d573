// Damaged Arrow, in WebAssembly: no trap, no hang, no memory beyond what the input can need; each an
// error or a plan. A kept corpus, and fresh damage each time.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, it } from "node:test";
import { Rows, WindowError, init } from "windrow";
import { initSync } from "../../pkg/dist/wasm/windrow.js";
import { root } from "../../scripts/lib/run.js";
import { columnNames } from "../support/arrow.js";
import { damaged, randomly } from "../support/damage.js";

const CASES = 20_000;
const MIB = 2 ** 20;

const folder = join(root, "tests/fixtures/arrow");
const corpus = JSON.parse(readFileSync(join(root, "tests/fixtures/arrow-damaged.json"), "utf8"));
const files = new Map();
let memory;

before(async () => {
  await init();
  memory = initSync().memory; // what runs already
  for (const name of readdirSync(folder).filter((name) => /\.arrows?$/.test(name))) {
    const bytes = readFileSync(join(folder, name));
    files.set(name, { bytes, columns: columnNames(bytes) });
  }
});

/** Reads the bytes as far as possible, and checks the result. Returns the code of an error. */
function read({ file, edits, length, columns }) {
  const { bytes } = files.get(file);
  const ipc = damaged(bytes, edits, length);
  const [before, began] = [memory.buffer.byteLength, process.cpuUsage()];
  let code;
  try {
    const rows = Rows.fromArrow(ipc, columns);
    const plan = rows.windows({ max: { rows: 7, ...(rows.measures.includes("bytes") && { bytes: 50 }) } });
    const { end, fresh } = plan;
    assert.ok(fresh.every((fresh, i) => fresh === (end[i - 1] ?? 0)));
    assert.equal(end.at(-1) ?? 0, rows.length);
    plan.toArrow();
    plan.free();
    rows.free();
  } catch (error) {
    assert.ok(error instanceof WindowError, error);
    // Columns of one table have one length, however damaged it is.
    assert.ok(!["INTERNAL", "LENGTH_MISMATCH"].includes(error.code), error.message);
    code = error.code;
  }
  const [ms, grown] = [process.cpuUsage(began).user / 1_000, memory.buffer.byteLength - before];
  assert.ok(ms < 1000, `${ms} ms of CPU`);
  assert.ok(grown <= 4 * ipc.length + 16 * MIB, `${grown} bytes for ${ipc.length}`);
  return code;
}

function readOrTell(one) {
  try {
    return read(one);
  } catch (error) {
    error.message = `${error.message}\nto be kept in the corpus: ${JSON.stringify(one)}`;
    throw error;
  }
}

it("the kept corpus", () => {
  assert.ok(corpus.length > 30);
  for (const one of corpus) assert.equal(readOrTell(one) ?? "", one.code, JSON.stringify(one));
});

it(`${CASES.toLocaleString("en")} fresh ones`, (t) => {
  const seed = Number(process.env.WINDROW_SEED ?? Date.now() % 2 ** 32);
  t.diagnostic(`WINDROW_SEED=${seed}`);
  const next = randomly(seed, files);
  const counts = {};
  for (let i = 0; i < CASES; i++) {
    const code = readOrTell(next()) ?? "a plan";
    counts[code] = (counts[code] ?? 0) + 1;
  }
  t.diagnostic(JSON.stringify(counts));
  assert.ok(counts.CORRUPT_ARROW > CASES / 20, "is anything damaged?");
  assert.ok(counts["a plan"] > CASES / 20, "is anything read?");
});
