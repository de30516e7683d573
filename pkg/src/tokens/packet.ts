/** Lines to be counted: their bytes in UTF-8, one after the other, and where each ends. */
export interface Packet {
  bytes: Uint8Array;
  /** One more than there are lines; the first is 0. */
  offsets: Uint32Array;
}

/** What a counter's worker is sent, first its encoding, then packets; and what it answers. */
export type ToWorker = { encoding: string } | (Packet & { id: number });
export type FromWorker = { id: number; counts: Uint32Array } | { failed: string };

/** Counts each line of a packet. */
export function countPacket({ bytes, offsets }: Packet, count: (text: string) => number): Uint32Array {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const counts = new Uint32Array(offsets.length - 1);
  for (let i = 0; i < counts.length; i++) counts[i] = count(decoder.decode(bytes.subarray(offsets[i]!, offsets[i + 1]!)));
  return counts;
}
