import { messagesArrow, messagesCsv, messagesParquet } from "./messages.js";
import { NAMES } from "./names.js";
import { planArrow, planCsv, planParquet } from "./plan.js";
import { batchOf, promptsJsonl, promptsText } from "./prompts.js";
import type { ExportOptions, ExportSource, Piece } from "./source.js";

/** A file that a plan can be taken away as. */
export interface Output {
  /** What it is called unless someone says otherwise. */
  readonly file: string;
  readonly type: string;
  pieces(source: ExportSource, options?: ExportOptions): AsyncGenerator<Piece, void, void>;
}

const JSONL = "application/jsonl";
const PARQUET = "application/vnd.apache.parquet";
const ARROW = "application/vnd.apache.arrow.stream";

/** All outputs: prompts as they are sent, messages with the numbers of their prompts, and the plan alone. */
export const OUTPUTS = {
  text: { file: NAMES.text, type: "text/plain", pieces: promptsText },
  jsonl: { file: NAMES.jsonl, type: JSONL, pieces: promptsJsonl },
  openai: { file: NAMES.openai, type: JSONL, pieces: batchOf("openai") },
  anthropic: { file: NAMES.anthropic, type: "application/json", pieces: batchOf("anthropic") },
  csv: { file: NAMES.csv, type: "text/csv", pieces: messagesCsv },
  parquet: { file: NAMES.parquet, type: PARQUET, pieces: messagesParquet },
  arrow: { file: NAMES.arrow, type: ARROW, pieces: messagesArrow },
  "plan-csv": { file: NAMES["plan-csv"], type: "text/csv", pieces: planCsv },
  "plan-parquet": { file: NAMES["plan-parquet"], type: PARQUET, pieces: planParquet },
  "plan-arrow": { file: NAMES["plan-arrow"], type: ARROW, pieces: planArrow },
} as const satisfies Record<string, Output>;

export type OutputName = keyof typeof OUTPUTS;
