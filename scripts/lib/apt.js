import { has, run } from "./run.js";

/**
 * Installs Debian packages, as root or with a sudo that needs no password.
 *
 * @param {string[]} packages
 * @param {string} takes how long that lasts
 */
export async function aptInstall(packages, takes) {
  if (!has("apt-get")) throw new Error("There is no apt-get here.");
  /** @param {string} label @param {string[]} args */
  const apt = (label, args) => {
    const command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
    if (process.getuid?.() !== 0) command.unshift("sudo", "-n");
    return run(command[0], command.slice(1), { label, quiet: true });
  };
  await apt("reading apt's lists of packages (a few seconds)", ["update"]);
  const label = `installing ${packages.join(" and ")} with apt (${takes})`;
  await apt(label, ["install", "-y", "--no-install-recommends", ...packages]);
}
