import { WindowError } from "../error.js";
import { entriesOf, isZip } from "./archive.js";
import { decode, encodingOf } from "./encoding.js";
import type { Entry, Format, Head, Source } from "./format.js";
import { legacyEncoding } from "./legacy.js";
import { unpacked } from "./packed.js";
import { baseOf, folderOf } from "./paths.js";
import { instead, unknown, whatIs } from "./unknown.js";

/** A file and its format. */
export interface Recognised {
  readonly format: Format;
  readonly source: Source;
}

const HEAD_BYTES = 1 << 16;
/** Files of a zip that may hold messages by themselves; the rest is pictures and the like. */
const MAY_BE_MESSAGES =
  /\.(txt|md|log|html?|json|ndjson|jsonl|csv|tsv|vtt|srt|sbv|xml|parquet|arrow|arrows|feather|zip|gz|zst)$/i;
/** The deepest nesting of archives to open. */
const DEEPEST = 3;

/**
 * Finds the format of a file: the first one that recognises it. A zip that no format recognises as a whole is read as
 * the chats in it, or as its only table.
 *
 * @throws WindowError: `UNKNOWN_FORMAT`, `NO_MESSAGES`, `BAD_FILE`
 */
export async function recognise(given: Source, formats: readonly Format[], depth = 0): Promise<Recognised[]> {
  const source = await opened(given);
  const head = await headOf(source);
  const format = formats.find((format) => format.detect(head));
  if (format) return [{ format, source }];
  const { entries } = source;
  if (!entries || whatIs(head) !== undefined || depth === DEEPEST) throw unknown(head, formats);
  return within(source.name, entries, formats, depth + 1);
}

/** A file, decompressed if it is compressed, and with its entries if it is a zip. */
export async function opened(given: Source): Promise<Source> {
  if (given.blob.size === 0) throw new WindowError("NO_MESSAGES", `${given.name} is empty; give a file with messages`);
  const source = await unpacked(given);
  const bytes = new Uint8Array(await source.blob.slice(0, 4).arrayBuffer());
  return isZip(bytes) ? { ...source, entries: await entriesOf(source.blob) } : source;
}

async function headOf({ name, blob, entries }: Source): Promise<Head> {
  const bytes = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  const head = { name, size: blob.size, bytes, text: "" };
  return entries ? { ...head, entries } : { ...head, text: decode(bytes, encodingIn(bytes)) };
}

/** The encoding by which to recognise a text. */
function encodingIn(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  return encoding === "utf-8" && !bytes.includes(0) ? (legacyEncoding(bytes) ?? encoding) : encoding;
}

async function within(
  archive: string,
  entries: readonly Entry[],
  formats: readonly Format[],
  depth: number,
): Promise<Recognised[]> {
  const candidates = entries.filter(({ name }) => MAY_BE_MESSAGES.test(name));
  const found: Recognised[] = [];
  const reasons: unknown[] = [];
  // A file beside a chat was sent in it: its text is not of the conversation.
  const chatFolders = new Set(candidates.filter(({ name }) => isChat(name)).map(({ name }) => folderOf(name)));
  const shared = sharedNames(candidates);
  const mayBeSent = (name: string) => chatFolders.has(folderOf(name)) && !isChat(name) && !ZIPPED_CHAT.test(baseOf(name));
  for (const { name, blob } of candidates.filter(({ name }) => !mayBeSent(name))) {
    try {
      found.push(...(await recognise({ name: nameOf(name, archive, shared), blob: await blob() }, formats, depth)));
    } catch (reason) {
      reasons.push(reason);
    }
  }
  const chats = found.filter(({ format }) => format.gives === "messages");
  if (chats.length > 0) return chats;
  if (found.length === 1) return found;
  // The one file that was meant tells what is wrong with it; so do files that are all of one kind.
  const told = new Set(reasons.map((reason) => (reason as Error).message.replace(/^.*? is /, "")));
  if (candidates.length > 0 && told.size === 1 && found.length === 0) throw reasons[0];
  throw unclear(entries, candidates, formats);
}

/** What iOS calls each chat. */
const IOS_CHAT = /^_chat\.txt$/i;

/** What WhatsApp calls a zip. */
const ZIPPED_CHAT = /whatsapp.*\.zip$/i;

/** Whether a file is the chat that WhatsApp put into an archive with what was sent in it. */
function isChat(path: string): boolean {
  return IOS_CHAT.test(baseOf(path)) || (/\.txt$/i.test(path) && /whatsapp/i.test(baseOf(path)));
}

/** Names that several files of an archive have, in different folders. */
function sharedNames(entries: readonly Entry[]): ReadonlySet<string> {
  const [once, shared] = [new Set<string>(), new Set<string>()];
  for (const name of [...new Set(entries.map(({ name }) => name))].map(baseOf)) (once.has(name) ? shared : once).add(name);
  return shared;
}

/** The name of a file in an archive: with its folders if its own name says nothing or is shared. */
function nameOf(path: string, archive: string, shared: ReadonlySet<string>): string {
  if (IOS_CHAT.test(baseOf(path))) return `${folderOf(path).slice(0, -1) || baseOf(archive).replace(/\.[^.]*$/, "")}.txt`;
  return shared.has(baseOf(path)) ? path : baseOf(path);
}

function unclear(entries: readonly Entry[], candidates: readonly Entry[], formats: readonly Format[]): WindowError {
  const few = (entries: readonly Entry[]) =>
    entries
      .slice(0, 3)
      .map(({ name }) => name)
      .join(", ");
  const sentence =
    candidates.length === 0
      ? `there are no messages in the zip, which holds ${few(entries) || "nothing"}; ${instead(formats)}`
      : `the zip holds ${candidates.length} files that may be messages (${few(candidates)}); unpack it, and choose one`;
  return new WindowError(candidates.length === 0 ? "NO_MESSAGES" : "UNKNOWN_FORMAT", sentence);
}
