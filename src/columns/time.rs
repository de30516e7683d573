//! The time of each row, as windows ask for it.

use crate::{
    Error, ErrorKind,
    columns::{instant::Instant, times::Times, unit::TimeUnit},
    room::Room,
    search::{
        extremes::{Extremes, latest_largest},
        gallop::gallop,
        once::Once,
    },
};
use std::ops::Range;

/// How many rows are walked before the search leaps: bursts are short.
const NEAR: usize = 64;

/// Times since 1970, which never decrease within a partition.
#[derive(Debug)]
pub(crate) struct Time {
    pub(crate) unit: TimeUnit,
    pub(crate) values: Vec<i64>,
    silences: Once<Extremes>,
}

impl Time {
    /// `partitions` are the rows at which one begins, where a time may be any.
    pub(crate) fn new(
        column: &str,
        unit: TimeUnit,
        times: Times,
        partitions: &[u32],
    ) -> Result<Self, Error> {
        let Times { values, ascending } = times;
        let begins =
            |row: usize| u32::try_from(row).is_ok_and(|row| partitions.binary_search(&row).is_ok());
        let mut rows = if ascending { 0..0 } else { 1..values.len() };
        match rows.find(|&row| values[row - 1] > values[row] && !begins(row)) {
            None => Ok(Time { unit, values, silences: Once::new() }),
            Some(row) => Err(unsorted(column, row, unit, [values[row - 1], values[row]])),
        }
    }

    /// No times, of the same unit.
    pub(crate) fn emptied(&self) -> Self {
        Time { unit: self.unit, values: Vec::new(), silences: Once::new() }
    }

    /// Refuses times of which the first is before the last of these, in the same partition.
    pub(crate) fn check_next(&self, more: &Time) -> Result<(), Error> {
        match (self.values.last(), more.values.first()) {
            (Some(&before), Some(&value)) if before > value => {
                Err(unsorted("time", 0, self.unit, [before, value]))
            }
            _ => Ok(()),
        }
    }

    /// Appends the times from `from` on of others of the same unit. What is known of silences stays so:
    /// `O(1)` a time, amortised.
    pub(crate) fn extend(&mut self, more: &Time, from: usize) {
        let len = self.values.len();
        self.values.extend_from_slice(&more.values[from..]);
        if let Some(mut silences) = self.silences.take() {
            (len..self.values.len()).for_each(|row| silences.push(self.silence(row)));
            self.silences = Once::from(silences);
        }
    }

    /// Makes room for the times of `more` from `from` on.
    pub(crate) fn make_room(&mut self, more: &Time, from: usize) -> Result<(), Error> {
        let more = more.values.len() - from;
        self.values.room(more)?;
        match self.silences.get_mut() {
            Some(silences) if silences.len() < more => drop(self.silences.take()),
            Some(silences) => silences.make_room(more)?,
            None => {}
        }
        Ok(())
    }

    /// Takes away the times from `len` on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.silences.take();
    }

    /// From one row to a later one of its partition. All of `i64` is 2⁶⁴ steps wide, so this is
    /// exact, and cannot overflow.
    #[inline]
    pub(crate) fn between(&self, from: usize, to: usize) -> u64 {
        self.values[to].wrapping_sub(self.values[from]).cast_unsigned()
    }

    /// The largest `end` in `rows` such that all rows before it are at most `max` after the one at
    /// `start`, as the one before them all is.
    #[inline]
    pub(crate) fn reach(&self, start: usize, rows: Range<usize>, max: u64) -> usize {
        let since = |time: i64| time.wrapping_sub(self.values[start]).cast_unsigned();
        let near = &self.values[rows.start..rows.end.min(rows.start + NEAR)];
        if let Some(count) = near.iter().position(|&time| since(time) > max) {
            return rows.start + count;
        }
        gallop(rows.start + near.len(), rows.end, |row| since(self.values[row]) > max)
    }

    /// The least `start` in `rows` such that all rows from it on are at most `max` before the one at
    /// `end`, which is not before them.
    #[inline]
    pub(crate) fn back(&self, rows: Range<usize>, end: usize, max: u64) -> usize {
        let until = |time: i64| self.values[end].wrapping_sub(time).cast_unsigned();
        let near = &self.values[rows.start.max(rows.end.saturating_sub(NEAR))..rows.end];
        let last = rows.end - near.len();
        if let Some(before) = near.iter().rposition(|&time| until(time) > max) {
            return last + before + 1;
        }
        last - gallop(0, last - rows.start, |back| until(self.values[last - 1 - back]) > max)
    }

    /// The silence before a row; meaningless where a partition begins, and never asked for there.
    #[inline]
    fn silence(&self, row: usize) -> u64 {
        if row == 0 { 0 } else { self.between(row - 1, row) }
    }

    /// Finds out the longest silences, for searches among them.
    pub(crate) fn prepare(&self) -> Result<(), Error> {
        if self.silences.get().is_none() {
            let silences = Extremes::new(self.values.len(), |row| self.silence(row))?;
            self.silences.get_or_init(|| silences);
        }
        Ok(())
    }

    /// Where they have not been prepared, silences are looked at one by one.
    fn silences(&self) -> Option<&Extremes> {
        self.silences.get()
    }

    /// The first of `rows` before which it was silent for longer than `gap`, or their end.
    pub(crate) fn first_silence(&self, rows: Range<usize>, gap: u64) -> usize {
        match self.silences() {
            Some(silences) => silences.first_above(rows, gap, |row| self.silence(row)),
            None => rows.clone().find(|&row| self.silence(row) > gap).unwrap_or(rows.end),
        }
    }

    /// The row before which it was silent the longest; the latest of several.
    pub(crate) fn longest_silence(&self, rows: Range<usize>) -> usize {
        match self.silences() {
            Some(silences) => silences.latest_largest(rows, |row| self.silence(row)),
            None => latest_largest(rows, &|row| self.silence(row)),
        }
    }
}

/// The error that says that a time decreases.
fn unsorted(column: &str, row: usize, unit: TimeUnit, [before, value]: [i64; 2]) -> Error {
    ErrorKind::Unsorted {
        column: column.to_owned(),
        row,
        before: Instant { unit, value: before }.to_string(),
        value: Instant { unit, value }.to_string(),
    }
    .into()
}
