import { type Rows, WindowError } from "windrow/slim";
import { engineOf, fetchRows, type Fetched, type Sent } from "windrow/duckdb";
import type { Choices, FileInfo, MessageProvider, Planned, SentPrompt, Settings, Source as Shown } from "windrow/element";
import { fill, OTHER, translated, words } from "windrow/element";
import { type ColumnChoice, identifier, type Loaded, loadMessages, type Source } from "windrow/etl";
import { defaultTemplate, parseTemplate, requireColumns, sentRows, type TextCounter } from "windrow/prompts";
import { tokenEstimate } from "windrow/tokens";
import { around, sizeAround } from "./around.js";
import { AroundCounts, counterFor } from "./counters.js";
import type { Database } from "./database.js";
import { applyFilter, authors, chats, type Filter, type Filtered, search } from "./filter/index.js";
import { messagesOf, readLines, readPrompt } from "./read.js";

/** What someone has said of a file. */
export interface Asked {
  columns: ColumnChoice;
  dateOrder?: "DMY" | "MDY" | undefined;
  filter?: Filter | undefined;
  /** Whether names, numbers and addresses are hidden. */
  redacts?: boolean | undefined;
  /** Whether all tokens are to be counted, however many there are. */
  countsAll: boolean;
}

/** Files in the database, before anything is filtered. */
export interface Opened {
  name: string;
  loaded: Loaded;
  people: string[];
  chats: { id: string; name: string }[];
  choices: Choices;
  textBytes: number;
  bytes: number;
}

/** How to watch a load: what ends it, and who is told what is done, and how much of all, from 0 to 1. */
export interface Watched {
  signal: AbortSignal;
  say(stage: string): void;
  tell(done: number): void;
}

/** Messages that are planned and shown. */
export interface Chat {
  name: string;
  rows: Rows;
  source: Shown;
  messages: MessageProvider;
  /** How rows are sent by settings, and where they are. */
  fetched(settings: Settings): Promise<Pick<Fetched, "connection" | "order" | "rows" | "sent">>;
  loaded(): Promise<Loaded>;
  /** Gives the SELECT of the filtered messages from an unfiltered table; undefined if no filter applies. */
  select?: ((table: string) => string) | undefined;
  free(): Promise<void>;
}

/** More text than this is estimated first, in bytes: counting it would be waited for. */
const COUNTED = 8_000_000;
let tables = 0;

/** Puts files into a table of their own, and finds out who is in them: the number of queries is that of the files. */
export async function openFiles(
  database: Database,
  sources: readonly Source[],
  name: string,
  asked: Asked,
  watch: Watched,
): Promise<Opened> {
  const { connection } = database;
  const loaded = await loadMessages(connection, [...sources], {
    signal: watch.signal,
    onProgress: watch.tell,
    table: `messages ${++tables}`,
    columns: asked.columns,
    dateOrder: asked.dateOrder,
  });
  watch.say(words().lookingAround);
  try {
    if (loaded.rows === 0) throw new WindowError("NO_MESSAGES", "there are no messages in it");
    const [people, all, facts] = [
      await authors(connection, loaded, 1_000),
      await chats(connection, loaded, 1_000),
      await factsOf(database, loaded),
    ];
    const named = people.map(({ name }) => name).filter((name): name is string => name !== null && name !== "");
    const known = all.filter(({ id }) => id !== null).map(({ id, name }) => ({ id: id!, name: name ?? id! }));
    const { textBytes, ...choices } = facts;
    return {
      name,
      loaded,
      people: named,
      chats: known,
      choices: { ...choices, authors: named, chats: known },
      textBytes,
      bytes: sources.reduce((sum, { blob }) => sum + blob.size, 0),
    };
  } catch (error) {
    await drop(database, loaded.table);
    throw error;
  }
}

/** What there is to filter by, and how much text there is, by one query. */
async function factsOf({ connection }: Database, { table, columns: { time, kind, text } }: Loaded) {
  const of = (column: string | undefined, sql: (name: string) => string, none: string) =>
    column === undefined ? none : sql(identifier(column));
  const isKind = (name: string) => (column: string) => `coalesce(bool_or(${column} = '${name}'), false)`;
  const found = await engineOf(connection).columns(
    `SELECT ${of(time, (t) => `strftime(min(${t}) FILTER (isfinite(${t})), '%Y-%m-%d')`, "NULL::VARCHAR")} AS "from", ${of(time, (t) => `strftime(max(${t}) FILTER (isfinite(${t})), '%Y-%m-%d')`, "NULL::VARCHAR")} AS "to",
       (${of(kind, isKind("media"), "false")})::UTINYINT AS media, (${of(kind, isKind("system"), "false")})::UTINYINT AS system, coalesce(sum(strlen(${identifier(text)}::VARCHAR)), 0)::DOUBLE AS bytes FROM ${identifier(table)}`,
  );
  const [from, to] = [found.from![0] as string | null, found.to![0] as string | null];
  return {
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    hasMedia: Number(found.media![0]) > 0,
    hasSystem: Number(found.system![0]) > 0,
    textBytes: Number(found.bytes![0]),
  };
}

const REDACTED = { names: true, numbers: true, phones: true, emails: true, links: true };

/** The filter that a file begins with: lines of the messenger itself are shown only if asked for. */
export const firstFilter = ({ choices }: Opened): Filter => (choices.hasSystem ? { withoutSystem: true } : {});

/**
 * Filters and measures the messages of an opened file, and returns the chat that plans are made of.
 *
 * @param replan called when the texts around messages have been counted
 */
export async function chatOf(
  database: Database,
  opened: Opened,
  asked: Asked,
  settings: Settings,
  { signal, tell }: Watched,
  replan: () => void,
): Promise<Chat> {
  const { connection } = database;
  const filter = { ...(asked.filter ?? firstFilter(opened)), ...(asked.redacts && { redact: REDACTED }) };
  const filtered = await applyFilter(connection, opened.loaded, filter, { signal, labels: words().redacted });
  try {
    const { loaded } = filtered;
    const { time, author, text, chat, id, measures } = loaded.columns;
    const counter = await counterFor(settings.model);
    const counts = new AroundCounts(settings.model, replan);
    const estimated = !asked.countsAll && opened.textBytes > COUNTED;
    const tokens = estimated ? tokenEstimate(counter, { lines: 2_000 }) : counter;
    const template = defaultTemplate({ time, author });
    const lineFault = lineFaultOf(settings.line, loaded);
    const line = settings.line === "" || lineFault !== undefined ? template : settings.line;
    // The table lies in the order of its chats and times; by their names, chats would lie in another.
    const query = {
      from: loaded.table,
      inOrder: true,
      time,
      author,
      text,
      partition: chat,
      key: id,
      line,
      tokens,
      measures: Object.fromEntries(
        measures.map((name) => [/^(bytes|rows|duration|tokens)$/i.test(name) ? `${name} column` : name, name]),
      ),
    };
    const onProgress = ({ done }: { done?: number | undefined }) => done !== undefined && tell(done);
    const [fetched] = await Promise.all([fetchRows(connection, query, { signal, onProgress }), counts.begin()]);
    const [example] = loaded.rows > 0 ? await readLines(connection, loaded, fetched.sent!, 0, 1) : [""];
    return described(database, opened, filtered, fetched, filter, asked, {
      template,
      lineFault,
      example: example ?? "",
      estimated,
      margin: counter.margin !== undefined,
      isOther: settings.model === OTHER,
      counter,
      count: counts.count,
    });
  } catch (error) {
    await filtered.drop();
    throw error;
  }
}

interface Known {
  template: string;
  /** Why the template of the settings cannot be used: the standard one is, then. */
  lineFault: string | undefined;
  example: string;
  estimated: boolean;
  margin: boolean;
  /** Whether the model is not one of the list: its tokens are counted as those of another. */
  isOther: boolean;
  counter: TextCounter;
  /** Counts the texts around messages. */
  count: TextCounter;
}

function described(
  { connection, reading, writing }: Database,
  opened: Opened,
  filtered: Filtered,
  fetched: Fetched,
  filter: Filter,
  asked: Asked,
  known: Known,
): Chat {
  const { loaded, leftOut } = filtered;
  const names = opened.chats.map(({ id }) => id);
  const sent = (settings: Settings): Sent => ({
    ...fetched.sent!,
    ...around(settings),
    tokens: known.counter,
    chats: fetched.sent!.chats ?? names,
  });
  const at = (settings: Settings) => ({ ...fetched, sent: sent(settings) });
  const source: Shown = {
    people: opened.people,
    chats: opened.chats.length,
    estimated: known.estimated || known.margin || known.isOther,
    choices: opened.choices,
    filter,
    systemLeft: leftOut.system,
    file: fileInfo(opened, asked, known.estimated),
    template: known.template,
    ...(known.lineFault !== undefined && { lineFault: known.lineFault }),
    example: known.example,
    columns: namesFor(loaded),
    redacted: filter.redact !== undefined,
    cut: (spec, settings) => sentRows(fetched.rows, { ...sent(settings), tokens: known.count }).windows(spec),
    around: (settings, plan) => sizeAround(settings, known.count, plan, fetched.rows, sent(settings).chats),
    read: (planned: Planned, index: number, signal: AbortSignal): Promise<SentPrompt> =>
      readPrompt({ ...at(planned.settings), connection: reading }, loaded, planned, index, signal),
    find: async (text, signal) => (await search(reading, loaded, text, 10_000, { signal })).positions,
  };
  return {
    name: opened.name,
    rows: fetched.rows,
    source,
    messages: messagesOf(connection, loaded),
    fetched: async (settings) => ({ ...at(settings), connection: writing }),
    loaded: async () => loaded,
    select: filtered.select,
    async free() {
      fetched.rows.free();
      await filtered.drop();
    },
  };
}

/** What is wrong with a template, in the words of the page. */
function lineFaultOf(line: string, loaded: Loaded): string | undefined {
  if (line === "") return undefined;
  try {
    const { time, author, text, chat } = loaded.columns;
    const roles: Record<string, string | undefined> = { time, author, text, chat };
    requireColumns(
      parseTemplate(line),
      loaded.all.map(({ name }) => name),
      (name) => roles[name] ?? name,
    );
    return undefined;
  } catch (error) {
    if (error instanceof WindowError) return fill(words().badTemplate, { v: translated(error.message) });
    throw error;
  }
}

/** The names that a template may hold: the roles, and columns that have none. */
function namesFor({ columns, all }: Loaded): string[] {
  const { time, author, text, chat } = columns;
  const roles = Object.entries({ time, author, text, chat }).filter(([, column]) => column !== undefined);
  const taken = new Set(roles.map(([, column]) => column));
  return [
    ...roles.map(([role]) => role),
    ...all.map(({ name }) => name).filter((name) => !taken.has(name) && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)),
  ].slice(0, 8);
}

function fileInfo({ loaded, bytes }: Opened, { dateOrder }: Asked, estimated: boolean): FileInfo {
  const { problems, guesses, columns, all, format, rows } = loaded;
  const found = guesses.find(({ dateOrder }) => dateOrder !== undefined)?.dateOrder;
  const { time, author, text, chat, id } = columns;
  const isTable = columns.kind === undefined || /CSV|JSON|Parquet|Arrow/.test(format);
  return {
    format,
    rows,
    bytes,
    all,
    roles: { time, author, text, chat, id },
    isTable,
    problems,
    guesses,
    dates: dateOrder ?? (found === "YMD" ? undefined : found),
    estimated,
  };
}

/** Gives the memory of a table back. */
export async function drop(database: Database, table: string): Promise<void> {
  await database.run(`DROP TABLE IF EXISTS ${identifier(table)}`);
}
