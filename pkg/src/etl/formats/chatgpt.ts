import { type Message, Messages, jsonFiles, linesOf, numberOf, objectsOf, property, textOf } from "../chat.js";
import { type Source, type Stage, format } from "../format.js";
import { isObject } from "../json/objects.js";

/** ChatGPT's `conversations.json`: a tree for each conversation, as an answer can be asked for again. */
export const chatgpt = format<string>({
  name: "ChatGPT export",
  gives: "messages",
  program: "ChatGPT (OpenAI)",
  exporting: "Settings, Data controls, Export data; give the .zip or its conversations.json",
  lacks: "pictures and files; of a conversation with branches, it is the branch that was open last",
  detect: ({ text }) =>
    /^\s*\[?\s*\{/.test(text) && /"mapping"\s*:\s*\{/.test(text) && /"(current_node|parent|author)"\s*:/.test(text),
  extract: (source, stage) => readTrees(source, stage, messageOf),
  transform: (select) => select,
});

/** The messages of conversations that are trees. One without a time is of the time of the message before. */
export async function readTrees(
  source: Source,
  stage: Stage,
  read: (message: Record<string, unknown>) => Message,
): Promise<string> {
  const messages = new Messages(stage);
  for await (const { value } of jsonFiles(source, stage, () => false)) {
    await eachConversation(Array.isArray(value) ? value : [value], read, messages);
  }
  return messages.select();
}

async function eachConversation(
  conversations: readonly unknown[],
  read: (message: Record<string, unknown>) => Message,
  messages: Messages,
): Promise<void> {
  for (const conversation of conversations) {
    const mapping = property(conversation, "mapping");
    if (!isObject(conversation) || !isObject(mapping)) {
      messages.tell("values that are no conversations", conversation);
      continue;
    }
    const { title, conversation_id, id } = conversation;
    const path = currentBranch(mapping, conversation["current_node"]);
    const about = { chat: conversation_id ?? id ?? title, chat_name: textOf(title) || conversation_id };
    let time = timeOf(conversation);
    await messages.addAll(
      path.map((node) => mapping[node]).map((node) => property(node, "message")),
      (message) => {
        const own = timeOf(message);
        // What the program adds has no time of its own.
        time = Number.isNaN(own) ? time : own;
        return { ...read(message), time };
      },
      about,
    );
    const taken = new Set(path);
    for (const [node, value] of Object.entries(mapping)) {
      const message = property(value, "message");
      if (!isObject(message)) {
        if (message !== null && message !== undefined) messages.tell("values that are no messages", message);
      } else if (!taken.has(node)) messages.tell("messages of branches that were left for another", read(message).text);
    }
  }
}

/** The names of the nodes that have a message, from the first to the one that was open last. */
function currentBranch(mapping: Record<string, unknown>, current: unknown): string[] {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let node = lastOf(mapping, current); node !== undefined && !seen.has(node);) {
    seen.add(node);
    const value = mapping[node];
    if (isObject(property(value, "message"))) path.push(node);
    const parent = property(value, "parent");
    node = typeof parent === "string" && parent in mapping ? parent : undefined;
  }
  return path.reverse();
}

/** The node that was open last: unless it is told, the one without children whose message is the latest. */
function lastOf(mapping: Record<string, unknown>, current: unknown): string | undefined {
  if (typeof current === "string" && current in mapping) return current;
  const time = (node: string) => timeOf(property(mapping[node], "message")) || 0;
  const leaves = Object.keys(mapping).filter((node) => {
    const children = property(mapping[node], "children");
    return !Array.isArray(children) || children.length === 0;
  });
  return leaves.reduce<string | undefined>(
    (latest, leaf) => (latest === undefined || time(leaf) >= time(latest) ? leaf : latest),
    undefined,
  );
}

/** Milliseconds since 1970; NaN if there is no time. */
function timeOf(item: unknown): number {
  const inserted = property(item, "inserted_at");
  return inserted === undefined ? numberOf(property(item, "create_time")) * 1000 : Date.parse(textOf(inserted));
}

function messageOf({ id, author, content, recipient, metadata }: Record<string, unknown>) {
  const role = textOf(property(author, "role"));
  const parts = property(content, "parts");
  const written = Array.isArray(parts) ? parts.map((part) => textOf(part) || textOf(property(part, "text"))) : [];
  const hasMedia = Array.isArray(parts) && parts.some((part) => /asset_pointer/.test(textOf(property(part, "content_type"))));
  const other = ["text", "content", "result", "user_instructions", "user_profile"].map((name) => textOf(property(content, name)));
  const thoughts = objectsOf(property(content, "thoughts")).map((thought) => linesOf(thought["summary"], thought["content"]));
  const isThought = /^(thoughts|reasoning_recap)$/.test(textOf(property(content, "content_type")));
  // Such as the person's own instructions, which stand in each conversation.
  const isHidden = property(metadata, "is_visually_hidden_from_conversation") === true;
  const isSaid = (role === "user" || role === "assistant") && (recipient === undefined || recipient === "all");
  const isShown = isSaid && !isThought && !isHidden;
  return {
    author: textOf(property(author, "name")) || role,
    text: linesOf(...written, ...other, ...thoughts),
    kind: !isShown ? ("system" as const) : hasMedia ? ("media" as const) : ("message" as const),
    id,
  };
}
