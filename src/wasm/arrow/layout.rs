//! Where a column's node and buffers stand among those of a batch.
//!
//! A batch lists the nodes and buffers of all columns in one flat row each, depth first; how many
//! a column has follows from its type.

use crate::{TimeUnit, wasm::failure::Failure};
use arrow_ipc::{DateUnit, Field, MetadataVersion, Schema, Type as Tag, UnionMode};

/// What a column is made of, as far as windows can use it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Type {
    /// Text or binary: offsets of 32 bits, or 64 where `wide`, into the bytes.
    Bytes { wide: bool },
    /// Whole numbers of so many bits.
    Int { bits: i32, signed: bool },
    /// Times since 1970.
    Timestamp { unit: TimeUnit, zone: Option<String> },
    /// Days since 1970, 32 bits.
    Date32,
    /// Anything else, by its name.
    Other(String),
}

impl Type {
    /// The bits of each value, or of each offset; `None` for what cannot be read.
    pub(super) fn bits(&self) -> Option<u64> {
        match *self {
            Type::Bytes { wide: false } | Type::Date32 => Some(32),
            Type::Bytes { wide: true } | Type::Timestamp { .. } => Some(64),
            Type::Int { bits, .. } => u64::try_from(bits).ok(),
            Type::Other(_) => None,
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

/// The type and the place of the first column of that name.
pub(super) fn place(
    schema: Schema<'_>,
    version: MetadataVersion,
    column: &str,
) -> Result<(Type, Place), Failure> {
    let mut next = Place::default();
    for field in schema.fields().into_iter().flatten() {
        if field.name() == Some(column) {
            return Ok((kind(field), next));
        }
        pass(field, version, &mut next)?;
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

fn kind(field: Field<'_>) -> Type {
    let tag = field.type_type();
    if field.dictionary().is_some() {
        return Type::Other(format!("Dictionary of {}", name(tag)));
    }
    let of = match tag {
        Tag::Utf8 | Tag::Binary => Some(Type::Bytes { wide: false }),
        Tag::LargeUtf8 | Tag::LargeBinary => Some(Type::Bytes { wide: true }),
        Tag::Int => field
            .type_as_int()
            .map(|int| Type::Int { bits: int.bitWidth(), signed: int.is_signed() }),
        Tag::Timestamp => field.type_as_timestamp().and_then(|timestamp| {
            let zone = timestamp.timezone().map(str::to_owned);
            Some(Type::Timestamp { unit: unit(timestamp.unit())?, zone })
        }),
        Tag::Date => field.type_as_date().map(|date| match date.unit() {
            DateUnit::DAY => Type::Date32,
            _ => Type::Timestamp { unit: TimeUnit::Millisecond, zone: None },
        }),
        _ => None,
    };
    of.unwrap_or_else(|| Type::Other(name(tag)))
}

fn unit(unit: arrow_ipc::TimeUnit) -> Option<TimeUnit> {
    let index = usize::try_from(unit.0).ok()?;
    TimeUnit::ALL.get(index).copied()
}

fn name(tag: Tag) -> String {
    tag.variant_name().unwrap_or("of an unknown type").trim_end_matches('_').to_owned()
}

impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Type::Bytes { wide: false } => f.write_str("Utf8"),
            Type::Bytes { wide: true } => f.write_str("LargeUtf8"),
            Type::Int { bits, signed: true } => write!(f, "Int{bits}"),
            Type::Int { bits, signed: false } => write!(f, "UInt{bits}"),
            Type::Timestamp { unit, .. } => write!(f, "Timestamp({})", unit.symbol()),
            Type::Date32 => f.write_str("Date32"),
            Type::Other(name) => f.write_str(name),
        }
    }
}
