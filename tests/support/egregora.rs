//! Egregora's windows, written to be read, in whole numbers: a ratio is in 256ths.

use super::oracle::Table;
use windrow::{
    TimeUnit,
    egregora::{EgregoraWindow, StepUnit},
};

pub struct Asked {
    pub step: u64,
    pub unit: StepUnit,
    /// Of 256, up to 128.
    pub ratio: u64,
    /// In microseconds; 0 means none.
    pub longest: u64,
    pub max_bytes: u64,
}

const HOUR: i128 = 3_600_000_000;
const DAY: i128 = 24 * HOUR;

/// A span of time in ticks, and the range of rows in it.
type Found = ((i128, i128), (usize, usize));

/// The nearest whole number; halves round to even.
fn nearest(dividend: i128, divisor: i128) -> i128 {
    let (quotient, twice_rest) = (dividend / divisor, dividend % divisor * 2);
    let up = twice_rest > divisor || twice_rest == divisor && quotient % 2 == 1;
    quotient + i128::from(up)
}

/// Ticks are microseconds, or nanoseconds where the times are.
fn ticks_per_step(unit: TimeUnit) -> i128 {
    match unit {
        TimeUnit::Second => 1_000_000,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond | TimeUnit::Nanosecond => 1,
    }
}

impl Asked {
    /// From one window's start to the next, and a window's length, in ticks of that unit of time.
    fn hop(&self, unit: TimeUnit) -> (i128, i128) {
        let step = if self.unit == StepUnit::Hours { HOUR } else { DAY };
        let mut every = (i128::from(self.step) * step).min(1_000_000_000 * DAY);
        let longest = i128::from(self.longest);
        if longest > 0 && every > longest {
            let room = nearest(longest * 256, i128::from(256 + self.ratio));
            let whole = if room < DAY { HOUR } else { DAY };
            every = (room / whole).max(1) * whole;
        }
        let span = every + nearest(every * i128::from(self.ratio), 256);
        let per_micro = if unit == TimeUnit::Nanosecond { 1_000 } else { 1 };
        (every * per_micro, span * per_micro)
    }

    /// An upper bound on the number of windows.
    pub fn most(&self, table: &Table) -> i128 {
        let (Some(&first), Some(&last)) = (table.times.first(), table.times.last()) else {
            return 0;
        };
        if matches!(self.unit, StepUnit::Messages | StepUnit::Bytes) {
            return table.len as i128;
        }
        let length = (i128::from(last) - i128::from(first)) * ticks_per_step(table.unit());
        length / self.hop(table.unit()).0 + 1
    }

    pub fn windows(&self, table: &Table) -> Vec<Found> {
        let ticks = |row: usize| i128::from(table.times[row]) * ticks_per_step(table.unit());
        let of_rows = |(start, end): (usize, usize)| ((ticks(start), ticks(end - 1)), (start, end));
        let len = table.len;
        match self.unit {
            StepUnit::Messages => {
                let step = self.step as usize;
                let size = step + (self.step * self.ratio / 256) as usize;
                let starts = (0..len).step_by(step);
                starts.map(|start| of_rows((start, len.min(start + size)))).collect()
            }
            StepUnit::Bytes => {
                let sum = |start: usize, end: usize| table.amount("bytes", start, end);
                let overlap = self.max_bytes * self.ratio / 256;
                let (mut windows, mut start) = (Vec::new(), 0);
                while start < len {
                    let fits = |&end: &usize| sum(start + 1, end) <= self.max_bytes;
                    let end = (start + 1..=len).rev().find(fits).unwrap_or(start + 1);
                    windows.push(of_rows((start, end)));
                    let next = (0..=end).find(|&next| sum(next, end) <= overlap);
                    start = next.unwrap_or(end).max(start + 1);
                }
                windows
            }
            StepUnit::Hours | StepUnit::Days => {
                let (every, span) = self.hop(table.unit());
                let before = |tick: i128| (0..len).filter(|&row| ticks(row) < tick).count();
                let window = |index: i128| {
                    let opens = ticks(0) + index * every;
                    ((opens, opens + span), (before(opens), before(opens + span)))
                };
                let windows = (0..).map(window);
                windows.take_while(|((opens, _), _)| len > 0 && *opens <= ticks(len - 1)).collect()
            }
        }
    }
}

/// The time as returned: in the unit of the rows, rounded up.
pub fn window(table: &Table, index: usize, (span, rows): Found) -> EgregoraWindow {
    let time = |ticks: i128| {
        let rounded_up = -(-ticks).div_euclid(ticks_per_step(table.unit()));
        i64::try_from(rounded_up).unwrap_or(i64::MAX)
    };
    EgregoraWindow {
        index: index as u32,
        start_time: time(span.0),
        end_time: time(span.1),
        start: rows.0 as u32,
        end: rows.1 as u32,
    }
}

/// The parts of a window that hold a row.
pub fn split(table: &Table, ((opens, closes), (start, end)): Found, parts: usize) -> Vec<Found> {
    let parts = parts as i128;
    let length = (closes - opens) / parts;
    let part = |part: i128| {
        let is_last = part == parts - 1;
        let (from, until) = (opens + part * length, opens + (part + 1) * length);
        let holds = |&row: &usize| {
            let tick = i128::from(table.times[row]) * ticks_per_step(table.unit());
            from <= tick && (is_last || tick < until)
        };
        let rows: Vec<usize> = (start..end).filter(holds).collect();
        let rows = rows.first().copied().zip(rows.last().map(|last| last + 1))?;
        Some(((from, if is_last { closes } else { until }), rows))
    };
    (0..parts).filter_map(part).collect()
}
