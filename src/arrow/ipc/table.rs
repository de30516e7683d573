//! A stream or file seen as the columns asked for: where their buffers lie, batch by batch.

use super::{
    error::{Error, ErrorKind},
    flat::{Flat, List},
    framing::{Framed, Visitor, walk},
    layout::describe,
    parts::{Column, Part, Place},
    source::{Source, Span},
    types::Type,
};
use arrow_ipc::{DictionaryBatch, Endianness, MetadataVersion, RecordBatch, Schema};

/// The columns asked for, and how many rows there are. Nothing is copied yet.
pub(crate) struct Table<'s> {
    pub(super) source: &'s dyn Source,
    rows: u64,
    columns: Vec<Column>,
}

impl<'s> Table<'s> {
    /// Walks all messages, and reads no body. `names` are the columns to be read.
    pub(crate) fn open(source: &'s dyn Source, names: &[&str]) -> Result<Self, Error> {
        let mut index = Index { names, rows: 0, columns: None };
        walk(source, &mut index)?;
        let columns = index.columns.ok_or(ErrorKind::NotArrow { len: source.len() })?;
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
struct Index<'s> {
    names: &'s [&'s str],
    rows: u64,
    /// Known once the schema is.
    columns: Option<Vec<Column>>,
}

impl Visitor for Index<'_> {
    fn schema(&mut self, schema: Flat<'_>, version: MetadataVersion) -> Result<(), Error> {
        let endianness = Endianness(schema.i16(Schema::VT_ENDIANNESS, 0));
        if endianness != Endianness::Little {
            return Err(
                ErrorKind::Unreadable { what: "big-endian", instead: "little-endian" }.into()
            );
        }
        let mut columns = Vec::with_capacity(self.names.len());
        for name in self.names {
            let column = describe(schema, version, name);
            schema.metadata.intact()?;
            columns.push(column?);
        }
        self.columns = Some(columns);
        Ok(())
    }

    fn dictionary(
        &mut self,
        framed: Framed,
        batch: Flat<'_>,
        may_replace: bool,
    ) -> Result<(), Error> {
        let columns = self.columns.as_mut().ok_or_else(|| framed.corrupt("the schema"))?;
        let id = batch.number(DictionaryBatch::VT_ID, 8, 0);
        let is_delta = batch.flag(DictionaryBatch::VT_ISDELTA);
        for column in columns {
            let Some(dictionary) = &mut column.dictionary else { continue };
            if dictionary.id != id {
                continue;
            }
            let data = Batch::new(framed, batch.needed(DictionaryBatch::VT_DATA))?;
            let part = data.part(column.kind, Place::default())?;
            match dictionary.generations.last_mut() {
                Some(parts) if is_delta => parts.push(part),
                Some(_) if !may_replace => return Err(framed.corrupt("a second dictionary")),
                _ => dictionary.generations.push(vec![part]),
            }
        }
        Ok(())
    }

    fn batch(&mut self, framed: Framed, batch: Flat<'_>) -> Result<(), Error> {
        let columns = self.columns.as_mut().ok_or_else(|| framed.corrupt("the schema"))?;
        let batch = Batch::new(framed, batch)?;
        for column in columns {
            let (kind, generation) = match &column.dictionary {
                None => (column.kind, 0),
                Some(dictionary) => (dictionary.index, dictionary.generations.len()),
            };
            let part = batch.part(kind, column.place)?;
            column.parts.push(Part { first: self.rows, generation, ..part });
        }
        self.rows += batch.rows;
        if self.rows > u64::from(u32::MAX) {
            return Err(crate::ErrorKind::TooManyRows { rows: self.rows }.into());
        }
        Ok(())
    }
}

/// A record batch's lists of nodes and buffers.
struct Batch<'m> {
    framed: Framed,
    rows: u64,
    /// The length of each column, and how many of its values are null.
    nodes: List<'m>,
    /// Where each buffer begins in the body, and its length.
    buffers: List<'m>,
    /// How many buffers the texts of each column of views are in.
    variadic: List<'m>,
}

impl<'m> Batch<'m> {
    fn new(framed: Framed, batch: Flat<'m>) -> Result<Self, Error> {
        if batch.table(RecordBatch::VT_COMPRESSION).is_some() {
            return Err(
                ErrorKind::Unreadable { what: "compressed", instead: "uncompressed" }.into()
            );
        }
        let rows = batch.number(RecordBatch::VT_LENGTH, 8, 0);
        if rows > i64::MAX as u64 {
            return Err(framed.corrupt("the number of rows of a batch"));
        }
        let (nodes, buffers) =
            (batch.list(RecordBatch::VT_NODES, 16), batch.list(RecordBatch::VT_BUFFERS, 16));
        let variadic = batch.list(RecordBatch::VT_VARIADICBUFFERCOUNTS, 8);
        Ok(Batch { framed, rows, nodes, buffers, variadic })
    }

    /// A column of this batch, the first of its rows being row 0.
    fn part(&self, kind: Type, place: Place) -> Result<Part, Error> {
        let (first, rows, generation) = (0, self.rows, 0);
        let nothing = self.span(0, 0); // an empty buffer may say it lies anywhere
        let (mut validity, mut values, mut texts) = (nothing, nothing, Vec::new());
        if kind != Type::Other && rows > 0 {
            if self.nodes.number(place.node, 0) != rows {
                return Err(self.framed.corrupt("the number of a column's rows"));
            }
            let mut buffer = place.buffer;
            for views in 0..place.views {
                buffer = self.buffers.len().min(buffer + self.variadic(views)); // there is none there
            }
            if self.nodes.number(place.node, 8) != 0 {
                validity = self.buffer(buffer, rows.div_ceil(8))?;
            }
            let offsets = u64::from(matches!(kind, Type::Bytes { .. })); // one more than texts
            values = self.buffer(buffer + 1, (rows + offsets).saturating_mul(kind.width()))?;
            let of_texts = match kind {
                Type::Bytes { .. } => 1,
                Type::Views { .. } => self.variadic(place.views),
                _ => 0,
            };
            for index in 0..of_texts {
                let index = buffer + 2 + index;
                texts.push(self.buffer(index, self.buffers.number(index, 8))?);
            }
        }
        Ok(Part { first, rows, validity, values, texts, generation })
    }

    /// How many buffers the texts of a column of views are in; more than any where that is not known.
    fn variadic(&self, views: usize) -> usize {
        let count = usize::try_from(self.variadic.number(views, 0)).unwrap_or(usize::MAX);
        count.min(self.buffers.len() + 1)
    }

    /// The first `len` bytes of a buffer, which must have them.
    fn buffer(&self, index: usize, len: u64) -> Result<Span, Error> {
        if len == 0 {
            return Ok(self.span(0, 0));
        }
        let end = self.buffers.number(index, 0).checked_add(len);
        match end {
            Some(end) if end <= self.framed.body.len && len <= self.buffers.number(index, 8) => {
                Ok(self.span(end - len, len))
            }
            _ => Err(self.framed.corrupt("the place of a column's buffer")),
        }
    }

    fn span(&self, at: u64, len: u64) -> Span {
        Span { at: self.framed.body.at + at, len }
    }
}
