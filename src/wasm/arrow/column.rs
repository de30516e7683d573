//! A column's values, gathered from its batches into one allocation.

use super::{
    layout::Type,
    source::{Source, Span},
    table::{Column, Part, Table},
};
use crate::{TimeUnit, Values, wasm::failure::Failure};
use std::fmt::Display;

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
                    let len = offset.checked_sub(before).filter(|_| offset <= part.text_len);
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

    /// A column of whole numbers, none below zero; a null counts zero.
    pub(crate) fn integers(&self, index: usize) -> Result<Values, Failure> {
        let column = self.column(index);
        match column.kind {
            Type::Int { bits: 8, signed: false } => self.gather(column, u8::from_le_bytes),
            Type::Int { bits: 8, signed: true } => self.gather(column, i8::from_le_bytes),
            Type::Int { bits: 16, signed: false } => self.gather(column, u16::from_le_bytes),
            Type::Int { bits: 16, signed: true } => self.gather(column, i16::from_le_bytes),
            Type::Int { bits: 32, signed: false } => self.gather(column, u32::from_le_bytes),
            Type::Int { bits: 32, signed: true } => self.gather(column, i32::from_le_bytes),
            Type::Int { bits: 64, signed: false } => self.gather(column, u64::from_le_bytes),
            Type::Int { bits: 64, signed: true } => self.gather(column, i64::from_le_bytes),
            _ => Err(column.unsupported("BIGINT")),
        }
    }

    fn gather<const W: usize, T: Copy + Display + TryInto<u64>>(
        &self,
        column: &Column,
        from_le_bytes: fn([u8; W]) -> T,
    ) -> Result<Values, Failure> {
        let mut integers = Values::with_capacity(self.rows());
        for part in &column.parts {
            let mut valid = Validity::of(part, self.source);
            part.values.each(self.source, |bytes| {
                let value = from_le_bytes(bytes);
                match value.try_into() {
                    _ if !valid.next() => integers.push(0),
                    Ok(value) => integers.push(value),
                    Err(_) => {
                        return Err(Failure::BadValue {
                            column: column.name.clone(),
                            row: integers.len(),
                            value: value.to_string(),
                        });
                    }
                }
                Ok(())
            })?;
        }
        Ok(integers)
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
