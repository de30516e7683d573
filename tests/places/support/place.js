// A place to try the package in: a fresh folder with the package as installed, its tools, and an app.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../../scripts/lib/run.js";
import { openChromium } from "../../runtimes/support/pages.js";
import { installed } from "../../runtimes/support/installed.js";

const projects = fileURLToPath(new URL("..", import.meta.url));
/** What all places have to find. */
const FOUND = "3 windows";
/** The cause of an error that is not about the package: a registry may offer versions that do not go together. */
export const NOT_INSTALLED = "not installed";
/** A server's page, or the answer of a route, says it so; frameworks put comments and tags between. */
const isFound = (text) => text.includes(FOUND);

/** @returns the package as it is packed once, and the folder that it lies in */
let packed;
const pack = () => (packed ??= installed());

/** Some tools need a newer Node than this one; npm has it as a package. */
const NEWER = "22";

/**
 * Makes the place, and tries it.
 *
 * @param {import("./list.js").Place} place
 * @returns {Promise<string>} the version of what it is of
 */
export async function tryPlace(place) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "windrow-place-"));
  const started = [];
  let browser;
  const env = {
    ...process.env,
    CI: "1",
    NO_COLOR: "1",
    FORCE_COLOR: "0",
    NEXT_TELEMETRY_DISABLED: "1",
    NG_CLI_ANALYTICS: "false",
    ASTRO_TELEMETRY_DISABLED: "1",
    NUXT_TELEMETRY_DISABLED: "1",
  };
  delete env.NODE_OPTIONS;
  delete env.NODE_TEST_CONTEXT;
  const path = [join(folder, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH];

  /** Runs a command line to its end, and gives what it says. */
  const run = async (command, { cwd = folder, more = {} } = {}) => {
    const child = spawn("sh", ["-c", command], {
      cwd,
      env: { ...env, ...more, PATH: path.join(":") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`${command} ended with ${code}:\n${said.slice(-3_000)}`);
    return said;
  };
  const expect = (text, what) => {
    if (!isFound(text)) throw new Error(`${what} said:\n${text.slice(-2_000)}`);
  };
  const at = {
    folder,
    run,
    write: (name, text) => writeFileSync(join(folder, name), text),
    /** Runs a command line that has to find the windows. */
    finds: async (command, options) => expect(await run(command, options), command),
    /** Opens pages of a folder, each of which has to print that it has found them. */
    async opens(path, pages, options) {
      browser ??= await openChromium(folder);
      for (const page of pages) await browser.served(path, page, { printed: FOUND, isLost: isScript, ...options });
    },
    /** Starts a server; then these paths have to say, or their pages to print, what was found. */
    async serves(command, { says = [], prints = [], more = {} }) {
      const port = await freePort();
      const server = spawn("sh", ["-c", command.replaceAll("PORT", port)], {
        cwd: folder,
        env: { ...env, ...more, PORT: `${port}`, HOST: "127.0.0.1", PATH: path.join(":") },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      started.push(server);
      let said = "";
      for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
      const origin = `http://127.0.0.1:${port}`;
      try {
        await answers(origin, server);
        for (const path of says) expect(await (await fetch(`${origin}${path}`)).text(), path);
        browser ??= await openChromium(folder);
        for (const path of prints)
          await browser.open(`${origin}${path}`, FOUND, (url) => isScript(url) || url.endsWith("/favicon.ico"));
      } catch (error) {
        throw new Error(`${error.message}\n${said.slice(-2_000)}`, { cause: error });
      } finally {
        end(server);
      }
    },
    /** The page of a script. */
    page(path, name) {
      const script = `<script type="module" src="./${name}.js"></script>`;
      writeFileSync(
        join(folder, path, `${name}.html`),
        `<!doctype html><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,">${script}\n`,
      );
    },
    /** The version of a tool, as installed. */
    version(name) {
      const file = [folder, root].map((from) => join(from, "node_modules", name, "package.json")).find((file) => exists(file));
      return JSON.parse(readFileSync(file, "utf8")).version;
    },
  };
  try {
    const tools = place.install ?? [];
    cpSync(join(projects, "apps"), folder, { recursive: true });
    if (place.project) cpSync(join(projects, place.project), folder, { recursive: true });
    at.write("package.json", `${JSON.stringify({ private: true, type: "module", ...place.manifest })}\n`);
    const isNew = place.newer && Number(process.versions.node.split(".")[0]) < Number(NEWER);
    const { folder: from, packed } = pack();
    const names = [...tools, ...(isNew ? [`node-${process.platform}-${process.arch}@${NEWER}`] : [])];
    const flags = names.length > 0 ? "--prefer-offline" : "--offline";
    const install = `npm install ${[join(from, packed.filename), ...names].map((name) => `'${name}'`).join(" ")} ${flags} --no-audit --no-fund --loglevel error`;
    await run(install).catch((cause) => {
      throw new Error(`its tools cannot be installed: ${cause.message}`, { cause: NOT_INSTALLED });
    });
    if (isNew) path.unshift(join(folder, `node_modules/node-${process.platform}-${process.arch}/bin`));
    // What the repository has is as good as installed.
    for (const name of place.linked ?? []) {
      await run(`mkdir -p '${dirname(join("node_modules", name))}'`);
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
    }
    return await place.try(at);
  } finally {
    started.forEach(end);
    await browser?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const exists = (file) => {
  try {
    return Boolean(readFileSync(file));
  } catch {
    return false;
  }
};

/** A worker's script that no bundler carries along is looked for, and then made of what the package has inside. */
const isScript = (url) => /script\.js(\?|$)/.test(url);

function end(server) {
  try {
    process.kill(-server.pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Waits for a server's first answer, whatever it is. */
async function answers(origin, server) {
  const until = Date.now() + 180_000;
  while (Date.now() < until && server.exitCode === null) {
    const answer = await fetch(origin, { signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
    if (answer && answer.status !== 503) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error("the server has not started");
}
