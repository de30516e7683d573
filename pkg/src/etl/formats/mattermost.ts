import { Messages, isFilled, linesOf, objectsOf, property } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";
import { textOf } from "../lines.js";

/** Mattermost's bulk export: a JSON object on each line. Posts are read, with their replies; other objects are not messages. */
export const mattermost = format<string>({
  name: "Mattermost export",
  gives: "messages",
  hasInstants: true,
  program: "Mattermost",
  exporting: "mmctl export create; give the import.jsonl of the .zip",
  lacks: "files and reactions",
  detect: ({ text }) => /^\s*\{[^\n]*"type"\s*:\s*"version"/.test(text) && /"version"\s*:\s*1\b/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    const lines = new TextDecoder().decode(await textOf(source, stage)).split("\n");
    for (const [i, line] of lines.entries()) {
      if (i % 1024 === 0) await stage.progress(i / lines.length);
      if (line.trim() === "") continue;
      const value = parsed(line);
      const post = property(value, "post") ?? property(value, "direct_post");
      if (value === undefined) messages.tell("lines that are no JSON object", line);
      else if (isObject(post)) await addPost(post, messages);
    }
    return messages.select();
  },
  transform: (select) => select,
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function addPost(post: Record<string, unknown>, messages: Messages): Promise<void> {
  const { team, channel, channel_members } = post;
  const members = Array.isArray(channel_members) ? channel_members.join(", ") : undefined;
  const about = { chat: members ?? `${String(team)}/${String(channel)}`, chat_name: members ?? channel };
  await messages.addAll([post], messageOf, about);
  await messages.addAll(post["replies"], messageOf, about);
}

function messageOf({ user, message, create_at, attachments, type }: Record<string, unknown>) {
  return {
    time: create_at as number,
    author: user,
    text: linesOf(message, ...objectsOf(attachments).map(({ path }) => path)),
    kind: /^system_/.test(String(type)) ? ("system" as const) : isFilled(attachments) ? ("media" as const) : ("message" as const),
  };
}
