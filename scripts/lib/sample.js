// The sample chat, as it is kept: see www/sample/README.md.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { root } from "./run.js";

/** The whole sample as CSV. */
export const sampleCsv = () => brotliDecompressSync(readFileSync(join(root, "www/sample/sample.csv.br"))).toString();

/** One field: an unquoted empty field is a missing text, a quoted one is an empty text. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^,\n]*))[,\n]/gy;

/**
 * The messages of the sample, in their order.
 *
 * @returns {{ time: number, author: string, body: string | null }[]} times in seconds since 1970
 */
export function sampleMessages() {
  const fields = [...sampleCsv().matchAll(FIELD)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? (plain || null));
  const messages = [];
  for (let i = 4; i < fields.length; i += 4) {
    const [, time, author, body] = fields.slice(i, i + 4);
    messages.push({ time: Date.parse(`${time.replace(" ", "T")}Z`) / 1000, author, body });
  }
  return messages;
}
