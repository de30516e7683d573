import { utf8Length } from "../lines/index.js";
import { badOption, text } from "../options.js";
import { type TokenCounter, type TokenOptions, chosen } from "./counter.js";
import { ENCODING } from "./line-counter.js";
import type { Packet } from "./packet.js";
import { Pool } from "./pool.js";

/** Counts tokens in workers alone, so that the thread that it is made in never loads an encoding. */
export interface WorkerCounter extends TokenCounter {
  /** Counts texts in a worker, and remembers the counts of those of at most 1,000 characters. */
  count(texts: readonly string[]): Promise<number[]>;
}

/** Longer texts are not remembered. */
const REMEMBERED = 1_000;

/**
 * A counter for threads that must not be held up, such as a page's: to load an encoding takes some 300 ms in one piece.
 * Where it is called as a function, it gives the count of a text that {@link WorkerCounter.count} has counted, and of
 * any other text the most that it can have: a token for each byte.
 *
 * @param name an encoding, such as `o200k_base`, or a model, such as `gpt-4o`
 * @throws WindowError: `BAD_OPTION` for a name that is not known
 */
export async function workerCounter(name: string, options: TokenOptions = {}): Promise<WorkerCounter> {
  const { encoding, scale, properties } = await chosen(name, options);
  const known = new Map<string, number>();
  let pool: Pool | undefined;
  const count = async (texts: readonly string[]): Promise<number[]> => {
    if (!Array.isArray(texts)) throw badOption("the texts", texts, "an array of texts");
    const given = texts.map((each) => text("the text", each));
    if (!pool?.isAlive) pool = Pool.kept(encoding);
    const counts = Array.from(await pool.count(packetOf(given)), scale);
    given.forEach((each, i) => each.length <= REMEMBERED && known.set(each, counts[i]!));
    return counts;
  };
  return Object.assign((given: string) => known.get(text("the text", given)) ?? scale(utf8Length(given)), {
    [ENCODING]: { name: encoding, scale, count },
    ...properties,
    count,
  });
}

function packetOf(texts: readonly string[]): Packet {
  const encoded = texts.map((each) => new TextEncoder().encode(each));
  const offsets = new Uint32Array(texts.length + 1);
  encoded.forEach(({ length }, i) => (offsets[i + 1] = offsets[i]! + length));
  const bytes = new Uint8Array(offsets.at(-1)!);
  encoded.forEach((each, i) => bytes.set(each, offsets[i]!));
  return { bytes, offsets };
}
