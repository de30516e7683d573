//! A stream or file seen as the columns asked for: where their buffers lie, batch by batch.

use super::{
    flat::{Flat, List},
    framing::{Framed, Visitor, walk},
    layout::{Described, Place, Type, describe},
    source::{Source, Span},
};
use crate::wasm::failure::{Failure, Problem};
use arrow_ipc::{DictionaryBatch, Endianness, MetadataVersion, RecordBatch, Schema};

const BUFFER: &str = "the place of a column's buffer";

/// The columns asked for, and how many rows there are. Nothing is copied yet.
pub(crate) struct Table<'s> {
    pub(super) source: &'s dyn Source,
    rows: u64,
    columns: Vec<Column>,
}

pub(super) struct Column {
    pub(super) name: String,
    /// Of its values; of those in the dictionary, where it has one.
    pub(super) kind: Type,
    pub(super) found: String,
    pub(super) parts: Vec<Part>,
    pub(super) dictionary: Option<Dictionary>,
}

pub(super) struct Dictionary {
    id: i64,
    pub(super) index: Type,
    /// A replacement begins a new generation, a delta adds a part to the last.
    pub(super) generations: Vec<Vec<Part>>,
}

/// One batch of one column, or of a dictionary.
pub(super) struct Part {
    /// How many rows come before.
    pub(super) first: u64,
    pub(super) rows: u64,
    /// Which rows are null: empty where none is.
    pub(super) validity: Span,
    /// The values, or the offsets or views of texts, or the indices into a dictionary.
    pub(super) values: Span,
    /// What offsets point into, or views, by their number.
    pub(super) texts: Vec<Span>,
    /// How many generations of the dictionary have been seen.
    pub(super) generation: usize,
}

impl<'s> Table<'s> {
    /// Walks all messages, and reads no body. `names` are the columns to be read.
    pub(crate) fn open(source: &'s dyn Source, names: &[&str]) -> Result<Self, Failure> {
        let mut index = Index { source, names, rows: 0, columns: None };
        walk(source, &mut index)?;
        let columns = index.columns.ok_or(Problem::NotArrow { len: source.len() })?;
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
struct Index<'s> {
    source: &'s dyn Source,
    names: &'s [&'s str],
    rows: u64,
    /// Known once the schema is.
    columns: Option<Vec<(Place, Column)>>,
}

impl Visitor for Index<'_> {
    fn schema(&mut self, schema: Flat<'_>, version: MetadataVersion) -> Result<(), Failure> {
        if Endianness(schema.i16(Schema::VT_ENDIANNESS, 0)?) != Endianness::Little {
            return Err(Problem::Unreadable { what: "big-endian", instead: "little-endian" }.into());
        }
        let column = |name: &&str| {
            let Described { kind, found, dictionary, place } = describe(schema, version, name)?;
            let dictionary =
                dictionary.map(|(id, index)| Dictionary { id, index, generations: Vec::new() });
            let parts = Vec::new();
            Ok((place, Column { name: (*name).to_owned(), kind, found, parts, dictionary }))
        };
        self.columns = Some(self.names.iter().map(column).collect::<Result<_, Failure>>()?);
        Ok(())
    }

    fn dictionary(
        &mut self,
        framed: Framed,
        batch: Flat<'_>,
        may_replace: bool,
    ) -> Result<(), Failure> {
        let columns = self.columns.as_mut().ok_or_else(|| framed.corrupt("the schema"))?;
        let id = batch.i64(DictionaryBatch::VT_ID)?;
        let is_delta = batch.flag(DictionaryBatch::VT_ISDELTA)?;
        for (_, column) in columns {
            let Some(dictionary) = &mut column.dictionary else { continue };
            if dictionary.id != id {
                continue;
            }
            let data = batch.needed(DictionaryBatch::VT_DATA)?;
            let data = Batch::new(self.source, framed, data)?;
            let part = data.part(&column.kind, Place::default())?;
            match dictionary.generations.last_mut() {
                Some(parts) if is_delta => parts.push(part),
                Some(_) if !may_replace => return Err(framed.corrupt("a second dictionary")),
                _ => dictionary.generations.push(vec![part]),
            }
        }
        Ok(())
    }

    fn batch(&mut self, framed: Framed, batch: Flat<'_>) -> Result<(), Failure> {
        let columns = self.columns.as_mut().ok_or_else(|| framed.corrupt("the schema"))?;
        let batch = Batch::new(self.source, framed, batch)?;
        for (place, column) in columns {
            let (kind, generation) = match &column.dictionary {
                None => (&column.kind, 0),
                Some(dictionary) => (&dictionary.index, dictionary.generations.len()),
            };
            let part = batch.part(kind, *place)?;
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
    source: &'m dyn Source,
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
    fn new(source: &'m dyn Source, framed: Framed, batch: Flat<'m>) -> Result<Self, Failure> {
        if batch.table(RecordBatch::VT_COMPRESSION)?.is_some() {
            return Err(Problem::Unreadable { what: "compressed", instead: "uncompressed" }.into());
        }
        let rows = u64::try_from(batch.i64(RecordBatch::VT_LENGTH)?);
        let rows = rows.map_err(|_| framed.corrupt("the number of rows of a batch"))?;
        let (nodes, buffers) =
            (batch.list(RecordBatch::VT_NODES, 16)?, batch.list(RecordBatch::VT_BUFFERS, 16)?);
        let variadic = batch.list(RecordBatch::VT_VARIADICBUFFERCOUNTS, 8)?;
        Ok(Batch { source, framed, rows, nodes, buffers, variadic })
    }

    /// A column of this batch, the first of its rows being row 0.
    fn part(&self, kind: &Type, place: Place) -> Result<Part, Failure> {
        let (first, rows, generation) = (0, self.rows, 0);
        let nothing = Span { at: self.framed.body.at, len: 0 };
        let (mut validity, mut values, mut texts) = (nothing, nothing, Vec::new());
        if *kind != Type::Other && rows > 0 {
            let corrupt = || self.framed.corrupt("the number of a column's rows");
            let node = |offset| self.nodes.i64(place.node, offset).map_err(|_| corrupt());
            if u64::try_from(node(0)?) != Ok(rows) {
                return Err(corrupt());
            }
            let buffer = self.first_buffer(place)?;
            if node(8)? != 0 {
                validity = self.buffer(buffer, rows.div_ceil(8))?;
            }
            let offsets = u64::from(matches!(kind, Type::Bytes { .. })); // one more than texts
            let len = rows.checked_add(offsets).and_then(|values| values.checked_mul(kind.width()));
            values = self.buffer(buffer + 1, len.unwrap_or(u64::MAX))?;
            let of_texts = match kind {
                Type::Bytes { .. } => 1,
                Type::Views { .. } => self.variadic(place.views)?,
                _ => 0,
            };
            let of_texts = (buffer + 2)..buffer.saturating_add(2).saturating_add(of_texts);
            texts = of_texts.map(|index| self.whole_buffer(index)).collect::<Result<_, _>>()?;
        }
        Ok(Part { first, rows, validity, values, texts, generation })
    }

    fn first_buffer(&self, place: Place) -> Result<usize, Failure> {
        let mut first = place.buffer;
        for views in 0..place.views {
            first = first.saturating_add(self.variadic(views)?);
        }
        Ok(first.min(usize::MAX - 2))
    }

    /// How many buffers the texts of a column of views are in.
    fn variadic(&self, views: usize) -> Result<usize, Failure> {
        let count = self.variadic.i64(views, 0).ok().and_then(|count| usize::try_from(count).ok());
        count.ok_or_else(|| self.framed.corrupt("the number of a column's buffers"))
    }

    /// The first `len` bytes of a buffer, which must have them.
    fn buffer(&self, index: usize, len: u64) -> Result<Span, Failure> {
        if len == 0 {
            return Ok(Span { at: self.framed.body.at, len: 0 }); // it may say it lies anywhere
        }
        let (buffer, body) = (self.buffer_at(index)?, self.framed.body);
        let fits = buffer.at.checked_add(len).is_some_and(|end| end <= body.len);
        if !fits || len > buffer.len {
            return Err(self.framed.corrupt(BUFFER));
        }
        Span::within(self.source, body.at + buffer.at, len, BUFFER)
    }

    fn whole_buffer(&self, index: usize) -> Result<Span, Failure> {
        self.buffer(index, self.buffer_at(index)?.len)
    }

    /// A buffer's place in the body, as it is written: unchecked.
    fn buffer_at(&self, index: usize) -> Result<Span, Failure> {
        let number = |offset| u64::try_from(self.buffers.i64(index, offset).ok()?).ok();
        let place = number(0).zip(number(8)).map(|(at, len)| Span { at, len });
        place.ok_or_else(|| self.framed.corrupt(BUFFER))
    }
}
