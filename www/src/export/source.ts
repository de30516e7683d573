import type { Plan } from "windrow";
import type { Fetched } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";

/**
 * What is taken away. The connection of `fetched` is busy while a file is written: hand over one of its own
 * (`{ ...fetched, connection }`) where the page is to read messages meanwhile.
 */
export interface ExportSource {
  fetched: Pick<Fetched, "connection" | "order" | "rows" | "sent">;
  /** Windows of these rows, made by `fetched.windows(spec)`. */
  plan: Plan;
  /** The table that the rows came from. */
  loaded: Pick<Loaded, "all" | "columns" | "zone">;
}

/** How to write it. */
export interface ExportOptions {
  signal?: AbortSignal | undefined;
  /** Of batch files: the provider's name of the model, the system text, and the most tokens of an answer. */
  model?: string | undefined;
  system?: string | undefined;
  maxTokens?: number | undefined;
  /** Of the text file: what stands above a prompt, counted from 1. */
  heading?: ((n: number, of: number) => string) | undefined;
}

/** Some of a file. */
export interface Piece {
  data: string | Uint8Array;
  /** How many windows are written with it. */
  windows: number;
  /** How much of all is written with it, from 0 to 1. */
  share: number;
  /** Which file it belongs to, counted from 0; the pieces of a file come one after the other. */
  file?: number;
}
