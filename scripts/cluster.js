// Starts a scheduler and two executors on this machine, has them cut a data set of many chats, and stops
// them: npm run cluster -- [ROWS [CHATS]] [--debug]. With --debug, the build of the tests is used, which is slow.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cli } from "./lib/cli.js";
import { cargo, datafusionTarget } from "./lib/datafusion.js";
import { run } from "./lib/run.js";
import { ensureRust } from "./lib/rust.js";

const SPEC = '{"max":{"bytes":32000},"overlap":0.1}';
const TEMPLATE = "[{time:%Y-%m-%d %H:%M}] {author}: {text}";

const isDebug = process.argv.includes("--debug");
const program = (name) => join(datafusionTarget(), isDebug ? "debug" : "release", name);

/** Free ports. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => /** @type {import("node:net").AddressInfo} */ (server.address()).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Processes to stop at the end. */
const children = [];

async function start(folder, name, args, health) {
  const path = join(folder, `${name}.log`);
  const log = await open(path, "w");
  const child = spawn(program(name.split(" ")[0]), [...args, `--health-port=${health}`], { stdio: ["ignore", log.fd, log.fd] });
  children.push(child);
  await log.close();
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const answer = await fetch(`http://127.0.0.1:${health}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`${name} does not start:\n${(await readFile(path, "utf8")).trimEnd().split("\n").slice(-10).join("\n")}`);
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(timer);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => children.forEach((child) => child.kill()));

cli(import.meta.url, async (...args) => {
  const [rows = "1000000", chats = "1000"] = args.filter((arg) => arg !== "--debug");
  await ensureRust();
  await cargo(["build", ...(isDebug ? [] : ["--release"]), "--features", "cluster", "--bins", "--example", "many_chats"], {
    label: "building the cluster (half an hour the first time)",
  });
  const folder = await mkdtemp(join(tmpdir(), "windrow-cluster-"));
  try {
    const data = join(folder, "data");
    await mkdir(data);
    await run(program("examples/many_chats"), [data, rows, chats, "8"]);
    const [port, health, ...ports] = await freePorts(6);
    await start(folder, "windrow-scheduler", [`--port=${port}`], health);
    const cores = Math.max(1, Math.floor(availableParallelism() / 2));
    for (const number of [1, 2]) {
      const [flight, ready] = ports.splice(0, 2);
      const args = [
        `--scheduler=127.0.0.1:${port}`,
        `--port=${flight}`,
        `--cores=${cores}`,
        "--memory=1GB",
        `--work-dir=${join(folder, `work-${number}`)}`,
      ];
      await start(folder, `windrow-executor ${number}`, args, ready);
    }
    console.log(`a scheduler at df://127.0.0.1:${port} and two executors, cores each: ${cores}`);
    const job = ["--spec", SPEC, "--template", TEMPLATE, "--order", "id", "--parts", String(2 * cores)];
    for (const [where, args] of [
      ["on this machine", []],
      ["on the cluster", ["--cluster", `df://127.0.0.1:${port}`]],
    ]) {
      console.log(`${where}:`);
      await run(program("windrow-sql"), [data, ...job, ...args, "--output", join(folder, `${where.replaceAll(" ", "-")}.jsonl`)]);
    }
  } finally {
    await Promise.all(children.reverse().map(stop));
    await rm(folder, { recursive: true, force: true });
  }
});
