//! A column's values, gathered from its batches into one allocation.
#![expect(
    clippy::cast_possible_truncation,
    reason = "rows have 32 bits, what they need is in memory"
)]

use super::{
    error::Error,
    labels::{Labels, Runs, key},
    parts::Column,
    piece::{Make, Take},
    pieces::{Pieces, Use},
    table::Table,
    types::Type,
};
use crate::{TimeUnit, Times, Values, columns::partitions::Partitions, columns::unit::DAY, key_of};
use std::cell::RefCell;
use zerocopy::IntoBytes;

/// Times, their unit, and the zone they are to be shown in.
pub(crate) struct Timestamps {
    pub(crate) unit: TimeUnit,
    pub(crate) zone: Option<String>,
    pub(crate) times: Times,
}

impl Table<'_> {
    /// A column of timestamps or dates. A null among them has no place in the order.
    pub(crate) fn times(&self, index: usize) -> Result<Timestamps, Error> {
        let column = self.column(index);
        let (unit, used) = match column.kind {
            _ if column.dictionary.is_some() => return Err(column.unsupported("TIMESTAMP")),
            Type::Timestamp { unit } => (unit, Use::InPlace),
            Type::Date32 => (TimeUnit::Second, Use::Number),
            _ => return Err(column.unsupported("TIMESTAMP")),
        };
        let mut times = Times::with_capacity(self.rows());
        let (mut row, mut nulls) = (0, 0);
        self.read(column, used, &mut |_| 0, &mut |piece, days| {
            piece.each_null(&mut |null| {
                if nulls == 0 {
                    row = times.len() + null;
                }
                nulls += 1;
            });
            times.extend_with(piece.rows, |times| match used {
                Use::InPlace => piece.read(times.as_mut_bytes()),
                _ => times
                    .iter_mut()
                    .zip(days)
                    .for_each(|(time, day)| *time = day.cast_signed() * DAY),
            });
        })?;
        if nulls > 0 {
            return Err(
                crate::ErrorKind::NullTime { column: column.name.clone(), row, nulls }.into()
            );
        }
        Ok(Timestamps { unit, zone: column.zone.clone(), times })
    }

    /// The lengths of a column of texts or binary values, in bytes; a null has none.
    pub(crate) fn lengths(&self, index: usize) -> Result<Values, Error> {
        let column = self.column(index);
        if !column.is_text() {
            return Err(column.unsupported("VARCHAR"));
        }
        self.values(column, Use::Number)
    }

    /// A column of whole numbers, none below zero; a null counts zero.
    pub(crate) fn integers(&self, index: usize) -> Result<Values, Error> {
        let column = self.column(index);
        match column.kind {
            _ if column.dictionary.is_some() => Err(column.unsupported("BIGINT")),
            Type::Int { bits: 32, signed: false } => self.narrow(column),
            Type::Int { .. } | Type::Float { .. } | Type::Decimal { .. } => {
                self.values(column, Use::Measure)
            }
            _ => Err(column.unsupported("BIGINT")),
        }
    }

    /// Numbers of 32 bits, which need no look at each.
    fn narrow(&self, column: &Column) -> Result<Values, Error> {
        let mut values = Values::with_capacity(self.rows());
        self.read(column, Use::InPlace, &mut |_| 0, &mut |piece, _| {
            values.extend_with(piece.rows, |values| {
                piece.read(values.as_mut_bytes());
                piece.each_null(&mut |row| values[row] = 0);
            });
        })?;
        Ok(values)
    }

    fn values(&self, column: &Column, used: Use) -> Result<Values, Error> {
        let mut values = Values::with_capacity(self.rows());
        self.read(column, used, &mut |_| 0, &mut |_, words| values.extend_from_slice(words))?;
        Ok(values)
    }

    /// Keys, from a column of texts, binary values, whole numbers or decimals. A null has a key of its
    /// own.
    pub(crate) fn keys(&self, index: usize) -> Result<Vec<u64>, Error> {
        let column = self.told_apart(index)?;
        // Most keys are numbers, which need no look at each but for a sign.
        let is_signed = match column.kind {
            Type::Int { signed, .. } if column.dictionary.is_none() => Some(signed),
            _ => None,
        };
        let used = if is_signed.is_some() { Use::Number } else { Use::Value };
        let mut keys = Vec::with_capacity(self.rows());
        self.read(column, used, &mut |value| key(column.kind, value), &mut |piece, words| {
            let first = keys.len();
            keys.extend_from_slice(words);
            if is_signed == Some(true) {
                keys[first..].iter_mut().for_each(|key| *key = key_of(&key.cast_signed()));
            }
            if is_signed.is_some() {
                piece.each_null(&mut |row| keys[first + row] = key(column.kind, None));
            }
        })?;
        Ok(keys)
    }

    /// Partitions, from a column of texts, binary values, whole numbers or decimals, and their values. A
    /// null is a value like any other.
    pub(crate) fn partitions(&self, index: usize) -> Result<(Partitions, Labels), Error> {
        let column = self.told_apart(index)?;
        let runs = RefCell::new(Runs::new(column.kind));
        let mut add = |value: Option<&[u8]>| runs.borrow_mut().add(value).into();
        self.read(column, Use::Value, &mut add, &mut |_, ids| {
            let mut runs = runs.borrow_mut();
            for &id in ids {
                runs.next(id as u32);
            }
        })?;
        runs.into_inner().finish(column)
    }

    /// Hands out the rows of a column in pieces, be they in a dictionary or not.
    fn read(
        &self,
        column: &Column,
        used: Use,
        make: Make<'_>,
        take: Take<'_>,
    ) -> Result<(), Error> {
        let mut pieces = Pieces::new(self.source, used, make);
        let (mut entries, mut generation) = (Vec::new(), 0);
        for part in &column.parts {
            let Some(dictionary) = &column.dictionary else {
                pieces.each(column, column.kind, part, None, take)?;
                continue;
            };
            if generation != part.generation {
                generation = part.generation;
                entries.clear();
                for part in &dictionary.generations[generation - 1] {
                    pieces.each(column, column.kind, part, None, &mut |_, words| {
                        entries.extend_from_slice(words);
                    })?;
                }
            }
            pieces.each(column, dictionary.index, part, Some(&entries), take)?;
        }
        Ok(())
    }

    /// The column, if its values can be told apart.
    fn told_apart(&self, index: usize) -> Result<&Column, Error> {
        let column = self.column(index);
        match column.kind {
            Type::Int { .. } | Type::Decimal { .. } => Ok(column),
            _ if column.is_text() => Ok(column),
            _ => Err(column.unsupported("VARCHAR or BIGINT")),
        }
    }
}

impl Column {
    fn is_text(&self) -> bool {
        matches!(self.kind, Type::Bytes { .. } | Type::Views { .. } | Type::Fixed { .. })
    }

    fn unsupported(&self, wanted: &'static str) -> Error {
        let (name, bits) = self.found;
        let of = if self.dictionary.is_some() { "Dictionary of " } else { "" };
        let mut found = format!("{of}{name}");
        if bits > 0 {
            found += &bits.to_string();
        }
        crate::ErrorKind::UnsupportedType { column: self.name.clone(), found, wanted }.into()
    }
}
