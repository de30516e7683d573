//! Searches over the sums of blocks of rows: what stands between is summed up when it is needed.
//!
//! Where a sum passes a limit cannot be foretold, and a processor pays more for a branch that it
//! foretells wrongly than for adding up a whole block. So blocks are small, and are counted through
//! without a branch: rows within a block, and blocks around a guess.

use crate::search::gallop::{Point, gallop};

/// Rows per block: the sums of blocks add a quarter to the memory of a column of `u32`.
pub(crate) const BLOCK: usize = 8;

/// How many blocks are looked at around a guess.
const AROUND: usize = 8;

/// How often a guess is mended before the search goes on by halves.
const GUESSES: usize = 3;

/// How far ahead a block may be expected for it to be stepped to rather than leapt: what is read in a
/// row is there before it is needed, and what a leap reads is not, in a large table. At most twice as
/// many are stepped over, as values may be far from their mean.
const STEPPED: usize = 128;

/// How many steps of blocks are tried before a leap.
const STEPS: usize = 2 * STEPPED / AROUND;

/// How many rows are walked before a leap where windows are narrow.
pub(crate) const NEAR: usize = 8 * BLOCK;

/// What values sum to before each block.
///
/// ```text
/// values   v0 v1 … v7 │ v8 … v15 │ v16 …
/// before   0          │ Σ v0..v8 │ Σ v0..v16 …    as many as there are whole blocks, and one
/// ```
#[derive(Clone, Debug)]
pub(crate) struct Sums {
    pub(crate) before: Vec<u64>,
    /// How many blocks sum to 1 in the mean: what guesses are made from.
    density: f64,
    /// The most for which a range is likely to be so short that it is quicker walked through.
    pub(crate) narrow: u64,
}

impl Sums {
    #[expect(clippy::cast_precision_loss, reason = "what guesses are made from")]
    pub(crate) fn new(before: Vec<u64>) -> Self {
        let (total, blocks) = (before[before.len() - 1], before.len() as u64);
        let density = blocks as f64 / (total + 1) as f64;
        Sums { before, density, narrow: 4 * total / blocks }
    }

    /// The last block before which all rows sum to at most `most`; begins at a guess.
    fn last_up_to(&self, most: u64, guess: usize) -> usize {
        let before = &self.before;
        let mut guess = guess;
        for _ in 0..GUESSES {
            let from = guess.saturating_sub(AROUND / 2).min(before.len().saturating_sub(AROUND));
            let Some(near) = before[from..].first_chunk::<AROUND>() else { break };
            note_reads(AROUND);
            let count: usize = near.iter().map(|&sum| usize::from(sum <= most)).sum();
            if count == 0 {
                guess = from.saturating_sub(self.blocks_of(near[0] - most));
            } else if count == AROUND && from + AROUND < before.len() {
                let more = self.blocks_of(most - near[AROUND - 1]);
                guess = (from + AROUND).saturating_add(more);
            } else {
                return from + count - 1;
            }
        }
        let guess = guess.min(before.len() - 1);
        if self.is_past(guess, most) {
            guess - 1 - gallop(0, guess - 1, |back| !self.is_past(guess - 1 - back, most))
        } else {
            gallop(guess + 1, before.len(), |block| self.is_past(block, most)) - 1
        }
    }

    /// The last block before which all rows sum to at most `most`, as they do before `block`: by
    /// steps, and by leaps where these do not lead there.
    fn step_up_to(&self, most: u64, block: usize) -> usize {
        let (steps, rest) = self.before[block + 1..].as_chunks::<AROUND>();
        let stepped = &steps[..steps.len().min(STEPS)];
        let step = stepped.iter().position(|step| {
            note_reads(1);
            step[AROUND - 1] > most
        });
        let near = match step {
            Some(step) => &steps[step],
            None if steps.len() > STEPS => return self.leap_up_to(most, block + STEPS * AROUND),
            None => rest,
        };
        note_reads(near.len());
        let count = near.iter().map(|&sum| usize::from(sum <= most)).sum::<usize>();
        block + step.unwrap_or(steps.len()) * AROUND + count
    }

    #[cold]
    fn leap_up_to(&self, most: u64, block: usize) -> usize {
        gallop(block + 1, self.before.len(), |block| self.is_past(block, most)) - 1
    }

    /// Whether the rows before a block sum to more than `most`.
    #[inline]
    fn is_past(&self, block: usize, most: u64) -> bool {
        note_reads(1);
        self.before[block] > most
    }

    /// How many blocks would sum to so much, were they all alike.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a guess; `as` saturates"
    )]
    fn blocks_of(&self, amount: u64) -> usize {
        ((amount >> 1).cast_signed() as f64 * 2.0 * self.density) as usize
    }
}

/// Tells tests how many sums are read.
#[inline(always)]
fn note_reads(sums: usize) {
    #[cfg(test)]
    tests::SUM_READS.set(tests::SUM_READS.get() + sums);
    #[cfg(not(test))]
    let _ = sums;
}

/// A column's values with their sums.
#[derive(Clone, Copy)]
pub(crate) struct Blocks<'a, V> {
    pub(crate) values: &'a [V],
    pub(crate) sums: &'a Sums,
}

impl<V: Copy + Into<u64>> Blocks<'_, V> {
    #[inline(always)]
    pub(crate) fn value(self, row: usize) -> u64 {
        self.values[row].into()
    }

    /// A row, which may be the number of rows, and the sum of all before it. `O(1)`.
    pub(crate) fn point(self, row: usize) -> Point {
        let (block, rows) = (row / BLOCK, row % BLOCK);
        let rest = match self.whole(block) {
            Some(values) => {
                let upto = |(i, &value): (usize, &V)| if i < rows { value.into() } else { 0 };
                values.iter().enumerate().map(upto).sum::<u64>()
            }
            None => self.values[block * BLOCK..row].iter().map(|&value| value.into()).sum(),
        };
        Point { row, sum: self.sums.before[block] + rest }
    }

    /// The last row up to `until` before which all rows sum to at most `most`, as do those before
    /// `from`.
    #[inline(always)]
    pub(crate) fn on(self, from: Point, most: u64, until: usize) -> Point {
        let Point { mut row, mut sum } = from;
        let near = until.min(row + NEAR);
        if most - sum <= self.sums.narrow || near - row <= BLOCK {
            for &value in &self.values[row..near] {
                let next = sum + value.into();
                if next > most {
                    return Point { row, sum };
                }
                (row, sum) = (row + 1, next);
            }
            if row == until {
                return Point { row, sum };
            }
        }
        self.leap_on(Point { row, sum }, most, until)
    }

    #[inline(never)]
    fn leap_on(self, Point { row, sum }: Point, most: u64, until: usize) -> Point {
        let (block, ahead) = (row / BLOCK, self.sums.blocks_of(most - sum));
        let guess = block.saturating_add(ahead);
        if guess >= until / BLOCK {
            let last = self.point(until);
            if last.sum <= most {
                return last;
            }
        }
        let block = if ahead <= STEPPED {
            self.sums.step_up_to(most, block)
        } else {
            self.sums.last_up_to(most, guess)
        };
        let found = self.last_in(block, most);
        if found.row <= until { found } else { self.point(until) }
    }

    /// The first row from `lowest` on before which all rows sum to at least `least`, as do those
    /// before `from`.
    #[inline(always)]
    pub(crate) fn back(self, from: Point, least: u64, lowest: usize) -> Point {
        let Point { mut row, mut sum } = from;
        if sum - least <= self.sums.narrow {
            let near = lowest.max(row.saturating_sub(NEAR));
            for &value in self.values[near..row].iter().rev() {
                let next = sum - value.into();
                if next < least {
                    return Point { row, sum };
                }
                (row, sum) = (row - 1, next);
            }
            if row == lowest {
                return Point { row, sum };
            }
        }
        self.leap_back(Point { row, sum }, least, lowest)
    }

    #[inline(never)]
    fn leap_back(self, Point { row, sum }: Point, least: u64, lowest: usize) -> Point {
        if least == 0 {
            return self.point(lowest);
        }
        // The row before is the last before which they sum to less.
        let guess = (row / BLOCK).saturating_sub(self.sums.blocks_of(sum - least));
        let before = self.last_in(self.sums.last_up_to(least - 1, guess), least - 1);
        if before.row < lowest {
            return self.point(lowest);
        }
        Point { row: before.row + 1, sum: before.sum + self.value(before.row) }
    }

    /// The last row before which all rows sum to at most `most`, as they do before that block; may be
    /// the number of rows.
    fn last_in(self, block: usize, most: u64) -> Point {
        let from = Point { row: block * BLOCK, sum: self.sums.before[block] };
        match self.whole(block) {
            Some(values) => count_up_to(values, from, most),
            None => count_up_to(&self.values[block * BLOCK..], from, most),
        }
    }

    /// The values of a block, if it is a whole one.
    fn whole(&self, block: usize) -> Option<&[V; BLOCK]> {
        self.values.as_chunks().0.get(block)
    }
}

/// How far all values sum to at most `most`, without a branch.
fn count_up_to<V: Copy + Into<u64>>(values: &[V], from: Point, most: u64) -> Point {
    let mut sum = from.sum;
    values.iter().fold(from, |found, &value| {
        sum += value.into();
        let fits = sum <= most;
        Point { row: found.row + usize::from(fits), sum: if fits { sum } else { found.sum } }
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{AROUND, BLOCK, Blocks, GUESSES, NEAR, STEPPED, Sums};
    use std::cell::Cell;

    thread_local! {
        pub(crate) static READS: Cell<usize> = const { Cell::new(0) };
        pub(crate) static SUM_READS: Cell<usize> = const { Cell::new(0) };
    }

    /// A value that counts how often any is read.
    #[derive(Clone, Copy)]
    pub(crate) struct Counted(pub(crate) u64);

    impl Counted {
        pub(crate) fn sums(values: &[Counted]) -> Sums {
            let mut before = vec![0];
            for block in values.chunks_exact(BLOCK) {
                let sum: u64 = block.iter().map(|value| value.0).sum();
                before.push(before[before.len() - 1] + sum);
            }
            Sums::new(before)
        }
    }

    impl From<Counted> for u64 {
        fn from(value: Counted) -> u64 {
            READS.set(READS.get() + 1);
            value.0
        }
    }

    #[test]
    fn a_search_ends_at_the_same_block_from_every_guess() {
        let shapes: [fn(usize) -> u64; 4] =
            [|_| 3, |i| u64::from(i % 10 == 0), |i| 1 << (i / 2), |i| 1 << ((80 - i) / 2)];
        for shape in shapes {
            for len in [1, 2, 7, 8, 9, 20, 80] {
                let mut before = vec![0];
                (1..len).for_each(|i| before.push(before[i - 1] + shape(i)));
                let sums = Sums::new(before.clone());
                for guess in 0..=len {
                    for most in before.iter().flat_map(|sum| [sum.saturating_sub(1), *sum, sum + 1])
                    {
                        let last = before.partition_point(|&sum| sum <= most) - 1;
                        assert_eq!(sums.last_up_to(most, guess), last, "{most} in {before:?}");
                        if guess <= last {
                            assert_eq!(sums.step_up_to(most, guess), last, "{most} in {before:?}");
                        }
                    }
                }
            }
        }
    }

    /// Shapes of which the mean says little about any place.
    pub(crate) const SKEWED: [fn(usize) -> u64; 4] = [
        |i| if i == 299_999 { u32::MAX.into() } else { 1 },
        |i| if i == 0 { 1 << 40 } else { 1 },
        |i| if i < 150_000 { 1 } else { 1 << 20 },
        |i| if i < 150_000 { 1 << 20 } else { 1 },
    ];

    #[test]
    fn a_search_reads_a_few_values_and_sums_however_far_it_goes() {
        const ROWS: usize = 300_000;
        let shapes: [fn(usize) -> u64; 3] =
            [|_| 100, |i| (i as u64 * 7_919) % 200, |i| if i % 1_000 == 0 { 90_000 } else { 10 }];
        for shape in shapes.into_iter().chain(SKEWED) {
            let values: Vec<Counted> = (0..ROWS).map(|i| Counted(shape(i))).collect();
            let blocks = Blocks { values: &values, sums: &Counted::sums(&values) };
            for rows in [1, 10, 100, 1_000, 10_000, 100_000] {
                for start in [0, 1, 17, 31, 32, 12_345, 149_000, ROWS - rows - 1, ROWS - rows] {
                    let (least, most) = (blocks.point(start), blocks.point(start + rows));
                    READS.set(0);
                    SUM_READS.set(0);
                    assert!(blocks.on(least, most.sum, ROWS).row >= start + rows);
                    assert!(blocks.back(most, least.sum, 0).row <= start);
                    let allowed = 2 * (NEAR.min(rows) + 3 * BLOCK);
                    assert!(READS.get() <= allowed, "{} values read for {rows} rows", READS.get());
                    // Steps, guesses, and twice the logarithm of the blocks, each way.
                    let allowed = 2 * (STEPPED / 4 + AROUND * (GUESSES + 1) + 2 * 16);
                    assert!(SUM_READS.get() <= allowed, "{} sums for {rows}", SUM_READS.get());
                }
            }
        }
    }
}
