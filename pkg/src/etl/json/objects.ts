import { WindowError } from "../../error.js";
import type { TextColumns } from "../columnar.js";
import type { Stage } from "../format.js";

/** A file as JSON.parse reads it; a syntax error becomes a WindowError. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    if (bytes.length > 2 ** 29 - 25)
      throw new WindowError("BAD_JSON", "it is too long for one JSON value; give one object a line", { cause });
    throw new WindowError(
      "BAD_JSON",
      `the file cannot be read as JSON: ${(cause as Error).message}; it may be cut short, so export it once more`,
      { cause },
    );
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Adds the objects of an array, and reports items that are not objects. */
export async function addAll(
  columns: TextColumns,
  values: readonly unknown[],
  stage: Stage,
  record: (value: Record<string, unknown>) => object = (value) => value,
): Promise<void> {
  const others: unknown[] = [];
  for (const [i, value] of values.entries()) {
    if (isObject(value)) columns.add(record(value));
    else others.push(value);
    if (i % 1024 === 0) await stage.progress(i / values.length);
  }
  if (others.length === 0) return;
  const samples = others.slice(0, 3).map((value) => JSON.stringify(value).slice(0, 200));
  stage.report({ what: "values that are no objects", count: others.length, samples });
}

/** Inserts columns into the database, and returns the SELECT that reads them with their types. */
export async function stageColumns(columns: TextColumns, stage: Stage): Promise<string> {
  if (columns.names.length === 0)
    throw new WindowError("NO_MESSAGES", "there are no messages in it; give a table of objects with values");
  return `SELECT ${columns.select()} FROM ${await stage.insert(columns)}`;
}
