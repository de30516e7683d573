import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WindowError } from "windrow";
import { type Engine, engineOf } from "windrow/duckdb";

/** A database in memory, and a folder for data that does not fit there. */
export interface Database {
  readonly engine: Engine;
  readonly folder: string;
  close(): void;
}

/** DuckDB, once it is needed. By `require`: an `import` of its two hundred CommonJS files takes a third longer. */
const duckdb = () => createRequire(import.meta.url)("@duckdb/node-api") as typeof import("@duckdb/node-api");

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "windrow-"));
  } catch (cause) {
    const sentence = `no folder can be made in ${tmpdir()}, for what does not fit into memory: ${(cause as Error).message}; set TMPDIR to another`;
    throw new WindowError("BAD_FILE", sentence, { cause });
  }
}

/**
 * Opens a database.
 *
 * @param memory the most memory of the database, such as "2GB"; the rest goes to the folder
 * @throws WindowError: `BAD_OPTION` for a text that is not a size
 */
export async function openDatabase(memory: string | undefined): Promise<Database> {
  const folder = temporaryFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Removes the folder however the process ends; the shell still sees the signal.
  process.once("exit", remove);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      remove();
      process.kill(process.pid, signal);
    });
  }
  const settings = {
    // The default is the working directory.
    temp_directory: folder,
    // A missing extension is an error; nothing is downloaded.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(memory !== undefined && { memory_limit: memory }),
  };
  const instance = await duckdb()
    .DuckDBInstance.create(":memory:", settings)
    .catch((cause: unknown) => {
      const sentence = `--memory ${memory} is no size; give one such as 2GB or 512MB`;
      throw memory === undefined ? cause : new WindowError("BAD_OPTION", sentence, { cause });
    });
  const connection = await instance.connect();
  const engine = engineOf(connection as unknown as Parameters<typeof engineOf>[0]);
  // Times with a zone are written in UTC, whatever the machine's zone.
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
