import { hopsOf } from "./settings-spec.js";
import type { Windows } from "./windows.js";

/** The spec as JSON, or the hops of a plan of the clock. */
export function specJson({ spec, settings }: Windows): string {
  return JSON.stringify(spec ?? hopsOf(settings), (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value), 2);
}

/** The same plan in JavaScript, from Arrow bytes. */
export function code(windows: Windows): string {
  const { spec, measure } = windows;
  const columns = [windows.timeUnit ? 'time: "ts"' : "", measure === "bytes" ? 'text: "body"' : "", measure !== undefined && measure !== "bytes" ? `measures: { ${measure}: ${JSON.stringify(measure)} }` : ""];
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

/** JSON as one would write it in code: on one line, without quotes around names. */
function literal(json: string): string {
  return json.replace(/\n\s*/g, " ").replace(/"([A-Za-z_]\w*)":/g, "$1:");
}
