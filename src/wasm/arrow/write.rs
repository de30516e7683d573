//! Columns → an IPC stream of one batch, uncompressed, with its end-of-stream marker.
#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_possible_truncation,
    reason = "what is written lies in memory, so its lengths are far below 2^63, and metadata is small"
)]

use super::layout::Type;
use crate::TimeUnit;
use arrow_ipc::{
    Binary, BinaryArgs, Bool, BoolArgs, Buffer, Field, FieldArgs, FieldNode, Int, IntArgs, Message,
    MessageArgs, MessageHeader, MetadataVersion, RecordBatch, RecordBatchArgs, Schema, SchemaArgs,
    Timestamp, TimestampArgs, Type as Tag, Utf8, Utf8Args,
};
use flatbuffers::{FlatBufferBuilder, UnionWIPOffset, WIPOffset};

const CONTINUATION: [u8; 4] = [0xFF; 4];
/// Bodies and their buffers are padded to this many bytes; so is metadata.
const ALIGNMENT: usize = 8;

/// Takes columns one by one, all of one length.
pub(crate) struct Writer<'b> {
    len: usize,
    builder: FlatBufferBuilder<'b>,
    fields: Vec<WIPOffset<Field<'b>>>,
    nodes: Vec<FieldNode>,
    buffers: Vec<Buffer>,
    body: Vec<u8>,
}

impl Writer<'_> {
    pub(crate) fn new(len: usize) -> Self {
        let builder = FlatBufferBuilder::new();
        let (fields, nodes, buffers, body) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Writer { len, builder, fields, nodes, buffers, body }
    }

    /// Whole numbers or times, as two's complement, or truths, as 0 and 1. None is null.
    pub(crate) fn numbers(
        &mut self,
        name: &str,
        kind: &Type,
        values: &mut dyn Iterator<Item = u64>,
    ) {
        self.field(name, kind, None);
        let (at, width) = (self.body.len(), kind.width() as usize);
        values.for_each(|value| self.body.extend_from_slice(&value.to_le_bytes()[..width]));
        self.buffer_from(at);
    }

    /// Bits, of which none is null.
    pub(crate) fn flags(&mut self, name: &str, flags: &[bool]) {
        self.field(name, &Type::Other, None);
        let at = self.body.len();
        self.bits(flags);
        self.buffer_from(at);
    }

    /// Texts or binary values as they are; whole numbers, of eight bytes each.
    pub(crate) fn values(&mut self, name: &str, kind: &Type, values: &[Option<&[u8]>]) {
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
        let mut end = 0_u32;
        self.body.extend_from_slice(&end.to_le_bytes());
        for value in values {
            end += value.unwrap_or_default().len() as u32;
            self.body.extend_from_slice(&end.to_le_bytes());
        }
        self.buffer_from(at);
        let at = self.body.len();
        values.iter().flatten().for_each(|value| self.body.extend_from_slice(value));
        self.buffer_from(at);
    }

    /// The stream of one batch.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let fields = self.builder.create_vector(&self.fields);
        let args = SchemaArgs { fields: Some(fields), ..SchemaArgs::default() };
        let schema = Schema::create(&mut self.builder, &args).as_union_value();
        let mut out = Vec::with_capacity(self.body.len() + 1024 + 256 * self.fields.len());
        write_message(&mut out, self.builder, MessageHeader::Schema, schema, 0);

        let mut builder = FlatBufferBuilder::new();
        let nodes = builder.create_vector(&self.nodes);
        let buffers = builder.create_vector(&self.buffers);
        let args = RecordBatchArgs {
            length: self.len as i64,
            nodes: Some(nodes),
            buffers: Some(buffers),
            ..RecordBatchArgs::default()
        };
        let batch = RecordBatch::create(&mut builder, &args).as_union_value();
        write_message(&mut out, builder, MessageHeader::RecordBatch, batch, self.body.len());
        out.extend_from_slice(&self.body);
        out.extend_from_slice(&CONTINUATION);
        out.extend_from_slice(&[0; 4]);
        out
    }

    /// Begins a column: its description, and which of its rows are not null.
    fn field(&mut self, name: &str, kind: &Type, valid: Option<&[bool]>) {
        let nulls = valid.map_or(0, |valid| valid.iter().filter(|&&valid| !valid).count());
        self.nodes.push(FieldNode::new(self.len as i64, nulls as i64));
        let at = self.body.len();
        if let Some(valid) = valid.filter(|_| nulls > 0) {
            self.bits(valid);
        }
        self.buffer_from(at);

        let builder = &mut self.builder;
        let name = builder.create_string(name);
        let (type_type, type_) = write_type(builder, kind);
        let children = builder.create_vector::<WIPOffset<Field<'_>>>(&[]);
        let args = FieldArgs {
            name: Some(name),
            nullable: valid.is_some(),
            type_type,
            type_: Some(type_),
            children: Some(children),
            ..FieldArgs::default()
        };
        self.fields.push(Field::create(builder, &args));
    }

    fn bits(&mut self, bits: &[bool]) {
        let byte =
            |bits: &[bool]| bits.iter().rev().fold(0_u8, |byte, &bit| byte << 1 | u8::from(bit));
        self.body.extend(bits.chunks(8).map(byte));
    }

    /// What has been written since `at` is a buffer.
    fn buffer_from(&mut self, at: usize) {
        self.buffers.push(Buffer::new(at as i64, (self.body.len() - at) as i64));
        pad(&mut self.body);
    }
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
}

fn write_message(
    out: &mut Vec<u8>,
    mut builder: FlatBufferBuilder<'_>,
    header_type: MessageHeader,
    header: WIPOffset<UnionWIPOffset>,
    body_len: usize,
) {
    let args = MessageArgs {
        version: MetadataVersion::V5,
        header_type,
        header: Some(header),
        bodyLength: body_len as i64,
        custom_metadata: None,
    };
    let message = Message::create(&mut builder, &args);
    builder.finish(message, None);
    let metadata = builder.finished_data();
    out.extend_from_slice(&CONTINUATION);
    let len = metadata.len().next_multiple_of(ALIGNMENT);
    out.extend_from_slice(&(len as u32).to_le_bytes());
    out.extend_from_slice(metadata);
    pad(out);
}

fn write_type(
    builder: &mut FlatBufferBuilder<'_>,
    kind: &Type,
) -> (Tag, WIPOffset<UnionWIPOffset>) {
    match kind {
        Type::Int { bits, signed } => {
            let args = IntArgs { bitWidth: (*bits).into(), is_signed: *signed };
            (Tag::Int, Int::create(builder, &args).as_union_value())
        }
        Type::Timestamp { unit, zone } => {
            let timezone = zone.as_ref().map(|zone| builder.create_string(zone));
            let unit = match unit {
                TimeUnit::Second => arrow_ipc::TimeUnit::SECOND,
                TimeUnit::Millisecond => arrow_ipc::TimeUnit::MILLISECOND,
                TimeUnit::Microsecond => arrow_ipc::TimeUnit::MICROSECOND,
                TimeUnit::Nanosecond => arrow_ipc::TimeUnit::NANOSECOND,
            };
            let args = TimestampArgs { unit, timezone };
            (Tag::Timestamp, Timestamp::create(builder, &args).as_union_value())
        }
        Type::Bytes { utf8: true, .. } => {
            (Tag::Utf8, Utf8::create(builder, &Utf8Args {}).as_union_value())
        }
        Type::Bytes { .. } => {
            (Tag::Binary, Binary::create(builder, &BinaryArgs {}).as_union_value())
        }
        _ => (Tag::Bool, Bool::create(builder, &BoolArgs {}).as_union_value()),
    }
}
