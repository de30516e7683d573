// Where a sandbox hides what Node has, as jsdom's does in Jest, and where the question after a module of Node throws, as at
// Next.js's edge.
const { TextDecoder, TextEncoder } = globalThis;
for (const name of ["TextDecoder", "TextEncoder", "TransformStream"]) delete globalThis[name];
const { init, Rows, WindowStream } = await import("windrow");
const entries = [
  "windrow/duckdb",
  "windrow/etl",
  "windrow/inline",
  "windrow/prompts",
  "windrow/slim",
  "windrow/tokens",
  "windrow/worker",
];
await Promise.all(entries.map((entry) => import(entry)));
Object.assign(globalThis, { TextDecoder, TextEncoder }); // Node's own streams need them
process.getBuiltinModule = () => {
  throw new Error("not supported here");
};
await init();
const { writable, readable } = new WindowStream({ max: { bytes: 1_000 } });
const writer = writable.getWriter();
writer.write({ measures: { bytes: [700, 900, 300] } });
writer.close();
let sealed = 0;
for await (const _ of readable) sealed++;
console.log(
  `${Rows.fromColumns({ measures: { bytes: [700, 900, 300] } }).windows({ max: { bytes: 1_000 } }).length} and ${sealed} windows`,
);
