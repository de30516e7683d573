//! A column's values, gathered from its batches into one allocation.

use super::{
    layout::Type,
    source::{Source, Span},
    table::{Column, Part, Table},
};
use crate::{
    TimeUnit, Values, key_of,
    partitions::{Partitions, Runs},
    wasm::failure::Failure,
};
use std::ops::Range;

/// Times, their unit, and the zone they are to be shown in.
pub(crate) struct Times {
    pub(crate) unit: TimeUnit,
    pub(crate) zone: Option<String>,
    pub(crate) values: Vec<i64>,
}

impl<S: Source + ?Sized> Table<'_, S> {
    /// A column of timestamps or dates. A null among them has no place in the order.
    pub(crate) fn times(&self, index: usize) -> Result<Times, Failure> {
        let column = self.column(index);
        let (unit, zone, days) = match &column.kind {
            Type::Timestamp { unit, zone } => (*unit, zone.clone(), false),
            Type::Date32 => (TimeUnit::Second, None, true),
            _ => return Err(column.unsupported("TIMESTAMP")),
        };
        let mut values = Vec::with_capacity(self.rows());
        self.refuse_nulls(column)?;
        for part in &column.parts {
            if days {
                const DAY: i64 = 86_400;
                part.values.each(self.source, |value| {
                    values.push(i64::from(i32::from_le_bytes(value)) * DAY);
                    Ok(())
                })?;
            } else {
                part.values.each(self.source, |value| {
                    values.push(i64::from_le_bytes(value));
                    Ok(())
                })?;
            }
        }
        Ok(Times { unit, zone, values })
    }

    /// The lengths of a column of texts or binary values, in bytes; a null has none.
    pub(crate) fn lengths(&self, index: usize) -> Result<Values, Failure> {
        let column = self.column(index);
        let Type::Bytes { wide } = column.kind else { return Err(column.unsupported("VARCHAR")) };
        let mut lengths = Values::with_capacity(self.rows());
        for part in &column.parts {
            self.ranges(part, wide, |range| {
                lengths.push(range.map_or(0, |range| range.end - range.start));
            })?;
        }
        Ok(lengths)
    }

    /// Hands out where the texts of a batch lie among its bytes, and nothing for a null.
    fn ranges(
        &self,
        part: &Part,
        wide: bool,
        mut take: impl FnMut(Option<Range<u64>>),
    ) -> Result<(), Failure> {
        let mut valid = Validity::of(part, self.source);
        let mut before = None;
        let mut next = |offset: u64| {
            if let Some(before) = before {
                if offset < before || offset > part.text.len {
                    let at = part.values.at;
                    return Err(Failure::Corrupt { what: "the offsets of texts", at });
                }
                take(valid.next().then_some(before..offset));
            }
            before = Some(offset);
            Ok(())
        };
        // A negative offset becomes one that lies past any text.
        if wide {
            part.values.each(self.source, |offset| next(u64::from_le_bytes(offset)))
        } else {
            part.values.each(self.source, |offset| next(u32::from_le_bytes(offset).into()))
        }
    }

    /// Hands out the texts or binary values of a column, in order. These are copied, so it is only
    /// for what has to be compared.
    fn texts(&self, column: &Column, mut take: impl FnMut(Option<&[u8]>)) -> Result<(), Failure> {
        let Type::Bytes { wide } = column.kind else { return Err(column.unsupported("VARCHAR")) };
        for part in &column.parts {
            let text = part.text.bytes(self.source);
            #[expect(clippy::cast_possible_truncation, reason = "the range lies in the text")]
            self.ranges(part, wide, |range| {
                take(range.map(|range| &text[range.start as usize..range.end as usize]));
            })?;
        }
        Ok(())
    }

    /// Partitions, from a column of texts or whole numbers. A null is a value like any other.
    pub(crate) fn partitions(&self, index: usize) -> Result<Partitions, Failure> {
        let column = self.column(index);
        if let Type::Bytes { .. } = column.kind {
            let mut runs = Runs::default();
            self.texts(column, |value| runs.next(value.map(<[u8]>::to_vec)))?;
            return Ok(runs.finish());
        }
        let mut runs = Runs::default();
        self.whole_numbers(column, |value| {
            runs.next(value);
            Ok(())
        })?;
        Ok(runs.finish())
    }

    /// Keys, from a column of texts (by their hash) or whole numbers. A null is the key 0.
    pub(crate) fn keys(&self, index: usize) -> Result<Vec<u64>, Failure> {
        let column = self.column(index);
        let mut keys = Vec::with_capacity(self.rows());
        if let Type::Bytes { .. } = column.kind {
            self.texts(column, |value| keys.push(value.map_or(0, key_of)))?;
        } else {
            self.whole_numbers(column, |value| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "64 bits are what a key is"
                )]
                keys.push(value.unwrap_or(0) as u64);
                Ok(())
            })?;
        }
        Ok(keys)
    }

    /// A column of whole numbers, none below zero; a null counts zero.
    pub(crate) fn integers(&self, index: usize) -> Result<Values, Failure> {
        let column = self.column(index);
        let mut integers = Values::with_capacity(self.rows());
        self.whole_numbers(column, |value| {
            let value = value.unwrap_or(0);
            integers.push(u64::try_from(value).map_err(|_| Failure::BadValue {
                column: column.name.clone(),
                row: integers.len(),
                value: value.to_string(),
            })?);
            Ok(())
        })?;
        Ok(integers)
    }

    /// Hands out the whole numbers of a column, in order.
    fn whole_numbers(
        &self,
        column: &Column,
        take: impl FnMut(Option<i128>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match column.kind {
            Type::Int { bits: 8, signed: false } => self.numbers(column, u8::from_le_bytes, take),
            Type::Int { bits: 8, signed: true } => self.numbers(column, i8::from_le_bytes, take),
            Type::Int { bits: 16, signed: false } => self.numbers(column, u16::from_le_bytes, take),
            Type::Int { bits: 16, signed: true } => self.numbers(column, i16::from_le_bytes, take),
            Type::Int { bits: 32, signed: false } => self.numbers(column, u32::from_le_bytes, take),
            Type::Int { bits: 32, signed: true } => self.numbers(column, i32::from_le_bytes, take),
            Type::Int { bits: 64, signed: false } => self.numbers(column, u64::from_le_bytes, take),
            Type::Int { bits: 64, signed: true } => self.numbers(column, i64::from_le_bytes, take),
            _ => Err(column.unsupported("BIGINT")),
        }
    }

    fn numbers<const W: usize, T: Into<i128>>(
        &self,
        column: &Column,
        from_le_bytes: fn([u8; W]) -> T,
        mut take: impl FnMut(Option<i128>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        for part in &column.parts {
            let mut valid = Validity::of(part, self.source);
            part.values.each(self.source, |bytes| {
                take(valid.next().then(|| from_le_bytes(bytes).into()))
            })?;
        }
        Ok(())
    }

    fn refuse_nulls(&self, column: &Column) -> Result<(), Failure> {
        let rows = column.parts.iter().flat_map(|part| {
            let mut valid = Validity::of(part, self.source);
            (0..part.rows).map(move |_| valid.next())
        });
        let mut nulls = rows.enumerate().filter(|(_, valid)| !valid).map(|(row, _)| row);
        match nulls.next() {
            None => Ok(()),
            Some(row) => Err(Failure::NullTime {
                column: column.name.clone(),
                row,
                nulls: 1 + nulls.count(),
            }),
        }
    }
}

impl Column {
    fn unsupported(&self, wanted: &'static str) -> Failure {
        Failure::UnsupportedType { column: self.name.clone(), found: self.kind.to_string(), wanted }
    }
}

/// Tells of one row after the other whether it has a value.
struct Validity(Option<(Vec<u8>, usize)>);

impl Validity {
    fn of(part: &Part, source: &(impl Source + ?Sized)) -> Self {
        let Part { validity, .. } = *part;
        Validity((validity.len > 0).then(|| (Span::bytes(validity, source), 0)))
    }

    fn next(&mut self) -> bool {
        match &mut self.0 {
            None => true,
            Some((bits, row)) => {
                let valid = bits[*row / 8] >> (*row % 8) & 1 == 1;
                *row += 1;
                valid
            }
        }
    }
}
