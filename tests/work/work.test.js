// The guard: counted work against its budgets. It measures no time, so other work on the
// machine cannot make it fail.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { budgets, fault } from "./budgets.js";
import { bytesCopied } from "../support/copied.js";
import { allocations, arrow, hasValgrind, instructions, measureAll, queriesOf, readArrow, roundTrip } from "./measure.js";

const QUERIES = "queries, from a table to the texts of its windows";
const COPIED = "bytes copied into WebAssembly, of 20,000 rows";

before(() => init());

it("work stays within its budgets, and every improvement is recorded", async (t) => {
  if (!hasValgrind()) t.diagnostic("valgrind is not there: instructions are not counted");
  const allowed = budgets();
  const measured = await measureAll();
  const faults = Object.entries(measured).map(([name, work]) => fault(name, allowed[name], work));
  assert.deepEqual(faults.filter(Boolean), []);
  const counted = Object.keys(allowed).filter((name) => hasValgrind() || !name.startsWith("instructions"));
  assert.deepEqual(
    counted.filter((name) => !(name in measured)),
    [],
    "budgets of nothing",
  );
});

describe("the guard", () => {
  const refuses = (name, work) => assert.match(fault(name, budgets()[name], work) ?? "", /that may be; do less/);

  it("refuses a query in a loop", async () => {
    const looping = async (connection) => {
      await roundTrip(connection);
      const { rows } = await fetchRows(connection, { from: "messages", time: "ts", text: "body" });
      for (const { start, end } of rows.windows({ max: { bytes: 320_000 } })) {
        await connection.query(`SELECT body FROM messages WHERE rowid BETWEEN ${start} AND ${end - 1}`);
      }
    };
    refuses(QUERIES, await queriesOf(looping));
  });

  it("refuses a copy of the text", async () => {
    const ipc = await arrow();
    const memory = new WebAssembly.Memory({ initial: Math.ceil(ipc.length / 65_536) });
    const copying = () => {
      new Uint8Array(memory.buffer).set(ipc);
      readArrow(ipc);
    };
    refuses(COPIED, bytesCopied(copying));
  });

  it("refuses an allocation a row", async () => {
    const {
      "by-bytes": { times, bytes },
    } = await allocations("--a-row-each", "by-bytes");
    refuses("allocations, by-bytes", times);
    refuses("bytes allocated, by-bytes", bytes);
  });

  it("refuses a search through every row", { skip: !hasValgrind() && "valgrind is not there" }, async () => {
    // Like the quiet cut, which looks at every silence.
    refuses("instructions, by-bytes", await instructions("quiet"));
  });

  it("allows 2 % of noise, and asks to record improvements", () => {
    const name = "allocations, of a plan";
    assert.deepEqual(
      [98, 100, 102].map((work) => fault(name, 100, work)),
      [undefined, undefined, undefined],
    );
    assert.match(fault(name, 100, 103), /do less/);
    assert.match(fault(name, 100, 97), /npm run budgets/);
    assert.match(fault(name, undefined, 1), /without a budget/);
    assert.equal(fault("instructions, of a plan", 100, 50), undefined);
  });
});
