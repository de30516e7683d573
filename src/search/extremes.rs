//! The largest of a range of values, without looking at each of them.
//!
//! ```text
//! level 1   max 0..1024                     │ max 1024..2048 …
//! level 0   max 0..32 │ max 32..64 │ …
//! values    v0 v1 …                           computed by the caller, not kept
//! ```
//! Adds a quarter of a byte per row for each column it is used on; a search looks at no more than 64
//! values of each level.

use crate::{
    Error,
    room::{Room, gathered},
};
use std::ops::Range;

/// How many values one of the level above covers.
const FAN: usize = 32;

#[derive(Clone, Debug)]
pub(crate) struct Extremes {
    len: usize,
    levels: Vec<Vec<u64>>,
}

impl Extremes {
    /// One pass over `len` values.
    pub(crate) fn new(len: usize, value: impl Fn(usize) -> u64) -> Result<Self, Error> {
        let largest = |values: Range<usize>| values.map(&value).max().unwrap_or(0);
        let blocks = (0..len).step_by(FAN).map(|from| largest(from..len.min(from + FAN)));
        Extremes::of(len, gathered(len.div_ceil(FAN), blocks)?)
    }

    /// Of the largest of each block of values.
    fn of(len: usize, mut level: Vec<u64>) -> Result<Self, Error> {
        let mut levels = Vec::new();
        while level.len() > 1 {
            let above = level.chunks(FAN).map(|chunk| chunk.iter().copied().max().unwrap_or(0));
            let above = gathered(level.len().div_ceil(FAN), above)?;
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Ok(Extremes { len, levels })
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Makes room for more values, not more than there are.
    pub(crate) fn make_room(&mut self, more: usize) -> Result<(), Error> {
        let mut blocks = self.len + more;
        self.levels.iter_mut().try_for_each(|level| {
            blocks = blocks.div_ceil(FAN);
            level.room(blocks.saturating_sub(level.len()))
        })
    }

    /// Appends a value: `O(1)`, amortised, as a level is looked at only where the one below grew or
    /// has a larger value than before.
    pub(crate) fn push(&mut self, value: u64) {
        let mut i = self.len / FAN;
        self.len += 1;
        for level in &mut self.levels {
            match level.get_mut(i) {
                Some(largest) if *largest >= value => return,
                Some(largest) => *largest = value,
                None => level.push(value),
            }
            i /= FAN;
        }
        if let Some(&[first, second]) = self.levels.last().map(Vec::as_slice) {
            self.levels.push(vec![first.max(second)]);
        }
    }

    /// The largest value of `range`, which must not be empty; the latest of several.
    pub(crate) fn latest_largest(
        &self,
        range: Range<usize>,
        value: impl Fn(usize) -> u64,
    ) -> usize {
        let at = |level: usize, i: usize| match level {
            0 => value(i),
            level => self.levels[level - 1][i],
        };
        // Right to left, so that only a larger value takes the place of a later one: the right
        // ends of the levels going up, what is left in the middle, the left ends coming down.
        let (mut best, mut best_at) = (None, (0, 0));
        let mut look = |level: usize, within: Range<usize>| {
            for i in within.rev() {
                let found = at(level, i);
                if best.is_none_or(|best| found > best) {
                    (best, best_at) = (Some(found), (level, i));
                }
            }
        };
        let Range { mut start, mut end } = range;
        let mut left_ends = Vec::new();
        let mut level = 0;
        while end - start > 2 * FAN && level < self.levels.len() {
            let (whole_start, whole_end) = (start.next_multiple_of(FAN), end / FAN * FAN);
            look(level, whole_end..end);
            left_ends.push(start..whole_start);
            (start, end) = (whole_start / FAN, whole_end / FAN);
            level += 1;
        }
        look(level, start..end);
        for (level, left_end) in left_ends.into_iter().enumerate().rev() {
            look(level, left_end);
        }
        let (mut level, mut i) = best_at;
        while level > 0 {
            let below = if level == 1 { self.len } else { self.levels[level - 2].len() };
            let children = (i * FAN..below.min((i + 1) * FAN)).rev();
            let same = children.into_iter().find(|&child| Some(at(level - 1, child)) == best);
            (level, i) = (level - 1, same.unwrap_or(i * FAN));
        }
        i
    }

    /// The first of `range` whose value is above `limit`, or the range's end.
    pub(crate) fn first_above(
        &self,
        range: Range<usize>,
        limit: u64,
        value: impl Fn(usize) -> u64,
    ) -> usize {
        let (mut level, mut i, mut covers) = (0, range.start, 1);
        while i * covers < range.end {
            let above = match level {
                0 => value(i) > limit,
                level => self.levels[level - 1][i] > limit,
            };
            if above && level == 0 {
                return i;
            }
            if above {
                (level, i, covers) = (level - 1, i * FAN, covers / FAN);
                continue;
            }
            i += 1;
            while i.is_multiple_of(FAN) && level < self.levels.len() {
                (level, i, covers) = (level + 1, i / FAN, covers * FAN);
            }
        }
        range.end
    }
}

/// The latest of the largest values, by a look at each: for what has not been prepared.
pub(crate) fn latest_largest(range: Range<usize>, value: &dyn Fn(usize) -> u64) -> usize {
    range.clone().max_by_key(|&i| value(i)).unwrap_or(range.start)
}

#[cfg(test)]
mod tests {
    use super::{Extremes, FAN};
    use std::cell::Cell;

    #[test]
    fn a_search_looks_at_a_few_values_however_far_it_goes() {
        const LEN: usize = 100_000;
        for shape in [|_| 7, |i: usize| i as u64, |i: usize| (LEN - i) as u64] {
            let looks = Cell::new(0);
            let value = |i: usize| {
                looks.set(looks.get() + 1);
                shape(i)
            };
            let extremes = Extremes::new(LEN, value).expect("memory");
            for range in [0..LEN, 1..LEN - 1, 31..70_033, 32..64, 40_000..41_025] {
                let largest = range.clone().map(shape).max().unwrap_or(0);
                looks.set(0);
                extremes.latest_largest(range.clone(), value);
                assert!(looks.get() <= 3 * FAN, "{} of {range:?}", looks.get());
                looks.set(0);
                assert_eq!(extremes.first_above(range.clone(), largest, value), range.end);
                assert!(looks.get() <= 3 * FAN, "{} of {range:?}", looks.get());
            }
        }
    }

    #[test]
    fn finds_what_a_scan_finds() {
        let mut state = 1_u32;
        let mut random = move |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for len in [1, 2, 31, 32, 33, 64, 1_000, 1_024, 1_025, 2_100, 40_000] {
            for spread in [2, 1_000_000] {
                let values: Vec<u64> = (0..len).map(|_| u64::from(random(spread))).collect();
                let value = |i: usize| values[i];
                let mut extremes = Extremes::new(values.len() / 3, value).expect("memory");
                values[values.len() / 3..].iter().for_each(|&value| extremes.push(value));
                let whole = Extremes::new(values.len(), value).expect("memory");
                assert_eq!(extremes.levels, whole.levels);
                for _ in 0..300 {
                    let a = random(len + 1) as usize;
                    let b = random(len + 1) as usize;
                    let (start, end) = (a.min(b), a.max(b));
                    let limit = u64::from(random(spread));
                    let above = (start..end).find(|&i| values[i] > limit).unwrap_or(end);
                    assert_eq!(extremes.first_above(start..end, limit, value), above);
                    if start < end {
                        let largest = (start..end).max_by_key(|&i| values[i]);
                        assert_eq!(Some(extremes.latest_largest(start..end, value)), largest);
                    }
                }
            }
        }
    }
}
