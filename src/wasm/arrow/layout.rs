//! Where a column's node and buffers stand among those of a batch.
//!
//! A batch lists the nodes and buffers of all columns in one flat row each, depth first; how many
//! a column has follows from its type.

use crate::{TimeUnit, wasm::failure::Failure};
use arrow_ipc::{DateUnit, Field, Int, MetadataVersion, Precision, Schema, Type as Tag, UnionMode};

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
    schema: Schema<'_>,
    version: MetadataVersion,
    column: &str,
) -> Result<Described, Failure> {
    let mut place = Place::default();
    for field in schema.fields().into_iter().flatten() {
        if field.name() == Some(column) {
            let (mut kind, mut found) = kind(field);
            let dictionary = field.dictionary().map(|encoding| {
                // Where nothing else is said, indices are of 32 bits.
                let index = encoding
                    .indexType()
                    .map_or(Type::Int { bits: 32, signed: true }, |index| int(index).0);
                (encoding.id(), index)
            });
            if let Some((_, index)) = &dictionary {
                found = format!("Dictionary of {found}");
                if *index == Type::Other {
                    kind = Type::Other;
                }
            }
            return Ok(Described { kind, found, dictionary, place });
        }
        pass(field, version, &mut place)?;
    }
    let names = schema.fields().into_iter().flatten().filter_map(|field| field.name());
    Err(crate::Error::MissingColumn {
        column: column.to_owned(),
        columns: names.map(str::to_owned).collect(),
    }
    .into())
}

/// Moves `next` past a field and its children. Their depth is bounded by the verification of the
/// metadata, which refuses what is nested deeper than 64 tables.
fn pass(field: Field<'_>, version: MetadataVersion, next: &mut Place) -> Result<(), Failure> {
    next.node += 1;
    if field.dictionary().is_some() {
        next.buffer += 2; // what it encodes is in the dictionary's own batches
        return Ok(());
    }
    next.buffer += match field.type_type() {
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
            let dense = field.type_as_union().is_some_and(|union| union.mode() == UnionMode::Dense);
            1 + usize::from(dense) + usize::from(version < MetadataVersion::V5)
        }
        tag if tag.0 <= Tag::LargeListView.0 && tag != Tag::NONE => 2,
        tag => {
            let column = field.name().unwrap_or_default().to_owned();
            let found = format!("a type of number {}", tag.0);
            return Err(Failure::UnsupportedType { column, found, wanted: "a type of Arrow 1.4" });
        }
    };
    field.children().into_iter().flatten().try_for_each(|child| pass(child, version, next))
}

/// A column's type, and its name.
fn kind(field: Field<'_>) -> (Type, String) {
    let tag = field.type_type();
    let name = tag.variant_name().unwrap_or("an unknown type").trim_end_matches('_');
    let kind = match tag {
        Tag::Utf8 | Tag::LargeUtf8 | Tag::Binary | Tag::LargeBinary => Type::Bytes {
            wide: matches!(tag, Tag::LargeUtf8 | Tag::LargeBinary),
            utf8: matches!(tag, Tag::Utf8 | Tag::LargeUtf8),
        },
        Tag::Utf8View | Tag::BinaryView => Type::Views { utf8: tag == Tag::Utf8View },
        Tag::Int => return field.type_as_int().map_or_else(|| (Type::Other, name.to_owned()), int),
        _ => more(field).unwrap_or(Type::Other),
    };
    let name = match (&kind, tag) {
        (Type::Float { double }, _) => format!("Float{}", if *double { 64 } else { 32 }),
        (Type::Timestamp { unit, .. }, Tag::Timestamp) => format!("Timestamp({})", unit.symbol()),
        (Type::Decimal { width, scale }, _) => {
            format!("Decimal{} with {scale} digits after the point", u32::from(*width) * 8)
        }
        _ => name.to_owned(),
    };
    (kind, name)
}

fn int(int: Int<'_>) -> (Type, String) {
    let (bits, signed) = (int.bitWidth(), int.is_signed());
    let name = format!("{}{bits}", if signed { "Int" } else { "UInt" });
    match u8::try_from(bits) {
        Ok(bits @ (8 | 16 | 32 | 64)) => (Type::Int { bits, signed }, name),
        _ => (Type::Other, name),
    }
}

/// The types that have parameters.
fn more(field: Field<'_>) -> Option<Type> {
    match field.type_type() {
        Tag::FixedSizeBinary => {
            let width = u64::try_from(field.type_as_fixed_size_binary()?.byteWidth()).ok()?;
            (width > 0).then_some(Type::Fixed { width })
        }
        Tag::FloatingPoint => match field.type_as_floating_point()?.precision() {
            Precision::SINGLE => Some(Type::Float { double: false }),
            Precision::DOUBLE => Some(Type::Float { double: true }),
            _ => None,
        },
        Tag::Decimal => {
            let decimal = field.type_as_decimal()?;
            let bits @ (32 | 64 | 128 | 256) = decimal.bitWidth() else { return None };
            let scale = u8::try_from(decimal.scale()).ok().filter(|&scale| scale <= 76)?;
            Some(Type::Decimal { width: u8::try_from(bits / 8).ok()?, scale })
        }
        Tag::Timestamp => {
            let timestamp = field.type_as_timestamp()?;
            let zone = timestamp.timezone().map(str::to_owned);
            Some(Type::Timestamp { unit: unit(timestamp.unit())?, zone })
        }
        Tag::Date => Some(match field.type_as_date()?.unit() {
            DateUnit::DAY => Type::Date32,
            _ => Type::Timestamp { unit: TimeUnit::Millisecond, zone: None },
        }),
        _ => None,
    }
}

fn unit(unit: arrow_ipc::TimeUnit) -> Option<TimeUnit> {
    let index = usize::try_from(unit.0).ok()?;
    TimeUnit::ALL.get(index).copied()
}
