// The suite of `windrow/worker`, the same on every platform with Web Workers.

/**
 * @param {typeof import("windrow/worker")} entry
 * @param {import("windrow/worker").WorkerOptions} [options]
 * @returns {Promise<{ passed: string[], failed: string[] }>}
 */
export async function conform({ startWorker, WindowError }, options) {
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

  const columns = () => ({
    time: BigInt64Array.of(0n, 5n, 5n, 9n, 2n ** 60n),
    timeUnit: "s",
    measures: { bytes: Uint32Array.of(9, 3, 4, 5, 6, 30).subarray(1) },
    key: ["a", "b", "c", "d", "e"],
  });
  const spec = { max: { bytes: 12 }, overlap: { rows: 1 } };
  let windrow;
  let rows;

  await check("it starts", async () => {
    windrow = await startWorker(options?.());
  });

  await check("columns are copied unless they are given away", async () => {
    const { time, ...rest } = columns();
    rows = await windrow.fromColumns({ time, ...rest });
    same([time.length, rest.measures.bytes.length], [5, 5]);
    const given = await windrow.fromColumns({ time, ...rest }, { transfer: [time.buffer] });
    same([time.length, rest.measures.bytes.length], [0, 5]);
    same(
      [given.length, given.timeUnit, given.measures, given.hasKeys, await given.total("bytes")],
      [5, "s", ["bytes"], true, 48],
    );
    given.free();
  });

  await check("a plan's columns come over", async () => {
    const plan = await rows.windows({ ...spec, edges: [new Date(7_000)] });
    same(
      [plan.start, plan.fresh, plan.end],
      [
        [0, 3, 4],
        [0, 3, 4],
        [3, 4, 5],
      ],
    );
    same(
      [plan.sum("bytes"), plan.oversize],
      [
        [12, 6, 30],
        [0, 0, 1],
      ],
    );
    same([plan.firstTime, plan.opens, plan.id.length], [["0", "9", String(2n ** 60n)], undefined, 3]);
    same(plan.at(-1).start, 4);
    same(
      [...plan].map(({ index }) => index),
      [0, 1, 2],
    );
    same(plan.stats().oversize, 1);
    await throws(async () => plan.sum("cost"), "MISSING_COLUMN", "cost", "bytes");
    const parts = await plan.split(0, 2);
    same(parts.length, 2);
    same((await plan.diff(await rows.windows({ ...spec, edges: [9n] }))).kept.before, [0, 1, 2]);
  });

  await check("hops and sweeps", async () => {
    const hops = await rows.hops({ every: "5s", origin: "first" });
    same(hops.opens.length, hops.length);
    const [narrow, wide] = await rows.sweep([spec, { max: { rows: 5 } }]);
    same([narrow.windows, wide.windows], [3, 1]);
  });

  await check("Arrow goes both ways", async () => {
    const ipc = await (await rows.windows(spec)).toArrow();
    const names = { time: "first_time", measures: { bytes: "sum_bytes" } };
    same((await windrow.fromArrow(ipc, names)).length, 3);
    const framed = new Uint8Array(ipc.length + 8);
    framed.set(ipc, 4);
    same((await windrow.fromArrow(framed.subarray(4, -4), names)).length, 3);
    same((await windrow.fromArrow([ipc.subarray(0, 9), ipc.subarray(9)], names)).length, 3);
    same(ipc.length > 0, true);
    await windrow.fromArrow(ipc, names, { transfer: [ipc.buffer] });
    same(ipc.length, 0);
  });

  await check("many are asked at once, and each gets its own answer", async () => {
    const limits = [1, 2, 3, 4, 5];
    const plans = await Promise.all(limits.map((limit) => rows.windows({ max: { rows: limit } })));
    same(
      plans.map(({ length }) => length),
      [5, 3, 2, 2, 1],
    );
  });

  await check("errors come with their code", async () => {
    await throws(() => rows.windows({ max: {} }), "NO_LIMIT");
    await throws(() => rows.windows({ max: { bytes: 0.5 } }), "BAD_LIMIT", "bytes", "0.5");
    await throws(() => rows.total("cost"), "MISSING_COLUMN", "cost");
    await throws(() => rows.total(() => {}), "BAD_OPTION", "function");
    await throws(() => windrow.fromArrow(new Uint8Array(9), { text: "x" }), "CORRUPT_ARROW");
  });

  await check("what is freed says so", async () => {
    const plan = await rows.windows(spec);
    rows.free();
    plan[Symbol.dispose ?? "free"]();
    await throws(() => rows.windows(spec), "FREED");
    await throws(() => plan.toArrow(), "FREED");
    same(plan.start, [0, 2, 4]);
  });

  await check("calls to a worker that ends fail", async () => {
    const rows = await windrow.fromColumns(columns());
    const asked = rows.windows(spec).catch((error) => error);
    windrow.terminate();
    same([(await asked).code], ["FREED"]);
    await throws(() => rows.windows(spec), "FREED", "start another one");
  });

  return { passed, failed };

  async function throws(run, code, ...words) {
    const thrown = await run().then(
      () => undefined,
      (error) => error,
    );
    if (!(thrown instanceof WindowError)) throw new Error(`no ${code}, but ${thrown?.stack ?? thrown}`);
    same(thrown.code, code);
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
    if (typeof part === "bigint") return String(part);
    return ArrayBuffer.isView(part) ? [...part] : part;
  });
