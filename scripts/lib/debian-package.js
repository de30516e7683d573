import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { capture, run } from "./run.js";

const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
const NOTHING_FROM = ["sourceparts", "parts", "main", "preferences", "preferencesparts"];

/**
 * Downloads a package that may be in another release than the one installed, from the mirror this
 * machine uses. It has an apt set-up of its own, in `folder`, and leaves the system's alone.
 *
 * @param {string} name of a package for all architectures
 * @param {string} version the upstream one
 * @param {string} folder an empty one
 * @returns {Promise<string>} the path of the .deb
 */
export async function downloadDebianPackage(name, version, folder) {
  const mirror = await findMirror();
  const config = join(folder, "apt.conf");
  await mkdir(join(folder, "lists/partial"), { recursive: true });
  await mkdir(join(folder, "cache/archives/partial"), { recursive: true });
  await writeFile(config, await aptConfig(folder));
  const options = { env: { ...process.env, APT_CONFIG: config }, cwd: folder, timeout: 300 };

  for (const suite of await suites()) {
    const signedBy = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : "";
    await writeFile(join(folder, "sources.list"), `deb ${signedBy}${mirror} ${suite} main\n`);
    try {
      const label = `looking for ${name} ${version} in Debian's ${suite} (a few seconds)`;
      await run("apt-get", ["update"], { ...options, label, quiet: true });
    } catch {
      continue; // not every mirror has every suite
    }
    const offered = (await capture("apt-cache", ["madison", name], options)).split("\n");
    const versions = offered.map((line) => line.split("|")[1]?.trim());
    const found = versions.find((it) => upstream(it) === version);
    if (!found) continue;
    const label = `downloading ${name} ${found} (a few seconds)`;
    await run("apt-get", ["download", `${name}=${found}`], { ...options, label, quiet: true });
    const file = (await readdir(folder)).find((entry) => entry.endsWith(".deb"));
    if (file) return join(folder, file);
  }
  throw new Error(`No Debian release that could be reached has ${name} ${version}.`);
}

/** Asks apt itself, which understands both formats of its sources. */
async function findMirror() {
  const uris = await capture("apt-get", ["update", "--print-uris"]);
  const mirrors = [...uris.matchAll(/^'(\S+?)\/dists\//gm)].map((match) => match[1]);
  const mirror = mirrors.find((it) => it.endsWith("/debian")) ?? mirrors[0];
  if (!mirror) throw new Error("apt has no sources here.");
  return mirror;
}

/** The releases to look in; the backports first, since their lists are short. */
async function suites() {
  const system = await readFile("/etc/os-release", "utf8").catch(() => "");
  const own = /^VERSION_CODENAME=(\w+)/m.exec(system)?.[1] ?? "stable";
  const releases = [...new Set([own, "trixie"])];
  return [...releases.map((it) => `${it}-backports`), ...releases, "testing", "unstable"];
}

/** @param {string} [version] Debian's, such as 1.95.0+dfsg1-2~bpo13+1 */
const upstream = (version) => version?.replace(/^\d+:/, "").replace(/[+~-].*/, "");

/** @param {string} folder */
async function aptConfig(folder) {
  const system = (await capture("apt-config", ["dump"])).split("\n");
  return [
    // How to get at the mirror, proxies for instance, without the hooks that follow an update.
    ...system.filter((line) => line.startsWith("Acquire::")),
    `Dir::Etc::sourcelist "${folder}/sources.list";`,
    ...NOTHING_FROM.map((part) => `Dir::Etc::${part} "/dev/null";`),
    `Dir::State "${folder}";`,
    'Dir::State::status "/dev/null";',
    `Dir::Cache "${folder}/cache";`,
    // apt's own user for downloads may not enter the folder.
    'APT::Sandbox::User "root";',
    // A mirror that is away would hold things up for every suite.
    'Acquire::Retries "0";',
  ].join("\n");
}
