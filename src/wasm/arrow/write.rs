//! Columns → an IPC stream of one batch, uncompressed, with its end-of-stream marker.
#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_possible_truncation,
    reason = "what is written lies in memory, so its lengths are far below 2^63, and metadata is small"
)]

use crate::TimeUnit;
use arrow_ipc::{
    Bool, BoolArgs, Buffer, Field as FieldTable, FieldArgs, FieldNode, Int, IntArgs, Message,
    MessageArgs, MessageHeader, MetadataVersion, RecordBatch, RecordBatchArgs, Schema, SchemaArgs,
    Timestamp, TimestampArgs, Type,
};
use flatbuffers::{FlatBufferBuilder, UnionWIPOffset, WIPOffset};
use std::borrow::Cow;

const CONTINUATION: [u8; 4] = [0xFF; 4];
/// Bodies and their buffers are padded to this many bytes; so is metadata.
const ALIGNMENT: usize = 8;

/// A named column without nulls.
pub(crate) struct Field<'a> {
    name: Cow<'a, str>,
    data: Data<'a>,
}

impl<'a> Field<'a> {
    pub(crate) fn new(name: impl Into<Cow<'a, str>>, data: Data<'a>) -> Self {
        Field { name: name.into(), data }
    }
}

/// A column's values.
pub(crate) enum Data<'a> {
    UInt32(Vec<u32>),
    UInt64(Vec<u64>),
    Int64(Vec<i64>),
    Timestamp(TimeUnit, Option<&'a str>, Vec<i64>),
    Bool(Vec<bool>),
}

/// The stream of one batch of `len` rows.
pub(crate) fn stream(fields: &[Field<'_>], len: usize) -> Vec<u8> {
    let mut body = Vec::new();
    let mut buffers = Vec::with_capacity(2 * fields.len());
    for field in fields {
        buffers.push(Buffer::new(body.len() as i64, 0)); // nothing is null
        let at = body.len();
        field.data.write(&mut body);
        buffers.push(Buffer::new(at as i64, (body.len() - at) as i64));
        pad(&mut body);
    }
    let mut out = Vec::with_capacity(body.len() + 512 + 256 * fields.len());
    write_message(&mut out, 0, |builder| (MessageHeader::Schema, schema(builder, fields)));
    write_message(&mut out, body.len(), |builder| {
        (MessageHeader::RecordBatch, batch(builder, len, fields.len(), &buffers))
    });
    out.extend_from_slice(&body);
    out.extend_from_slice(&CONTINUATION);
    out.extend_from_slice(&[0; 4]);
    out
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
}

fn write_message(
    out: &mut Vec<u8>,
    body_len: usize,
    header: impl FnOnce(&mut FlatBufferBuilder<'_>) -> (MessageHeader, WIPOffset<UnionWIPOffset>),
) {
    let mut builder = FlatBufferBuilder::new();
    let (header_type, header) = header(&mut builder);
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

fn schema(builder: &mut FlatBufferBuilder<'_>, fields: &[Field<'_>]) -> WIPOffset<UnionWIPOffset> {
    let mut offsets = Vec::with_capacity(fields.len());
    for field in fields {
        let name = builder.create_string(&field.name);
        let (type_type, type_) = field.data.write_type(builder);
        let children = builder.create_vector::<WIPOffset<FieldTable<'_>>>(&[]);
        let args = FieldArgs {
            name: Some(name),
            nullable: false,
            type_type,
            type_: Some(type_),
            children: Some(children),
            ..FieldArgs::default()
        };
        offsets.push(FieldTable::create(builder, &args));
    }
    let fields = builder.create_vector(&offsets);
    let args = SchemaArgs { fields: Some(fields), ..SchemaArgs::default() };
    Schema::create(builder, &args).as_union_value()
}

fn batch(
    builder: &mut FlatBufferBuilder<'_>,
    len: usize,
    columns: usize,
    buffers: &[Buffer],
) -> WIPOffset<UnionWIPOffset> {
    let nodes = builder.create_vector(&vec![FieldNode::new(len as i64, 0); columns]);
    let buffers = builder.create_vector(buffers);
    let args = RecordBatchArgs {
        length: len as i64,
        nodes: Some(nodes),
        buffers: Some(buffers),
        ..RecordBatchArgs::default()
    };
    RecordBatch::create(builder, &args).as_union_value()
}

fn int(
    builder: &mut FlatBufferBuilder<'_>,
    bits: i32,
    is_signed: bool,
) -> (Type, WIPOffset<UnionWIPOffset>) {
    let int = Int::create(builder, &IntArgs { bitWidth: bits, is_signed });
    (Type::Int, int.as_union_value())
}

impl Data<'_> {
    fn write(&self, body: &mut Vec<u8>) {
        match self {
            Data::UInt32(values) => body.extend(values.iter().flat_map(|v| v.to_le_bytes())),
            Data::UInt64(values) => body.extend(values.iter().flat_map(|v| v.to_le_bytes())),
            Data::Int64(values) | Data::Timestamp(_, _, values) => {
                body.extend(values.iter().flat_map(|v| v.to_le_bytes()));
            }
            Data::Bool(values) => {
                let byte = |bits: &[bool]| {
                    bits.iter().rev().fold(0_u8, |byte, &bit| byte << 1 | u8::from(bit))
                };
                body.extend(values.chunks(8).map(byte));
            }
        }
    }

    fn write_type(&self, builder: &mut FlatBufferBuilder<'_>) -> (Type, WIPOffset<UnionWIPOffset>) {
        match self {
            Data::UInt32(_) => int(builder, 32, false),
            Data::UInt64(_) => int(builder, 64, false),
            Data::Int64(_) => int(builder, 64, true),
            Data::Timestamp(unit, zone, _) => {
                let timezone = zone.map(|zone| builder.create_string(zone));
                let unit = match unit {
                    TimeUnit::Second => arrow_ipc::TimeUnit::SECOND,
                    TimeUnit::Millisecond => arrow_ipc::TimeUnit::MILLISECOND,
                    TimeUnit::Microsecond => arrow_ipc::TimeUnit::MICROSECOND,
                    TimeUnit::Nanosecond => arrow_ipc::TimeUnit::NANOSECOND,
                };
                let args = TimestampArgs { unit, timezone };
                (Type::Timestamp, Timestamp::create(builder, &args).as_union_value())
            }
            Data::Bool(_) => (Type::Bool, Bool::create(builder, &BoolArgs {}).as_union_value()),
        }
    }
}
