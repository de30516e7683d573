//! Which value each partition has, for a plan to say.

use super::{
    error::{Error, ErrorKind},
    parts::Column,
    types::Type,
};
use crate::{
    Identity,
    columns::{
        identity::{self, Kind},
        partitions::Partitions,
    },
    room::Room,
};

/// The values of partitions: texts, binary values, whole numbers as eight bytes each, or decimals as
/// text.
pub(crate) struct Labels {
    kind: Type,
    /// The values after each other, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Which value each partition has; [`NONE`] for a null.
    of: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Labels {
    pub(crate) fn integers(
        mut values: impl Iterator<Item = Option<i64>>,
    ) -> Result<Self, crate::Error> {
        let mut runs = Runs::new(Type::Int { bits: 64, signed: true });
        values.try_for_each(|value| {
            runs.begin_with(value.map(i64::to_le_bytes).as_ref().map(|v| &v[..]))
        })?;
        Ok(runs.labels)
    }

    pub(crate) fn texts(
        mut values: impl Iterator<Item = Option<String>>,
    ) -> Result<Self, crate::Error> {
        let mut runs = Runs::new(Type::Bytes { wide: false, utf8: true });
        values.try_for_each(|value| runs.begin_with(value.as_deref().map(str::as_bytes)))?;
        Ok(runs.labels)
    }

    /// How many bytes the values of a plan's windows take.
    pub(crate) fn bytes_of(&self, partitions: impl Iterator<Item = usize>) -> usize {
        let lengths = partitions.map(|at| self.get(at).map_or(0, <[u8]>::len));
        lengths.fold(0, usize::saturating_add)
    }

    /// What a plan writes them as.
    pub(crate) fn kind(&self) -> Type {
        match self.kind {
            kind @ Type::Int { .. } => kind,
            Type::Bytes { utf8, .. } | Type::Views { utf8 } => Type::Bytes { wide: false, utf8 },
            Type::Decimal { .. } => Type::Bytes { wide: false, utf8: true },
            _ => Type::Bytes { wide: false, utf8: false },
        }
    }

    #[inline(always)]
    fn value(&self, id: u32) -> Option<&[u8]> {
        let end = *self.ends.get(id as usize)?;
        let start = (id as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.bytes[start..end])
    }

    /// The value of that partition.
    pub(crate) fn get(&self, partition: usize) -> Option<&[u8]> {
        self.of.get(partition).and_then(|&id| self.value(id))
    }
}

/// Tells partitions from values that come row by row.
pub(super) struct Runs {
    labels: Labels,
    begins: Vec<u32>,
    rows: u32,
}

impl Runs {
    pub(super) fn new(kind: Type) -> Self {
        let labels = Labels { kind, bytes: Vec::new(), ends: Vec::new(), of: Vec::new() };
        Runs { labels, begins: Vec::new(), rows: 0 }
    }

    /// A value that rows may have, which may be the one added last.
    #[expect(clippy::cast_possible_truncation, reason = "no more values than rows, of 32 bits")]
    #[inline(always)]
    pub(super) fn add(&mut self, value: Option<&[u8]>) -> u32 {
        let Some(value) = value else { return NONE };
        let next = self.labels.ends.len() as u32;
        if self.labels.value(next.wrapping_sub(1)) == Some(value) {
            return next - 1;
        }
        self.labels.bytes.extend_from_slice(value);
        self.labels.ends.push(self.labels.bytes.len());
        next
    }

    /// The next row has one of the values added.
    #[inline(always)]
    pub(super) fn next(&mut self, id: u32) {
        let last = self.labels.of.last();
        if last.is_none_or(|&last| last != id && self.labels.value(last) != self.labels.value(id)) {
            self.begin(id);
        }
        self.rows = self.rows.wrapping_add(1);
    }

    fn begin_with(&mut self, value: Option<&[u8]>) -> Result<(), crate::Error> {
        let labels = &mut self.labels;
        labels.bytes.room(value.map_or(0, <[u8]>::len))?;
        labels.ends.room(1)?;
        labels.of.room(1)?;
        self.begins.room(1)?;
        let id = self.add(value);
        self.begin(id);
        Ok(())
    }

    fn begin(&mut self, id: u32) {
        if self.rows > 0 {
            self.begins.push(self.rows);
        }
        self.labels.of.push(id);
    }

    /// The partitions, and the values they have.
    pub(super) fn finish(self, column: &Column) -> Result<(Partitions, Labels), Error> {
        let Runs { labels, begins, .. } = self;
        let is_text =
            matches!(labels.kind, Type::Bytes { utf8: true, .. } | Type::Views { utf8: true });
        let values = (0..labels.ends.len()).filter_map(|id| labels.value(u32::try_from(id).ok()?));
        if is_text && values.into_iter().any(|value| std::str::from_utf8(value).is_err()) {
            let at = column.parts.first().map_or(0, |part| part.values.at);
            return Err(
                ErrorKind::Corrupt { what: "a text that is not UTF-8, of a column", at }.into()
            );
        }
        let of = |id: Option<&u32>| id.map(|&id| fingerprint(labels.kind, labels.value(id)));
        let (first, last) = (of(labels.of.first()), of(labels.of.last()));
        Ok((Partitions { begins, first, last }, labels))
    }
}

/// The fingerprint of a value as it is handed out in pieces.
fn fingerprint(kind: Type, value: Option<&[u8]>) -> u64 {
    match value.map(|value| identified(kind, value)) {
        None => None::<u64>.fingerprint(),
        Some(Value::Signed(number)) => number.fingerprint(),
        Some(Value::Unsigned(number)) => number.fingerprint(),
        Some(Value::Of(kind, bytes)) => identity::fingerprint(kind, bytes),
    }
}

/// The key of a value as it is handed out in pieces.
pub(super) fn key(kind: Type, value: Option<&[u8]>) -> u64 {
    match value.map(|value| identified(kind, value)) {
        None => None::<u64>.key(),
        Some(Value::Signed(number)) => number.key(),
        Some(Value::Unsigned(number)) => number,
        Some(Value::Of(kind, bytes)) => identity::key(kind, bytes),
    }
}

enum Value<'v> {
    Signed(i64),
    Unsigned(u64),
    Of(Kind, &'v [u8]),
}

fn identified(kind: Type, value: &[u8]) -> Value<'_> {
    let number = || value.first_chunk().map_or(0, |&bytes| u64::from_le_bytes(bytes));
    match kind {
        Type::Int { signed: true, .. } => Value::Signed(number().cast_signed()),
        Type::Int { .. } => Value::Unsigned(number()),
        Type::Decimal { .. } => Value::Of(Kind::Number, value),
        Type::Bytes { utf8: true, .. } | Type::Views { utf8: true } => Value::Of(Kind::Text, value),
        _ => Value::Of(Kind::Bytes, value),
    }
}
