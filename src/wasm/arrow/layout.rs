//! Where a column's node and buffers stand among those of a batch.
//!
//! A batch lists the nodes and buffers of all columns in one flat row each, depth first; how many
//! a column has follows from its type.

use super::flat::Flat;
use crate::{
    TimeUnit,
    wasm::failure::{Failure, Problem},
};
use arrow_ipc::{
    Date, DateUnit, Decimal, DictionaryEncoding, Field, FixedSizeBinary, FloatingPoint, Int,
    MetadataVersion, Precision, Schema, Timestamp, Type as Tag, Union, UnionMode,
};

/// What a column is made of, as far as windows can use it.
#[derive(Clone, Debug, PartialEq)]
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
    Timestamp { unit: TimeUnit, zone: Option<String> },
    /// Days since 1970, 32 bits.
    Date32,
    /// What cannot be read.
    Other,
}

impl Type {
    /// The bytes of each value, offset or view; zero for what cannot be read.
    pub(super) fn width(&self) -> u64 {
        match *self {
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

/// A column that is asked for, as the schema describes it.
pub(super) struct Described {
    /// Of its values; of those in the dictionary, where it has one.
    pub(super) kind: Type,
    /// The type's name.
    pub(super) found: String,
    /// The id of the dictionary and the type of the indices into it.
    pub(super) dictionary: Option<(i64, Type)>,
    pub(super) place: Place,
}

/// The first column of that name.
pub(super) fn describe(
    schema: Flat<'_>,
    version: MetadataVersion,
    column: &str,
) -> Result<Described, Failure> {
    let mut place = Place::default();
    for field in schema.tables(Schema::VT_FIELDS)? {
        let field = field?;
        if field.text(Field::VT_NAME)? == Some(column) {
            let (mut kind, mut found) = kind(field)?;
            let dictionary = match field.table(Field::VT_DICTIONARY)? {
                None => None,
                Some(encoding) => {
                    // Where nothing else is said, indices are of 32 bits.
                    let index = match encoding.table(DictionaryEncoding::VT_INDEXTYPE)? {
                        None => Type::Int { bits: 32, signed: true },
                        Some(index) => int(index)?.0,
                    };
                    Some((encoding.i64(DictionaryEncoding::VT_ID)?, index))
                }
            };
            if let Some((_, index)) = &dictionary {
                found = format!("Dictionary of {found}");
                if *index == Type::Other {
                    kind = Type::Other;
                }
            }
            return Ok(Described { kind, found, dictionary, place });
        }
        pass(field, version, &mut place, DEPTH)?;
    }
    let fields = schema.tables(Schema::VT_FIELDS)?;
    let names = fields.map(|field| Ok(field?.text(Field::VT_NAME)?.unwrap_or_default().to_owned()));
    Err(crate::ErrorKind::MissingColumn {
        column: column.to_owned(),
        columns: names.collect::<Result<_, Failure>>()?,
    }
    .into())
}

/// How deep fields may be nested.
const DEPTH: usize = 64;

/// Moves `next` past a field and its children.
fn pass(
    field: Flat<'_>,
    version: MetadataVersion,
    next: &mut Place,
    depth: usize,
) -> Result<(), Failure> {
    next.node += 1;
    // Damaged metadata may refer to one place of itself many times over.
    if depth == 0 || next.node > field.metadata.bytes.len() {
        return Err(field.metadata.damaged());
    }
    if field.table(Field::VT_DICTIONARY)?.is_some() {
        next.buffer += 2; // what it encodes is in the dictionary's own batches
        return Ok(());
    }
    next.buffer += match tag(field)? {
        Tag::Null | Tag::RunEndEncoded => 0,
        Tag::Struct_ | Tag::FixedSizeList => 1,
        Tag::List | Tag::LargeList | Tag::Map => 2,
        Tag::ListView
        | Tag::LargeListView
        | Tag::Utf8
        | Tag::Binary
        | Tag::LargeUtf8
        | Tag::LargeBinary => 3,
        Tag::Utf8View | Tag::BinaryView => {
            next.views += 1;
            2
        }
        Tag::Union => {
            let mode = field.needed(Field::VT_TYPE_)?.i16(Union::VT_MODE, 0)?;
            let dense = UnionMode(mode) == UnionMode::Dense;
            1 + usize::from(dense) + usize::from(version < MetadataVersion::V5)
        }
        tag if tag.0 <= Tag::LargeListView.0 && tag != Tag::NONE => 2,
        tag => {
            let column = field.text(Field::VT_NAME)?.unwrap_or_default().to_owned();
            let found = format!("a type of number {}", tag.0);
            return Err(
                Problem::UnsupportedType { column, found, wanted: "a type of Arrow 1.4" }.into()
            );
        }
    };
    let mut children = field.tables(Field::VT_CHILDREN)?;
    children.try_for_each(|child| pass(child?, version, next, depth - 1))
}

fn tag(field: Flat<'_>) -> Result<Tag, Failure> {
    field.u8(Field::VT_TYPE_TYPE).map(Tag)
}

/// A column's type, and its name.
fn kind(field: Flat<'_>) -> Result<(Type, String), Failure> {
    let tag = tag(field)?;
    let name = tag.variant_name().unwrap_or("an unknown type").trim_end_matches('_');
    let kind = match tag {
        Tag::Utf8 | Tag::LargeUtf8 | Tag::Binary | Tag::LargeBinary => Type::Bytes {
            wide: matches!(tag, Tag::LargeUtf8 | Tag::LargeBinary),
            utf8: matches!(tag, Tag::Utf8 | Tag::LargeUtf8),
        },
        Tag::Utf8View | Tag::BinaryView => Type::Views { utf8: tag == Tag::Utf8View },
        Tag::Int => return int(field.needed(Field::VT_TYPE_)?),
        _ => more(tag, field)?.unwrap_or(Type::Other),
    };
    let name = match (&kind, tag) {
        (Type::Float { double }, _) => format!("Float{}", if *double { 64 } else { 32 }),
        (Type::Timestamp { unit, .. }, Tag::Timestamp) => format!("Timestamp({})", unit.symbol()),
        (Type::Decimal { width, scale }, _) => {
            format!("Decimal{} with {scale} digits after the point", u32::from(*width) * 8)
        }
        _ => name.to_owned(),
    };
    Ok((kind, name))
}

fn int(int: Flat<'_>) -> Result<(Type, String), Failure> {
    let (bits, signed) = (int.i32(Int::VT_BITWIDTH, 0)?, int.flag(Int::VT_IS_SIGNED)?);
    let name = format!("{}{bits}", if signed { "Int" } else { "UInt" });
    Ok(match u8::try_from(bits) {
        Ok(bits @ (8 | 16 | 32 | 64)) => (Type::Int { bits, signed }, name),
        _ => (Type::Other, name),
    })
}

/// The types that have parameters; none for what cannot be read.
fn more(tag: Tag, field: Flat<'_>) -> Result<Option<Type>, Failure> {
    let parameters = || field.needed(Field::VT_TYPE_);
    Ok(match tag {
        Tag::FixedSizeBinary => {
            let width = u64::try_from(parameters()?.i32(FixedSizeBinary::VT_BYTEWIDTH, 0)?);
            width.ok().filter(|&width| width > 0).map(|width| Type::Fixed { width })
        }
        Tag::FloatingPoint => match Precision(parameters()?.i16(FloatingPoint::VT_PRECISION, 0)?) {
            Precision::SINGLE => Some(Type::Float { double: false }),
            Precision::DOUBLE => Some(Type::Float { double: true }),
            _ => None,
        },
        Tag::Decimal => {
            let decimal = parameters()?;
            let width = match decimal.i32(Decimal::VT_BITWIDTH, 128)? {
                32 => 4,
                64 => 8,
                128 => 16,
                256 => 32,
                _ => return Ok(None),
            };
            let scale = u8::try_from(decimal.i32(Decimal::VT_SCALE, 0)?);
            let scale = scale.ok().filter(|&scale| scale <= 76);
            scale.map(|scale| Type::Decimal { width, scale })
        }
        Tag::Timestamp => {
            let timestamp = parameters()?;
            let unit = usize::try_from(timestamp.i16(Timestamp::VT_UNIT, 0)?).ok();
            let zone = timestamp.text(Timestamp::VT_TIMEZONE)?.map(str::to_owned);
            let unit = unit.and_then(|unit| TimeUnit::ALL.get(unit).copied());
            unit.map(|unit| Type::Timestamp { unit, zone })
        }
        Tag::Date => {
            Some(match DateUnit(parameters()?.i16(Date::VT_UNIT, DateUnit::MILLISECOND.0)?) {
                DateUnit::DAY => Type::Date32,
                _ => Type::Timestamp { unit: TimeUnit::Millisecond, zone: None },
            })
        }
        _ => None,
    })
}
