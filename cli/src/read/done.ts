import { open } from "node:fs/promises";
import { WindowError } from "windrow";
import { fileError } from "./sources.js";

/** The requests that are answered. */
export interface Done {
  readonly ids: ReadonlySet<string>;
  /** The number of failed requests, which do not count as answered. */
  readonly failed: number;
}

/**
 * Reads the ids in a file of answers: lines of JSON with a `custom_id`, as in providers' batch results, or with an
 * `id`; or plain ids, one a line.
 *
 * @throws WindowError: `BAD_FILE`
 */
export async function doneIn(path: string): Promise<Done> {
  const ids = new Set<string>();
  let [failed, number] = [0, 0];
  const file = await open(path).catch((cause: unknown) => {
    throw fileError(path, cause);
  });
  for await (const line of file.readLines()) {
    number++;
    if (line.trim() === "") continue;
    const answer = answerOf(line.replace(/^\ufeff/, "").trim());
    if (!answer)
      throw new WindowError(
        "BAD_FILE",
        `line ${number} of ${path} has no custom_id or id: ${JSON.stringify(line.slice(0, 80))}; give the file of a batch's results, or an id a line`,
      );
    if (answer.isFailed) failed++;
    else ids.add(answer.id);
  }
  return { ids, failed };
}

interface Answer {
  id: string;
  isFailed: boolean;
}

function answerOf(line: string): Answer | undefined {
  if (/^[\w-]+$/.test(line)) return { id: line, isFailed: false };
  let answer: {
    custom_id?: unknown;
    id?: unknown;
    error?: unknown;
    response?: { status_code?: number } | null;
    result?: { type?: string };
  };
  try {
    answer = JSON.parse(line) as typeof answer;
  } catch {
    return undefined;
  }
  const id = answer?.custom_id ?? answer?.id;
  if (typeof id !== "string") return undefined;
  const { error, response, result } = answer;
  const isFailed = Boolean(error) || (response?.status_code ?? 200) >= 400 || (result?.type ?? "succeeded") !== "succeeded";
  return { id, isFailed };
}
