//! Searches over the sums of blocks of rows: what stands between is summed up when it is needed.

use crate::search::gallop;

/// Rows per block: a block of `u32` values is two cache lines, and the sums of blocks add a
/// sixteenth to the column's memory.
pub(crate) const BLOCK: usize = 32;

/// How many rows are walked before a leap where windows are narrow.
const NEAR: usize = 2 * BLOCK;

/// Values, and what they sum to before each block.
///
/// ```text
/// values   v0 v1 … v31 │ v32 … v63 │ v64 …
/// before   0           │ Σ v0..v32 │ Σ v0..v64 …    as many as there are whole blocks, and one
/// ```
///
/// A search walks to the next boundary of a block, leaps over whole blocks, and walks again:
///
/// ```text
/// start ├─ walk ─┤─ leap ──────────────┤─ walk ─┤ end
/// ```
#[derive(Clone, Copy)]
pub(crate) struct Blocks<'a, V> {
    pub(crate) values: &'a [V],
    pub(crate) before: &'a [u64],
    /// The most for which a range is likely to be too short for a leap.
    pub(crate) narrow: u64,
}

impl<V: Copy + Into<u64>> Blocks<'_, V> {
    /// The sum of all rows before `row`, which may be the number of rows.
    pub(crate) fn sum_before(self, row: usize) -> u64 {
        let block = row / BLOCK;
        self.before[block] + sum(&self.values[block * BLOCK..row])
    }

    /// The largest `end` such that the rows `start..end` sum to at most `max`.
    pub(crate) fn reach(self, start: usize, max: u64) -> usize {
        if max > self.narrow {
            return self.leap(start, max);
        }
        let near = &self.values[start..self.values.len().min(start + NEAR)];
        let (count, left) = fitting(near, max);
        if count < near.len() { start + count } else { self.leap(start + count, left) }
    }

    fn leap(self, start: usize, max: u64) -> usize {
        let block = start / BLOCK + 1;
        let boundary = block * BLOCK;
        if boundary > self.values.len() {
            return start + fitting(&self.values[start..], max).0;
        }
        let head = &self.values[start..boundary];
        let Some(rest) = max.checked_sub(sum(head)) else {
            return start + fitting(head, max).0;
        };
        let most = self.before[block].saturating_add(rest);
        let block = self.last_up_to(block, most);
        let boundary = block * BLOCK;
        let tail = &self.values[boundary..self.values.len().min(boundary + BLOCK)];
        boundary + fitting(tail, most - self.before[block]).0
    }

    /// The least `start` such that the rows `start..end` sum to at most `max`.
    pub(crate) fn reach_back(self, end: usize, max: u64) -> usize {
        if max > self.narrow {
            return self.leap_back(end, max);
        }
        let near = &self.values[end.saturating_sub(NEAR)..end];
        let (count, left) = fitting_back(near, max);
        if count < near.len() { end - count } else { self.leap_back(end - count, left) }
    }

    fn leap_back(self, end: usize, max: u64) -> usize {
        let block = end / BLOCK;
        let tail = &self.values[block * BLOCK..end];
        let Some(rest) = max.checked_sub(sum(tail)) else {
            return end - fitting_back(tail, max).0;
        };
        let Some(least) = self.before[block].checked_sub(rest) else { return 0 };
        let block = self.first_from(block, least);
        let boundary = block * BLOCK;
        let head = &self.values[boundary.saturating_sub(BLOCK)..boundary];
        boundary - fitting_back(head, self.before[block] - least).0
    }

    /// The last block before which all rows sum to at most `most`, given one of them.
    fn last_up_to(self, known: usize, most: u64) -> usize {
        let blocks = self.blocks_of(most - self.before[known]);
        let guess = known.saturating_add(blocks).min(self.before.len() - 1);
        if self.before[guess] <= most {
            gallop(guess + 1, self.before.len(), |block| self.before[block] > most) - 1
        } else {
            guess - 1 - gallop(0, guess - known, |back| self.before[guess - 1 - back] <= most)
        }
    }

    /// The first block before which all rows sum to at least `least`, given one of them.
    fn first_from(self, known: usize, least: u64) -> usize {
        let guess = known.saturating_sub(self.blocks_of(self.before[known] - least));
        if self.before[guess] >= least {
            guess - gallop(0, guess, |back| self.before[guess - 1 - back] < least)
        } else {
            gallop(guess + 1, known, |block| self.before[block] >= least)
        }
    }

    /// How many blocks would sum to so much, were they all alike. A search begins there: where
    /// lengths are as they are in most tables it ends a step or two away.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a guess; `as` saturates"
    )]
    fn blocks_of(self, amount: u64) -> usize {
        let total = self.before[self.before.len() - 1];
        (amount as f64 * self.before.len() as f64 / (total + 1) as f64) as usize
    }
}

fn sum<V: Copy + Into<u64>>(values: &[V]) -> u64 {
    values.iter().map(|&value| value.into()).sum()
}

/// Rows that are counted without a branch.
const STRIDE: usize = 8;

/// How many of the values, from the first on, sum to at most `max`, and, where all do, how much of
/// it they leave.
fn fitting<V: Copy + Into<u64>>(values: &[V], max: u64) -> (usize, u64) {
    let (strides, rest) = values.as_chunks::<STRIDE>();
    let (mut count, mut left) = (0, max);
    for stride in strides {
        let (more, sum) = count_fitting(stride.iter(), left);
        count += more;
        if more < STRIDE {
            return (count, left);
        }
        left -= sum;
    }
    let (more, sum) = count_fitting(rest.iter(), left);
    (count + more, left.saturating_sub(sum))
}

/// The same from the last on.
fn fitting_back<V: Copy + Into<u64>>(values: &[V], max: u64) -> (usize, u64) {
    let (rest, strides) = values.as_rchunks::<STRIDE>();
    let (mut count, mut left) = (0, max);
    for stride in strides.iter().rev() {
        let (more, sum) = count_fitting(stride.iter().rev(), left);
        count += more;
        if more < STRIDE {
            return (count, left);
        }
        left -= sum;
    }
    let (more, sum) = count_fitting(rest.iter().rev(), left);
    (count + more, left.saturating_sub(sum))
}

/// Where the sum passes `max` cannot be foretold, so a branch on it costs more than adding on.
fn count_fitting<'v, V: Copy + Into<u64> + 'v>(
    values: impl Iterator<Item = &'v V>,
    max: u64,
) -> (usize, u64) {
    values.fold((0, 0), |(count, sum), &value| {
        let sum = sum + value.into();
        (count + usize::from(sum <= max), sum)
    })
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Blocks, NEAR};
    use std::cell::Cell;

    thread_local! {
        static READS: Cell<usize> = const { Cell::new(0) };
    }

    /// A value that counts how often any is read.
    #[derive(Clone, Copy)]
    struct Counted(u64);

    impl From<Counted> for u64 {
        fn from(value: Counted) -> u64 {
            READS.set(READS.get() + 1);
            value.0
        }
    }

    #[test]
    fn a_search_reads_a_few_values_however_far_it_goes() {
        const ROWS: usize = 300_000;
        for shape in
            [|_| 100, |i| (i as u64 * 7_919) % 200, |i| if i % 1_000 == 0 { 90_000 } else { 10 }]
        {
            let values: Vec<Counted> = (0..ROWS).map(|i| Counted(shape(i))).collect();
            let mut before = vec![0];
            for block in values.chunks_exact(BLOCK) {
                let sum: u64 = block.iter().map(|value| value.0).sum();
                before.push(before[before.len() - 1] + sum);
            }
            let narrow = 2 * before[before.len() - 1] / before.len() as u64;
            let blocks = Blocks { values: &values, before: &before, narrow };
            for rows in [1, 10, 100, 1_000, 10_000, 100_000] {
                for start in [0, 1, 17, 31, 32, 12_345] {
                    let max = blocks.sum_before(start + rows) - blocks.sum_before(start);
                    READS.set(0);
                    assert!(blocks.reach(start, max) >= start + rows);
                    assert!(blocks.reach_back(start + rows, max) <= start);
                    let allowed = 2 * (NEAR + 2 * BLOCK);
                    assert!(READS.get() <= allowed, "{} values read for {rows} rows", READS.get());
                }
            }
        }
    }
}
