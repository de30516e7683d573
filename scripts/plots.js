// Draws the plots of docs/performance.md from the tables of docs/measurements.md and docs/comparison.md.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bars } from "./lib/bars.js";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";

/** The cells of the table that a command wrote, its head first. */
async function cells(document, name) {
  const text = await readFile(join(root, document), "utf8");
  const table = text.split(`<!-- ${name} -->`)[1]?.split("<!-- -->")[0];
  if (!table) throw new Error(`${document} has no table of ${name}.`);
  const lines = table
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return lines.filter((_, place) => place !== 1);
}

/** Milliseconds of a time such as `43.2 ms` or `14 s`. */
const milliseconds = (time) => Number.parseFloat(time) * (time.endsWith(" ms") ? 1 : 1_000);

/** One million rows in Chromium: windrow beside the ways to ask a database. */
async function fetched() {
  const [, ...lines] = await cells("docs/measurements.md", "npm run bench:fetch -- --write");
  const million = lines.filter(
    ([where, rows, own]) => where === "Chromium" && rows === "1,000,000" && own === "windrow, table in order",
  );
  const own = million[0][3].split(",")[0];
  const rivals = million.map(([, , , , rival, times]) => ({
    name: rival.replace(/, (once|from .*)$/, ""),
    text: times.split(",")[0],
  }));
  const all = [
    { name: "windrow, from call to plan", text: own, own: true },
    ...rivals.filter(({ name }) => !name.includes("and a copy")),
  ];
  return bars(
    "Table to plan, 1,000,000 rows, Chromium",
    all.map((bar) => ({ ...bar, value: milliseconds(bar.text) })),
    { log: true },
  );
}

/** How many times as long rivals take for plans alone, in Node. */
async function planned() {
  const [head, ...lines] = await cells("docs/measurements.md", "npm run bench -- --write");
  const line = lines.find(([where, rows, size]) => where === "Node" && rows === "1,000,000" && size === "32,000");
  const all = head.slice(5).map((name, place) => ({ name, value: Number(line[5 + place]), text: `${line[5 + place]} ×` }));
  return bars(
    `Plan alone, 1,000,000 rows, windows of 32,000 bytes, Node: times windrow's ${line[4]}`,
    [{ name: "windrow", value: 1, text: "1 ×", own: true }, ...all],
    { log: true },
  );
}

/** The time of each tool for the sample, from the file to all prompts. */
async function compared() {
  const [, ...lines] = await cells("docs/comparison.md", "npm run bench:compare -- --write");
  const all = lines.map(([tool, , , , , , seconds]) => ({
    name: tool.replace(/\*\*|`/g, "").replace(/,.*/, ""),
    value: Number(seconds),
    text: `${seconds} s`,
    own: tool === "**windrow**",
  }));
  return bars("A chat of 20,000 messages, from CSV to prompts", all);
}

cli(import.meta.url, async () => {
  const plots = { "table-to-plan": fetched, "plan-alone": planned, "chat-to-prompts": compared };
  for (const [name, draw] of Object.entries(plots)) await writeFile(join(root, `docs/images/${name}.svg`), await draw());
});
