import type { AroundOf, Cutter, Settings } from "../plan/index.js";
import type { Choices, Filter } from "../filter/filter.js";
import type { FileInfo } from "../file/file.js";
import type { ExportFormat, FormatId } from "../export/export.js";
import type { PromptReader } from "../sent/parts.js";
import type { Plan } from "../../plan.js";
import type { Spec } from "../../spec.js";
import type { Stats } from "../../stats.js";
import type { Language } from "../words/index.js";

/** What is known of the rows that are shown, and how more is read. All of it may be left out. */
export interface Source {
  /** Whether it is a sample, which invites to open a file. */
  sample?: boolean;
  /** Who writes, by how much; how many chats there are. */
  people?: readonly string[];
  chats?: number;
  /** Whether tokens are an estimate. */
  estimated?: boolean;
  file?: FileInfo;
  /** What can be filtered by, what is, and how many lines of the system that leaves out. */
  choices?: Choices;
  filter?: Filter;
  systemLeft?: number;
  /** Cuts the rows, where what is sent is more than they tell. */
  cut?: Cutter;
  /** How much of the main measure stands around the lines of a prompt. */
  around?: AroundOf;
  /** Reads one prompt as it is sent. */
  read?: PromptReader;
  /** The rows whose texts hold what is searched for. */
  find?: (text: string, signal: AbortSignal) => Promise<Uint32Array>;
  /** The standard template, a message as the present one writes it, and the names that one may hold. */
  template?: string;
  example?: string;
  columns?: readonly string[];
  /** What is wrong with the template. */
  lineFault?: string;
  /** Files that the plan can be saved as, and whether names and numbers are redacted in them. */
  formats?: readonly ExportFormat[];
  redacted?: boolean;
}

/** What a page does for the element, and so what it offers. */
export type Feature = "open" | "history" | "session" | "theme";

/** A file that is being read. */
export interface Loading {
  title: string;
  note: string;
  /** From 0 to 1; undefined while that is not known. */
  done?: number | undefined;
}

/** What a `plan` event tells. The plan is freed when the next one comes. */
export interface PlanDetail {
  plan: Plan;
  stats: Stats;
  spec: Spec;
  settings: Settings;
  /** How long it took, in milliseconds. */
  took: number;
}

export interface PreviewEvents {
  /** There is another plan. */
  plan: PlanDetail;
  /** A reader has changed settings; a slider that is still held is not done. */
  settings: { settings: Settings; done: boolean };
  /** Files to open, text that was pasted, or the sample. */
  open: { files: File[] };
  paste: { text: string };
  sample: object;
  /** What is being read is to be left. */
  cancel: object;
  columns: { [role in "time" | "author" | "chat" | "id"]?: string | null } & { text?: string };
  dates: { order: "DMY" | "MDY" };
  count: object;
  filter: { filter: Filter };
  save: { format: FormatId; model: string; maxTokens: number };
  stop: object;
  redact: { on: boolean };
  session: { keep: boolean };
  undo: object;
  redo: object;
  language: { language: Language };
  theme: { theme: "system" | "light" | "dark" };
  /** The export dialog is open, and sizes of files are wanted. */
  exporting: object;
}
