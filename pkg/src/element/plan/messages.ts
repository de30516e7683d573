/** A column of messages, as texts. */
export interface MessageColumn {
  name: string;
  /** What it is shown as; others are not shown. */
  role?: "text" | "time" | "author" | "chat" | "kind" | undefined;
  /** Its values, the first of the range at place 0: an array, or what is read like one. */
  values: { at(place: number): unknown };
}

/** Gives the messages of rows: one call, whatever the number of rows. */
export type MessageProvider = (range: { start: number; end: number }) => MessageColumn[] | Promise<MessageColumn[]>;

/** One message, as far as it is shown. */
export interface Message {
  text: string;
  author: string;
  chat: string;
  kind: string;
}

/** How many messages are asked for and kept together. */
const BLOCK = 256;
/** How many blocks are kept. */
const KEPT = 64;

/** Messages in sight and near it, fetched in blocks: one request at a time, of all blocks that are missing. */
export class Messages {
  readonly #provider: MessageProvider;
  readonly #length: number;
  readonly #changed: () => void;
  readonly #blocks = new Map<number, (place: number) => Message>();
  #asked: { start: number; end: number } | undefined;
  #isBusy = false;
  #failed = false;

  constructor(provider: MessageProvider, length: number, changed: () => void) {
    [this.#provider, this.#length, this.#changed] = [provider, length, changed];
  }

  /** A message; undefined while it is not there. */
  at(row: number): Message | undefined {
    return this.#blocks.get(Math.floor(row / BLOCK))?.(row % BLOCK);
  }

  /** Fetches what is missing of a range. Of ranges that wait, the newest is fetched. */
  want(start: number, end: number): void {
    this.#asked = { start: Math.max(start, 0), end: Math.min(end, this.#length) };
    void this.#fetch();
  }

  async #fetch(): Promise<void> {
    if (this.#isBusy || !this.#asked || this.#failed) return;
    const { start, end } = this.#asked;
    this.#asked = undefined;
    const missing: number[] = [];
    for (let block = Math.floor(start / BLOCK); block * BLOCK < end; block++) if (!this.#blocks.has(block)) missing.push(block);
    if (missing.length === 0) return;
    const [first, last] = [missing[0]!, missing.at(-1)!];
    this.#isBusy = true;
    try {
      const given = this.#provider({ start: first * BLOCK, end: Math.min((last + 1) * BLOCK, this.#length) });
      // What is there at once is in the next render.
      const columns = Array.isArray(given) ? given : await given;
      const of = (role: MessageColumn["role"]) => columns.find((column) => column.role === role)?.values;
      const [text, author, chat, kind] = [of("text"), of("author"), of("chat"), of("kind")];
      const say = (values: MessageColumn["values"] | undefined, place: number) => String(values?.at(place) ?? "");
      for (let block = first; block <= last; block++) {
        const from = (block - first) * BLOCK;
        this.#blocks.set(block, (place) => ({
          text: say(text, from + place),
          author: say(author, from + place),
          chat: say(chat, from + place),
          kind: say(kind, from + place),
        }));
      }
      while (this.#blocks.size > KEPT) this.#blocks.delete(this.#blocks.keys().next().value!);
    } catch {
      // A table that is gone has another one in its place soon, with a provider of its own.
      this.#failed = true;
    } finally {
      this.#isBusy = false;
    }
    this.#changed();
    void this.#fetch();
  }
}
