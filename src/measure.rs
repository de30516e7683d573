//! A measure: one non-negative integer per row, and the sums of any range of rows.

use crate::{
    Error, ErrorKind,
    blocks::{BLOCK, Blocks, Sums},
};

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
    /// Empty, narrow, and with room for `capacity` values below 2³², if there can be so much.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        let mut values = Vec::new();
        let _ = values.try_reserve_exact(capacity); // what is pushed makes room for itself
        Values::U32(values)
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

    #[inline]
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

/// A named column and the sums of its blocks.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    name: String,
    values: Values,
    sums: Sums,
}

/// Values and their sums, by the type of the values.
#[derive(Clone, Copy)]
pub(crate) enum AnyBlocks<'a> {
    U32(Blocks<'a, u32>),
    U64(Blocks<'a, u64>),
}

/// Does the same with blocks of either type.
macro_rules! with_blocks {
    ($measure:expr, $blocks:ident => $search:expr) => {
        match $measure.blocks() {
            AnyBlocks::U32($blocks) => $search,
            AnyBlocks::U64($blocks) => $search,
        }
    };
}

impl Measure {
    /// One pass. Fails where the running total passes [`MAX_TOTAL`].
    pub(crate) fn new(name: String, values: Values) -> Result<Self, Error> {
        let sums = match &values {
            Values::U32(values) => block_sums(values),
            Values::U64(values) => block_sums(values),
        };
        match sums {
            Ok(before) => Ok(Measure { name, values, sums: Sums::new(before) }),
            Err(row) => {
                let value = values.get(row);
                Err(ErrorKind::TotalTooLarge { column: name, row, value, max: MAX_TOTAL }.into())
            }
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    pub(crate) fn blocks(&self) -> AnyBlocks<'_> {
        let sums = &self.sums;
        match &self.values {
            Values::U32(values) => AnyBlocks::U32(Blocks { values, sums }),
            Values::U64(values) => AnyBlocks::U64(Blocks { values, sums }),
        }
    }

    #[inline]
    pub(crate) fn value(&self, row: usize) -> u64 {
        self.values.get(row)
    }

    /// The sum of the rows `start..end`. `O(1)`.
    #[inline(never)] // once in the module, as searches go by their own sums
    pub(crate) fn sum(&self, start: usize, end: usize) -> u64 {
        with_blocks!(self, blocks => blocks.point(end).sum - blocks.point(start).sum)
    }

    /// The largest `end` such that the rows `start..end` sum to at most `max`: `start` itself when
    /// its row alone exceeds it. `O(log(end - start))`.
    pub(crate) fn reach(&self, start: usize, max: u64) -> usize {
        with_blocks!(self, blocks => {
            let start = blocks.point(start);
            blocks.on(start, start.sum.saturating_add(max), self.len()).row
        })
    }

    /// No values, of the same name.
    pub(crate) fn emptied(&self) -> Self {
        Measure {
            name: self.name.clone(),
            values: Values::with_capacity(0),
            sums: Sums::new(vec![0]),
        }
    }

    /// Refuses values that, after these, add up past what can be summed exactly.
    pub(crate) fn check_next(&self, more: &Measure) -> Result<(), Error> {
        let row = more.reach(0, MAX_TOTAL - self.sum(0, self.len()));
        if row == more.len() {
            return Ok(());
        }
        let (column, value) = (more.name.clone(), more.value(row));
        Err(ErrorKind::TotalTooLarge { column, row, value, max: MAX_TOTAL }.into())
    }

    /// Appends the values from `from` on of others, which [`check_next`](Self::check_next) does not
    /// refuse. `O(1)` a value, amortised.
    pub(crate) fn extend(&mut self, more: &Measure, from: usize) {
        let len = self.len();
        let mut total = self.sum(0, len);
        match (&mut self.values, &more.values) {
            (Values::U32(values), Values::U32(more)) => values.extend_from_slice(&more[from..]),
            (values, more) => (from..more.len()).for_each(|row| values.push(more.get(row))),
        }
        let mut before = std::mem::take(&mut self.sums.before);
        for row in len..self.len() {
            total += self.value(row);
            if (row + 1).is_multiple_of(BLOCK) {
                before.push(total);
            }
        }
        self.sums = Sums::new(before);
    }
}

/// What values sum to before each block, or the row with which they add up past [`MAX_TOTAL`].
fn block_sums<V: Copy + Into<u64>>(values: &[V]) -> Result<Vec<u64>, usize> {
    let mut before = Vec::with_capacity(values.len() / BLOCK + 1);
    before.push(0);
    let mut total = 0;
    let (blocks, rest) = values.as_chunks::<BLOCK>();
    for (block, values) in blocks.iter().enumerate() {
        let sum = total + values.iter().map(|&value| value.into().min(MAX_TOTAL + 1)).sum::<u64>();
        if sum > MAX_TOTAL {
            return Err(block * BLOCK + past_total(total, values));
        }
        total = sum;
        before.push(total);
    }
    match past_total(total, rest) {
        row if row < rest.len() => Err(blocks.len() * BLOCK + row),
        _ => Ok(before),
    }
}

/// How many values can be added to a total.
fn past_total<V: Copy + Into<u64>>(mut total: u64, values: &[V]) -> usize {
    let fits = values.iter().take_while(|&&value| {
        total = total.saturating_add(value.into());
        total <= MAX_TOTAL
    });
    fits.count()
}
