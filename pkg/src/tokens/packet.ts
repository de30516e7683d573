import { WindowError } from "../error.js";
import { countedBy } from "../lines/index.js";
import { shown } from "../options.js";

/** Lines to be counted: their bytes in UTF-8, one after the other, and where each ends. */
export interface Packet {
  bytes: Uint8Array;
  /** One more than there are lines; the first is 0. */
  offsets: Uint32Array;
}

/** What a counter's worker is sent, first its encoding, then packets; and what it answers. */
export type ToWorker = { encoding: string } | (Packet & { id: number });
export type FromWorker = { id: number; counts: Uint32Array } | { failed: string };

/**
 * Counts each line of a packet.
 *
 * @throws WindowError: `BAD_MEASURE` for a count that is no whole number of 32 bits
 */
export function countPacket({ bytes, offsets }: Packet, count: (text: string) => number): Uint32Array {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const counts = new Uint32Array(offsets.length - 1);
  for (let i = 0; i < counts.length; i++) {
    const text = decoder.decode(bytes.subarray(offsets[i]!, offsets[i + 1]!));
    const found = countedBy(count, text);
    counts[i] = found;
    if (counts[i] !== found) {
      const sentence = `the counter of tokens gives ${shown(found)} for ${shown(text)}; give a function of whole numbers of at least 0`;
      throw new WindowError("BAD_MEASURE", sentence);
    }
  }
  return counts;
}
