import { WindowError } from "windrow/slim";
import { fill, translated, words } from "windrow/element";

/** Errors of the browser itself, whose own sentences are for programs. */
const OF_BROWSER: Record<string, "UNREADABLE" | "FULL"> = {
  NotFoundError: "UNREADABLE",
  NotReadableError: "UNREADABLE",
  QuotaExceededError: "FULL",
};

/** What an error says to people, in the language that is chosen, and what its reader says besides. */
export function told(error: unknown, name: string): { sentence: string; detail?: string } {
  const { loadFailed, errors } = words();
  const code = error instanceof WindowError ? error.code : "";
  const ofBrowser = error instanceof DOMException ? OF_BROWSER[error.name] : undefined;
  if (ofBrowser) return { sentence: `${fill(loadFailed, { f: name })} ${errors[ofBrowser]}` };
  const known = (errors as Record<string, string | undefined>)[code];
  const message = error instanceof Error ? error.message : String(error);
  // What the database says is for those who have written its SQL.
  const detail = code === "QUERY_FAILED" || code === "INTERNAL" ? undefined : translated(message);
  return { sentence: `${fill(loadFailed, { f: name })} ${known ?? errors.OTHER}`, ...(detail !== undefined && { detail }) };
}
