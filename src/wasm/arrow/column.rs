//! A column's values, gathered from its batches into one allocation.
#![expect(
    clippy::cast_possible_truncation,
    reason = "rows have 32 bits, what they need is in memory"
)]

use super::{
    labels::{Labels, Runs},
    layout::Type,
    pieces::{NULL, Piece, Pieces, TakeNumbers, Use},
    table::{Column, Part, Table},
};
use crate::{
    TimeUnit, Values,
    partitions::Partitions,
    wasm::failure::{Failure, Problem},
};

/// Times, their unit, and the zone they are to be shown in.
pub(crate) struct Times {
    pub(crate) unit: TimeUnit,
    pub(crate) zone: Option<String>,
    pub(crate) values: Vec<i64>,
}

impl Table<'_> {
    /// A column of timestamps or dates. A null among them has no place in the order.
    pub(crate) fn times(&self, index: usize) -> Result<Times, Failure> {
        let column = self.column(index);
        let (unit, zone, step) = match &column.kind {
            _ if column.dictionary.is_some() => return Err(column.unsupported("TIMESTAMP")),
            Type::Timestamp { unit, zone } => (*unit, zone.clone(), 1),
            Type::Date32 => (TimeUnit::Second, None, 86_400),
            _ => return Err(column.unsupported("TIMESTAMP")),
        };
        self.refuse_nulls(column)?;
        let mut values = Vec::with_capacity(self.rows());
        self.bytes(column, &mut |piece| {
            if step == 1 {
                values.extend(piece.bytes.as_chunks().0.iter().copied().map(i64::from_le_bytes));
            } else {
                let days = piece.bytes.as_chunks().0.iter().copied().map(i32::from_le_bytes);
                values.extend(days.map(|days| i64::from(days) * step));
            }
        })?;
        Ok(Times { unit, zone, values })
    }

    /// The lengths of a column of texts or binary values, in bytes; a null has none.
    pub(crate) fn lengths(&self, index: usize) -> Result<Values, Failure> {
        let column = self.column(index);
        if !column.is_text() {
            return Err(column.unsupported("VARCHAR"));
        }
        self.values(column, Use::Length)
    }

    /// A column of whole numbers, none below zero; a null counts zero.
    pub(crate) fn integers(&self, index: usize) -> Result<Values, Failure> {
        let column = self.column(index);
        let is_number =
            matches!(column.kind, Type::Int { .. } | Type::Float { .. } | Type::Decimal { .. });
        if !is_number || column.dictionary.is_some() {
            return Err(column.unsupported("BIGINT"));
        }
        if column.kind == (Type::Int { bits: 32, signed: false }) {
            return self.narrow(column);
        }
        self.values(column, Use::Measure)
    }

    /// Numbers of 32 bits, which need no look at each.
    fn narrow(&self, column: &Column) -> Result<Values, Failure> {
        let mut values = Vec::with_capacity(self.rows());
        self.bytes(column, &mut |piece| {
            let first = values.len();
            values.extend(piece.bytes.as_chunks().0.iter().copied().map(u32::from_le_bytes));
            if !piece.nulls.is_empty() {
                let nulls = (0..piece.rows).filter(|&row| piece.is_null(row));
                nulls.for_each(|row| values[first + row] = 0);
            }
        })?;
        Ok(values.into())
    }

    /// Hands out the values of a column as they are written.
    fn bytes(&self, column: &Column, take: &mut dyn FnMut(Piece<'_>)) -> Result<(), Failure> {
        let mut pieces = Pieces::new(self.source);
        let width = column.kind.width();
        column.parts.iter().try_for_each(|part| {
            pieces.each(part, width, 0, &mut |piece| {
                take(piece);
                Ok(())
            })
        })
    }

    fn values(&self, column: &Column, used: Use) -> Result<Values, Failure> {
        let mut values = Values::with_capacity(self.rows());
        self.numbers(column, used, &mut |words| {
            append(&mut values, words);
            Ok(())
        })?;
        Ok(values)
    }

    /// Keys, from a column of texts (by their hash) or whole numbers. A null is the key 0.
    pub(crate) fn keys(&self, index: usize) -> Result<Vec<u64>, Failure> {
        let column = self.told_apart(index)?;
        let mut keys = Vec::with_capacity(self.rows());
        self.numbers(column, Use::Key, &mut |words| {
            keys.extend_from_slice(words);
            Ok(())
        })?;
        Ok(keys)
    }

    /// Partitions, from a column of texts or whole numbers, and their values. A null is a value like
    /// any other.
    pub(crate) fn partitions(&self, index: usize) -> Result<(Partitions, Labels), Failure> {
        let column = self.told_apart(index)?;
        let mut pieces = Pieces::new(self.source);
        let mut runs = Runs::new(column.kind.clone());
        let Some(dictionary) = &column.dictionary else {
            for part in &column.parts {
                pieces.texts(&column.kind, part, &mut |value| {
                    runs.next(value);
                    Ok(())
                })?;
            }
            return runs.finish(column);
        };
        let mut entries = Entries::default();
        for part in &column.parts {
            for part in entries.of(part, &dictionary.generations) {
                pieces.texts(&column.kind, part, &mut |value| {
                    entries.values.push(runs.add(value));
                    Ok(())
                })?;
            }
            pieces.numbers(column, &dictionary.index, part, Use::Index, &mut |indices| {
                for &index in indices {
                    runs.next_of(if index == NULL {
                        Runs::NULL
                    } else {
                        entries.get(index, part)?
                    });
                }
                Ok(())
            })?;
        }
        runs.finish(column)
    }

    /// Hands out the numbers that the rows of a column are, be they in a dictionary or not.
    fn numbers(&self, column: &Column, used: Use, take: TakeNumbers<'_>) -> Result<(), Failure> {
        let mut pieces = Pieces::new(self.source);
        let Some(dictionary) = &column.dictionary else {
            let mut parts = column.parts.iter();
            return parts
                .try_for_each(|part| pieces.numbers(column, &column.kind, part, used, take));
        };
        let mut entries = Entries::default();
        let mut words = Vec::new();
        for part in &column.parts {
            for part in entries.of(part, &dictionary.generations) {
                pieces.numbers(column, &column.kind, part, used, &mut |words| {
                    entries.values.extend_from_slice(words);
                    Ok(())
                })?;
            }
            pieces.numbers(column, &dictionary.index, part, Use::Index, &mut |indices| {
                words.clear();
                for &index in indices {
                    words.push(if index == NULL { 0 } else { entries.get(index, part)? });
                }
                take(&words)
            })?;
        }
        Ok(())
    }

    /// The column, if its values can be told apart.
    fn told_apart(&self, index: usize) -> Result<&Column, Failure> {
        let column = self.column(index);
        match column.kind {
            Type::Int { .. } => Ok(column),
            _ if column.is_text() => Ok(column),
            _ => Err(column.unsupported("VARCHAR or BIGINT")),
        }
    }

    fn refuse_nulls(&self, column: &Column) -> Result<(), Failure> {
        let (mut first, mut nulls) = (0, 0);
        for part in column.parts.iter().filter(|part| part.validity.len > 0) {
            let bits = part.validity.bytes(self.source)?;
            for row in (0..part.rows).filter(|row| bits[(row / 8) as usize] >> (row % 8) & 1 == 0) {
                if nulls == 0 {
                    first = part.first + row;
                }
                nulls += 1;
            }
        }
        if nulls == 0 {
            return Ok(());
        }
        Err(Problem::NullTime { column: column.name.clone(), row: first as usize, nulls }.into())
    }
}

impl Column {
    fn is_text(&self) -> bool {
        matches!(self.kind, Type::Bytes { .. } | Type::Views { .. } | Type::Fixed { .. })
    }

    fn unsupported(&self, wanted: &'static str) -> Failure {
        let (column, found) = (self.name.clone(), self.found.clone());
        Problem::UnsupportedType { column, found, wanted }.into()
    }
}

/// What a dictionary's entries are, of the generation that is in force.
#[derive(Default)]
struct Entries<T> {
    generation: usize,
    values: Vec<T>,
}

impl<T: Copy> Entries<T> {
    /// The parts of the dictionary that are to be taken before that batch.
    fn of<'d>(&mut self, part: &Part, generations: &'d [Vec<Part>]) -> &'d [Part] {
        if self.generation == part.generation {
            return &[];
        }
        self.values.clear();
        self.generation = part.generation;
        &generations[part.generation - 1]
    }

    fn get(&self, index: u64, part: &Part) -> Result<T, Failure> {
        let value = usize::try_from(index).ok().and_then(|index| self.values.get(index));
        value.copied().ok_or(
            Problem::Corrupt { what: "an index into a dictionary", at: part.values.at }.into(),
        )
    }
}

/// Appends numbers, many at a time as long as they are narrow.
fn append(values: &mut Values, words: &[u64]) {
    match values {
        Values::U32(values) if words.iter().fold(0, |all, word| all | word) >> 32 == 0 => {
            values.extend(words.iter().map(|&word| word as u32));
        }
        _ => words.iter().for_each(|&word| values.push(word)),
    }
}
