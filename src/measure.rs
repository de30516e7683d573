//! A measure: one non-negative integer per row, and the sums of any range of rows.

use crate::{Error, search::gallop};

/// Rows per block: a block of `u32` values is two cache lines, and the sums of blocks add a
/// sixteenth to the column's memory.
const BLOCK: usize = 32;

/// The largest total of a measure, 2⁵³ − 1: every sum of rows is then exact as an `f64` too, which
/// is what JavaScript's numbers are.
const MAX_TOTAL: u64 = (1 << 53) - 1;

/// The values of a measure, one per row, as narrow as the caller has them.
#[derive(Clone, Debug)]
pub enum Values {
    /// Values below 2³², such as the lengths of texts.
    U32(Vec<u32>),
    /// Values of any size, at twice the memory.
    U64(Vec<u64>),
}

impl Values {
    /// Empty, narrow, and with room for `capacity` values below 2³².
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Values::U32(Vec::with_capacity(capacity))
    }

    /// Appends a value. The first that is not below 2³² makes the column a wide one.
    pub fn push(&mut self, value: u64) {
        match self {
            Values::U32(values) => {
                if let Ok(value) = u32::try_from(value) {
                    values.push(value);
                } else {
                    let mut wide = Vec::with_capacity(values.capacity().max(values.len() + 1));
                    wide.extend(values.iter().copied().map(u64::from));
                    wide.push(value);
                    *self = Values::U64(wide);
                }
            }
            Values::U64(values) => values.push(value),
        }
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Values::U32(values) => values.len(),
            Values::U64(values) => values.len(),
        }
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn get(&self, row: usize) -> u64 {
        match self {
            Values::U32(values) => u64::from(values[row]),
            Values::U64(values) => values[row],
        }
    }
}

impl From<Vec<u32>> for Values {
    fn from(values: Vec<u32>) -> Self {
        Values::U32(values)
    }
}

impl From<Vec<u64>> for Values {
    fn from(values: Vec<u64>) -> Self {
        Values::U64(values)
    }
}

/// ```text
/// values   v0 v1 … v31 │ v32 … v63 │ v64 …
/// before   0           │ Σ v0..v32 │ Σ v0..v64
/// ```
#[derive(Debug)]
pub(crate) struct Measure {
    name: String,
    values: Values,
    /// `before[b]` is the sum of all rows before block `b`; the last block may be empty.
    before: Vec<u64>,
}

impl Measure {
    /// One pass. Fails where the running total passes [`MAX_TOTAL`].
    pub(crate) fn new(name: String, values: Values) -> Result<Self, Error> {
        let mut before = Vec::with_capacity(values.len() / BLOCK + 1);
        let mut total = 0_u64;
        for row in 0..values.len() {
            if row.is_multiple_of(BLOCK) {
                before.push(total);
            }
            total = match total.checked_add(values.get(row)) {
                Some(total) if total <= MAX_TOTAL => total,
                _ => {
                    let value = values.get(row);
                    return Err(Error::TotalTooLarge { column: name, row, value, max: MAX_TOTAL });
                }
            };
        }
        if values.len().is_multiple_of(BLOCK) {
            before.push(total);
        }
        Ok(Measure { name, values, before })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    pub(crate) fn value(&self, row: usize) -> u64 {
        self.values.get(row)
    }

    /// The sum of all rows before `row`, which may be the number of rows.
    fn sum_before(&self, row: usize) -> u64 {
        let block = row / BLOCK;
        (block * BLOCK..row).fold(self.before[block], |sum, i| sum + self.value(i))
    }

    /// The sum of the rows `start..end`.
    pub(crate) fn sum(&self, start: usize, end: usize) -> u64 {
        self.sum_before(end) - self.sum_before(start)
    }

    /// The largest `end` such that the rows `start..end` sum to at most `max`: `start` itself when
    /// its row alone exceeds it. `O(log(end - start))`.
    pub(crate) fn reach(&self, start: usize, max: u64) -> usize {
        let sum_start = self.sum_before(start);
        let last_sum = sum_start.saturating_add(max);
        let next_block = start / BLOCK + 1;
        let past = gallop(next_block, self.before.len(), |block| self.before[block] > last_sum);
        // The answer lies between the last block boundary that is not past and the one after it.
        let (mut end, mut sum) = match past {
            past if past == next_block => (start, sum_start),
            past => ((past - 1) * BLOCK, self.before[past - 1]),
        };
        while end < self.len() && sum + self.value(end) <= last_sum {
            sum += self.value(end);
            end += 1;
        }
        end
    }

    /// The least `start` such that the rows `start..end` sum to at most `max`: `end` itself when
    /// the row before it alone exceeds it. `O(log(end - start))`.
    pub(crate) fn reach_back(&self, end: usize, max: u64) -> usize {
        let sum_end = self.sum_before(end);
        let least_sum = sum_end.saturating_sub(max);
        let block = end / BLOCK;
        let back = gallop(0, block + 1, |back| self.before[block - back] < least_sum);
        let (mut start, mut sum) = match back {
            0 => (end, sum_end),
            back => ((block + 1 - back) * BLOCK, self.before[block + 1 - back]),
        };
        while start > 0 && sum - self.value(start - 1) >= least_sum {
            sum -= self.value(start - 1);
            start -= 1;
        }
        start
    }
}
