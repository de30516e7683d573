import { WindowError } from "../../error.js";
import { type Guess, type Stage, format } from "../format.js";
import { badJson, jsonBytes, readColumns, readJsonBytes } from "../json/file.js";
import { type Grid, NAMES, gridOf } from "../json/grid.js";
import { type Outline, outline } from "../json/outline.js";
import { JsonTable, PARENT } from "../json/read.js";

const LINE_FEED = 0x0a;
/** Arrays of single values, one a line. */
const ARRAYS = /^\s*\[\s*(?:(?:"(?:[^"\\\n]|\\.)*"|[-+.\w]+)\s*(?:,\s*|(?=\])))+\][ \t\r]*\n\s*\[\s*["\-\dtfn]/;

/** A table of objects: an array of them, one a line, or an array somewhere within an object. */
export const json = format<string>({
  name: "JSON",
  gives: "table",
  program: "databases and web services",
  exporting: "write an array of objects, or one object a line",
  detect({ text }) {
    const json = text.startsWith("\u001e") ? text.slice(1) : text;
    return /^\s*(\[\s*[{[\]]|\{\s*["}])/.test(json) || ARRAYS.test(json);
  },
  async extract(source, stage) {
    const bytes = await jsonBytes(source, stage);
    const grid = stage.options.rows === undefined ? gridOf(bytes, stage.options.header) : undefined;
    if (grid) {
      const { columns } = await readGrid(bytes, grid, stage);
      stage.names(columns.names);
      return `SELECT ${columns.select()} FROM ${await stage.insert(columns)}`;
    }
    const path = stage.options.rows ?? likeliest(bytes, (guess) => stage.guess(guess));
    const table = (await readJsonBytes(bytes, stage, { [path]: undefined })).get(path)!;
    const { columns } = table;
    if (columns.names.filter((name) => name !== PARENT).length === 0)
      throw nothingAt(bytes, path, stage.options.rows !== undefined);
    stage.names(columns.names);
    stage.rowsPath = path;
    return `SELECT ${columns.select()} FROM ${await stage.insert(columns)}`;
  },
  transform: (select) => select,
});

/** Reads a table without an object for each row, and tells how it was read. */
async function readGrid(bytes: Uint8Array, grid: Grid, stage: Stage): Promise<JsonTable> {
  if (grid.kind === "columns") {
    const table = await readColumns(bytes, stage);
    const from = table.columns.names.slice(0, 10).join(", ");
    stage.guess({ what: "each member of the file's object is a column", from, alternatives: ['rows: ""'] });
    return table;
  }
  const { path, names, hasHeader } = grid;
  const tables = new Map([[path, JsonTable.ofArrays(names, hasHeader)]]);
  const table = (await readJsonBytes(bytes, stage, { [path]: undefined }, tables)).get(path)!;
  const from = table.columns.names.slice(0, 10).join(", ");
  if (names) stage.guess({ what: `the rows are the arrays at ${path}`, from, alternatives: ['rows: ""'] });
  else if (hasHeader) stage.guess({ what: "the first row is the header", from, alternatives: ["header: false"] });
  else {
    const what = "there is no header; columns are called column 1, column 2 and so on";
    stage.guess({ what, from, alternatives: ["header: true"] });
  }
  return table;
}

/** That there are no rows; at a path that was given, also where there are some. */
function nothingAt(bytes: Uint8Array, path: string, isGiven: boolean): WindowError {
  if (!isGiven) return new WindowError("NO_MESSAGES", "there are no messages in it; give a table of objects with values");
  const paths = longestFirst(outline(bytes).counts).slice(0, 3);
  const there = paths.length > 0 ? `there are some at ${paths.join(", ")}` : "nor in any array of it";
  return new WindowError("NO_MESSAGES", `there are no objects with values at ${JSON.stringify(path)}; ${there}`);
}

/** The paths of arrays, the longest array first, and those of names of columns last. */
function longestFirst(counts: Outline["counts"]): string[] {
  const isOfNames = (path: string) => (NAMES.test(/([^.]*)\[\]$/.exec(path)?.[1] ?? "") ? 1 : 0);
  return [...counts.keys()].sort((a, b) => isOfNames(a) - isOfNames(b) || counts.get(b)! - counts.get(a)!);
}

/** The path of the rows: what is an array is one of rows; of what lies within one object, the longest array is. */
function likeliest(bytes: Uint8Array, tell: (guess: Guess) => void): string {
  if (/^\s*\[(?!\s*\[)/.test(new TextDecoder().decode(bytes.subarray(0, 1 << 10)))) return "[]";
  let found: Outline;
  try {
    found = outline(bytes);
  } catch (error) {
    // Of one object a line, the first may be broken.
    if (bytes.includes(LINE_FEED)) return "";
    throw badJson(bytes, error);
  }
  const { counts, hasMore } = found;
  // An object that others follow is a row.
  if (hasMore) return "";
  if (counts.size === 0) {
    tell({ what: "the file is one object, and that one row", from: "no list of objects is in it", alternatives: [] });
    return "";
  }
  const paths = longestFirst(counts);
  const [path] = paths as [string];
  const alternatives = ["", ...paths.slice(1, 4)].map((path) => `rows: ${JSON.stringify(path)}`);
  tell({ what: `the rows are the objects at ${path}`, from: `there are ${counts.get(path)} of them`, alternatives });
  return path;
}
