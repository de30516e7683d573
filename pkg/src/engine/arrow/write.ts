import { FlatTable, FlatWriter, type FlatField } from "./flat.js";
import { type ArrowField, type ArrowType, HEADER, TYPE, UNITS } from "./types.js";

/** A column of a batch: its validity bitmap, and the buffers of its values. */
export interface ArrowColumn {
  nulls: number;
  /** Undefined where no value is null. */
  validity?: Uint8Array | undefined;
  buffers: readonly Uint8Array[];
}

/** The end-of-stream marker of Arrow IPC. */
export const END_OF_STREAM: Uint8Array = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/** The schema message, the first of an Arrow IPC stream. */
export function schemaMessage(fields: readonly ArrowField[]): Uint8Array {
  return message(HEADER.schema, 0, (flat) => {
    const writes = fields.map((field) => () => writeField(flat, field));
    return flat.table([
      { slot: 0, bytes: 2, value: 0 },
      { slot: 1, write: () => flat.vector(writes) },
    ]);
  });
}

/** The messages of a file as a stream has them, by its footer. @throws RangeError for a damaged footer */
export function footerMessages(file: Uint8Array, footer: Uint8Array): Uint8Array[] {
  const root = FlatTable.root(new DataView(footer.buffer, footer.byteOffset, footer.byteLength));
  const schema = root.table(1);
  if (!schema) throw new RangeError("the footer has no schema");
  const [dictionaries, batches] = [root.blocks(2), root.blocks(3)];
  return [
    message(HEADER.schema, 0, (flat) => flat.copy(footer, schema.at)),
    ...[...dictionaries, ...batches].map(([at, metadata, body]) => file.subarray(at, at + metadata + body)),
  ];
}

/** A record batch in pieces: its metadata, then the given buffers, not copied. */
export function batchMessage(length: number, columns: readonly ArrowColumn[]): Uint8Array[] {
  const [body, buffers]: [Uint8Array[], [number, number][]] = [[], []];
  let at = 0;
  const add = (buffer: Uint8Array) => {
    buffers.push([at, buffer.length]);
    if (buffer.length === 0) return;
    body.push(buffer);
    const padding = -buffer.length & 7;
    if (padding > 0) body.push(new Uint8Array(padding));
    at += buffer.length + padding;
  };
  for (const { validity, buffers } of columns) {
    if (buffers.length === 0) continue; // a column of nulls has no buffers
    add(validity ?? new Uint8Array(0));
    buffers.forEach(add);
  }
  const nodes = columns.map(({ nulls }) => [length, nulls] as const);
  const metadata = message(HEADER.batch, at, (flat) =>
    flat.table([
      { slot: 0, bytes: 8, value: length },
      { slot: 1, write: () => flat.pairs(nodes) },
      { slot: 2, write: () => flat.pairs(buffers) },
    ]),
  );
  return [metadata, ...body];
}

const VERSION_5 = 4;
/** The continuation marker and the length of the metadata. */
const PREFIX = 8;

function message(type: number, bodyLength: number, header: (flat: FlatWriter) => number): Uint8Array {
  const flat = new FlatWriter();
  const metadata = flat.finish(() =>
    flat.table([
      { slot: 0, bytes: 2, value: VERSION_5 },
      { slot: 1, bytes: 1, value: type },
      { slot: 2, write: () => header(flat) },
      { slot: 3, bytes: 8, value: bodyLength },
    ]),
  );
  const bytes = new Uint8Array(PREFIX + metadata.length);
  new DataView(bytes.buffer).setUint32(0, 0xffff_ffff, true);
  new DataView(bytes.buffer).setUint32(4, metadata.length, true);
  bytes.set(metadata, PREFIX);
  return bytes;
}

function writeField(flat: FlatWriter, { name, type }: ArrowField): number {
  return flat.table([
    { slot: 0, write: () => flat.text(name) },
    { slot: 1, bytes: 1, value: 1 }, // nullable
    { slot: 2, bytes: 1, value: TYPE[type.kind] },
    { slot: 3, write: () => flat.table(parameters(flat, type)) },
    { slot: 5, write: () => flat.vector([]) },
  ]);
}

function parameters(flat: FlatWriter, type: ArrowType): FlatField[] {
  switch (type.kind) {
    case "int":
      return [
        { slot: 0, bytes: 4, value: type.bits },
        { slot: 1, bytes: 1, value: Number(type.signed) },
      ];
    case "float":
      return [{ slot: 0, bytes: 2, value: type.bits / 32 }];
    case "decimal":
      return [
        { slot: 0, bytes: 4, value: type.precision },
        { slot: 1, bytes: 4, value: type.scale },
        { slot: 2, bytes: 4, value: 128 },
      ];
    case "date":
      return [{ slot: 0, bytes: 2, value: 0 }];
    case "time":
      return [
        { slot: 0, bytes: 2, value: UNITS.indexOf(type.unit) },
        { slot: 1, bytes: 4, value: 64 },
      ];
    case "timestamp": {
      const unit: FlatField = { slot: 0, bytes: 2, value: UNITS.indexOf(type.unit) };
      const { zone } = type;
      return zone === undefined ? [unit] : [unit, { slot: 1, write: () => flat.text(zone) }];
    }
    case "fixed":
      return [{ slot: 0, bytes: 4, value: type.width }];
    default:
      return [];
  }
}
