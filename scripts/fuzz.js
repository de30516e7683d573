// Runs every fuzz target, one after the other, each for so many minutes: `npm run fuzz -- --minutes 10`, of one
// target `npm run fuzz -- --minutes 10 --target ipc`. Failures are printed with their seed, which repeats them.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { cli } from "./lib/cli.js";
import { toolEnv } from "./lib/cargo-tools.js";
import { root } from "./lib/run.js";

/** Of each target, a command that runs some cases, and how many; the seed is another each time. */
const TARGETS = {
  core: {
    what: "windows of any table by any spec, against the oracle",
    cases: 4_000,
    run: (seed) => cargo("corpus", "random_bytes_hold", { WINDROW_SEED: seed }),
  },
  states: {
    what: "damaged states of streams",
    cases: 20_000,
    run: (seed) => cargo("stream", "no_bytes_make_resuming_panic", { WINDROW_SEED: seed }),
  },
  ipc: {
    what: "damaged Arrow IPC, in WebAssembly",
    cases: 20_000,
    run: (seed) => node("tests/package/hostile.test.js", { WINDROW_SEED: seed }),
  },
  intake: {
    what: "damaged CSV, JSON, Parquet and Arrow, on each database",
    cases: 60 * 4 * 2,
    run: (seed) => node("tests/etl/fuzz.test.js", { FUZZ_SEED: seed }),
  },
  chats: {
    what: "damaged exports of chats, zips among them",
    cases: 400,
    run: (seed) => node("tests/etl/mutated.test.js", { WINDROW_SEED: seed }),
  },
};

/** How long one round may take, in milliseconds: what does not end is found, too. */
const LONGEST = 600_000;

const cargo = (test, name, env) => ["cargo", ["test", "--quiet", "--test", test, name], env];
const node = (file, env) => [process.execPath, ["--test", file], env];

cli(import.meta.url, () => {
  const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" }, target: { type: "string" } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error("--minutes takes a number above 0");
  const names = values.target === undefined ? Object.keys(TARGETS) : [values.target];
  for (const name of names) {
    if (!Object.hasOwn(TARGETS, name)) throw new Error(`there is no target ${name}; there is ${Object.keys(TARGETS).join(", ")}`);
    const { what, cases, run } = TARGETS[name];
    const end = Date.now() + minutes * 60_000;
    let [rounds, seed] = [0, Date.now() % 2 ** 31];
    do {
      const [command, args, env] = run(String(seed));
      const options = { cwd: root, env: { ...toolEnv(), ...env }, encoding: "utf8", timeout: LONGEST, killSignal: "SIGKILL" };
      const { status, stdout, stderr } = spawnSync(command, args, options);
      if (status !== 0) {
        console.log(stdout.slice(-4_000), stderr.slice(-2_000));
        throw new Error(`${name} failed with the seed ${seed}`);
      }
      rounds++;
      seed++;
    } while (Date.now() < end);
    console.log(`${name}: ${(rounds * cases).toLocaleString("en")} cases of ${what}, in ${rounds} rounds; nothing was found`);
  }
});
