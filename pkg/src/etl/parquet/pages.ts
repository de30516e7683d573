import type { ColumnMetaData } from "hyparquet";

/** What hyparquet takes to decompress pages, by the name of a codec. */
export type Decompressors = Readonly<Record<string, ((bytes: Uint8Array, length: number) => Uint8Array) | undefined>>;

/** The fields of a page's header, as Parquet's Thrift definition numbers them. */
const HEADER = { type: 1, length: 2, compressedLength: 3, page: 5, pageV2: 8 };
const PAGE = { values: 1, encoding: 2 };
const PAGE_V2 = { nulls: 2, encoding: 4, definitionLength: 5, repetitionLength: 6, isCompressed: 7 };
const [DATA_PAGE, DATA_PAGE_V2] = [0, 3];
/** The encodings whose values come in runs. */
const RLE = 3;
const DICTIONARY: ReadonlySet<number> = new Set([2, 8]);
/** Writers fill the last run up: with at most this many values. */
const FILLED = 512;

const damaged = () => new Error("a page of a column is damaged");

/**
 * Refuses pages of a column that say to hold more values than it has, or whose lengths are missing. hyparquet believes them:
 * it would write values until memory runs out, which ends the process, or for ever.
 *
 * @param chunk all pages of the column in a row group; the column is not nested
 * @throws Error if a page is damaged, or cannot be decompressed
 */
export function checkPages(chunk: Uint8Array, column: ColumnMetaData, isNullable: boolean, decompressors: Decompressors): void {
  const reader = new Reader(chunk);
  while (reader.at < chunk.length - 1) {
    const header = reader.struct();
    const length = numberOf(header, HEADER.compressedLength);
    const body = chunk.subarray(reader.at, reader.at + length);
    reader.at += length;
    if (!(length >= 0)) throw damaged();
    const type = numberOf(header, HEADER.type);
    const isV2 = type === DATA_PAGE_V2;
    if (type !== DATA_PAGE && !isV2) continue;
    const page = header.get(isV2 ? HEADER.pageV2 : HEADER.page) as Struct | undefined;
    if (!page) throw damaged();
    const values = numberOf(page, PAGE.values);
    if (!(values >= 0 && values <= Number(column.num_values))) throw damaged();
    const whole = numberOf(header, HEADER.length);
    if (!isV2) checkPage(body, whole, values, numberOf(page, PAGE.encoding));
    else checkPageV2(body, whole, page, values);
  }

  /** In version 1 the levels come before the values, and both are compressed together. */
  function checkPage(body: Uint8Array, whole: number, count: number, encoding: number): void {
    const hasRuns = encoding === RLE || DICTIONARY.has(encoding);
    if (!isNullable && !hasRuns) return;
    const page = decompressed(body, whole);
    const at = isNullable ? 4 + lengthAt(page, 0) : 0;
    const values = isNullable ? ones(page, 4, 1, count) : count;
    if (!hasRuns) return;
    if (column.type === "BOOLEAN") ones(page, at + 4, 1, values);
    else if (page[at] !== 0) ones(page, at + 1, page[at] ?? 1, values);
  }

  /** In version 2 the levels come first and are never compressed; only the values after them are. */
  function checkPageV2(body: Uint8Array, whole: number, page: Struct, count: number): void {
    const values = count - numberOf(page, PAGE_V2.nulls);
    if (!(values >= 0 && values <= count)) throw damaged();
    const repetition = numberOf(page, PAGE_V2.repetitionLength);
    const levels = repetition + numberOf(page, PAGE_V2.definitionLength);
    if (!(repetition >= 0 && levels >= repetition && levels <= body.length)) throw damaged();
    if (isNullable) ones(body, repetition, 1, count);
    const encoding = numberOf(page, PAGE_V2.encoding);
    if (encoding !== RLE && !DICTIONARY.has(encoding)) return;
    const isCompressed = page.get(PAGE_V2.isCompressed) !== 0 && whole > levels;
    const rest = body.subarray(levels);
    const bytes = isCompressed ? decompressed(rest, whole - levels) : rest;
    if (encoding === RLE) ones(bytes, 4, 1, values);
    else ones(bytes, 1, bytes[0] ?? 1, values);
  }

  function decompressed(bytes: Uint8Array, length: number): Uint8Array {
    if (column.codec === "UNCOMPRESSED") return bytes;
    const decompress = decompressors[column.codec];
    // hyparquet says so of a codec that nobody knows.
    return decompress ? decompress(bytes, length) : new Uint8Array();
  }
}

const lengthAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;

/** Walks over the runs of `count` values, and counts those that are 1, where they have one bit. */
function ones(bytes: Uint8Array, at: number, width: number, count: number): number {
  const reader = new Reader(bytes, at);
  let found = 0;
  for (let seen = 0; seen < count && reader.at < bytes.length;) {
    const header = reader.varint();
    const isPacked = (header & 1) === 1;
    const length = isPacked ? (header >>> 1) * 8 : header >>> 1;
    const left = count - seen;
    if (length > left + FILLED) throw damaged();
    if (isPacked) {
      if (width === 1) for (let i = 0; i < Math.min(length, left); i++) found += (bytes[reader.at + (i >> 3)]! >> (i & 7)) & 1;
      reader.at += (length / 8) * width;
    } else {
      if (width === 1 && bytes[reader.at] === 1) found += Math.min(length, left);
      reader.at += (width + 7) >> 3;
    }
    seen += length;
  }
  return found;
}

/** Whole numbers and structs of a Thrift struct, by their fields; truth is 1 or 0. */
type Struct = Map<number, number | Struct>;

const numberOf = (struct: Struct, field: number): number => {
  const value = struct.get(field);
  return typeof value === "number" ? value : NaN;
};

/** Reads Thrift's compact protocol, as far as headers of pages need it. */
class Reader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    [this.#bytes, this.at] = [bytes, at];
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw damaged();
    return byte;
  }

  /** The low 32 bits. */
  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  struct(): Struct {
    const struct: Struct = new Map();
    for (let field = 0; ;) {
      const byte = this.#byte();
      if ((byte & 15) === 0) return struct;
      field = byte >> 4 ? field + (byte >> 4) : this.#zigzag();
      const value = this.#value(byte & 15);
      if (value !== undefined) struct.set(field, value);
    }
  }

  #zigzag(): number {
    const value = this.varint();
    return (value >>> 1) ^ -(value & 1);
  }

  #value(type: number): number | Struct | undefined {
    if (type <= 2) return type === 1 ? 1 : 0;
    if (type <= 6) return type === 3 ? this.#byte() : this.#zigzag();
    if (type === 12) return this.struct();
    // Headers have no lists; of statistics, doubles and bytes are left alone.
    if (type > 8) throw damaged();
    const length = type === 7 ? 8 : this.varint() >>> 0;
    this.at += length;
    return undefined;
  }
}
