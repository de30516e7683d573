//! A stream or file seen as the columns asked for: where their buffers lie, batch by batch.

use super::{
    framing::{Framed, Visitor, walk},
    layout::{Place, Type, place},
    source::{Source, Span},
};
use crate::wasm::failure::Failure;
use arrow_ipc::{Endianness, MetadataVersion, RecordBatch, Schema};

/// The columns asked for, and how many rows there are. Nothing is copied yet.
pub(crate) struct Table<'s, S: Source + ?Sized> {
    pub(super) source: &'s S,
    rows: u64,
    columns: Vec<Column>,
}

pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Type,
    pub(super) parts: Vec<Part>,
}

/// One batch of one column.
pub(super) struct Part {
    pub(super) rows: u64,
    /// Which rows are null: empty where none is.
    pub(super) validity: Span,
    /// The values, or the offsets of texts.
    pub(super) values: Span,
    /// What the offsets point into.
    pub(super) text: Span,
}

impl<'s, S: Source + ?Sized> Table<'s, S> {
    /// Walks all messages, and reads no body. `names` are the columns to be read.
    pub(crate) fn open(source: &'s S, names: &[&str]) -> Result<Self, Failure> {
        let mut index = Index { source, names, rows: 0, columns: None };
        walk(source, &mut index)?;
        let columns = index.columns.ok_or(Failure::NotArrow { len: source.len() })?;
        let columns = columns.into_iter().map(|(_, column)| column).collect();
        Ok(Table { source, rows: index.rows, columns })
    }

    #[expect(clippy::cast_possible_truncation, reason = "at most u32::MAX")]
    pub(crate) fn rows(&self) -> usize {
        self.rows as usize
    }

    /// The column at that place of `names`.
    pub(super) fn column(&self, index: usize) -> &Column {
        &self.columns[index]
    }
}

/// Notes down, batch by batch, where the buffers lie.
struct Index<'s, S: Source + ?Sized> {
    source: &'s S,
    names: &'s [&'s str],
    rows: u64,
    /// Known once the schema is.
    columns: Option<Vec<(Place, Column)>>,
}

impl<S: Source + ?Sized> Visitor for Index<'_, S> {
    fn schema(&mut self, schema: Schema<'_>, version: MetadataVersion) -> Result<(), Failure> {
        if schema.endianness() != Endianness::Little {
            return Err(Failure::Unreadable { what: "big-endian", instead: "little-endian" });
        }
        let column = |name: &&str| {
            let (kind, place) = place(schema, version, name)?;
            Ok((place, Column { name: (*name).to_owned(), kind, parts: Vec::new() }))
        };
        self.columns = Some(self.names.iter().map(column).collect::<Result<_, Failure>>()?);
        Ok(())
    }

    fn batch(&mut self, framed: &Framed, batch: RecordBatch<'_>) -> Result<(), Failure> {
        let columns = self.columns.as_mut().ok_or_else(|| framed.corrupt("the schema"))?;
        let batch = Batch::new(framed, batch)?;
        self.rows += batch.rows;
        if self.rows > u64::from(u32::MAX) {
            return Err(crate::Error::TooManyRows { rows: self.rows }.into());
        }
        for (place, column) in columns {
            column.parts.push(batch.part(self.source, &column.kind, *place)?);
        }
        Ok(())
    }
}

/// A record batch's lists of nodes and buffers.
struct Batch<'m> {
    framed: &'m Framed,
    lists: RecordBatch<'m>,
    rows: u64,
}

impl<'m> Batch<'m> {
    fn new(framed: &'m Framed, lists: RecordBatch<'m>) -> Result<Self, Failure> {
        if lists.compression().is_some() {
            return Err(Failure::Unreadable { what: "compressed", instead: "uncompressed" });
        }
        let rows = u64::try_from(lists.length());
        let rows = rows.map_err(|_| framed.corrupt("the number of rows of a batch"))?;
        Ok(Batch { framed, lists, rows })
    }

    fn part(
        &self,
        source: &(impl Source + ?Sized),
        kind: &Type,
        place: Place,
    ) -> Result<Part, Failure> {
        let nothing = Span { at: self.framed.body.at, len: 0 };
        let Some(bits) = kind.bits() else {
            return Ok(Part { rows: self.rows, validity: nothing, values: nothing, text: nothing });
        };
        let nodes = self.lists.nodes().filter(|nodes| place.node < nodes.len());
        let node = nodes.map(|nodes| *nodes.get(place.node));
        let node = node.filter(|node| u64::try_from(node.length()) == Ok(self.rows));
        let node = node.ok_or_else(|| self.framed.corrupt("the number of a column's rows"))?;

        let validity = self.first_buffer(place)?;
        let null_bits = if node.null_count() == 0 { 0 } else { self.rows };
        let is_text = matches!(kind, Type::Bytes { .. });
        let values = self.rows + u64::from(is_text && self.rows > 0); // one more offset than texts
        Ok(Part {
            rows: self.rows,
            validity: self.buffer(source, validity, null_bits.div_ceil(8))?,
            values: self.buffer(source, validity + 1, values * bits / 8)?,
            text: if is_text { self.whole_buffer(source, validity + 2)? } else { nothing },
        })
    }

    fn first_buffer(&self, place: Place) -> Result<usize, Failure> {
        let counts = self.lists.variadicBufferCounts().into_iter().flatten().take(place.views);
        let mut of_views = counts.map(|count| usize::try_from(count).ok());
        let sum = of_views.try_fold(place.buffer, |sum, count| sum.checked_add(count?));
        sum.filter(|&sum| sum < usize::MAX - 2)
            .ok_or_else(|| self.framed.corrupt("the number of a column's buffers"))
    }

    /// The first `len` bytes of a buffer, which must have them.
    fn buffer(
        &self,
        source: &(impl Source + ?Sized),
        index: usize,
        len: u64,
    ) -> Result<Span, Failure> {
        if len == 0 {
            return Ok(Span { at: self.framed.body.at, len: 0 }); // it need not be there at all
        }
        let (buffer, body) = (self.buffer_at(index)?, self.framed.body);
        let fits = buffer.at.checked_add(len).is_some_and(|end| end <= body.len);
        if !fits || len > buffer.len {
            return Err(self.framed.corrupt("the place of a column's buffer"));
        }
        Span::within(source, body.at + buffer.at, len, "the place of a column's buffer")
    }

    fn whole_buffer(&self, source: &(impl Source + ?Sized), index: usize) -> Result<Span, Failure> {
        self.buffer(source, index, self.buffer_at(index)?.len)
    }

    /// A buffer's place in the body, as it is written: unchecked.
    fn buffer_at(&self, index: usize) -> Result<Span, Failure> {
        let buffers = self.lists.buffers().filter(|buffers| index < buffers.len());
        let buffer = buffers.map(|buffers| *buffers.get(index));
        let place = buffer.and_then(|buffer| {
            let (at, len) = (buffer.offset().try_into().ok()?, buffer.length().try_into().ok()?);
            Some(Span { at, len })
        });
        place.ok_or_else(|| self.framed.corrupt("the place of a column's buffer"))
    }
}
