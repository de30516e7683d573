import { type Engine } from "../engine/index.js";
import { Frame, maxOf, sentSpec, specOf } from "../lines/index.js";
import type { Plan } from "../plan.js";
import type { Rows } from "../rows.js";
import type { Spec } from "../spec.js";
import type { Line, Sending } from "./line.js";
import type { RowsQuery } from "./query.js";
import { column, source } from "./source.js";

/** How the fetched rows are sent. */
export interface Sent extends Sending {
  /** The template, the default included. */
  readonly line: string;
  readonly separator: string;
  /** All chats, where the text around the lines has `{chat}`. */
  readonly chats?: readonly string[];
}

/** Rows, and methods that keep the text sent for a window within limits. */
export interface SentRows {
  /** How rows are sent, where the query says so. */
  sent?: Sent;
  /**
   * The spec to cut `rows` by, so that what is *sent* keeps within the given limits. The text around the lines and the
   * reserve are subtracted from each limit, and the last separator, which is not sent, is added.
   *
   * @throws WindowError: `BAD_RESERVE` if nothing remains of a limit
   */
  spec(spec: Spec): Spec;
  /** The windows of {@link SentRows.spec}. */
  windows(spec: Spec): Plan;
}

/** How the rows of a query are sent. Queries the chats where the text around the lines has `{chat}`. */
export async function sentOf(engine: Engine, query: RowsQuery, line: Line | undefined): Promise<Sent | undefined> {
  if (!line) return undefined;
  const { time, author, text, partition, chat = partition, before, after, reserve, tokens } = query;
  const sent: Sent = {
    time,
    author,
    text,
    chat,
    before,
    after,
    reserve,
    tokens,
    line: line.template.source,
    separator: line.separator,
  };
  if (!new Frame(sent).hasChat || chat === undefined) return sent;
  const { chats } = await engine.columns(
    `SELECT DISTINCT coalesce(${column(chat)}::VARCHAR, '') AS chats FROM ${source(query.from)}`,
  );
  return { ...sent, chats: chats as string[] };
}

const limits = new WeakMap<object, { bytes?: number; tokens?: number }>();

/** The limits on the text sent for a plan's windows, in bytes and tokens. */
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
