import type { Engine } from "../engine/index.js";
import { countedBy } from "../lines/index.js";
import { type Countable, SAMPLE } from "../tokens/line-counter.js";
import type { Line } from "./line.js";
import { type From, source } from "./source.js";

/** What tokens were estimated by. */
export interface TokensEstimate {
  /** Tokens per byte in the lines that were counted. */
  perByte: number;
  /** How many lines these are. */
  lines: number;
}

/** Counts some lines of a table, the same each time; undefined for a counter that is to count all. */
export async function estimateOf(engine: Engine, from: From, line: Line, counter: Countable): Promise<TokensEstimate | undefined> {
  const wanted = counter[SAMPLE];
  if (wanted === undefined) return undefined;
  const sample = `SELECT * FROM ${source(from)} USING SAMPLE reservoir(${wanted} ROWS) REPEATABLE (1)`;
  const answer = await engine.columns(`SELECT line, strlen(line)::DOUBLE AS bytes FROM (SELECT ${line.endedSql} AS line FROM (${sample}) AS t)`);
  const [lines, bytes] = [answer.line as string[], answer.bytes as number[]];
  const [tokens, all] = [lines.reduce((sum, text) => sum + countedBy(counter, text), 0), bytes.reduce((sum, n) => sum + n, 0)];
  return { perByte: all === 0 ? 0 : tokens / all, lines: lines.length };
}
