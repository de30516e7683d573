import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { init } from "windrow";
import { fetchRows, identifier, loadCsv } from "windrow/duckdb";
import { openDuckDB } from "./duckdb.js";
import { announce } from "./progress.js";

/**
 * The main job, from a CSV file to windows: load, fetch once, compute; prints what came of it, how
 * many queries each phase took, and how long.
 *
 * @param {string} path
 * @param {{ time?: string, text?: string, spec: import("windrow").Spec }} job
 */
export async function runInTerminal(path, { time, text, spec }) {
  const opened = announce("starting DuckDB");
  const { connection, queries } = await openDuckDB();
  await init();
  opened();
  const phases = [];
  const phase = async (name, work) => {
    const [began, asked] = [performance.now(), queries()];
    const result = await work();
    phases.push({ name, ms: performance.now() - began, queries: queries() - asked });
    return result;
  };

  const csv = await readFile(path);
  const columns = await phase("load", async () => {
    await loadCsv(connection, csv, { into: "messages", time, text });
    return { ...guess(connection), ...(time && { time }), ...(text && { text }) };
  });
  const from = { from: "messages", ...columns };
  const { rows, bytes } = await phase("fetch", () => fetchRows(connection, from));
  const plan = await phase("windows", async () => rows.windows(spec));

  const named = Object.entries(columns).map(([use, column]) => `${use} from ${column}`);
  console.log(`\n${basename(path)}: ${count(rows.length, "row")}, ${named.join(", ") || "no column of use"}\n`);
  printWindows(rows, plan);
  printSummary(rows, plan, spec);
  for (const { name, ms, queries } of phases) {
    const fetched = name === "fetch" ? `, ${group(bytes)} bytes for ${count(rows.length, "row")}` : "";
    console.log(`${name.padEnd(8)} ${ms.toFixed(1).padStart(8)} ms   ${count(queries, "query")}${fetched}`);
  }
}

/** The first column of times, and the text column with most in it. */
function guess(connection) {
  const described = connection.query("DESCRIBE messages").toArray();
  const columns = described.map((row) => ({ name: row.column_name, type: row.column_type }));
  const time = columns.find(({ type }) => /^(TIMESTAMP|DATE)/.test(type))?.name;
  const texts = columns.filter(({ type }) => type === "VARCHAR").map(({ name }) => name);
  if (texts.length === 0) return { ...(time && { time }) };
  const totals = texts.map((name) => `sum(strlen(${identifier(name)}))::DOUBLE`);
  const lengths = Object.values(connection.query(`SELECT ${totals.join(", ")} FROM messages`).get(0).toJSON());
  const longest = lengths.reduce((best, length, i) => (length > lengths[best] ? i : best), 0);
  return { ...(time && { time }), text: texts[longest] };
}

const SHOWN = { first: 6, last: 2 };

function printWindows(rows, plan) {
  const bytes = rows.measures.includes("bytes") ? plan.sum("bytes") : undefined;
  const head = ["window", "rows", "repeated", "of rows", ...(bytes ? ["bytes"] : [])];
  if (plan.firstTime) head.push("from", "to");
  const line = ({ index, start, fresh, end, oversize }) => [
    group(index),
    group(end - start),
    group(fresh - start),
    `${group(start)}..${group(end)}`,
    ...(bytes ? [group(bytes[index])] : []),
    ...(plan.firstTime ? [instant(plan.firstTime[index], rows), instant(plan.lastTime[index], rows)] : []),
    ...(oversize ? ["oversize"] : []),
  ];
  const hidden = plan.length - SHOWN.first - SHOWN.last;
  const shown = (from, to) => Array.from({ length: to - from }, (_, i) => line(plan.at(from + i)));
  const lines =
    hidden > 1
      ? [head, ...shown(0, SHOWN.first), [`… ${group(hidden)} more`], ...shown(plan.length - SHOWN.last, plan.length)]
      : [head, ...shown(0, plan.length)];
  const widths = head.map((_, i) => Math.max(...lines.map((cells) => (cells.length > 1 && cells[i]?.length) || 0)));
  for (const cells of lines) {
    console.log(cells.length > 1 ? cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join("  ") : cells[0]);
  }
}

function printSummary(rows, plan, { max, overlap }) {
  const limits = Object.entries(max).filter(([, limit]) => limit !== undefined);
  const said = limits.map(([name, limit]) => `${group(limit)} ${name}`).join(" and ");
  const { start, fresh } = plan;
  const repeated = start.reduce((sum, first, i) => sum + fresh[i] - first, 0);
  const oversize = plan.oversize.reduce((sum, flag) => sum + flag, 0);
  const held = rows.length + repeated;
  const share = held > 0 ? ` (${((100 * repeated) / held).toFixed(1)} % of all in windows)` : "";
  console.log(`
${count(plan.length, "window")} of at most ${said}, overlap ${overlap}
${count(repeated, "row")} repeated${share}, ${count(oversize, "oversize row")}
`);
}

const group = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

const count = (number, what) =>
  `${group(number)} ${number === 1 ? what : what.replace(/y$/, "ie") + "s"}`;

function instant(value, rows) {
  const per_ms = { s: 1_000, ms: 1, us: 1 / 1_000, ns: 1 / 1_000_000 }[rows.timeUnit];
  const date = new Date(Number(value) * per_ms);
  // Not every time of a database is one of JavaScript's: 'infinity', for one.
  if (Number.isNaN(date.getTime())) return String(value);
  return date.toISOString().slice(0, 16).replace("T", " ");
}
