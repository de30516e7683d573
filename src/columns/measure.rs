//! A measure: one non-negative integer per row, and the sums of any range of rows.

use crate::{
    Error, ErrorKind,
    columns::values::{Column, MAX_TOTAL, Values},
    room::Room,
    search::blocks::{BLOCK, Blocks, Sums},
};

/// A named column and the sums of its blocks.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    name: String,
    values: Column,
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
    /// Fails where the running total passes [`MAX_TOTAL`].
    pub(crate) fn new(name: String, values: Values) -> Result<Self, Error> {
        let Values { column: values, mut before } = values;
        before.room((values.len() / BLOCK + 1).saturating_sub(before.len()))?;
        values.sum_up(&mut before);
        let row = values.count_fitting(&before);
        if row < values.len() {
            return Err(past_total(name, row, values.get(row)));
        }
        Ok(Measure { name, values, sums: Sums::new(before) })
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
            Column::U32(values) => AnyBlocks::U32(Blocks { values, sums }),
            Column::U64(values) => AnyBlocks::U64(Blocks { values, sums }),
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
            values: Column::U32(Vec::new()),
            sums: Sums::new(vec![0]),
        }
    }

    /// Refuses values that, after these, add up past what can be summed exactly.
    pub(crate) fn check_next(&self, more: &Measure) -> Result<(), Error> {
        let row = more.reach(0, MAX_TOTAL - self.sum(0, self.len()));
        if row == more.len() {
            return Ok(());
        }
        Err(past_total(more.name.clone(), row, more.value(row)))
    }

    /// Makes room for the values of `more` from `from` on.
    pub(crate) fn make_room(&mut self, more: &Measure, from: usize) -> Result<(), Error> {
        self.values.make_room(&more.values, from)?;
        let blocks = (self.len() + more.len() - from) / BLOCK + 1;
        self.sums.before.room(blocks.saturating_sub(self.sums.before.len()))
    }

    /// Takes away the values from `len` on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        let mut before = std::mem::take(&mut self.sums.before);
        before.truncate(len / BLOCK + 1);
        self.sums = Sums::new(before);
    }

    /// Appends the values from `from` on of others, which [`check_next`](Self::check_next) does not
    /// refuse. `O(1)` a value, amortised.
    pub(crate) fn extend(&mut self, more: &Measure, from: usize) {
        self.values.append(&more.values, from);
        let mut before = std::mem::take(&mut self.sums.before);
        self.values.sum_up(&mut before);
        self.sums = Sums::new(before);
    }
}

/// The error that says with which row a column adds up past [`MAX_TOTAL`].
fn past_total(column: String, row: usize, value: u64) -> Error {
    ErrorKind::TotalTooLarge { column, row, value, max: MAX_TOTAL }.into()
}
