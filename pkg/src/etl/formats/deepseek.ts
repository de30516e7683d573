import { linesOf, objectsOf, textOf } from "../chat.js";
import { readTrees } from "./chatgpt.js";
import { format } from "../format.js";

/** DeepSeek's `conversations.json`: trees as ChatGPT writes them, with other messages. */
export const deepseek = format<string>({
  name: "DeepSeek export",
  gives: "messages",
  program: "DeepSeek",
  exporting: "Settings, Data, Export data; give the .zip or its conversations.json",
  lacks: "files, and what the model thought; of a conversation with branches, it is the latest",
  detect: ({ text }) => /^\s*\[?\s*\{/.test(text) && /"mapping"\s*:\s*\{/.test(text) && /"inserted_at"\s*:/.test(text),
  extract: (source, stage) => readTrees(source, stage, messageOf),
  transform: (select) => select,
});

/** Until 2025, a message has a role and a content; since then, it has fragments of several types. */
function messageOf({ id, role, content, fragments }: Record<string, unknown>) {
  const all = objectsOf(fragments);
  const isAsked = all.some(({ type }) => type === "REQUEST");
  const said = all.filter(({ type }) => type !== "THINK").map(({ content }) => content);
  return {
    author: textOf(role).toLowerCase() || (isAsked ? "user" : "assistant"),
    text: linesOf(content, ...said),
    id,
  };
}
