// Checks of the arguments to an engine, made before the database sees them.
import { type Check, badOption, callback, flag, isA, isArray, listOf, optionsOf, signalOf, text, wholeOf } from "../options.js";
import { plainView, typedKind } from "../typed.js";
import type { RowCount, TableOptions, Watch } from "./engine.js";
import type { TableName } from "./sql.js";

/** The options of a {@link Watch}. */
export const WATCH = {
  signal: signalOf,
  onProgress: callback as Check<NonNullable<Watch["onProgress"]>>,
};

/** @throws WindowError: `BAD_OPTION` */
export function watchOf(given: Watch | undefined): Watch {
  return given === undefined ? {} : optionsOf(given, "watch", "{ signal }", WATCH);
}

/** @throws WindowError: `BAD_OPTION` */
export function rowCountOf(given: RowCount | undefined): RowCount {
  const rows: Check<number> = (option, value) => wholeOf(value, 0, () => badOption(option, value, "the number of rows"));
  return given === undefined ? {} : optionsOf(given, "watch", "{ signal }", { ...WATCH, rows });
}

/** @throws WindowError: `BAD_OPTION` */
export function tableOptionsOf(given: TableOptions | undefined): TableOptions {
  return given === undefined ? {} : optionsOf(given, "options", "{ replace: true }", { replace: flag });
}

/** @throws WindowError: `BAD_OPTION` */
export function sqlOf(sql: unknown): string {
  return text("sql", sql, '"SELECT …"');
}

/** A table's name, alone or after its schema and catalog. */
export const tableNameOf: Check<TableName> = (option, value) =>
  isArray(value)
    ? listOf(option, value, (option, part) => text(option, part, "a name"), '["schema", "name"]')
    : text(option, value, "the name of a table, or [schema, name]");

/** Bytes as a view in this realm. */
export const bytesOf: Check<Uint8Array> = (option, value) => {
  const view = typedKind(value) === "Uint8Array" ? plainView(option, value) : undefined;
  if (!view) throw badOption(option, value, "a Uint8Array");
  return view as Uint8Array;
};

/** A file in memory, in its state at the time of the call. */
export const contentOf: Check<Uint8Array | Blob> = (option, value) => {
  if (isA(value, Blob)) return value;
  if (typedKind(value) === undefined) throw badOption(option, value, "a Blob or a Uint8Array");
  return bytesOf(option, value);
};
