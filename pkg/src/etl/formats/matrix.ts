import { Messages, jsonFiles, numberOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";

/** The JSON of Element, of one room of Matrix. */
export const matrix = format<string>({
  name: "Matrix export",
  gives: "messages",
  hasInstants: true,
  program: "Element",
  exporting: "in the room: Room info, Export chat, as JSON",
  lacks: "files, and messages that the client could not decrypt",
  detect: ({ text }) => /^\s*\{/.test(text) && /"room_name"\s*:/.test(text) && /"(origin_server_ts|export_date)"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      const items = property(value, "messages");
      const room = objectsOf(items)
        .map(({ room_id }) => textOf(room_id))
        .find(Boolean);
      const names = namesOf(items);
      const about = { chat: room ?? property(value, "room_name"), chat_name: property(value, "room_name") };
      const edits = editsOf(items);
      await messages.addAll(items, (item) => messageOf(item, names, edits), about);
    }
    return messages.select();
  },
  transform: (select) => select,
});

/** What people call themselves, by their addresses. */
function namesOf(items: unknown): Map<string, string> {
  const names = new Map<string, string>();
  for (const { type, state_key, sender, content } of objectsOf(items)) {
    const name = textOf(property(content, "displayname"));
    if (type === "m.room.member" && name !== "") names.set(textOf(state_key) || textOf(sender), name);
  }
  return names;
}

/** What people changed their messages to, by the ids of those. */
function editsOf(items: unknown): Map<string, unknown> {
  const edits = new Map<string, unknown>();
  for (const { content } of objectsOf(items)) {
    const edited = editedBy(content);
    if (edited !== "") edits.set(edited, property(content, "m.new_content"));
  }
  return edits;
}

/** The id of the message that a content changes; empty for one of its own. */
function editedBy(content: unknown): string {
  const relation = property(content, "m.relates_to");
  return property(relation, "rel_type") === "m.replace" ? textOf(property(relation, "event_id")) : "";
}

/** What an answer repeats of the message before it, in each line behind an angle. */
const REPEATED = /^(?:> .*\n)+\n/;

/** What people write; all else is an event of the room. */
const MESSAGE = /^(m\.room\.(message|encrypted)|m\.sticker|(m|org\.matrix\.msc3381)\.poll\.start)$/;

/** An extensible text: itself, or that of one or several representations. */
function plain(text: unknown): string {
  const [first] = Array.isArray(text) ? (text as unknown[]) : [text];
  return textOf(first) || textOf(property(first, "body"));
}

function messageOf(
  { event_id, type, sender, content: written, origin_server_ts, unsigned }: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
  edits: ReadonlyMap<string, unknown>,
) {
  // A change is a system line, where the message that it changes is there.
  const content = edits.get(textOf(event_id)) ?? written;
  const isMessage = MESSAGE.test(textOf(type)) && editedBy(written) === "";
  const isAnswer = property(property(written, "m.relates_to"), "m.in_reply_to") !== undefined;
  const body = textOf(property(content, "body")).replace(isAnswer ? REPEATED : "", "");
  const said = body || plain(property(content, "org.matrix.msc1767.text") ?? property(content, "m.text"));
  const event = [
    textOf(type).replace(/^m\./, ""),
    ...["name", "topic", "membership", "displayname"].map((name) => textOf(property(content, name))),
    textOf(property(property(content, "m.relates_to"), "key")),
  ].filter(Boolean);
  // Deleting a message removes its content, and leaves its event.
  const isDeleted = said === "" && property(unsigned, "redacted_because") !== undefined;
  const isSecret = type === "m.room.encrypted" || property(content, "msgtype") === "m.bad.encrypted";
  const isMedia = type === "m.sticker" || /^m\.(image|video|audio|file)$/.test(textOf(property(content, "msgtype")));
  return {
    time: numberOf(origin_server_ts),
    author: names.get(textOf(sender)) ?? sender,
    text: said || event.join(": "),
    kind: !isMessage || isSecret || isDeleted ? ("system" as const) : isMedia ? ("media" as const) : ("message" as const),
    id: event_id,
  };
}
