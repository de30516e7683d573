//! The values of a measure as they come, and what blocks of them sum to.

use crate::{
    Error,
    room::{Room, gathered},
    search::blocks::BLOCK,
};
use std::iter::repeat_n;

/// The largest total of a measure, 2⁵³ − 1: every sum of rows is then exact as an `f64` too, which
/// is what JavaScript's numbers are.
pub(crate) const MAX_TOTAL: u64 = (1 << 53) - 1;

/// What stands for every total past that.
const PAST: u64 = MAX_TOTAL + 1;

/// The values of a measure, one per row: four bytes each if all are below 2³², else eight.
///
/// What comes many at a time is summed up then, when it is at hand: to go through a large column once
/// more takes longer than to add it up.
#[derive(Clone, Debug)]
pub struct Values {
    pub(crate) column: Column,
    /// What they sum to before each block, for as many as are summed up.
    pub(crate) before: Vec<u64>,
}

#[derive(Clone, Debug)]
pub(crate) enum Column {
    U32(Vec<u32>),
    U64(Vec<u64>),
}

impl Values {
    /// Empty, and with room for `capacity` values below 2³², if there can be so much.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        let mut values = Vec::new();
        let _ = values.try_reserve_exact(capacity); // what comes makes room for itself
        Values::of(Column::U32(values), capacity)
    }

    fn of(column: Column, capacity: usize) -> Self {
        let mut before = Vec::new();
        let _ = before.try_reserve_exact(capacity / BLOCK + 1);
        before.push(0);
        Values { column, before }
    }

    /// Appends a value.
    pub fn push(&mut self, value: u64) {
        self.column.push(value);
    }

    /// Appends values, many at a time as long as they are narrow.
    #[expect(clippy::cast_possible_truncation, reason = "of what has been seen to be narrow")]
    pub fn extend_from_slice(&mut self, more: &[u64]) {
        match &mut self.column {
            Column::U32(values) if is_narrow(more) => {
                values.extend(more.iter().map(|&value| value as u32));
            }
            column => more.iter().for_each(|&value| column.push(value)),
        }
        self.column.sum_up(&mut self.before);
    }

    /// Appends so many values below 2³², which are written in place.
    pub fn extend_with(&mut self, count: usize, write: impl FnOnce(&mut [u32])) {
        match &mut self.column {
            Column::U32(values) => {
                let from = values.len();
                values.extend(repeat_n(0, count));
                write(&mut values[from..]);
            }
            Column::U64(values) => {
                let mut narrow = vec![0; count];
                write(&mut narrow);
                values.extend(narrow.into_iter().map(u64::from));
            }
        }
        self.column.sum_up(&mut self.before);
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.column.len()
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Values {
    /// Of numbers; as narrow as they are.
    #[expect(clippy::cast_possible_truncation, reason = "of what has been seen to be narrow")]
    pub(crate) fn of_numbers(numbers: Vec<u64>) -> Result<Self, Error> {
        let len = numbers.len();
        if !is_narrow(&numbers) {
            return Ok(Values::of(Column::U64(numbers), len));
        }
        let narrow = gathered(len, numbers.into_iter().map(|number| number as u32))?;
        Ok(Values::of(Column::U32(narrow), len))
    }
}

impl From<Vec<u32>> for Values {
    fn from(values: Vec<u32>) -> Self {
        let len = values.len();
        Values::of(Column::U32(values), len)
    }
}

impl From<Vec<u64>> for Values {
    fn from(values: Vec<u64>) -> Self {
        let len = values.len();
        if is_narrow(&values) {
            let mut narrow = Values::with_capacity(len);
            narrow.extend_from_slice(&values);
            return narrow;
        }
        Values::of(Column::U64(values), len)
    }
}

impl Column {
    pub(crate) fn len(&self) -> usize {
        match self {
            Column::U32(values) => values.len(),
            Column::U64(values) => values.len(),
        }
    }

    #[inline]
    pub(crate) fn get(&self, row: usize) -> u64 {
        match self {
            Column::U32(values) => u64::from(values[row]),
            Column::U64(values) => values[row],
        }
    }

    /// Appends a value. The first that is not below 2³² makes the column a wide one.
    fn push(&mut self, value: u64) {
        match self {
            Column::U32(values) => {
                if let Ok(value) = u32::try_from(value) {
                    values.push(value);
                } else {
                    let mut wide = Vec::with_capacity(values.capacity().max(values.len() + 1));
                    wide.extend(values.iter().copied().map(u64::from));
                    wide.push(value);
                    *self = Column::U64(wide);
                }
            }
            Column::U64(values) => values.push(value),
        }
    }

    /// Makes room for the values of another column from `from` on, each as wide as these will be.
    pub(crate) fn make_room(&mut self, more: &Column, from: usize) -> Result<(), Error> {
        let count = more.len() - from;
        match self {
            Column::U32(values) => match more {
                Column::U64(more) if !is_narrow(&more[from..]) => {
                    let mut wide = Vec::new();
                    wide.room(values.len() + count)?;
                    wide.extend(values.iter().copied().map(u64::from));
                    *self = Column::U64(wide);
                    Ok(())
                }
                _ => values.room(count),
            },
            Column::U64(values) => values.room(count),
        }
    }

    /// Takes away the values from `len` on.
    pub(crate) fn truncate(&mut self, len: usize) {
        match self {
            Column::U32(values) => values.truncate(len),
            Column::U64(values) => values.truncate(len),
        }
    }

    /// Appends the values from `from` on of another column.
    pub(crate) fn append(&mut self, more: &Column, from: usize) {
        match (self, more) {
            (Column::U32(values), Column::U32(more)) => values.extend_from_slice(&more[from..]),
            (values, more) => (from..more.len()).for_each(|row| values.push(more.get(row))),
        }
    }

    /// Adds what the values sum to before each block that is whole, after those that are there.
    pub(crate) fn sum_up(&self, before: &mut Vec<u64>) {
        match self {
            Column::U32(values) => sum_blocks(values, before),
            Column::U64(values) => sum_blocks(values, before),
        }
    }

    /// How many values add up to at most [`MAX_TOTAL`], given what they sum to before each block.
    pub(crate) fn count_fitting(&self, before: &[u64]) -> usize {
        match self {
            Column::U32(values) => count_fitting(values, before),
            Column::U64(values) => count_fitting(values, before),
        }
    }
}

/// Whether all values are below 2³².
fn is_narrow(values: &[u64]) -> bool {
    values.iter().fold(0, |all, value| all | value) >> 32 == 0
}

fn sum_blocks<V: Copy + Into<u64>>(values: &[V], before: &mut Vec<u64>) {
    let from = before.len();
    let mut total = before[from - 1];
    let of = |value: V| value.into().min(PAST);
    let blocks = &values.as_chunks::<BLOCK>().0[from - 1..];
    // By name and in two loops, as both is quicker where a module is compiled for size: a loop over a
    // block stays one, and each addition would wait for the total.
    before.extend(blocks.iter().map(|&[a, b, c, d, e, f, g, h]| {
        of(a) + of(b) + of(c) + of(d) + of(e) + of(f) + of(g) + of(h)
    }));
    for sum in &mut before[from..] {
        total = (total + *sum).min(PAST);
        *sum = total;
    }
}

fn count_fitting<V: Copy + Into<u64>>(values: &[V], before: &[u64]) -> usize {
    let block = before.partition_point(|&sum| sum < PAST) - 1;
    let mut total = before[block];
    let fits = values[block * BLOCK..].iter().take_while(|&&value| {
        total = total.saturating_add(value.into());
        total < PAST
    });
    block * BLOCK + fits.count()
}

#[cfg(test)]
mod tests {
    use super::{Column, MAX_TOTAL, Values};
    use crate::{ErrorKind, columns::measure::Measure};

    /// The sums before all rows, or the row with which they pass the largest total.
    fn summed(values: Values) -> Result<Vec<u64>, usize> {
        match Measure::new("bytes".to_owned(), values) {
            Ok(measure) => Ok((0..=measure.len()).map(|row| measure.sum(0, row)).collect()),
            Err(error) => match error.kind() {
                ErrorKind::TotalTooLarge { row, .. } => Err(*row),
                kind => panic!("{kind:?}"),
            },
        }
    }

    fn plainly(values: &[u64]) -> Result<Vec<u64>, usize> {
        let (mut sums, mut total) = (vec![0], 0_u64);
        for (row, &value) in values.iter().enumerate() {
            total = total.checked_add(value).filter(|&total| total <= MAX_TOTAL).ok_or(row)?;
            sums.push(total);
        }
        Ok(sums)
    }

    #[test]
    fn values_that_32_bits_hold_are_kept_in_32_however_they_come() {
        let is_narrow = |values: Values| matches!(values.column, Column::U32(_));
        assert!(is_narrow(Values::from(vec![0_u64, u32::MAX.into()])));
        assert!(!is_narrow(Values::from(vec![0_u64, 1 << 32])));
    }

    #[test]
    fn pieces_of_any_length_sum_to_the_same() {
        let shapes: [fn(u64) -> u64; 5] = [
            |i| i * 7_919 % 160,
            |_| u32::MAX.into(),
            |i| if i == 21 { 1 << 40 } else { i },
            |i| if i % 30 == 29 { MAX_TOTAL / 2 } else { i },
            |i| if i == 50 { u64::MAX } else { 3 },
        ];
        for shape in shapes {
            for len in [0, 1, 7, 8, 9, 30, 64, 100] {
                let all: Vec<u64> = (0..len).map(shape).collect();
                let expected = plainly(&all);
                for piece in [1, 3, 8, 20, 100] {
                    let mut values = Values::with_capacity(0);
                    for piece in all.chunks(piece) {
                        let narrow: Result<Vec<u32>, _> =
                            piece.iter().map(|&value| u32::try_from(value)).collect();
                        match narrow {
                            Ok(narrow) if len % 2 == 0 => {
                                values.extend_with(narrow.len(), |place| {
                                    place.copy_from_slice(&narrow);
                                });
                            }
                            _ => values.extend_from_slice(piece),
                        }
                    }
                    assert_eq!(values.len(), all.len());
                    assert_eq!(summed(values), expected, "pieces of {piece}, {all:?}");
                }
                let mut values = Values::with_capacity(3);
                for &value in &all {
                    values.push(value);
                }
                assert_eq!(summed(values), expected, "one by one, {all:?}");
                assert_eq!(summed(Values::from(all.clone())), expected, "at once, {all:?}");
            }
        }
    }
}
