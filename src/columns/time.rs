//! The time of each row, and the units it comes in.

use crate::{
    Error, ErrorKind, search::extremes::Extremes, search::gallop::gallop, search::once::Once,
};
use std::{fmt, iter::repeat_n, ops::Range, time::Duration};

/// What one step of a time column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Milliseconds.
    Millisecond,
    /// Microseconds.
    Microsecond,
    /// Nanoseconds.
    Nanosecond,
}

impl TimeUnit {
    /// All units, coarsest first.
    pub const ALL: [TimeUnit; 4] =
        [TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond, TimeUnit::Nanosecond];

    /// The unit's symbol: `s`, `ms`, `us` or `ns`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            TimeUnit::Second => "s",
            TimeUnit::Millisecond => "ms",
            TimeUnit::Microsecond => "us",
            TimeUnit::Nanosecond => "ns",
        }
    }

    /// The steps in a duration, rounded down: whole steps are all that times can be apart.
    pub(crate) fn steps(self, duration: Duration) -> u64 {
        let per_second = 10_u64.pow(self.decimals());
        let rest = u64::from(duration.subsec_nanos()) / (1_000_000_000 / per_second);
        duration.as_secs().saturating_mul(per_second).saturating_add(rest)
    }

    /// The decimal places of a second that the unit counts.
    fn decimals(self) -> u32 {
        match self {
            TimeUnit::Second => 0,
            TimeUnit::Millisecond => 3,
            TimeUnit::Microsecond => 6,
            TimeUnit::Nanosecond => 9,
        }
    }
}

/// The seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// How many rows are walked before the search leaps: bursts are short.
const NEAR: usize = 64;

/// The times of rows. What comes many at a time is compared then, when it is at hand: to go through a
/// large column once more takes longer than to compare it.
#[derive(Clone, Debug)]
pub struct Times {
    pub(crate) values: Vec<i64>,
    /// Whether no time is before the one before it.
    ascending: bool,
}

impl Times {
    /// Empty, and with room for `capacity` times.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Times { values: Vec::with_capacity(capacity), ascending: true }
    }

    /// Appends so many times, which are written in place.
    pub fn extend_with(&mut self, count: usize, write: impl FnOnce(&mut [i64])) {
        let from = self.values.len();
        self.values.extend(repeat_n(0, count));
        write(&mut self.values[from..]);
        self.ascending &= are_ascending(&self.values[from.saturating_sub(1)..]);
    }

    /// The number of times.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no time.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<Vec<i64>> for Times {
    fn from(values: Vec<i64>) -> Self {
        let ascending = are_ascending(&values);
        Times { values, ascending }
    }
}

/// Whether no time is before the one before it.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each would take twice as long")]
fn are_ascending(times: &[i64]) -> bool {
    let (eights, rest) = times.as_chunks();
    let (mut last, mut descend) = (i64::MIN, false);
    for &[a, b, c, d, e, f, g, h] in eights {
        descend |= (last > a) | (a > b) | (b > c) | (c > d) | (d > e) | (e > f) | (f > g) | (g > h);
        last = h;
    }
    !descend && rest.iter().all(|&time| std::mem::replace(&mut last, time) <= time)
}

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

    fn silences(&self) -> &Extremes {
        self.silences.get_or_init(|| Extremes::new(self.values.len(), |row| self.silence(row)))
    }

    /// The first of `rows` before which it was silent for longer than `gap`, or their end.
    pub(crate) fn first_silence(&self, rows: Range<usize>, gap: u64) -> usize {
        self.silences().first_above(rows, gap, |row| self.silence(row))
    }

    /// The row before which it was silent the longest; the latest of several.
    pub(crate) fn longest_silence(&self, rows: Range<usize>) -> usize {
        self.silences().latest_largest(rows, |row| self.silence(row))
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

/// A time written for people, in UTC: `2024-02-29 23:59:59.250`.
struct Instant {
    unit: TimeUnit,
    value: i64,
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.unit.decimals();
        let per_second = 10_i64.pow(decimals);
        let (second, fraction) =
            (self.value.div_euclid(per_second), self.value.rem_euclid(per_second));
        let (year, month, day) = civil(second.div_euclid(DAY));
        let of_day = second.rem_euclid(DAY);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")?;
        if fraction != 0 {
            write!(f, ".{fraction:0width$}", width = decimals as usize)?;
        }
        Ok(())
    }
}

/// Year, month and day of a number of days since 1970, in the proleptic Gregorian calendar.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`. Years
/// are counted from March, so that the leap day is a year's last.
fn civil(days: i64) -> (i64, i64, i64) {
    const DAYS_PER_ERA: i64 = 146_097; // 400 years
    let from_0000_03_01 = days + 719_468;
    let era = from_0000_03_01.div_euclid(DAYS_PER_ERA);
    let of_era = from_0000_03_01.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{Instant, TimeUnit, Times};

    #[test]
    fn times_that_are_before_the_one_before_them_are_seen_in_pieces_of_any_length() {
        for (early, earlier) in (0..=40).flat_map(|early| (early..=40).map(move |it| (early, it))) {
            let mut all: Vec<i64> = (0..40).map(|i| i / 3 - 5).collect();
            for (row, time) in [(early, i64::MIN + 1), (earlier, i64::MIN)] {
                if let Some(it) = all.get_mut(row) {
                    *it = time;
                }
            }
            let expected = early == 40 || early == 0 && [0, 40].contains(&earlier);
            for piece in [1, 2, 7, 8, 9, 30, 40] {
                let mut times = Times::with_capacity(0);
                assert!(times.is_empty());
                for piece in all.chunks(piece) {
                    times.extend_with(piece.len(), |place| place.copy_from_slice(piece));
                }
                assert!(!times.is_empty());
                assert_eq!(times.len(), all.len());
                assert_eq!((times.ascending, &times.values), (expected, &all), "{early}, {piece}");
            }
            assert_eq!(Times::from(all).ascending, expected, "{early}, {earlier}");
        }
    }

    #[test]
    fn instants_read_as_people_write_them() {
        let cases = [
            (TimeUnit::Second, 0, "1970-01-01 00:00:00"),
            (TimeUnit::Second, -1, "1969-12-31 23:59:59"),
            (TimeUnit::Second, 951_782_400, "2000-02-29 00:00:00"),
            (TimeUnit::Second, 4_107_542_399, "2100-02-28 23:59:59"),
            (TimeUnit::Second, 4_107_542_400, "2100-03-01 00:00:00"),
            (TimeUnit::Millisecond, 1_709_251_199_250, "2024-02-29 23:59:59.250"),
            (TimeUnit::Microsecond, 1, "1970-01-01 00:00:00.000001"),
            (TimeUnit::Nanosecond, -1, "1969-12-31 23:59:59.999999999"),
            (TimeUnit::Microsecond, i64::MAX, "294247-01-10 04:00:54.775807"),
            (TimeUnit::Second, i64::MAX, "292277026596-12-04 15:30:07"),
            (TimeUnit::Second, i64::MIN, "-292277022657-01-27 08:29:52"),
        ];
        for (unit, value, text) in cases {
            assert_eq!(Instant { unit, value }.to_string(), text);
        }
    }
}
