// How many bytes a row a plan takes at its peak, beyond the lengths it is made of: one way a process, as
// `node benches/memory.js windrow 10000000`; on Linux.
import { readFileSync } from "node:fs";
import { lengths } from "./windows.js";
import { galloping, linear, prefixSums } from "./rivals.js";

const MAX = 32_000;
const OVERLAP = 0.2 * MAX;

const [way, rows] = [process.argv[2], Number(process.argv[3])];
const bytes = lengths(rows);
const [starts, ends] = [new Uint32Array(rows / 100), new Uint32Array(rows / 100)];

const ways = {
  async windrow() {
    const { Rows, init } = await import("windrow");
    await init();
    return () => Rows.fromColumns({ measures: { bytes } }).windows({ max: { bytes: MAX }, overlap: OVERLAP / MAX });
  },
  linear: () => () => linear(bytes, MAX, OVERLAP, starts, ends),
  "prefix sums": () => () => galloping(prefixSums(bytes), MAX, OVERLAP, starts, ends),
  async arquero() {
    const { arquero } = await import("./arquero.js");
    return () => arquero(bytes, MAX, OVERLAP, starts, ends);
  },
};

const run = await ways[way]();
// Not `process.resourceUsage()`, which begins with what the process took that started this one.
const peak = () => 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
const before = peak();
run();
console.log((peak() - before) / rows);
