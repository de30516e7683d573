import { listedOf } from "../checks.js";
import type { Format } from "../format.js";
import { formats } from "./index.js";

/** What is read, as the formats say of themselves: a table of Markdown for chats, and one for tables. */
export function formatsAsMarkdown(given: readonly Format[] = formats): string {
  const listed = listedOf(given);
  const table = (gives: Format["gives"]) =>
    [
      "| format | written by | how to export it | what is not in it |",
      "| --- | --- | --- | --- |",
      ...listed
        .filter((format) => format.gives === gives)
        .map(({ name, program, exporting, lacks = "" }) => `| ${[name, program, exporting, lacks].map(cell).join(" | ")} |`),
    ].join("\n");
  return `## Chats\n\n${table("messages")}\n\n## Tables\n\n${table("table")}\n`;
}

const cell = (text: string) => text.replaceAll("|", "\\|");

/** The same as plain text, for a terminal. */
export function formatsAsText(given: readonly Format[] = formats): string {
  return listedOf(given)
    .map(({ name, program, exporting, lacks }) =>
      [`${name} (${program})`, `  export: ${exporting}`, ...(lacks ? [`  not in it: ${lacks}`] : [])].join("\n"),
    )
    .join("\n\n");
}
