//! The types that are read, as the metadata describes them.
#![expect(
    clippy::cast_possible_truncation,
    reason = "what is cast was compared with what fits, or has so many bytes"
)]

use super::flat::Flat;
use crate::TimeUnit;
use arrow_ipc::{
    Date, DateUnit, Decimal, Field, FixedSizeBinary, FloatingPoint, Int, Precision, Timestamp,
    Type as Tag,
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

/// A type's name, and how many bits are part of it, if any are.
pub(super) type Named = (&'static str, u64);

pub(super) fn tag(field: Flat<'_>) -> Tag {
    Tag(field.u8(Field::VT_TYPE_TYPE))
}

/// A type of these parameters, its name, and how many bits are part of the name, if any are.
pub(super) fn kind(tag: Tag, parameters: Flat<'_>) -> (Type, Named) {
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

pub(super) fn int(int: Flat<'_>) -> (Type, Named) {
    let (bits, signed) = (int.number(Int::VT_BITWIDTH, 4, 0), int.flag(Int::VT_IS_SIGNED));
    let kind = match bits {
        8 | 16 | 32 | 64 => Type::Int { bits: bits as u8, signed },
        _ => Type::Other,
    };
    (kind, (if signed { "Int" } else { "UInt" }, bits))
}
