//! Columns → an IPC stream of one batch, uncompressed, with its end-of-stream marker.
//!
//! The metadata is written from front to back: its tables are known but for a few words. What a
//! table refers to comes after it.
//!
//! ```text
//! schema   message | schema | how many fields, and how far on each is | fields …
//! field    its table | that of its type | no children | the zone's name | its own name
//! batch    message | batch | how many nodes, and those | how many buffers, and those
//! ```
#![expect(
    clippy::cast_possible_truncation,
    reason = "what is written lies in WebAssembly's memory, so that its lengths have 32 bits"
)]

use super::types::Type;
use arrow_ipc::{
    Field, Int, Message, MessageHeader, MetadataVersion, RecordBatch, Schema, Timestamp,
    Type as Tag,
};

const CONTINUATION: u32 = u32::MAX;
/// Bodies and their buffers are padded to this many bytes; so is metadata.
const ALIGNMENT: usize = 8;

// How tables begin: their slots, which say where each field is, and how far back these are. A number
// of 64 bits has to lie at a multiple of 8.
const MESSAGE: [u32; 4] = table(
    20,
    &[
        (Message::VT_VERSION, 4),
        (Message::VT_HEADER_TYPE, 6),
        (Message::VT_BODYLENGTH, 8),
        (Message::VT_HEADER, 16),
    ],
);
const SCHEMA: [u32; 3] = table(8, &[(Schema::VT_FIELDS, 4)]);
const BATCH: [u32; 4] = table(
    20,
    &[(RecordBatch::VT_NODES, 4), (RecordBatch::VT_LENGTH, 8), (RecordBatch::VT_BUFFERS, 16)],
);
const FIELD: [u32; 5] = table(
    20,
    &[
        (Field::VT_NAME, 4),
        (Field::VT_TYPE_, 8),
        (Field::VT_CHILDREN, 12),
        (Field::VT_NULLABLE, 16),
        (Field::VT_TYPE_TYPE, 17),
    ],
);
/// Of a type with two parameters; those of fewer have fewer slots.
const TYPE: [u32; 3] = table(12, &[(Int::VT_BITWIDTH, 4), (Int::VT_IS_SIGNED, 8)]);
const _: () = assert!(
    Timestamp::VT_UNIT == Int::VT_BITWIDTH && Timestamp::VT_TIMEZONE == Int::VT_IS_SIGNED,
    "types begin alike"
);

/// The bytes of a word, and of a node or of a buffer's description, which are two numbers each.
const WORD: u32 = 4;
const PAIR: u32 = 16;
/// From where a field says where its name is, over itself and its type, to what follows both.
const FIELD_TO_TEXTS: u32 = 40;
/// From where a field says where its type is to the table of that.
const FIELD_TO_TYPE: u32 = 20;
/// From where a field says where its children are to the list, which has none: the type's last word.
const FIELD_TO_CHILDREN: u32 = 28;
/// From where a batch says where its nodes are to the list of them, and from where it says where its
/// buffers are to that, with the words between and no node.
const BATCH_TO_NODES: u32 = 16;
const BATCH_TO_BUFFERS: u32 = 12;

/// How a table of so many bytes begins.
const fn table<const WORDS: usize>(bytes: u32, fields: &[(u16, u32)]) -> [u32; WORDS] {
    let mut words = [0; WORDS];
    let slots = 4 * (WORDS as u32 - 1);
    (words[0], words[WORDS - 1]) = (slots | bytes << 16, slots);
    let mut index = 0;
    while index < fields.len() {
        let (slot, at) = fields[index];
        words[slot as usize / 4] |= at << (slot % 4 * 8);
        index += 1;
    }
    words
}

/// Takes columns one by one, all of one length.
pub(crate) struct Writer<'w> {
    len: usize,
    /// The zone that times are to be shown in.
    zone: Option<&'w str>,
    fields: Vec<u8>,
    /// Where each of their tables is.
    places: Vec<u32>,
    nodes: Vec<u8>,
    buffers: Vec<u8>,
    body: Vec<u8>,
}

impl<'w> Writer<'w> {
    #[inline(never)]
    pub(crate) fn new(len: usize, zone: Option<&'w str>) -> Self {
        let (fields, places, nodes) = (Vec::new(), Vec::new(), Vec::new());
        Writer { len, zone, fields, places, nodes, buffers: Vec::new(), body: Vec::new() }
    }

    /// Whole numbers or times of 32 or 64 bits, as two's complement. None is null.
    #[inline(never)]
    pub(crate) fn numbers(&mut self, name: &str, kind: Type, value: &mut dyn FnMut(usize) -> u64) {
        self.field(name, kind, None);
        let (at, width) = (self.body.len(), kind.width() as usize);
        self.body.resize(at + self.len * width, 0);
        let bytes = &mut self.body[at..];
        if width == 4 {
            for (row, bytes) in bytes.as_chunks_mut().0.iter_mut().enumerate() {
                *bytes = (value(row) as u32).to_le_bytes();
            }
        } else {
            for (row, bytes) in bytes.as_chunks_mut().0.iter_mut().enumerate() {
                *bytes = value(row).to_le_bytes();
            }
        }
        self.buffer_from(at);
    }

    /// Bits, of which none is null.
    #[inline(never)]
    pub(crate) fn flags(&mut self, name: &str, flags: &[bool]) {
        self.field(name, Type::Other, None);
        self.bits(flags);
    }

    /// Texts or binary values as they are; whole numbers, of eight bytes each.
    #[inline(never)]
    pub(crate) fn values(&mut self, name: &str, kind: Type, values: &[Option<&[u8]>]) {
        let valid: Vec<bool> = values.iter().map(Option::is_some).collect();
        self.field(name, kind, Some(&valid));
        let at = self.body.len();
        if let Type::Int { .. } = kind {
            let width = kind.width() as usize;
            for value in values {
                self.body.extend_from_slice(&value.unwrap_or(&[0; 8])[..width]);
            }
            return self.buffer_from(at);
        }
        let mut end = 0;
        put(&mut self.body, &[end]);
        for value in values {
            end += value.unwrap_or_default().len() as u32;
            put(&mut self.body, &[end]);
        }
        self.buffer_from(at);
        let at = self.body.len();
        values.iter().flatten().for_each(|value| self.body.extend_from_slice(value));
        self.buffer_from(at);
    }

    /// The stream of one batch.
    #[inline(never)]
    pub(crate) fn finish(self) -> Vec<u8> {
        let count = self.places.len() as u32;
        let mut schema = Vec::new();
        put(&mut schema, &SCHEMA);
        put(&mut schema, &[WORD, count]); // the list comes next
        for (place, left) in self.places.iter().zip((1..=count).rev()) {
            put(&mut schema, &[WORD * left + place]); // past what is left of the list
        }
        schema.extend_from_slice(&self.fields);
        let mut out = Vec::with_capacity(self.body.len() + 2 * schema.len() + 1024);
        message(&mut out, MessageHeader::Schema, SCHEMA.len(), &schema, 0);

        let mut batch = Vec::new();
        put(&mut batch, &BATCH);
        let to_buffers = BATCH_TO_BUFFERS + PAIR * count;
        put(&mut batch, &[BATCH_TO_NODES, self.len as u32, 0, to_buffers, count]);
        batch.extend_from_slice(&self.nodes);
        put(&mut batch, &[0, self.buffers.len() as u32 / PAIR]);
        batch.extend_from_slice(&self.buffers);
        message(&mut out, MessageHeader::RecordBatch, BATCH.len(), &batch, self.body.len());
        out.extend_from_slice(&self.body);
        put(&mut out, &[CONTINUATION, 0]);
        out
    }

    /// Begins a column: its description, and which of its rows are not null.
    fn field(&mut self, name: &str, kind: Type, valid: Option<&[bool]>) {
        let nulls = valid.map_or(0, |valid| valid.iter().filter(|&&valid| !valid).count());
        put(&mut self.nodes, &[self.len as u32, 0, nulls as u32, 0]);
        match valid {
            Some(valid) if nulls > 0 => self.bits(valid),
            _ => self.buffer_from(self.body.len()),
        }

        let mut names = Vec::new();
        let (tag, parameters, first, second) = match kind {
            Type::Int { bits, signed } => (Tag::Int, 2, u32::from(bits), u32::from(signed)),
            Type::Timestamp { unit } => {
                if let Some(zone) = self.zone {
                    text(&mut names, zone);
                }
                (Tag::Timestamp, 1 + u32::from(self.zone.is_some()), unit as u32, 8)
            }
            Type::Bytes { utf8: true, .. } => (Tag::Utf8, 0, 0, 0),
            Type::Bytes { .. } => (Tag::Binary, 0, 0, 0),
            _ => (Tag::Bool, 0, 0, 0),
        };
        let to_name = FIELD_TO_TEXTS + names.len() as u32;
        text(&mut names, name);
        let fields = &mut self.fields;
        put(fields, &FIELD);
        self.places.push(fields.len() as u32 - WORD); // the table follows its slots
        let flags = u32::from(valid.is_some()) | u32::from(tag.0) << 8;
        put(fields, &[to_name, FIELD_TO_TYPE, FIELD_TO_CHILDREN, flags]);
        let [slots, places, back] = TYPE;
        put(fields, &[slots - 4 + 2 * parameters, places, back, first, second, 0]);
        fields.extend_from_slice(&names);
    }

    /// Adds a buffer of bits.
    fn bits(&mut self, bits: &[bool]) {
        let at = self.body.len();
        let byte =
            |bits: &[bool]| bits.iter().rev().fold(0_u8, |byte, &bit| byte << 1 | u8::from(bit));
        self.body.extend(bits.chunks(8).map(byte));
        self.buffer_from(at);
    }

    /// What has been written since `at` is a buffer.
    fn buffer_from(&mut self, at: usize) {
        put(&mut self.buffers, &[at as u32, 0, (self.body.len() - at) as u32, 0]);
        pad(&mut self.body);
    }
}

/// A message: `header`, whose table begins after so many words of slots and itself, and the length of
/// the body that is to follow.
fn message(
    out: &mut Vec<u8>,
    header_type: MessageHeader,
    words: usize,
    header: &[u8],
    body_len: usize,
) {
    let len = (4 * (1 + MESSAGE.len() + 4) + header.len()).next_multiple_of(ALIGNMENT);
    let root = 4 * MESSAGE.len() as u32;
    put(out, &[CONTINUATION, len as u32, root]);
    put(out, &MESSAGE);
    let version = MetadataVersion::V5.0 as u32 | u32::from(header_type.0) << 16;
    put(out, &[version, body_len as u32, 0, 4 * words as u32]);
    out.extend_from_slice(header);
    pad(out);
}

/// A text's length, the text, and at least one zero.
fn text(out: &mut Vec<u8>, text: &str) {
    put(out, &[text.len() as u32]);
    out.extend_from_slice(text.as_bytes());
    out.resize((out.len() + 1).next_multiple_of(4), 0);
}

fn put(out: &mut Vec<u8>, words: &[u32]) {
    for word in words {
        out.extend_from_slice(&word.to_le_bytes());
    }
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
}
