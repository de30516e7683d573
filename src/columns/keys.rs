//! The key of each row: for cuts that stay where they are, and for the identity of windows.

use crate::{
    Error,
    columns::{fingerprint::Prefixes, hashing::mix},
    room::Room,
    search::{
        extremes::{Extremes, latest_largest},
        once::Once,
    },
};
use std::ops::Range;

/// The key of each row, with what is found out about them when it is first asked for.
#[derive(Debug)]
pub(crate) struct Keys {
    values: Vec<u64>,
    prefixes: Once<Prefixes>,
    smallest: Once<Extremes>,
}

impl Keys {
    pub(crate) fn new(values: Vec<u64>) -> Self {
        Keys { values, prefixes: Once::new(), smallest: Once::new() }
    }

    /// Finds out the smallest keys, for [`latest_smallest`](Self::latest_smallest).
    pub(crate) fn prepare_smallest(&self) -> Result<(), Error> {
        if self.smallest.get().is_none() {
            let smallest = Extremes::new(self.values.len(), |row| !mix(self.values[row]))?;
            self.smallest.get_or_init(|| smallest);
        }
        Ok(())
    }

    /// Hashes all keys, for [`fingerprint`](Self::fingerprint).
    pub(crate) fn prepare_fingerprints(&self) -> Result<(), Error> {
        if self.prefixes.get().is_none() {
            let mut prefixes = Prefixes::default();
            prefixes.make_room(self.values.len())?;
            prefixes.extend(&self.values);
            self.prefixes.get_or_init(|| prefixes);
        }
        Ok(())
    }

    /// Makes room for the keys of `more` from `from` on.
    pub(crate) fn make_room(&mut self, more: &Keys, from: usize) -> Result<(), Error> {
        let more = more.values.len() - from;
        self.values.room(more)?;
        if let Some(prefixes) = self.prefixes.get_mut() {
            prefixes.make_room(self.values.len() + more)?;
        }
        match self.smallest.get_mut() {
            Some(smallest) if smallest.len() < more => drop(self.smallest.take()),
            Some(smallest) => smallest.make_room(more)?,
            None => {}
        }
        Ok(())
    }

    /// Takes away the keys from `len` on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.smallest.take();
        self.prefixes.take();
    }

    /// The row whose mixed key is the smallest; the latest of several. `rows` must not be empty.
    pub(crate) fn latest_smallest(&self, rows: Range<usize>) -> usize {
        let value = |row: usize| !mix(self.values[row]);
        match self.smallest.get() {
            Some(smallest) => smallest.latest_largest(rows, value),
            None => latest_largest(rows, &value),
        }
    }

    /// The fingerprint of the sequence of keys of `rows`. `O(1)`, once all are hashed.
    pub(crate) fn fingerprint(&self, rows: Range<usize>) -> u64 {
        let prefixes = self.prefixes.get_or_init(|| {
            let mut prefixes = Prefixes::default();
            prefixes.extend(&self.values);
            prefixes
        });
        prefixes.fingerprint(&self.values, rows)
    }

    /// The keys of the rows from `row` on.
    pub(crate) fn values_from(&self, row: usize) -> &[u64] {
        &self.values[row..]
    }

    /// Appends the keys of `other` from `from` on. Prefixes and extremes are extended, not built
    /// again: `O(1)` a key, amortised.
    pub(crate) fn extend(&mut self, other: &Keys, from: usize) {
        let added = &other.values[from..];
        self.values.extend_from_slice(added);
        if let Some(prefixes) = self.prefixes.get_mut() {
            prefixes.extend(&self.values);
        }
        if let Some(smallest) = self.smallest.get_mut() {
            for &key in added {
                smallest.push(!mix(key));
            }
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
        all.prepare_smallest().expect("memory");
        for (end, &number) in numbers.iter().enumerate().skip(40) {
            keys.prepare_smallest().expect("memory");
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
}
