import { type Engine, type EngineFile, type Watch, identifier } from "../engine/index.js";
import { ownName } from "../engine/names.js";
import { columnRecords } from "./column-records.js";
import { TextColumns, distinctNames } from "./columnar.js";
import type { Guess, Problem, ReadOptions, Source, Stage } from "./format.js";

/** How long a page may be blocked, in milliseconds. */
const BREATH = 30;

/** Tracks what is created in the database for one file, and drops it. */
export class DatabaseStage implements Stage {
  readonly engine: Engine;
  readonly options: ReadOptions;
  readonly signal: AbortSignal;
  readonly problems: Problem[] = [];
  readonly guesses: Guess[] = [];
  readonly instants = new Set<string>();
  /** The line of the first row, where each row is at least one line. */
  firstLine: number | undefined;
  /** Renamed columns, by their names in the file. */
  readonly aliases = new Map<string, string>();
  /** The path of the rows in a JSON file; undefined for other formats. */
  rowsPath: string | undefined;
  readonly #onProgress: ((done: number) => void) | undefined;
  readonly #files: EngineFile[] = [];
  readonly #tables: string[] = [];
  readonly #types: string[] = [];
  #breathed = performance.now();

  constructor(
    engine: Engine,
    options: ReadOptions & { signal?: AbortSignal | undefined; onProgress?: ((done: number) => void) | undefined },
  ) {
    [this.engine, this.options] = [engine, options];
    this.signal = options.signal ?? new AbortController().signal;
    this.#onProgress = options.onProgress;
  }

  async file(content: Source | Blob | Uint8Array, ending?: string): Promise<string> {
    this.signal.throwIfAborted();
    const given = content instanceof Blob || content instanceof Uint8Array ? content : this.#lies(content);
    const file = await this.engine.file(given, ending);
    this.#files.push(file);
    return file.name;
  }

  /** The content or, for a database that has a file system, the path of a file. */
  #lies({ blob, path }: Source): Blob | { path: string } {
    return path !== undefined && this.engine.kind === "duckdb-node" ? { path } : blob;
  }

  async insert(content: TextColumns | Uint8Array): Promise<string> {
    this.signal.throwIfAborted();
    if (content instanceof TextColumns && this.engine.kind === "duckdb-node") {
      const records = columnRecords(content);
      if (records) return this.create(records.select(await this.file(records.bytes, ".txt")));
    }
    const table = this.#table();
    await this.engine.insert(table, content instanceof TextColumns ? content.toIpc() : content);
    return identifier(table);
  }

  async create(select: string): Promise<string> {
    const table = identifier(this.#table());
    await this.engine.run(`CREATE TABLE ${table} AS ${select}`, this.watch);
    return table;
  }

  /** Creates an ENUM of the texts of a SELECT; returns its name, quoted for SQL. */
  async enumeration(select: string): Promise<string> {
    const type = identifier(ownName());
    this.#types.push(type);
    await this.engine.run(`CREATE TYPE ${type} AS ENUM (${select})`, this.watch);
    return type;
  }

  /** The table of a SELECT. A SELECT that only names a table of this stage returns that table, not a copy. */
  async made(select: string): Promise<string> {
    const own = this.#tables.map(identifier).find((table) => select === `FROM ${table}`);
    return own ?? this.create(select);
  }

  get watch(): Watch {
    const onProgress = this.#onProgress;
    return { signal: this.signal, ...(onProgress && { onProgress: ({ done }) => done !== undefined && onProgress(done) }) };
  }

  names(given: readonly string[]): string[] {
    const names = distinctNames(given);
    given.forEach((name, i) => {
      if (name === names[i]) return;
      // The first column of a name keeps it; one that differs only in case is still found by its original name.
      if (!this.aliases.has(name) && !names.includes(name)) this.aliases.set(name, names[i]!);
      if (name === "") return;
      const why = name.toLowerCase() === "rowid" ? "as the database calls its own so" : "as the name stands twice";
      this.guess({ what: `a column ${name} is called ${names[i]}, ${why}`, from: name, alternatives: [] });
    });
    return names;
  }

  report(problem: Problem): void {
    this.problems.push(problem);
  }

  guess(guess: Guess): void {
    this.guesses.push(guess);
  }

  async progress(done: number): Promise<void> {
    if (performance.now() - this.#breathed < BREATH) return;
    this.#onProgress?.(done);
    await new Promise((resolve) => setTimeout(resolve));
    this.signal.throwIfAborted();
    this.#breathed = performance.now();
  }

  /** Drops a table before the stage ends. */
  drop(table: string): Promise<void> {
    return this.engine.run(`DROP TABLE IF EXISTS ${table}`);
  }

  /** Drops everything but the table of messages. */
  async clear(): Promise<void> {
    for (const file of this.#files) await file.drop();
    const made = [
      ...this.#tables.map((name) => `DROP TABLE IF EXISTS ${identifier(name)}`),
      ...this.#types.map((name) => `DROP TYPE IF EXISTS ${name}`),
    ];
    if (made.length > 0) await this.engine.run(made.join("; "));
  }

  #table(): string {
    const name = ownName();
    this.#tables.push(name);
    return name;
  }
}
