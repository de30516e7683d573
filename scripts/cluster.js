// Starts a scheduler and two executors on this machine, has them cut a data set of many chats, and stops
// them: npm run cluster -- [ROWS [CHATS]]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
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

const program = (name) => join(datafusionTarget(), "release", name);

/** Ports that nobody has. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => /** @type {import("node:net").AddressInfo} */ (server.address()).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

async function start(folder, name, args, health) {
  const log = await open(join(folder, `${name}.log`), "w");
  const child = spawn(program(name.split(" ")[0]), [...args, `--health-port=${health}`], { stdio: ["ignore", log.fd, log.fd] });
  await log.close();
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${name} has ended; see ${join(folder, `${name}.log`)}`);
    const answer = await fetch(`http://127.0.0.1:${health}/readyz`).catch(() => undefined);
    if (answer?.ok) return child;
    await sleep(100);
  }
  throw new Error(`${name} is not ready after 30 s; see ${join(folder, `${name}.log`)}`);
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(timer);
}

cli(import.meta.url, async (rows = "1000000", chats = "1000") => {
  await ensureRust();
  await cargo(["build", "--release", "--features", "cluster", "--bins", "--example", "many_chats"], { label: "building the cluster (half an hour the first time)" });
  const folder = await mkdtemp(join(tmpdir(), "windrow-cluster-"));
  const children = [];
  try {
    const data = join(folder, "data");
    await mkdir(data);
    await run(join(datafusionTarget(), "release/examples/many_chats"), [data, rows, chats, "8"]);
    const [port, health, ...ports] = await freePorts(8);
    children.push(await start(folder, "windrow-scheduler", [`--port=${port}`], health));
    const cores = Math.max(1, Math.floor(availableParallelism() / 2));
    for (const number of [1, 2]) {
      const [flight, grpc, ready] = ports.splice(0, 3);
      const args = [`--scheduler=127.0.0.1:${port}`, `--port=${flight}`, `--grpc-port=${grpc}`, `--cores=${cores}`, "--memory=1GB", `--work-dir=${join(folder, `work-${number}`)}`];
      children.push(await start(folder, `windrow-executor ${number}`, args, ready));
    }
    console.log(`a scheduler at df://127.0.0.1:${port} and two executors of ${cores} cores`);
    const job = ["--spec", SPEC, "--template", TEMPLATE, "--order", "id", "--parts", String(2 * cores)];
    for (const [where, args] of [["on this machine", []], ["on the cluster", ["--cluster", `df://127.0.0.1:${port}`]]]) {
      console.log(`${where}:`);
      await run(program("windrow-sql"), [data, ...job, ...args, "--output", join(folder, `${where.replaceAll(" ", "-")}.jsonl`)]);
    }
  } finally {
    await Promise.all(children.reverse().map(stop));
    await rm(folder, { recursive: true, force: true });
  }
});
