//! Which rows are of which group, sorted within each.

use super::order::Compare;
use std::{cmp::Ordering, mem, ops::Range};

/// The rows of all groups, one group after the other.
///
/// ```text
/// groups   1 0 1 0 0        as they came
/// places   1 3 4│0 2        row 0, 1, 2, …; none if that is the order they came in
/// ends           3   5
/// ```
pub(super) struct Grouped {
    ends: Vec<usize>,
    places: Option<Vec<u32>>,
    len: usize,
}

impl Grouped {
    /// By counting: `O(n)`, stable. At most 2³² rows.
    #[expect(clippy::cast_possible_truncation, reason = "the rows are counted before")]
    pub(super) fn new(groups: &[u32], count: usize) -> Self {
        let len = groups.len();
        let mut ends = vec![0; count];
        for &group in groups {
            ends[group as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        if groups.is_sorted() {
            return Grouped { ends, places: None, len };
        }
        let mut next: Vec<u32> = Vec::with_capacity(count);
        next.extend([0].into_iter().chain(ends.iter().map(|end| *end as u32)).take(count));
        let mut places = vec![0; len];
        for (row, &group) in (0..).zip(groups) {
            let place = &mut next[group as usize];
            places[*place as usize] = row;
            *place += 1;
        }
        Grouped { ends, places: Some(places), len }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn start(&self, group: usize) -> usize {
        group.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    pub(super) fn end(&self, group: usize) -> usize {
        self.ends[group]
    }

    pub(super) fn ends(&self) -> &[usize] {
        &self.ends
    }

    pub(super) fn places(&self) -> Option<&[u32]> {
        self.places.as_deref()
    }

    /// Which row is at a place.
    pub(super) fn row(&self, place: usize) -> usize {
        self.places.as_ref().map_or(place, |places| places[place] as usize)
    }

    /// Sorts each group that is not sorted already. Stable.
    #[expect(clippy::cast_possible_truncation, reason = "the rows are counted before")]
    pub(super) fn sort(&mut self, compare: &Compare) {
        let mut start = 0;
        for &end in &self.ends {
            let rows = mem::replace(&mut start, end)..end;
            let row = |place: usize| self.places.as_ref().map_or(place, |it| it[place] as usize);
            let descends =
                |place: &usize| compare.of(row(place - 1), row(*place)) == Ordering::Greater;
            if !(rows.start + 1..rows.end).any(|place| descends(&place)) {
                continue;
            }
            let places = self.places.get_or_insert_with(|| (0..self.len as u32).collect());
            compare.sort(&mut places[rows]);
        }
    }
}

/// The values of a range of places.
pub(super) fn gather<T: Copy>(values: &[T], places: Option<&[u32]>, range: Range<usize>) -> Vec<T> {
    match places {
        Some(places) => places[range].iter().map(|&row| values[row as usize]).collect(),
        None => values[range].to_vec(),
    }
}

/// The same; where they are all of the values, and not wanted again, without a copy.
pub(super) fn piece<T: Copy>(
    values: &mut Vec<T>,
    places: Option<&[u32]>,
    range: Range<usize>,
    is_last: bool,
) -> Vec<T> {
    let is_all = is_last && places.is_none() && range == (0..values.len());
    if is_all { mem::take(values) } else { gather(values, places, range) }
}
