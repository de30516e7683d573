//! Where a column's node and buffers stand among those of a batch.
//!
//! A batch lists the nodes and buffers of all columns in one flat row each, depth first; how many
//! a column has follows from its type.

use super::{
    error::Error,
    flat::Flat,
    parts::{Column, Dictionary, Place},
    types::{Type, int, kind, tag},
};
use arrow_ipc::{
    DictionaryEncoding, Field, MetadataVersion, Schema, Timestamp, Type as Tag, Union, UnionMode,
};

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
