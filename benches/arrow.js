// Arrow bytes into Rows against flechette's decode with a loop over its offsets, which gives the
// lengths of the texts and no more.
import { tableFromIPC } from "@uwdata/flechette";

/** The lengths of the texts of a column, and the times, as they lie. */
export function decodeAndLoop(ipc) {
  const table = tableFromIPC(ipc, { useBigInt: true });
  const lengths = new Uint32Array(table.numRows);
  let row = 0;
  for (const { offsets, length } of table.getChild("body").data) {
    for (let i = 0; i < length; i++) lengths[row++] = offsets[i + 1] - offsets[i];
  }
  const times = new BigInt64Array(table.numRows);
  row = 0;
  for (const { values, length } of table.getChild("ts").data) {
    times.set(values.subarray(0, length), row);
    row += length;
  }
  return { lengths, times };
}

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

/**
 * Measures reading `ipc`, whose columns are `ts` and `body`; both take turns, so that neither has the
 * machine for itself.
 *
 * @returns {{ rows: number, bytes: number, windrow: number, flechette: number }}
 */
export function measureArrow(Rows, ipc, runs = 15) {
  const columns = { time: "ts", text: "body" };
  const { lengths, times } = decodeAndLoop(ipc);
  const rows = Rows.fromArrow(ipc, columns);
  const one = rows.windows({ max: { rows: 1 } });
  const same = one.sum("bytes").every((sum, i) => sum === lengths[i]) && one.firstTime.every((t, i) => t === times[i]);
  if (!same) throw new Error("flechette reads something else");
  const taken = { windrow: [], flechette: [] };
  const timed = (of, run) => {
    const began = performance.now();
    run();
    of.push(performance.now() - began);
  };
  for (let i = 0; i < runs; i++) {
    timed(taken.windrow, () => Rows.fromArrow(ipc, columns).free());
    timed(taken.flechette, () => decodeAndLoop(ipc));
  }
  const { length } = rows;
  one.free();
  rows.free();
  return { rows: length, bytes: ipc.length, windrow: median(taken.windrow), flechette: median(taken.flechette) };
}
