//! Searches over the sums of blocks of rows: what stands between is summed up when it is needed.

use crate::search::gallop;

/// Rows per block: a block of `u32` values is two cache lines, and the sums of blocks add a
/// sixteenth to the column's memory.
pub(crate) const BLOCK: usize = 32;

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
}

impl<V: Copy + Into<u64>> Blocks<'_, V> {
    /// The sum of all rows before `row`, which may be the number of rows.
    pub(crate) fn sum_before(self, row: usize) -> u64 {
        let block = row / BLOCK;
        self.before[block] + sum(&self.values[block * BLOCK..row])
    }

    /// The largest `end` such that the rows `start..end` sum to at most `max`.
    pub(crate) fn reach(self, start: usize, max: u64) -> usize {
        let block = start / BLOCK + 1;
        let boundary = block * BLOCK;
        if boundary > self.values.len() {
            return start + fitting(self.values[start..].iter(), max);
        }
        let head = &self.values[start..boundary];
        let Some(rest) = max.checked_sub(sum(head)) else {
            return start + fitting(head.iter(), max);
        };
        let most = self.before[block].saturating_add(rest);
        let block = self.last_up_to(block, most);
        let boundary = block * BLOCK;
        let tail = &self.values[boundary..self.values.len().min(boundary + BLOCK)];
        boundary + fitting(tail.iter(), most - self.before[block])
    }

    /// The least `start` such that the rows `start..end` sum to at most `max`.
    pub(crate) fn reach_back(self, end: usize, max: u64) -> usize {
        let block = end / BLOCK;
        let tail = &self.values[block * BLOCK..end];
        let Some(rest) = max.checked_sub(sum(tail)) else {
            return end - fitting(tail.iter().rev(), max);
        };
        let Some(least) = self.before[block].checked_sub(rest) else { return 0 };
        let block = self.first_from(block, least);
        let boundary = block * BLOCK;
        let head = &self.values[boundary.saturating_sub(BLOCK)..boundary];
        boundary - fitting(head.iter().rev(), self.before[block] - least)
    }

    /// The last block before which all rows sum to at most `most`, given one of them.
    fn last_up_to(self, known: usize, most: u64) -> usize {
        let guess = (known + self.blocks_of(most - self.before[known])).min(self.before.len() - 1);
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

/// How many of the values, from the first on, sum to at most `max`.
fn fitting<'v, V: Copy + Into<u64> + 'v>(values: impl Iterator<Item = &'v V>, max: u64) -> usize {
    let mut left = max;
    let mut count = 0;
    for &value in values {
        let Some(less) = left.checked_sub(value.into()) else { break };
        left = less;
        count += 1;
    }
    count
}
