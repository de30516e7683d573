import { Messages, isFilled, jsonFiles, linesOf, numberOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

/** What only an export of all chats has, in its first bytes. */
const ALL_CHATS =
  /"(?:personal_information|frequent_contacts|left_chats|other_data)"\s*:|"(?:contacts|chats|profile_pictures)"\s*:\s*\{\s*"about"\s*:/;
/** What a message has, and no other program's. */
const MESSAGE = [/"messages"\s*:\s*\[/, /"date"\s*:\s*"\d{4}-\d\d-\d\dT/, /"(?:from_id|actor_id|date_unixtime)"\s*:/];
const CHAT_TYPE =
  /"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verification_codes|(?:private|public)_(?:group|supergroup|channel))"/;

/** Telegram's `result.json`, of one chat or of all. */
export const telegram = format<string>({
  name: "Telegram export",
  gives: "messages",
  program: "Telegram Desktop",
  exporting: "in the chat: Export chat history, in the format JSON; or all chats: Settings, Advanced, Export Telegram data",
  lacks: "the files themselves, secret chats",
  detect: ({ text }) =>
    /^\s*\{/.test(text) &&
    (ALL_CHATS.test(text) ||
      MESSAGE.every((part) => part.test(text)) ||
      (CHAT_TYPE.test(text) && /"messages"\s*:\s*\[/.test(text))),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      const chats = chatsOf(value);
      const names = chats.map(nameOf);
      for (const [i, chat] of chats.entries()) {
        // An id beside the name, where the name is another chat's too.
        const isUnique = names.indexOf(names[i]!) === names.lastIndexOf(names[i]!);
        const about = { chat: isUnique ? names[i] : `${names[i]} (${String(chat["id"] ?? i)})`, chat_name: names[i] };
        await messages.addAll(chat["messages"], messageOf, about);
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function chatsOf(result: unknown): Record<string, unknown>[] {
  if (!isObject(result)) return [];
  const lists = [result["chats"], result["left_chats"]].flatMap((chats) => objectsOf(property(chats, "list")));
  return [result, ...lists].filter(({ messages }) => messages !== undefined);
}

const nameOf = ({ name, type, id }: Record<string, unknown>) => textOf(name) || textOf(type) || String(id ?? "");

function messageOf(message: Record<string, unknown>) {
  const { id, type, date, date_unixtime, from, from_id, actor, actor_id, media_type, photo, file } = message;
  const isService = type === "service";
  const hasMedia = isFilled(media_type) || isFilled(photo) || isFilled(file);
  return {
    // That of the clock of whoever exported it, as in other chats; there is no zone in it.
    time: typeof date === "string" ? date : numberOf(date_unixtime) * 1000,
    author: from ?? actor ?? from_id ?? actor_id,
    text: saidIn(message) || (isService ? serviceOf(message) : ""),
    kind: isService ? ("system" as const) : hasMedia ? ("media" as const) : ("message" as const),
    id,
  };
}

/** A text, and what is a message without one: a poll, a contact, a place. */
function saidIn({
  text,
  text_entities,
  poll,
  contact_information,
  location_information,
  place_name,
  address,
  game_title,
  invoice_information,
  todo_list,
  dice,
  dice_emoji,
}: Record<string, unknown>): string {
  const contact =
    isObject(contact_information) &&
    ["first_name", "last_name", "phone_number"]
      .map((name) => textOf(contact_information[name]))
      .filter(Boolean)
      .join(" ");
  const place =
    isObject(location_information) && `${String(location_information["latitude"])}, ${String(location_information["longitude"])}`;
  const answers = objectsOf(property(poll, "answers")).map(({ text }) => `- ${plain(text)}`);
  const tasks = objectsOf(property(todo_list, "answers")).map(({ text }) => `- ${plain(text)}`);
  const thrown = typeof dice === "number" ? `${textOf(dice_emoji)} ${dice}`.trim() : "";
  return linesOf(
    plain(text) || plain(text_entities),
    plain(property(poll, "question")),
    ...answers,
    plain(property(todo_list, "title")),
    ...tasks,
    thrown,
    contact || "",
    textOf(place_name),
    textOf(address),
    place || "",
    textOf(game_title),
    property(invoice_information, "title"),
    property(invoice_information, "description"),
  );
}

/** What was done, and with what. */
function serviceOf({ action, title, new_title, members, reason_domain, information_text }: Record<string, unknown>): string {
  const people = Array.isArray(members) ? members.map(textOf).filter(Boolean).join(", ") : "";
  const details = [title, new_title, people, reason_domain, information_text].map(textOf).filter(Boolean);
  return [textOf(action), ...details].filter(Boolean).join(": ");
}

/** A text is a string, or an array of strings and of entities such as links, which have one. */
function plain(text: unknown): string {
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plain).join("");
  return textOf(property(text, "text"));
}
