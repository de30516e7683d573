import { engineOf, type Fetched, identifier, type Sent } from "windrow/duckdb";
import type { MessageProvider, Planned, SentPrompt } from "windrow/element";
import type { Loaded } from "windrow/etl";
import { parseTemplate, templateSql } from "windrow/prompts";
import { promptText } from "./export/index.js";

/** A range of a table's rows in their order: by their place, or where a column is called so, by counting. */
function range({ table, all }: Pick<Loaded, "table" | "all">, start: number, end: number): string {
  if (all.some(({ name }) => name.toLowerCase() === "rowid"))
    return `(FROM ${identifier(table)} LIMIT ${end - start} OFFSET ${start})`;
  return `(FROM ${identifier(table)} WHERE rowid >= ${start} AND rowid < ${end} ORDER BY rowid)`;
}

/** Reads messages from their table, by one query whatever the number of rows. */
export function messagesOf(connection: Fetched["connection"], loaded: Loaded): MessageProvider {
  const { text, author, chat, chatName, kind } = loaded.columns;
  const roles = Object.entries({ text, author, chat: chatName ?? chat, kind }).filter(
    (role): role is [string, string] => role[1] !== undefined,
  );
  return async ({ start, end }) => {
    const columns = roles.map(([role, name]) => `${identifier(name)}::VARCHAR AS ${role}`).join(", ");
    const values = await engineOf(connection).columns(`SELECT ${columns} FROM ${range(loaded, start, end)}`);
    return roles.map(([role, name]) => ({ name, role: role as "text", values: values[role] as (string | null)[] }));
  };
}

let reading: Promise<unknown> = Promise.resolve();

/** Reads one prompt as it is sent, and its lines one by one; after whatever else that connection reads. */
export function readPrompt(
  fetched: Pick<Fetched, "connection" | "order" | "rows" | "sent">,
  loaded: Loaded,
  planned: Planned,
  index: number,
  signal: AbortSignal,
): Promise<SentPrompt> {
  const read = reading.then(() => (signal.throwIfAborted(), promptOf(fetched, loaded, planned, index, signal)));
  reading = read.catch(() => undefined);
  return read;
}

async function promptOf(
  fetched: Pick<Fetched, "connection" | "order" | "rows" | "sent">,
  loaded: Loaded,
  planned: Planned,
  index: number,
  signal: AbortSignal,
): Promise<SentPrompt> {
  const sent = fetched.sent!;
  const prompt = await promptText({ fetched, plan: planned.plan, loaded }, index, signal);
  const [start, fresh, end] = [planned.start[index]!, planned.fresh[index]!, planned.end[index]!];
  const lines = await readLines(fetched.connection, loaded, sent, start, end);
  const { text, bytes, tokens } = prompt;
  const at = text.indexOf(lines.join(sent.separator));
  return {
    index,
    text,
    bytes,
    tokens,
    before: text.slice(0, Math.max(at, 0)),
    repeated: lines.slice(0, fresh - start),
    fresh: lines.slice(fresh - start),
    after: text.slice(Math.max(at, 0) + lines.join(sent.separator).length),
  };
}

/** The lines of rows, as their template writes them. */
export async function readLines(
  connection: Fetched["connection"],
  loaded: Loaded,
  sent: Sent,
  start: number,
  end: number,
): Promise<string[]> {
  const { time, author, text, chat } = sent;
  const roles: Record<string, string | undefined> = { time, author, text, chat };
  const line = templateSql(parseTemplate(sent.line), (name) => identifier(roles[name] ?? name));
  const { line: lines } = await engineOf(connection).columns(`SELECT ${line} AS line FROM ${range(loaded, start, end)}`);
  return lines as string[];
}
