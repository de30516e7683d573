//! The key of each row: for cuts that stay where they are, and for the identity of windows.

use crate::{
    columns::hashing::mix,
    search::{extremes::Extremes, once::Once},
};
use std::ops::Range;

/// Rows per block of fingerprints.
const BLOCK: usize = 32;

/// ```text
/// keys     k0 k1 … k31         │ k32 …
/// pairs    p(k0,k1) + p(k1,k2) … : before[b] is the sum of all pairs that end before block b
/// ```
#[derive(Debug)]
pub(crate) struct Keys {
    values: Vec<u64>,
    /// `before[b]` sums, mod 2⁶⁴, the pairs whose second row is before block `b`.
    before: Once<Vec<u64>>,
    smallest: Once<Extremes>,
}

impl Keys {
    pub(crate) fn new(values: Vec<u64>) -> Self {
        Keys { values, before: Once::new(), smallest: Once::new() }
    }

    /// The row whose mixed key is the smallest; the latest of several. `rows` must not be empty.
    pub(crate) fn latest_smallest(&self, rows: Range<usize>) -> usize {
        let value = |row: usize| !mix(self.values[row]);
        let smallest = self.smallest.get_or_init(|| Extremes::new(self.values.len(), value));
        smallest.latest_largest(rows, value)
    }

    /// A fingerprint of the keys of `rows`, in their order: the sum of a hash of each two
    /// neighbours, with the first and how many there are. `O(1)`.
    pub(crate) fn fingerprint(&self, rows: Range<usize>) -> u64 {
        let Some(first) = self.values[rows.clone()].first() else { return 0 };
        let pairs = self.pairs_before(rows.end).wrapping_sub(self.pairs_before(rows.start + 1));
        mix(pairs ^ mix(first ^ mix(rows.len() as u64)))
    }

    /// The sum of the pairs whose second row is before `row`.
    fn pairs_before(&self, row: usize) -> u64 {
        let before = self.before.get_or_init(|| {
            let mut before = Vec::with_capacity(self.values.len() / BLOCK + 1);
            before.push(0);
            self.sum_up(&mut before, 0, 0);
            before
        });
        let block = row / BLOCK;
        (block * BLOCK..row).fold(before[block], |sum, row| sum.wrapping_add(self.pair(row)))
    }

    /// Adds to `before` the blocks after `row`, given the sum of the pairs before it.
    fn sum_up(&self, before: &mut Vec<u64>, row: usize, mut sum: u64) {
        for row in row..self.values.len() {
            sum = sum.wrapping_add(self.pair(row));
            if (row + 1).is_multiple_of(BLOCK) {
                before.push(sum);
            }
        }
    }

    /// The keys of the rows from `row` on.
    pub(crate) fn values_from(&self, row: usize) -> &[u64] {
        &self.values[row..]
    }

    /// Appends the keys from `from` on of others. What has been summed up stays so: `O(1)` a key,
    /// amortised.
    pub(crate) fn extend(&mut self, more: &Keys, from: usize) {
        let (len, more) = (self.values.len(), &more.values[from..]);
        let sum = self.before.get().is_some().then(|| self.pairs_before(len));
        self.values.extend_from_slice(more);
        if let (Some(mut before), Some(sum)) = (self.before.take(), sum) {
            self.sum_up(&mut before, len, sum);
            self.before = Once::from(before);
        }
        if let Some(smallest) = self.smallest.get_mut() {
            for &key in more {
                smallest.push(!mix(key));
            }
        }
    }

    /// The hash of a row's key after that of the row before; nothing for the first row, and past
    /// the last.
    fn pair(&self, row: usize) -> u64 {
        match (row.checked_sub(1), self.values.get(row)) {
            (Some(before), Some(key)) => {
                mix(key.wrapping_add(mix(self.values[before]).rotate_left(32)))
            }
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn a_fingerprint_is_of_the_keys_alone_and_of_their_order() {
        let numbers: Vec<u64> = (0..200).map(|i| i * i % 101).collect();
        let keys = Keys::new(numbers.clone());
        for start in 0..200 {
            for end in start..200 {
                let alone = Keys::new(numbers[start..end].to_vec());
                assert_eq!(keys.fingerprint(start..end), alone.fingerprint(0..end - start));
            }
        }
        let of = |keys: &[u64]| Keys::new(keys.to_vec()).fingerprint(0..keys.len());
        let all =
            [of(&[]), of(&[0]), of(&[0, 0]), of(&[1]), of(&[1, 2]), of(&[2, 1]), of(&[1, 2, 1, 2])];
        let distinct: std::collections::BTreeSet<u64> = all.into_iter().collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn what_is_known_of_keys_stays_so_when_more_are_appended() {
        let numbers: Vec<u64> = (0..300).map(|i| i * i % 101).collect();
        let all = Keys::new(numbers.clone());
        let mut keys = Keys::new(numbers[..40].to_vec());
        for (end, &number) in numbers.iter().enumerate().skip(40) {
            keys.latest_smallest(0..end);
            keys.fingerprint(0..end);
            keys.extend(&Keys::new(vec![0, number]), 1);
            for start in [0, 1, 33, end] {
                let rows = start..end + 1;
                assert_eq!(keys.latest_smallest(rows.clone()), all.latest_smallest(rows.clone()));
                assert_eq!(keys.fingerprint(rows.clone()), all.fingerprint(rows));
            }
        }
    }

    #[test]
    fn a_fingerprint_is_the_same_in_each_version() {
        // Callers keep ids beside what they paid for. Computed from the definition in Python.
        let of = |keys: &[u64]| Keys::new(keys.to_vec()).fingerprint(0..keys.len());
        assert_eq!(of(&[7]), 0xD9AA_AA11_1BC3_2FB2);
        assert_eq!(of(&[1, 2, 3]), 0x0C4C_1C97_932B_0E38);
        assert_eq!(of(&[u64::MAX, 0, u64::MAX]), 0x045D_FC69_0135_DD96);
    }
}
