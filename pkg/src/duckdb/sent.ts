import { type Engine } from "../engine/index.js";
import { Frame, maxOf, sentSpec, specOf } from "../lines/index.js";
import type { Plan } from "../plan.js";
import type { Rows } from "../rows.js";
import type { Spec } from "../spec.js";
import type { Line, Sending } from "./line.js";
import type { RowsQuery } from "./query.js";
import { column, source } from "./source.js";

/** How the rows that were fetched are sent. */
export interface Sent extends Sending {
  /** The template and the separator, whether they were given or not. */
  readonly line: string;
  readonly separator: string;
  /** All chats, where the text around the lines names them. */
  readonly chats?: readonly string[];
}

/** Rows that keep within limits as they are sent. */
export interface SentRows {
  /** How rows are sent, where the query says so. */
  sent?: Sent;
  /**
   * The spec that `rows` are to be cut by, so that what is *sent* keeps within the limits given: the text around the
   * lines and the reserve are taken off, and the separator that is not sent is given back.
   *
   * @throws WindowError: `BAD_RESERVE` where that leaves nothing
   */
  spec(spec: Spec): Spec;
  /** The windows of {@link SentRows.spec}. */
  windows(spec: Spec): Plan;
}

/** What a query says of how its rows are sent; asks for the chats where the text around the lines names them. */
export async function sentOf(engine: Engine, query: RowsQuery, line: Line | undefined): Promise<Sent | undefined> {
  if (!line) return undefined;
  const { time, author, text, partition, chat = partition, before, after, reserve, tokens } = query;
  const sent: Sent = { time, author, text, chat, before, after, reserve, tokens, line: line.template.source, separator: line.separator };
  if (!new Frame(sent).hasChat || chat === undefined) return sent;
  const { chats } = await engine.columns(`SELECT DISTINCT coalesce(${column(chat)}::VARCHAR, '') AS chats FROM ${source(query.from)}`);
  return { ...sent, chats: chats as string[] };
}

const limits = new WeakMap<object, { bytes?: number; tokens?: number }>();

/** The limits that what is sent of a plan's windows was to keep, in bytes and tokens. */
export function limitsOf(plan: object): { bytes?: number; tokens?: number } | undefined {
  return limits.get(plan);
}

/** Windows of rows that keep within their limits as they are sent; rows without `sent` are cut as they are. */
export function cutAsSent(rows: Rows, sent: Sent | undefined): SentRows {
  const adjusted = (spec: Spec) => (sent ? sentSpec(spec, sent, { rows: rows.length, chats: sent.chats }) : spec);
  const windows = (given: Spec) => {
    const spec = specOf(given);
    const plan = rows.windows(adjusted(spec));
    const { bytes, tokens } = maxOf(spec);
    limits.set(plan, { bytes: Number(bytes ?? Infinity), tokens: Number(tokens ?? Infinity) });
    return plan;
  };
  return { ...(sent && { sent }), spec: adjusted, windows };
}
