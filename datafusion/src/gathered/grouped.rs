//! Where the rows of each group are.

use crate::arguments::{Amounts, Columns};
use std::{mem, ops::Range};

/// The rows of all groups, one group after the other.
///
/// ```text
/// groups   1 0 1 0 0        as they came
/// moves    3 0 4 1 2        where each row goes; none if that is where it is
/// starts   0     3   5
/// ```
pub(super) struct Grouped {
    starts: Vec<u32>,
    moves: Option<Vec<u32>>,
}

impl Grouped {
    /// By counting: `O(n)`, stable. At most 2³² - 1 rows.
    pub(super) fn new(groups: Vec<u32>, count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        for &group in &groups {
            starts[group as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        if groups.is_sorted() {
            return Grouped { starts, moves: None };
        }
        let (mut next, mut moves) = (starts.clone(), groups);
        for place in &mut moves {
            let next = &mut next[*place as usize];
            *place = *next;
            *next += 1;
        }
        Grouped { starts, moves: Some(moves) }
    }

    pub(super) fn rows(&self, group: usize) -> Range<usize> {
        self.starts[group] as usize..self.starts[group + 1] as usize
    }

    /// How many rows each group has.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        self.starts.windows(2).map(|ends| (ends[1] - ends[0]) as usize)
    }

    /// Puts a column into the order of groups. It is read from its start to its end: rows of one group may be far
    /// apart, and to write them is cheaper than to fetch them.
    pub(super) fn arrange<T: Copy + Default>(&self, values: Vec<T>) -> Vec<T> {
        let Some(moves) = self.moves.as_ref().filter(|moves| moves.len() == values.len()) else {
            return values;
        };
        let mut arranged = vec![T::default(); values.len()];
        for (&place, value) in moves.iter().zip(values) {
            arranged[place as usize] = value;
        }
        arranged
    }

    pub(super) fn arrange_all(&self, columns: &mut Columns) {
        for amounts in &mut columns.measures {
            match amounts {
                Amounts::Narrow(values) => *values = self.arrange(mem::take(values)),
                Amounts::Wide(values) => *values = self.arrange(mem::take(values)),
            }
        }
        columns.keys = self.arrange(mem::take(&mut columns.keys));
        columns.times = self.arrange(mem::take(&mut columns.times));
    }

    pub(super) fn len(&self) -> usize {
        self.starts.last().map_or(0, |len| *len as usize)
    }

    /// The rows of all groups, one after the other.
    pub(super) fn all_rows(&self) -> Vec<u32> {
        (0..self.starts.last().copied().unwrap_or(0)).collect()
    }

    /// Which row stands at each place; none if all stay where they are.
    pub(super) fn places(&self) -> Option<Vec<u32>> {
        let moves = self.moves.as_ref()?;
        let mut places = vec![0; moves.len()];
        for (row, &place) in (0..).zip(moves) {
            places[place as usize] = row;
        }
        Some(places)
    }
}

/// The rows of some places.
pub(super) fn gather<T: Copy>(values: &[T], places: &[u32]) -> Vec<T> {
    places.iter().map(|&row| values[row as usize]).collect()
}

/// Some rows of all columns.
pub(super) fn picked(columns: &Columns, rows: &[u32]) -> Columns {
    let some = |amounts: &Amounts| match amounts {
        Amounts::Narrow(values) => Amounts::Narrow(gather(values, rows)),
        Amounts::Wide(values) => Amounts::Wide(gather(values, rows)),
    };
    // A column that is not asked for has no rows.
    let column = |is_asked: bool| if is_asked { rows } else { &[] };
    Columns {
        measures: columns.measures.iter().map(some).collect(),
        keys: gather(&columns.keys, column(!columns.keys.is_empty())),
        times: gather(&columns.times, column(!columns.times.is_empty())),
    }
}
