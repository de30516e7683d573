import { rowColumns } from "./row-columns.js";
import { hopsOf } from "./settings-spec.js";
import type { Windows } from "./windows.js";

/** The spec as JSON, or the hops of a plan of the clock. */
export function specJson({ spec, settings, timeUnit }: Windows): string {
  return JSON.stringify(spec ?? hopsOf(settings, timeUnit), plain, 2);
}

function plain(_: string, value: unknown): unknown {
  if (value instanceof BigInt64Array) return Array.from(value, Number);
  return typeof value === "bigint" ? Number(value) : value;
}

/** The same plan in JavaScript, from Arrow bytes. */
export function code(windows: Windows): string {
  const { spec, rows, settings } = windows;
  const others = rows.measures.filter((name) => name !== "bytes").map((name) => `${JSON.stringify(name)}: ${JSON.stringify(name)}`);
  const columns = [
    windows.timeUnit ? 'time: "ts"' : "",
    rows.measures.includes("bytes") ? 'text: "body"' : "",
    others.length > 0 ? `measures: { ${others.join(", ")} }` : "",
    settings.partition && rowColumns(rows).partitionEnds.length > 1 ? 'partition: "chat"' : "",
    rows.hasKeys ? 'key: "id"' : "",
  ];
  const called = spec ? "windows" : "hops";
  return `import { init, Rows } from "windrow";

await init();
const rows = Rows.fromArrow(ipc, { ${columns.filter(Boolean).join(", ")} }); // the names of your columns
const plan = rows.${called}(${literal(specJson(windows))});
for (const { start, fresh, end } of plan) {
  // [start, fresh) repeats the window before, [fresh, end) is new
  console.log(start, fresh, end);
}
`;
}

/** JSON as one would write it in code: on one line, without quotes around names, and with what JSON has no word for. */
function literal(json: string): string {
  const line = json.replace(/\n\s*/g, " ").replace(/"([A-Za-z_]\w*)":/g, "$1:");
  const edges = (written: string) => `${written}.map(${written.includes('"') ? "(time) => new Date(time)" : "BigInt"})`;
  return line.replace(/edges: \[.*?\]/, edges).replace(/(origin: -?\d+)/, "$1n");
}
