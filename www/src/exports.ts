import { type ExportFormat, fill, type FormatId, translated, type WindrowPreview, words } from "windrow/element";
import type { Chat } from "./chat.js";
import { familyOf } from "./counters.js";
import type { ExportSource, OutputName } from "./export/index.js";
import { NAMES } from "./export/names.js";

/** In the order in which they are offered. */
const FORMATS = ["jsonl", "openai", "anthropic", "csv", "parquet", "arrow", "plan", "spec", "code"] as const satisfies FormatId[];
/** How long a plan stays before its sizes are estimated again, in milliseconds. */
const CALM = 400;
/** What writes files, once someone wants one. */
const outputs = () => import("./export/index.js");

/** The output that writes a format; some are plain texts. */
const outputOf = (id: FormatId): OutputName | undefined =>
  id === "plan" ? "plan-csv" : id === "spec" || id === "code" ? undefined : id;
const fileOf = (id: FormatId) => NAMES[id === "plan" ? "plan-csv" : id];

const formats = (bytes: Partial<Record<string, number>> = {}): ExportFormat[] =>
  FORMATS.map((id) => ({ id, file: fileOf(id), bytes: bytes[outputOf(id) ?? id] }));

/** Saves what a reader wants to take away: what is exported is what was measured. */
export function exportsOf(preview: WindrowPreview, shown: () => Chat | undefined): void {
  let ending: AbortController | undefined;
  preview.source = { ...preview.source, formats: formats() };

  const sourceOf = async (chat: Chat): Promise<ExportSource> => ({
    fetched: await chat.fetched(preview.settings),
    plan: preview.plan!,
    loaded: await chat.loaded(),
  });

  /** Sizes are estimated on the connection that files are written on: a file comes first. */
  let estimating: { ended: Promise<void>; controller: AbortController } | undefined;
  const free = async () => {
    estimating?.controller.abort();
    await estimating?.ended;
  };

  const tellSizes = async () => {
    await free();
    const [chat, plan, controller] = [shown(), preview.plan, new AbortController()];
    if (!chat || !plan || preview.writing) return;
    const told = async () => {
      try {
        const { estimate } = await outputs();
        const bytes = await estimate(await sourceOf(chat), { signal: controller.signal });
        if (preview.plan === plan) preview.source = { ...preview.source, formats: formats(bytes) };
      } catch {
        // Sizes are only told where they are known.
      }
    };
    estimating = { ended: told(), controller };
  };
  preview.addEventListener("exporting", tellSizes);

  let soon: ReturnType<typeof setTimeout> | undefined;
  preview.addEventListener("plan", () => {
    clearTimeout(soon);
    if (preview.source.formats?.some(({ bytes }) => bytes !== undefined))
      preview.source = { ...preview.source, formats: formats() };
    if (preview.isExporting) soon = setTimeout(tellSizes, CALM);
  });

  preview.addEventListener("stop", () => ending?.abort());

  preview.addEventListener("save", async ({ detail: { format, model, maxTokens } }) => {
    const [chat, file, output] = [shown(), fileOf(format), outputOf(format)];
    if (!chat || !preview.plan) return;
    const { signal } = (ending = new AbortController());
    preview.said = "";
    try {
      if (!output) return void (await saveText(preview, chat, format, file));
      const { chooseFile, OUTPUTS, save } = await outputs();
      const { type, pieces } = OUTPUTS[output];
      const to = await chooseFile(file, type);
      preview.writing = { file, done: 0 };
      await free();
      const made = pieces(await sourceOf(chat), { signal, model, maxTokens });
      const { files } = await save(made, to, { signal, onProgress: ({ share }) => (preview.writing = { file, done: share }) });
      preview.said = files > 1 ? fill(words().savedMany, { n: files }) : fill(words().saved, { f: file });
    } catch (error) {
      const isOver = signal.aborted || (error as { name?: string }).name === "AbortError";
      preview.said = isOver
        ? ""
        : `${words().exportFailed} ${translated(error instanceof Error ? error.message : String(error))}`;
    } finally {
      preview.writing = undefined;
    }
  });
}

async function saveText(preview: WindrowPreview, chat: Chat, format: FormatId, file: string): Promise<void> {
  const { settings, spec } = preview;
  const { code, download, specJson } = await outputs();
  const text =
    format === "spec"
      ? specJson(spec)
      : code({
          name: chat.name,
          spec,
          loaded: await chat.loaded(),
          sent: (await chat.fetched(settings)).sent!,
          tokens: familyOf(settings.model),
          select: chat.select,
        });
  download(file, new Blob([text], { type: format === "spec" ? "application/json" : "text/javascript" }));
  preview.said = fill(words().saved, { f: file });
}
