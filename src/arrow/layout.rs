//! Where a column's node and buffers stand among those of a batch.
//!
//! A batch lists the nodes and buffers of all columns in one flat row each, depth first; how many
//! a column has follows from its type.
#![expect(
    clippy::cast_possible_truncation,
    reason = "what is cast was compared with what fits, or has so many bytes"
)]

use super::{
    error::Error,
    flat::Flat,
    table::{Column, Dictionary},
};
use crate::TimeUnit;
use arrow_ipc::{
    Date, DateUnit, Decimal, DictionaryEncoding, Field, FixedSizeBinary, FloatingPoint, Int,
    MetadataVersion, Precision, Schema, Timestamp, Type as Tag, Union, UnionMode,
};

/// What a column is made of, as far as windows can use it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Type {
    /// Text, or binary: offsets of 32 bits, or 64 where `wide`, into the bytes.
    Bytes { wide: bool, utf8: bool },
    /// Text, or binary: the length and where the bytes are, 16 bytes each.
    Views { utf8: bool },
    /// Binary of so many bytes each, at least one.
    Fixed { width: u64 },
    /// Whole numbers of 8, 16, 32 or 64 bits.
    Int { bits: u8, signed: bool },
    /// Floating-point numbers of 32 bits, or 64 where `double`.
    Float { double: bool },
    /// Whole numbers of so many bytes, 4 to 32, of which `scale` digits come after the point.
    Decimal { width: u8, scale: u8 },
    /// Times since 1970.
    Timestamp { unit: TimeUnit },
    /// Days since 1970, 32 bits.
    Date32,
    /// What cannot be read.
    Other,
}

impl Type {
    /// The bytes of each value, offset or view; zero for what cannot be read.
    pub(super) fn width(self) -> u64 {
        match self {
            Type::Bytes { wide: false, .. } | Type::Date32 | Type::Float { double: false } => 4,
            Type::Bytes { .. } | Type::Timestamp { .. } | Type::Float { .. } => 8,
            Type::Views { .. } => 16,
            Type::Fixed { width } => width,
            Type::Int { bits, .. } => u64::from(bits / 8),
            Type::Decimal { width, .. } => width.into(),
            Type::Other => 0,
        }
    }
}

/// A column's place in every batch.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) node: usize,
    pub(super) buffer: usize,
    /// How many columns of views come before: each has as many more buffers as its batch says.
    pub(super) views: usize,
}

/// The first column of that name. What it says is not told apart from damage yet.
pub(super) fn describe(
    schema: Flat<'_>,
    version: MetadataVersion,
    column: &str,
) -> Result<Column, Error> {
    let fields = schema.list(Schema::VT_FIELDS, 4);
    let mut place = Place::default();
    for index in 0..fields.len() {
        let field = fields.table(index);
        if field.text(Field::VT_NAME) == Some(column) {
            return Ok(described(field, column, place));
        }
        pass(field, version, &mut place, DEPTH)?;
    }
    let metadata = schema.metadata;
    let (mut columns, mut bytes) = (Vec::new(), 0);
    for index in 0..fields.len() {
        let name = fields.table(index).text(Field::VT_NAME).unwrap_or_default();
        bytes += name.len();
        if bytes > metadata.len() {
            return Err(metadata.damaged()); // one name many times over
        }
        columns.push(name.to_owned());
    }
    Err(crate::ErrorKind::MissingColumn { column: column.to_owned(), columns }.into())
}

fn described(field: Flat<'_>, name: &str, place: Place) -> Column {
    let (tag, parameters) = (tag(field), field.needed(Field::VT_TYPE_));
    let (mut kind, found) = kind(tag, parameters);
    let zone = match tag {
        Tag::Timestamp => parameters.text(Timestamp::VT_TIMEZONE),
        _ => None,
    };
    let dictionary = field.table(Field::VT_DICTIONARY).map(|encoding| {
        // Where nothing else is said, indices are of 32 bits.
        let index = match encoding.table(DictionaryEncoding::VT_INDEXTYPE) {
            None => Type::Int { bits: 32, signed: true },
            Some(index) => int(index).0,
        };
        if index == Type::Other {
            kind = Type::Other;
        }
        let id = encoding.number(DictionaryEncoding::VT_ID, 8, 0);
        Dictionary { id, index, generations: Vec::new() }
    });
    let (name, parts) = (name.to_owned(), Vec::new());
    Column { name, kind, found, zone: zone.map(str::to_owned), place, parts, dictionary }
}

/// How deep fields may be nested.
const DEPTH: usize = 64;

/// Moves `next` past a field and its children.
fn pass(
    field: Flat<'_>,
    version: MetadataVersion,
    next: &mut Place,
    depth: usize,
) -> Result<(), Error> {
    next.node += 1;
    // Damaged metadata may refer to one place of itself many times over.
    if depth == 0 || next.node > field.metadata.len() {
        return Err(field.metadata.damaged());
    }
    if field.table(Field::VT_DICTIONARY).is_some() {
        next.buffer += 2; // what it encodes is in the dictionary's own batches
        return Ok(());
    }
    let tag = tag(field);
    next.buffer += match tag {
        Tag::Null | Tag::RunEndEncoded => 0,
        Tag::Struct_ | Tag::FixedSizeList | Tag::Union => 1,
        Tag::ListView
        | Tag::LargeListView
        | Tag::Utf8
        | Tag::Binary
        | Tag::LargeUtf8
        | Tag::LargeBinary => 3,
        _ => 2,
    };
    match tag {
        Tag::Utf8View | Tag::BinaryView => next.views += 1,
        Tag::Union => {
            let mode = UnionMode(field.needed(Field::VT_TYPE_).i16(Union::VT_MODE, 0));
            next.buffer +=
                usize::from(mode == UnionMode::Dense) + usize::from(version < MetadataVersion::V5);
        }
        _ if tag == Tag::NONE || tag > Tag::LargeListView => {
            field.metadata.intact()?;
            let column = field.text(Field::VT_NAME).unwrap_or_default().to_owned();
            let found = format!("a type of number {}", tag.0);
            return Err(crate::ErrorKind::UnsupportedType {
                column,
                found,
                wanted: "a type of Arrow 1.4",
            }
            .into());
        }
        _ => {}
    }
    let children = field.list(Field::VT_CHILDREN, 4);
    for index in 0..children.len() {
        pass(children.table(index), version, next, depth - 1)?;
    }
    Ok(())
}

fn tag(field: Flat<'_>) -> Tag {
    Tag(field.u8(Field::VT_TYPE_TYPE))
}

/// A type of these parameters, its name, and how many bits are part of the name, if any are.
fn kind(tag: Tag, parameters: Flat<'_>) -> (Type, Named) {
    let kind = match tag {
        Tag::Utf8 | Tag::LargeUtf8 | Tag::Binary | Tag::LargeBinary => Type::Bytes {
            wide: matches!(tag, Tag::LargeUtf8 | Tag::LargeBinary),
            utf8: matches!(tag, Tag::Utf8 | Tag::LargeUtf8),
        },
        Tag::Utf8View | Tag::BinaryView => Type::Views { utf8: tag == Tag::Utf8View },
        Tag::Int => return int(parameters),
        Tag::FixedSizeBinary => match parameters.number(FixedSizeBinary::VT_BYTEWIDTH, 4, 0) {
            0 => Type::Other,
            width => Type::Fixed { width },
        },
        Tag::FloatingPoint => {
            return match Precision(parameters.i16(FloatingPoint::VT_PRECISION, 0)) {
                Precision::SINGLE => (Type::Float { double: false }, ("Float", 32)),
                Precision::DOUBLE => (Type::Float { double: true }, ("Float", 64)),
                _ => (Type::Other, ("Float", 16)),
            };
        }
        Tag::Decimal => {
            let bits = parameters.number(Decimal::VT_BITWIDTH, 4, 128);
            let scale = parameters.number(Decimal::VT_SCALE, 4, 0);
            let kind = match bits {
                32 | 64 | 128 | 256 if scale <= 76 => {
                    Type::Decimal { width: (bits / 8) as u8, scale: scale as u8 }
                }
                _ => Type::Other,
            };
            return (kind, ("Decimal", bits));
        }
        Tag::Timestamp => {
            let unit = parameters.number(Timestamp::VT_UNIT, 2, 0) as usize;
            let unit = TimeUnit::ALL.get(unit);
            unit.map_or(Type::Other, |&unit| Type::Timestamp { unit })
        }
        Tag::Date => match DateUnit(parameters.i16(Date::VT_UNIT, DateUnit::MILLISECOND.0)) {
            DateUnit::DAY => Type::Date32,
            _ => Type::Timestamp { unit: TimeUnit::Millisecond },
        },
        _ => Type::Other,
    };
    let name = match tag {
        Tag::Struct_ => "Struct",
        _ => tag.variant_name().unwrap_or("an unknown type"),
    };
    (kind, (name, 0))
}

/// A type's name, and how many bits are part of it, if any are.
pub(super) type Named = (&'static str, u64);

fn int(int: Flat<'_>) -> (Type, Named) {
    let (bits, signed) = (int.number(Int::VT_BITWIDTH, 4, 0), int.flag(Int::VT_IS_SIGNED));
    let kind = match bits {
        8 | 16 | 32 | 64 => Type::Int { bits: bits as u8, signed },
        _ => Type::Other,
    };
    (kind, (if signed { "Int" } else { "UInt" }, bits))
}
