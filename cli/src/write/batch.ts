import { parse } from "node:path";
import { WindowError } from "windrow";
import type { Fetched } from "windrow/duckdb";
import { type BatchFormat, type BatchOptions, type Prompt, type Windows, promptsOf, toBatch } from "windrow/prompts";
import { count } from "./summary.js";
import { Output } from "./output.js";

/** How many windows a message lists by number. */
const TOLD = 5;

/**
 * Writes the files of a batch: the first one at `path`, others next to it.
 *
 * @param path undefined for standard output, which takes one file
 * @throws WindowError: `BAD_OPTION`, `OVERSIZE_ROW`, `BAD_FILE`
 */
export async function writeBatch(
  fetched: Fetched,
  plan: Windows,
  options: BatchOptions & { format: BatchFormat },
  path: string | undefined,
  say: (sentence: string) => void,
  onProgress: (done: number) => void,
): Promise<void> {
  const oversize: number[] = [];
  async function* watched(): AsyncGenerator<Prompt, void, void> {
    for await (const prompt of promptsOf(fetched, plan)) {
      if (prompt.oversize) oversize.push(prompt.index);
      yield prompt;
    }
  }
  let output = path === undefined ? Output.stdout() : await Output.file(path);
  let [files, requests] = [1, 0];
  for await (const { file, text, index } of toBatch(watched(), options)) {
    if (file === files) {
      files++;
      await output.end();
      output = await nextFile(path, files);
    }
    await output.text(text);
    if (index === undefined) continue;
    requests++;
    onProgress(index / plan.length);
  }
  await output.end();
  if (oversize.length > 0) {
    const which = oversize.slice(0, TOLD).join(", ") + (oversize.length > TOLD ? " …" : "");
    say(`${count(oversize.length, "window")} exceed${oversize.length === 1 ? "s" : ""} a limit: ${which}`);
  }
  const left = plan.length - requests;
  if (left > 0)
    say(
      `${count(left, "window")} ${left === 1 ? "is" : "are"} left out, as answered already; ${count(requests, "request")} ${requests === 1 ? "is" : "are"} written`,
    );
  if (files > 1)
    say(`the batch has ${files} files: ${path}, and ${fileName(path!, 2)}${files > 2 ? ` to ${fileName(path!, files)}` : ""}`);
}

function nextFile(path: string | undefined, number: number): Promise<Output> {
  if (path !== undefined) return Output.file(fileName(path, number));
  throw new WindowError(
    "BAD_OPTION",
    "the batch needs more than one file, by the provider's limits; give the first as --output, and others get a number",
  );
}

/** `batch.jsonl`, then `batch-2.jsonl`. */
function fileName(path: string, number: number): string {
  const { ext } = parse(path);
  return `${path.slice(0, path.length - ext.length)}-${number}${ext}`;
}
