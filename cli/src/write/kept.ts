import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { UsageError } from "../usage.js";

/** The paths of files that are read, by {@link identityOf}, which is the same for every path and link to a file. */
const kept = new Map<string, string>();

/** Keeps a file that is read from being overwritten. */
export function keep(path: string): void {
  const identity = identityOf(path);
  if (identity !== undefined) kept.set(identity, path);
}

/** @throws {@link UsageError} if the output is a file that {@link keep} was given, under the same or another path */
export function requireOther(output: string): void {
  const identity = identityOf(output);
  const name = identity === undefined ? undefined : kept.get(identity);
  if (name !== undefined)
    throw new UsageError(`the output ${output} would overwrite ${name}, which is read; give another --output`);
}

/** @throws {@link UsageError} for an output that exists, and that a SELECT names */
export function requireUnnamed(output: string, sql: string): void {
  if (sql.includes(basename(output)) && existsSync(output))
    throw new UsageError(`the output ${output} would overwrite a file that --sql names; give another --output`);
}

/** What identifies a file; undefined for anything else, such as a terminal. */
function identityOf(path: string): string | undefined {
  const is = statSync(path, { bigint: true, throwIfNoEntry: false });
  return is?.isFile() ? `${is.dev}:${is.ino}` : undefined;
}
