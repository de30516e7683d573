import { WindowError } from "../error.js";
import { LIMITS } from "../limits.js";

/** DuckDB's error for a missing column. From version 1.5 on, it does not always list the candidates. */
const MISSING =
  /(?:Referenced column|does not have a column named) "([^]*?)"(?: not found|\n|$)(?:[^]*?Candidate bindings: (?:: )?(.*))?/;
/** DuckDB's error for a column that is not a text: windrow applies `strlen` to columns of texts only. */
const NOT_TEXT = /No function matches [^]*?'strlen\((.*?)\)'[^]*?strlen\(t\."((?:[^"]|"")*)"\)/;
/** The most characters of a message to quote: it can hold a whole value of a table, or a record of a file. */
const LONGEST = 2_000;
const RECORD = /^(Original Line: .{0,200}).*$/m;

/** A database error as a WindowError. */
export function queryError(cause: unknown): WindowError {
  if (cause instanceof WindowError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, missing, candidates] = MISSING.exec(message) ?? [];
  if (missing !== undefined) {
    const nearest = candidates ? `; the nearest names are ${candidates.replaceAll('"', "")}` : "; DESCRIBE lists the columns";
    return new WindowError("MISSING_COLUMN", `there is no column ${missing}${nearest}`, { cause });
  }
  const [, type, text] = NOT_TEXT.exec(message) ?? [];
  if (type !== undefined) {
    const sentence = `column ${text?.replaceAll('""', '"')} is ${type}; cast it to VARCHAR`;
    return new WindowError("UNSUPPORTED_TYPE", sentence, { cause });
  }
  if (/Cannot create a string longer|Invalid string length/.test(message)) {
    const most = LIMITS.text.most.toLocaleString("en");
    return new WindowError(
      "TOO_LARGE",
      `the query gives a text of more than ${most} bytes, which are the most; ${LIMITS.text.instead}`,
      { cause },
    );
  }
  // DuckDB-WASM gives no message when another query on the connection ends this one.
  const said = message.replace(RECORD, "$1").trim() || "it does not say why; another query on the connection may have ended it";
  const told = said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
  return new WindowError("QUERY_FAILED", `the database refused the query: ${told}`, { cause });
}

/** The error of an insert: `TABLE_EXISTS`, or any other database error. */
export function insertError(name: string, cause: unknown): WindowError {
  const error = queryError(cause);
  if (!/already exists/.test(error.message)) return error;
  const sentence = `there is a table ${name} already; give another name, or replace: true`;
  return new WindowError("TABLE_EXISTS", sentence, { cause });
}

/** The error for a result with fewer or more rows than were counted. */
export function miscounted(came: number, counted: number): WindowError {
  const sentence =
    `${came} rows came, of ${counted} that the database counted: another query ran on this connection meanwhile, ` +
    "or the table changed, or the query's result varies; use a separate connection, and a table";
  return new WindowError("BUSY", sentence);
}
