//! All windows that Egregora makes of one set of rows.

use super::{clock::Clock, timedelta::quotient};
use crate::{Error, ErrorKind, Plan, Rows, limits::Limits, search::gallop};
use std::ops::Range;

/// A half-open range of rows, and the times it is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EgregoraWindow {
    /// Which window this is, from 0; of a part, the one it is of.
    pub index: u32,
    /// Of messages and bytes, the time of the first row; of hours and days, where the window
    /// begins. In the unit of the rows' times.
    pub start_time: i64,
    /// Of messages and bytes, the time of the last row, which the window holds; of hours and days,
    /// where the window ends, which it does not hold.
    pub end_time: i64,
    /// The position of the first row.
    pub start: u32,
    /// One past the position of the last row; `start` where there is no row.
    pub end: u32,
}

impl EgregoraWindow {
    /// The number of rows.
    #[must_use]
    pub fn size(self) -> u32 {
        self.end - self.start
    }
}

/// All windows that Egregora makes of one set of rows, in order.
///
/// Holds two positions a window, and the rows it was made of: times are computed when asked for.
/// Windows overlap at their ends, may hold no row (those of hours and days), and the last one may
/// hold no row that the one before does not.
#[derive(Clone, Debug)]
pub struct EgregoraPlan {
    plan: Plan,
    clock: Clock,
}

impl EgregoraPlan {
    pub(super) fn new(rows: Rows, clock: Clock) -> Self {
        EgregoraPlan { plan: Plan::new(rows, Limits::default()), clock }
    }

    pub(super) fn push(&mut self, start: usize, end: usize) -> Result<(), Error> {
        if self.plan.push(start, end, false) { Ok(()) } else { Err(self.plan.full()) }
    }

    /// The number of windows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.plan.len()
    }

    /// Whether there is no window, which is so when there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    /// The rows that the windows are of.
    #[must_use]
    pub fn rows(&self) -> &Rows {
        self.plan.rows()
    }

    /// The first row of each window.
    #[must_use]
    pub fn start(&self) -> &[u32] {
        self.plan.start()
    }

    /// One past the last row of each window.
    #[must_use]
    pub fn end(&self) -> &[u32] {
        self.plan.end()
    }

    /// Each window's [`start_time`](EgregoraWindow::start_time). `O(1)` a window.
    #[must_use]
    pub fn start_time(&self) -> impl ExactSizeIterator<Item = i64> {
        (0..self.len()).map(|index| self.clock.time(self.span(index).0))
    }

    /// Each window's [`end_time`](EgregoraWindow::end_time). `O(1)` a window.
    #[must_use]
    pub fn end_time(&self) -> impl ExactSizeIterator<Item = i64> {
        (0..self.len()).map(|index| self.clock.time(self.span(index).1))
    }

    /// The window of that index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<EgregoraWindow> {
        let window = self.plan.get(index)?;
        Some(self.window(index, self.span(index), window.start as usize..window.end as usize))
    }

    /// The windows, in order.
    pub fn iter(&self) -> impl Iterator<Item = EgregoraWindow> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Cuts the window of that index into `parts` of equal *time*, and gives those that hold a row,
    /// which may be few. Each but the last is half-open; the last holds its `end_time`. Egregora
    /// refuses fewer than two parts; here, one is the whole window. `O(p log k)` for `p` parts of
    /// `k` rows that hold one.
    ///
    /// ```text
    /// start_time                                end_time
    ///   ├── length / n ──┼── length / n ──┼──┄ all that is left ┤    rounded down to microseconds
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::BadSplit`] for no parts, or a window that is not there.
    pub fn split(&self, index: usize, parts: usize) -> Result<Vec<EgregoraWindow>, Error> {
        let Some(window) = self.get(index).filter(|_| parts > 0) else {
            return Err(ErrorKind::BadSplit { index, windows: self.len(), parts }.into());
        };
        let (opens, closes) = self.span(index);
        let last = parts as u128 - 1;
        let length = quotient((closes - opens).cast_unsigned(), parts as u128);
        let mut split = Vec::new();
        let (mut start, end) = (window.start as usize, window.end as usize);
        while start < end {
            // A length of nothing leaves all rows to the last part.
            let passed = (self.time_of(start) - opens).cast_unsigned();
            let part = if length == 0 { last } else { quotient(passed, length).min(last) };
            let from = opens + (part * length).cast_signed();
            let (until, part_end) = if part == last {
                (closes, end)
            } else {
                let until = from + length.cast_signed();
                (until, gallop(start + 1, end, |row| self.time_of(row) >= until))
            };
            split.push(self.window(index, (from, until), start..part_end));
            start = part_end;
        }
        Ok(split)
    }

    fn window(&self, index: usize, span: (i128, i128), rows: Range<usize>) -> EgregoraWindow {
        #[expect(clippy::cast_possible_truncation, reason = "positions fit, and windows are fewer")]
        let [index, start, end] = [index, rows.start, rows.end].map(|place| place as u32);
        let (start_time, end_time) = (self.clock.time(span.0), self.clock.time(span.1));
        EgregoraWindow { index, start_time, end_time, start, end }
    }

    /// When the window of that index begins and ends, in ticks.
    fn span(&self, index: usize) -> (i128, i128) {
        self.clock.span(index).unwrap_or_else(|| {
            let (start, end) = (self.start()[index] as usize, self.end()[index] as usize);
            (self.time_of(start), self.time_of(end - 1))
        })
    }

    fn time_of(&self, row: usize) -> i128 {
        self.rows().times().map_or(0, |times| self.clock.ticks(times[row]))
    }
}
