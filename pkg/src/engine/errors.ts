import { WindowError } from "../error.js";

/** What DuckDB says of a column that is not there; from version 1.5 on, not always what else there is. */
const MISSING =
  /(?:Referenced column|does not have a column named) "([^]*?)"(?: not found|\n|$)(?:[^]*?Candidate bindings: (?:: )?(.*))?/;
/** What it says of a text that is not one: only its lengths are ever asked for with `strlen`. */
const NOT_TEXT = /No function matches [^]*?'strlen\((.*?)\)'[^]*?strlen\(t\."((?:[^"]|"")*)"\)/;
/** A message can hold a whole value of a table, or a record of a file, before it says what is wrong. */
const LONGEST = 2_000;
const RECORD = /^(Original Line: .{0,200}).*$/m;

/** An error of the database, in windrow's words. */
export function queryError(cause: unknown): WindowError {
  if (cause instanceof WindowError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, missing, candidates] = MISSING.exec(message) ?? [];
  if (missing !== undefined) {
    const nearest = candidates ? `; the nearest names are ${candidates.replaceAll('"', "")}` : "; see DESCRIBE for those there are";
    return new WindowError("MISSING_COLUMN", `there is no column ${missing}${nearest}`, { cause });
  }
  const [, type, text] = NOT_TEXT.exec(message) ?? [];
  if (type !== undefined) {
    const sentence = `column ${text?.replaceAll('""', '"')} is ${type}; cast it to VARCHAR`;
    return new WindowError("UNSUPPORTED_TYPE", sentence, { cause });
  }
  // DuckDB-WASM does not say what ends a query when another one takes its connection.
  const said = message.replace(RECORD, "$1").trim() || "it does not say why; another query on the connection may have ended it";
  const told = said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
  return new WindowError("QUERY_FAILED", `the database refused the query: ${told}`, { cause });
}

/** That a table is there already, where that is what an error says. */
export function insertError(name: string, cause: unknown): WindowError {
  const error = queryError(cause);
  if (!/already exists/.test(error.message)) return error;
  const sentence = `there is a table ${name} already; give another name, or replace: true`;
  return new WindowError("TABLE_EXISTS", sentence, { cause });
}

/** That fewer rows came, or more, than the database had counted. */
export function miscounted(came: number, counted: number): WindowError {
  const sentence =
    `${came} rows came, of ${counted} that the database counted: another query was asked on this connection meanwhile, ` +
    "or the table changed, or the query gives other rows each time; use a connection of its own, and a table";
  return new WindowError("BUSY", sentence);
}
