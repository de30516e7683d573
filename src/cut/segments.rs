//! Runs of rows that no window and no overlap crosses the ends of.

use crate::{columns::time::Time, cut::rules::Resolved, search::gallop::gallop};
use std::ops::Range;

/// The segments of rows, in order: each ends where a partition, an edge or too long a silence
/// does first.
pub(crate) struct Segments<'a> {
    spec: &'a Resolved<'a>,
    time: Option<&'a Time>,
    /// The partitions that begin after what has been given out.
    partitions: &'a [u32],
    start: usize,
}

impl<'a> Segments<'a> {
    /// Those of the rows from `start` on.
    pub(crate) fn from(spec: &'a Resolved<'a>, start: usize) -> Self {
        let partitions = spec.rows.partitions();
        let begun = partitions.partition_point(|&row| row as usize <= start);
        let partitions = &partitions[begun..];
        Segments { spec, time: spec.rows.time().ok(), partitions, start }
    }
}

impl Iterator for Segments<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.start;
        if start == self.spec.rows.len() {
            return None;
        }
        while let [begins, after @ ..] = self.partitions
            && *begins as usize <= start
        {
            self.partitions = after;
        }
        let mut end = self.partitions.first().map_or(self.spec.rows.len(), |&row| row as usize);
        if let (Some(gap), Some(time)) = (self.spec.rules.gap, self.time) {
            end = time.first_silence(start + 1..end, gap);
        }
        if let Some(time) = self.time {
            let edges = self.spec.edges;
            let next = edges.partition_point(|&edge| edge <= time.values[start]);
            if let Some(&edge) = edges.get(next) {
                end = gallop(start + 1, end, |row| time.values[row] >= edge);
            }
        }
        self.start = end;
        Some(start..end)
    }
}
