//! A column's values, gathered from its batches into one allocation.

use super::{
    layout::Type,
    source::{Source, Span},
    table::{Column, Part, Table},
};
use crate::{TimeUnit, Values, key_of, partitions::fingerprint, wasm::failure::Failure};
use std::hash::Hash;

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
            let mut valid = Validity::of(part, self.source);
            let mut before = None;
            let mut take = |offset: u64| {
                if let Some(before) = before {
                    let len = offset.checked_sub(before).filter(|_| offset <= part.text.len);
                    let at = part.values.at;
                    let len = len.ok_or(Failure::Corrupt { what: "the offsets of texts", at })?;
                    lengths.push(if valid.next() { len } else { 0 });
                }
                before = Some(offset);
                Ok(())
            };
            // A negative offset becomes one that lies past any text.
            if wide {
                part.values.each(self.source, |offset| take(u64::from_le_bytes(offset)))?;
            } else {
                part.values.each(self.source, |offset| take(u32::from_le_bytes(offset).into()))?;
            }
        }
        Ok(lengths)
    }

    /// Hands out the texts or binary values of a column, in order. These are copied, so it is only
    /// for what has to be compared.
    fn texts(&self, column: &Column, mut take: impl FnMut(Option<&[u8]>)) -> Result<(), Failure> {
        let Type::Bytes { wide } = column.kind else { return Err(column.unsupported("VARCHAR")) };
        for part in &column.parts {
            let text = part.text.bytes(self.source);
            let mut valid = Validity::of(part, self.source);
            let mut before = None;
            let mut next = |offset: u64| {
                let offset = usize::try_from(offset).unwrap_or(usize::MAX);
                if let Some(before) = before {
                    let at = part.values.at;
                    let value = text.get(before..offset);
                    let value =
                        value.ok_or(Failure::Corrupt { what: "the offsets of texts", at })?;
                    take(valid.next().then_some(value));
                }
                before = Some(offset);
                Ok(())
            };
            if wide {
                part.values.each(self.source, |offset| next(u64::from_le_bytes(offset)))?;
            } else {
                part.values.each(self.source, |offset| next(u32::from_le_bytes(offset).into()))?;
            }
        }
        Ok(())
    }

    /// Where a partition begins, in a column of texts or whole numbers: at each row, but the first,
    /// whose value is not that of the row before; and fingerprints of the first value and the last.
    /// A null is a value like any other.
    pub(crate) fn partitions(&self, index: usize) -> Result<PartitionEnds, Failure> {
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

/// Where partitions begin, and fingerprints of the first row's and of the last's.
type PartitionEnds = (Vec<u32>, Option<u64>, Option<u64>);

/// Where runs of equal values begin.
struct Runs<T> {
    begins: Vec<u32>,
    rows: u32,
    first: Option<u64>,
    last: Option<T>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Runs { begins: Vec::new(), rows: 0, first: None, last: None }
    }
}

impl<T: PartialEq + Hash> Runs<T> {
    fn next(&mut self, value: Option<T>) {
        if self.rows > 0 && self.last != value {
            self.begins.push(self.rows);
        }
        self.first.get_or_insert_with(|| fingerprint(&value));
        self.last = value;
        self.rows += 1; // a table has at most u32::MAX rows
    }

    fn finish(self) -> PartitionEnds {
        let last = (self.rows > 0).then(|| fingerprint(&self.last));
        (self.begins, self.first, last)
    }
}
