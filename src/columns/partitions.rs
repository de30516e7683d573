//! Where partitions begin, and whether one goes on in the rows that follow.

use crate::{Error, columns::identity::Identity, room::Room};

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
    /// Makes room for those of more rows.
    pub(crate) fn make_room(&mut self, more: &Partitions) -> Result<(), Error> {
        self.begins.room(more.begins.len() + 1)
    }

    /// Takes away those of the rows from `len` on; `last` is what the row before them belongs to.
    pub(crate) fn truncate(&mut self, len: usize, last: Option<u64>) {
        self.begins.truncate(self.begins.partition_point(|&row| (row as usize) < len));
        self.last = last;
    }

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

impl<T: PartialEq + Identity> Runs<T> {
    /// Takes the value of the next row. Rows past the 32 bits that can number them are refused where
    /// their number is known.
    pub(crate) fn next(&mut self, value: T) {
        match &self.last {
            None => self.partitions.first = Some(value.fingerprint()),
            Some(last) if *last != value => self.partitions.begins.push(self.rows),
            Some(_) => {}
        }
        self.last = Some(value);
        self.rows = self.rows.wrapping_add(1);
    }

    pub(crate) fn finish(mut self) -> Partitions {
        self.partitions.last = self.last.as_ref().map(T::fingerprint);
        self.partitions
    }
}

#[cfg(test)]
mod tests {
    use super::{Partitions, Runs};

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
}
