import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { WindowError } from "windrow";
import { type Engine, engineOf } from "windrow/duckdb";

/** A database in memory, and a folder for what does not fit there. */
export interface Database {
  readonly engine: Engine;
  readonly folder: string;
  close(): void;
}

/**
 * Opens a database.
 *
 * @param memory how much of it the database may take, such as "2GB"; the rest goes to the folder
 * @throws WindowError: `BAD_OPTION` for what is no size
 */
export async function openDatabase(memory: string | undefined): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), "windrow-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // However the process ends, the folder goes, and a shell sees the signal.
  process.once("exit", remove);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      remove();
      process.kill(process.pid, signal);
    });
  }
  const settings = {
    // Unless it is set, what does not fit into memory goes to the working directory.
    temp_directory: folder,
    // An extension that is missing is an error, and no download.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(memory !== undefined && { memory_limit: memory }),
  };
  const instance = await DuckDBInstance.create(":memory:", settings).catch((cause: unknown) => {
    const sentence = `--memory ${memory} is no size; give one such as 2GB or 512MB`;
    throw memory === undefined ? cause : new WindowError("BAD_OPTION", sentence, { cause });
  });
  const connection = await instance.connect();
  const engine = engineOf(connection as unknown as Parameters<typeof engineOf>[0]);
  // Times with a zone are written in UTC, wherever the command runs.
  await engine.run("SET TimeZone = 'UTC'");
  return {
    engine,
    folder,
    close: () => {
      connection.closeSync();
      instance.closeSync();
      remove();
    },
  };
}
