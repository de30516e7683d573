// The same small suite for every runtime, so it uses no runtime's own interface. The given package has
// not been loaded yet.

/**
 * @param {typeof import("windrow")} windrow
 * @param {import("windrow").WasmSource} [source] of the WebAssembly, where the package needs telling
 * @returns {Promise<{ passed: string[], failed: string[] }>}
 */
export async function conform(windrow, source) {
  const { Plan, Rows, Stream, WindowError, diff, init, initSync } = windrow;
  const passed = [];
  const failed = [];
  const check = async (name, run) => {
    try {
      await run();
      passed.push(name);
    } catch (error) {
      failed.push(`${name}: ${error?.stack ?? error}`);
    }
  };

  const spec = { max: { bytes: 12 }, overlap: { rows: 1 } };
  const columns = {
    time: BigInt64Array.of(0n, 5n, 5n, 9n, 2n ** 60n),
    timeUnit: "s",
    measures: { bytes: [3, 4, 5, 6, 30] },
    key: ["a", "b", "c", "d", "e"],
  };

  await check("a call before init says what to do", () =>
    throws(() => Rows.fromColumns(columns), "NOT_INITIALISED", "await init()"),
  );

  await check("a load that fails says so", async () => {
    throws(() => initSync(new Uint8Array([1, 2, 3])), "LOAD_FAILED");
    const failure = await init(Promise.resolve(new Uint8Array([1, 2, 3]))).catch((error) => error);
    throws(
      () => {
        throw failure;
      },
      "LOAD_FAILED",
      "init()",
    );
  });

  await check("it is tried again, by many at once", async () => {
    await Promise.all([init(source), init(source), init()]);
    await init();
  });

  await check("windows are columns", () => {
    const rows = Rows.fromColumns(columns);
    const plan = rows.windows(spec);
    same([rows.length, rows.timeUnit, rows.measures, rows.total("bytes")], [5, "s", ["bytes"], 48]);
    same(plan.start, Uint32Array.of(0, 2, 4));
    same(plan.fresh, Uint32Array.of(0, 3, 4));
    same(plan.end, Uint32Array.of(3, 4, 5));
    same(plan.oversize, Uint8Array.of(0, 0, 1));
    same(plan.sum("bytes"), Float64Array.of(12, 11, 30));
    same(plan.firstTime, BigInt64Array.of(0n, 5n, 2n ** 60n));
    same(plan.id.length, 3);
    same(
      [...plan].map(({ index, start, end }) => [index, start, end]),
      [
        [0, 0, 3],
        [1, 2, 4],
        [2, 4, 5],
      ],
    );
    same(plan.stats().repeatedRows, 1);
    same(diff(plan, plan).kept.after, Uint32Array.of(0, 1, 2));
    same([plan instanceof Plan, rows instanceof Rows], [true, true]);
  });

  await check("Arrow comes out and goes in", () => {
    const ipc = Rows.fromColumns(columns).windows(spec).toArrow();
    const names = { time: "first_time", measures: { bytes: "sum_bytes" } };
    const rows = Rows.fromArrow(ipc, names);
    same([rows.length, rows.timeUnit, rows.total("bytes")], [3, "s", 53]);
    same(Rows.fromArrow([ipc.subarray(0, 9), ipc.subarray(9)], names).length, 3);
    throws(() => Rows.fromArrow(ipc.subarray(0, 40), names), "CORRUPT_ARROW");
  });

  await check("a stream seals windows", () => {
    const stream = new Stream({ max: { bytes: 12 } });
    const windows = [...stream.push({ measures: { bytes: [6, 6, 6] } }), ...stream.finish()];
    same(
      windows.map(({ start, end }) => [start, end]),
      [
        [0, 2],
        [2, 3],
      ],
    );
  });

  await check("errors are sentences with a code", () => {
    const rows = Rows.fromColumns(columns);
    throws(() => rows.windows({ max: {} }), "NO_LIMIT");
    throws(() => rows.windows({ max: { bytes: 0.5 } }), "BAD_LIMIT", "bytes", "0.5");
    throws(() => rows.total("cost"), "MISSING_COLUMN", "cost");
  });

  await check("what is freed says so", () => {
    const rows = Rows.fromColumns(columns);
    const plan = rows.windows(spec);
    rows.free();
    plan[Symbol.dispose ?? "free"]();
    throws(() => rows.length, "FREED", "Rows");
    throws(() => plan.start, "FREED", "Plan");
  });

  await check("a trap loses what lives, and nothing else", () => {
    const [rows, trapping] = [Rows.fromColumns(columns), Rows.fromColumns(columns)];
    trapping.resident.__wbg_ptr = 0xffff_fff0; // a pointer that leads nowhere
    throws(() => trapping.windows(spec), "INTERNAL", "report");
    throws(() => rows.windows(spec), "INTERNAL", "make it again");
    same(Rows.fromColumns(columns).windows(spec).length, 3);
  });

  return { passed, failed };

  function throws(run, code, ...words) {
    let thrown;
    try {
      run();
    } catch (error) {
      thrown = error;
    }
    if (!(thrown instanceof WindowError)) throw new Error(`no ${code}, but ${thrown?.stack ?? thrown}`);
    same([thrown.code, thrown.name], [code, "WindowError"]);
    for (const word of words) {
      if (!thrown.message.includes(word)) throw new Error(`no "${word}" in "${thrown.message}"`);
    }
  }
}

function same(actual, expected) {
  const [found, wanted] = [told(actual), told(expected)];
  if (found !== wanted) throw new Error(`${found}, which should be ${wanted}`);
}

const told = (value) =>
  JSON.stringify(value, (_, part) => {
    if (typeof part === "bigint") return `${part}n`;
    return ArrayBuffer.isView(part) ? [part[Symbol.toStringTag], ...part] : part;
  });
