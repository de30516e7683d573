import type { Engine } from "../engine/index.js";
import { type Countable, SAMPLE, countedTexts } from "../tokens/line-counter.js";
import type { Line } from "./line.js";
import { type From, source } from "./source.js";

/** The basis of a token estimate. */
export interface TokensEstimate {
  /** Tokens per byte in the sampled lines. */
  perByte: number;
  /** Number of sampled lines. */
  lines: number;
}

/** Counts a sample of a table's lines, the same in each run; undefined for a counter that counts every line. */
export async function estimateOf(
  engine: Engine,
  from: From,
  line: Line,
  counter: Countable,
): Promise<TokensEstimate | undefined> {
  const wanted = counter[SAMPLE];
  if (wanted === undefined) return undefined;
  const sample = `SELECT * FROM ${source(from)} USING SAMPLE reservoir(${wanted} ROWS) REPEATABLE (1)`;
  const answer = await engine.columns(
    `SELECT line, strlen(line)::DOUBLE AS bytes FROM (SELECT ${line.endedSql} AS line FROM (${sample}) AS t)`,
  );
  const [lines, bytes] = [answer.line as string[], answer.bytes as number[]];
  const sum = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0);
  const [tokens, all] = [sum(await countedTexts(counter, lines)), sum(bytes)];
  return { perByte: all === 0 ? 0 : tokens / all, lines: lines.length };
}
