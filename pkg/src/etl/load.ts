import { type Connection, engineOf, identifier } from "../engine/index.js";
import { ownName } from "../engine/names.js";
import { WindowError } from "../error.js";
import { loadOptionsOf, sourcesOf } from "./checks.js";
import { formats as known } from "./formats/index.js";
import type { Format, ReadOptions, Source } from "./format.js";
import type { Loaded, Staged } from "./loaded.js";
import { arrangeMessages } from "./messages.js";
import type { ShapeOf } from "./shape.js";
import { type Recognised, opened, recognise } from "./recognise.js";
import { MOST_SAMPLES } from "./samples.js";
import { DatabaseStage } from "./stage.js";
import { arrangeTable } from "./table.js";

/** Options of a load. */
export interface LoadOptions extends ReadOptions {
  /** The table to create; replaces a table of that name. Unless given, it has a unique name. */
  readonly table?: string | undefined;
  /** The formats to try, in order; {@link formats} unless given. */
  readonly formats?: readonly Format[] | undefined;
  /** The name of the file's format, which skips recognition. */
  readonly format?: string | undefined;
  /**
   * Adds columns to the table and leaves out others, once the columns of the roles are known and before rows are
   * sorted: what nobody reads need not be sorted.
   */
  readonly shape?: ShapeOf | undefined;
  /** Aborts the load, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the share of the file that is read, between 0 and 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Loads one or several files into a table of messages: recognises the format of each, and sorts the messages.
 * `problems` counts the records that are not in the table. `guesses` lists the choices made without proof. The number of
 * queries depends on the number of files, not of messages.
 *
 * @throws WindowError: `UNKNOWN_FORMAT`, `NO_MESSAGES`, `BAD_FILE` and the codes of the formats: `BAD_CSV`, `BAD_JSON`,
 *   `BAD_PARQUET`, `CORRUPT_ARROW`; `MISSING_COLUMN`, `BAD_TIME`, `BAD_MEASURE`; `BAD_OPTION`; `MISSING_PEER` where a
 *   package has to be installed; `QUERY_FAILED`
 */
export async function loadMessages(
  connection: Connection,
  sources: Source | readonly Source[],
  options?: LoadOptions,
): Promise<Loaded>;
/** The same, with the table's name as an argument. */
export async function loadMessages(
  connection: Connection,
  sources: Source | readonly Source[],
  table: string,
  options?: LoadOptions,
): Promise<Loaded>;
export async function loadMessages(
  connection: Connection,
  sources: Source | readonly Source[],
  given: string | LoadOptions = {},
  more: LoadOptions = {},
): Promise<Loaded> {
  const engine = engineOf(connection);
  const options = typeof given === "string" ? { ...loadOptionsOf(more), table: given } : loadOptionsOf(given);
  const table = options.table ?? ownName(" messages");
  identifier(table); // checks the name before a file is read
  const stage = new DatabaseStage(engine, options);
  try {
    const empty: Empty[] = [];
    const found = await recogniseAll(sourcesOf(sources), options, empty);
    const kinds = new Set(found.map(({ format }) => format.gives));
    if (kinds.size > 1) {
      throw new WindowError("UNKNOWN_FORMAT", "some of the files are chats, and some are tables; load them apart");
    }
    const staged: Staged[] = [];
    for (const { format, source } of found) {
      let extracted: unknown;
      try {
        extracted = await format.extract(source, stage);
      } catch (error) {
        if (!isEmpty(error)) throw error;
        empty.push({ name: source.name, error });
        continue;
      }
      const select = format.transform(extracted);
      // Messages of one file are copied once, with all columns that they lack.
      staged.push({
        format,
        source,
        table: found.length === 1 && format.gives === "messages" ? `(${select})` : await stage.made(select),
      });
    }
    if (staged.length === 0) throw empty[0]!.error;
    if (empty.length > 0) {
      const samples = empty.slice(0, MOST_SAMPLES).map(({ name }) => name);
      stage.report({ what: "files that hold no conversation", count: empty.length, samples });
    }
    const arrange = kinds.has("messages") ? arrangeMessages : arrangeTable;
    const format = [...new Set(found.map(({ format }) => format.name))].join(", ");
    return { format, ...(await arrange(stage, staged, table, options.shape)), problems: stage.problems, guesses: stage.guesses };
  } finally {
    await stage.clear();
  }
}

/** A file that holds no messages, and the error that says so. */
interface Empty {
  readonly name: string;
  readonly error: WindowError;
}

const isEmpty = (error: unknown): error is WindowError => error instanceof WindowError && error.code === "NO_MESSAGES";

async function recogniseAll(sources: readonly Source[], options: LoadOptions, empty: Empty[]): Promise<Recognised[]> {
  if (sources.length === 0) throw new WindowError("NO_MESSAGES", "there is no file; give one with messages");
  const formats = options.formats ?? known;
  const asked = options.format === undefined ? undefined : named(options.format, formats);
  const found: Recognised[] = [];
  for (const source of sources) {
    try {
      if (asked) found.push({ format: asked, source: await opened(source) });
      else found.push(...(await recognise(source, formats)));
    } catch (error) {
      if (!isEmpty(error)) throw error;
      empty.push({ name: source.name, error });
    }
  }
  return found;
}

function named(name: string, formats: readonly Format[]): Format {
  const format = formats.find((format) => format.name.toLowerCase() === name.toLowerCase());
  if (format) return format;
  throw new WindowError("BAD_OPTION", `there is no format ${name}; there is ${formats.map(({ name }) => name).join(", ")}`);
}
