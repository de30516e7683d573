// Serves the built page within a page that uses it by itself, and the files that are opened there: one of each format.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/lib/run.js";
import { serve } from "../../../scripts/lib/serve.js";

const fixture = (...path) => readFileSync(join(root, "tests/fixtures", ...path));
const HTML = `<!doctype html><meta charset="utf-8"><title>Walk</title>
<iframe src="./index.html" width="1300" height="850"></iframe><script type="module" src="./walk.js"></script>\n`;
const csv = "ts,author,body\n2024-01-15 10:00:00,Ada,one\n2024-01-15 10:05:00,Bob,two\n2024-01-15 10:10:00,Ada,three\n";

/** The first export of each program whose messages are all of people, and tables. */
function files() {
  const chats = new Map();
  for (const [path, { name, format, rows = [] }] of Object.entries(JSON.parse(fixture("chats/expected.json")))) {
    const isPlain = rows.length > 1 && rows.every((row) => row.at(-1) === "message");
    if (isPlain && !chats.has(format))
      chats.set(format, { name: name ?? path.split("/").at(-1), messages: rows.length, bytes: fixture("chats", path) });
  }
  const tables = ["messages.json", "zstd.parquet", "file.arrow"].map((name) => ({
    name,
    messages: 60,
    bytes: fixture("cli", name),
  }));
  return [...chats.values(), ...tables, { name: "table.csv", messages: 3, bytes: csv }];
}

/** The server, whose `walk.html` is to be opened. @param onPost takes what that page found, as JSON */
export function serveWalk(onPost) {
  const opened = files();
  const made = {
    "/walk.html": [HTML, "text/html"],
    "/walk.js": [readFileSync(join(import.meta.dirname, "walk.js")), "text/javascript"],
    "/files.json": [
      JSON.stringify(opened.map(({ name, messages }, i) => ({ name, messages, path: `./files/${i}` }))),
      "application/json",
    ],
  };
  for (const [i, { bytes }] of opened.entries()) made[`/files/${i}`] = [bytes, "application/octet-stream"];
  return serve(join(root, "www/dist"), {}, { made, onPost });
}
