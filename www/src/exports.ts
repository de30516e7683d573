import { type ExportFormat, fill, type FormatId, translated, type WindrowPreview, words } from "windrow/element";
import type { Chat } from "./chat.js";
import { familyOf } from "./counters.js";
import { code, chooseFile, download, estimate, type ExportSource, OUTPUTS, type OutputName, save, specJson } from "./export/index.js";

const FILES: Record<FormatId, { file: string; output?: OutputName }> = {
  jsonl: { file: OUTPUTS.jsonl.file, output: "jsonl" },
  openai: { file: OUTPUTS.openai.file, output: "openai" },
  anthropic: { file: OUTPUTS.anthropic.file, output: "anthropic" },
  csv: { file: OUTPUTS.csv.file, output: "csv" },
  parquet: { file: OUTPUTS.parquet.file, output: "parquet" },
  arrow: { file: OUTPUTS.arrow.file, output: "arrow" },
  plan: { file: OUTPUTS["plan-csv"].file, output: "plan-csv" },
  spec: { file: "settings.json" },
  code: { file: "prompts.mjs" },
};

const formats = (bytes: Partial<Record<string, number>> = {}): ExportFormat[] =>
  Object.entries(FILES).map(([id, { file, output }]) => ({ id: id as FormatId, file, bytes: output && bytes[output] }));

/** Saves what a reader wants to take away: what is exported is what was measured. */
export function exportsOf(preview: WindrowPreview, shown: () => Chat | undefined): void {
  let ending: AbortController | undefined;
  preview.source = { ...preview.source, formats: formats() };

  const sourceOf = async (chat: Chat): Promise<ExportSource> => ({
    fetched: await chat.fetched(preview.settings), plan: preview.plan!, loaded: await chat.loaded(),
  });

  /** Sizes are estimated on the connection that files are written on: a file comes first. */
  let estimating: { ended: Promise<void>; controller: AbortController } | undefined;
  const free = async () => {
    estimating?.controller.abort();
    await estimating?.ended;
  };

  preview.addEventListener("exporting", async () => {
    await free();
    const [chat, plan, controller] = [shown(), preview.plan, new AbortController()];
    if (!chat || !plan || preview.writing) return;
    const told = async () => {
      try {
        const { bytes } = await estimate(await sourceOf(chat), { signal: controller.signal });
        if (preview.plan === plan) preview.source = { ...preview.source, formats: formats(bytes) };
      } catch {
        // Sizes are only told where they are known.
      }
    };
    estimating = { ended: told(), controller };
  });

  preview.addEventListener("plan", () => {
    if (preview.source.formats?.some(({ bytes }) => bytes !== undefined)) preview.source = { ...preview.source, formats: formats() };
  });

  preview.addEventListener("stop", () => ending?.abort());

  preview.addEventListener("save", async ({ detail: { format, model, maxTokens } }) => {
    const [chat, { file, output }] = [shown(), FILES[format]];
    if (!chat || !preview.plan) return;
    const { signal } = (ending = new AbortController());
    preview.said = "";
    try {
      if (!output) return void (await saveText(preview, chat, format, file));
      const { type, pieces } = OUTPUTS[output];
      const to = await chooseFile(file, type);
      preview.writing = { file, done: 0 };
      await free();
      const made = pieces(await sourceOf(chat), { signal, model, maxTokens });
      const { files } = await save(made, to, { signal, onProgress: ({ share }) => (preview.writing = { file, done: share }) });
      preview.said = files > 1 ? fill(words().savedMany, { n: files }) : fill(words().saved, { f: file });
    } catch (error) {
      const isOver = signal.aborted || (error as { name?: string }).name === "AbortError";
      preview.said = isOver ? "" : `${words().exportFailed} ${translated(error instanceof Error ? error.message : String(error))}`;
    } finally {
      preview.writing = undefined;
    }
  });
}

async function saveText(preview: WindrowPreview, chat: Chat, format: FormatId, file: string): Promise<void> {
  const { settings, spec } = preview;
  const text = format === "spec" ? specJson(spec) : code({ name: chat.name, spec, loaded: await chat.loaded(), sent: (await chat.fetched(settings)).sent!, tokens: familyOf(settings.model) });
  download(file, new Blob([text], { type: format === "spec" ? "application/json" : "text/javascript" }));
  preview.said = fill(words().saved, { f: file });
}
