import { type ArrowField, widthOf } from "../../engine/arrow/types.js";
import type { ArrowColumn } from "../../engine/arrow/write.js";
import { WindowError } from "../../error.js";
import { isUtf8 } from "../encoding.js";

/**
 * A column whose buffers are checked: they are as long as the length requires, offsets ascend within the texts, and
 * texts are UTF-8.
 *
 * @throws WindowError: `CORRUPT_ARROW`
 */
export function checked({ validity, buffers }: ArrowColumn, { name, type }: ArrowField, length: number): ArrowColumn {
  const damaged = (what: string) =>
    new WindowError("CORRUPT_ARROW", `column ${name} of the Arrow bytes is damaged: ${what}; write them again`);
  const requireBytes = (bytes: Uint8Array | undefined, least: number) => {
    if ((bytes?.length ?? 0) < least) throw damaged("it has fewer values than rows");
  };
  if (validity) requireBytes(validity, (length + 7) >> 3);
  const nulls = validity ? nullsOf(validity, length) : 0;
  const [first, texts = new Uint8Array()] = buffers as [Uint8Array?, Uint8Array?];
  if (type.kind !== "utf8") {
    requireBytes(first, type.kind === "bool" ? (length + 7) >> 3 : widthOf(type) * length);
    return { nulls, validity, buffers };
  }
  if (length === 0) return { nulls, validity, buffers: [new Uint8Array(4), new Uint8Array()] };
  requireBytes(first, 4 * (length + 1));
  const view = new DataView(first!.buffer, first!.byteOffset, first!.byteLength);
  // Also never within a character: DuckDB-WASM reads for ever in such a text, and all of them together are UTF-8.
  const fits = (at: number, least: number) => at >= least && at <= texts.length && (texts[at]! & 0xc0) !== 0x80;
  let before = view.getInt32(0, true);
  if (!fits(before, 0)) throw damaged("the text of row 1 begins where none can");
  for (let row = 1; row <= length; row++) {
    const end = view.getInt32(4 * row, true);
    if (!fits(end, before)) throw damaged(`the text of row ${row} ends where none can`);
    before = end;
  }
  if (!isUtf8(texts.subarray(0, before))) {
    throw new WindowError(
      "CORRUPT_ARROW",
      `column ${name} holds bytes that are not UTF-8; write its texts as UTF-8, or the column as binary`,
    );
  }
  return { nulls, validity, buffers };
}

function nullsOf(validity: Uint8Array, length: number): number {
  let nulls = 0;
  for (let row = 0; row < length; row++) if (((validity[row >> 3]! >> (row & 7)) & 1) === 0) nulls++;
  return nulls;
}
