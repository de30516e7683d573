//! Where partitions begin, and whether one goes on in the rows that follow.

use crate::columns::hashing::{FNV_OFFSET, fnv, mix};
use std::hash::{Hash, Hasher};

/// What each row belongs to, of which only the changes are kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Partitions {
    /// The rows at which a partition begins, but for the first row; ascending.
    pub(crate) begins: Vec<u32>,
    /// Fingerprints of the first row's value and of the last's, where they are known.
    pub(crate) first: Option<u64>,
    pub(crate) last: Option<u64>,
}

impl Partitions {
    /// Appends those of more rows, from `from` on, to those of `len` rows; `from` is 0, or `len` is.
    #[expect(clippy::cast_possible_truncation, reason = "checked before rows are added")]
    pub(crate) fn extend(&mut self, len: usize, more: &Partitions, from: usize) {
        if len > 0 && more.first.is_some() && more.first != self.last {
            self.begins.push(len as u32);
        }
        let begins = more.begins.iter().filter(|&&row| row as usize > from);
        self.begins.extend(begins.map(|&row| row - from as u32 + len as u32));
        self.last = more.last.or(self.last);
    }
}

/// Tells partitions from values that come row by row.
pub(crate) struct Runs<T> {
    partitions: Partitions,
    rows: u32,
    last: Option<T>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Runs { partitions: Partitions::default(), rows: 0, last: None }
    }
}

impl<T: PartialEq + Hash> Runs<T> {
    /// Takes the value of the next row. Rows past the 32 bits that can number them are refused where
    /// their number is known.
    pub(crate) fn next(&mut self, value: T) {
        match &self.last {
            None => self.partitions.first = Some(fingerprint(&value)),
            Some(last) if *last != value => self.partitions.begins.push(self.rows),
            Some(_) => {}
        }
        self.last = Some(value);
        self.rows = self.rows.wrapping_add(1);
    }

    pub(crate) fn finish(mut self) -> Partitions {
        self.partitions.last = self.last.as_ref().map(fingerprint);
        self.partitions
    }
}

/// A fingerprint of a value. That of a number does not depend on its type, and none depends on the
/// machine, so that another one can go on.
pub(crate) fn fingerprint(value: &impl Hash) -> u64 {
    let mut hasher = Fnv(FNV_OFFSET);
    value.hash(&mut hasher);
    hasher.finish()
}

struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        mix(self.0)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = fnv(self.0, bytes);
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_i8(&mut self, value: i8) {
        self.write_i64(value.into());
    }

    fn write_i16(&mut self, value: i16) {
        self.write_i64(value.into());
    }

    fn write_i32(&mut self, value: i32) {
        self.write_i64(value.into());
    }

    fn write_i64(&mut self, value: i64) {
        self.write_u64(value.cast_unsigned());
    }

    fn write_isize(&mut self, value: isize) {
        self.write_i64(value as i64);
    }
}

#[cfg(test)]
mod tests {
    use super::{Partitions, Runs, fingerprint};

    fn of(values: &[u8]) -> Partitions {
        let mut runs = Runs::default();
        for value in values {
            runs.next(value);
        }
        runs.finish()
    }

    #[test]
    fn partitions_of_batches_are_those_of_all_rows() {
        let values = [1, 1, 2, 3, 3, 3, 1, 2, 2];
        let all = of(&values);
        for end in 0..=values.len() {
            for start in 0..=end {
                let mut found = of(&values[..start]);
                found.extend(start, &of(&values[start..end]), 0);
                found.extend(end, &of(&values[end..]), 0);
                assert_eq!(found.begins, all.begins);
                assert_eq!(found.last, all.last);
                for from in [start, end] {
                    let mut kept = Partitions::default();
                    kept.extend(0, &found, from);
                    assert_eq!(kept.begins, of(&values[from..]).begins);
                    assert_eq!(kept.last, all.last);
                }
            }
        }
    }

    #[test]
    fn a_fingerprint_is_of_the_value_whatever_its_type() {
        let seven = fingerprint(&7_u64);
        assert_eq!([fingerprint(&7_u8), fingerprint(&7_u16), fingerprint(&7_u32)], [seven; 3]);
        assert_eq!([fingerprint(&7_i8), fingerprint(&7_i16), fingerprint(&7_i32)], [seven; 3]);
        assert_eq!([fingerprint(&7_i64), fingerprint(&7_usize), fingerprint(&7_isize)], [seven; 3]);
        assert_eq!(fingerprint(&-1_i8), fingerprint(&-1_isize));
        assert_eq!(fingerprint(&"chat"), fingerprint(&String::from("chat")));
        assert_ne!(fingerprint(&"chat"), fingerprint(&"chats"));
        assert_ne!(fingerprint(&Some(0_u8)), fingerprint(&None::<u8>));
    }

    #[test]
    fn a_fingerprint_is_the_same_everywhere() {
        // States hold it, so that it must not change. Computed from the definitions in Python; std
        // ends a text with a byte of ones, which counts as a number.
        assert_eq!(fingerprint(&"chat"), 0x1A85_CEC5_3FBE_210E);
        assert_eq!(fingerprint(&7_u64), 0xAE25_3598_B337_821E);
    }
}
