//! All windows that Egregora makes of one set of rows.

use super::{
    clock::{Hop, Ticks},
    timedelta::quotient,
};
use crate::{Error, ErrorKind, Plan, Rows, cut::limits::Limits, search::gallop::gallop};

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
    pub(super) ticks: Ticks,
    /// What windows are known by, if not by the times of their rows.
    pub(super) hop: Option<Hop>,
}

impl EgregoraPlan {
    pub(super) fn new(rows: Rows, ticks: Ticks) -> Self {
        EgregoraPlan { plan: Plan::new(rows, Limits::default()), ticks, hop: None }
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
        (0..self.len()).map(|index| self.opens(index))
    }

    /// Each window's [`end_time`](EgregoraWindow::end_time). `O(1)` a window.
    #[must_use]
    pub fn end_time(&self) -> impl ExactSizeIterator<Item = i64> {
        (0..self.len()).map(|index| after(self.opens(index), self.span(index)))
    }

    /// The window of that index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<EgregoraWindow> {
        let window = self.plan.get(index)?;
        let rows = [window.start, window.end].map(|row| row as usize);
        Some(self.window(index, [0, self.span(index)], rows))
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
        let opens = self.opens(index);
        let passed = |row: usize| self.ticks.of_steps(self.since(opens, row));
        let (mut start, end) = (window.start as usize, window.end as usize);
        let ticks = self.hop.map_or_else(|| passed(end - 1), |hop| hop.ticks);
        let (length, last) = (quotient(ticks, parts as u128), parts as u128 - 1);
        let mut split = Vec::new();
        while start < end {
            // A length of nothing leaves all rows to the last part.
            let part = if length == 0 { last } else { quotient(passed(start), length).min(last) };
            let (from, until) = (part * length, (part + 1) * length);
            let (until, part_end) = if part == last {
                (self.span(index), end)
            } else {
                let part_end = gallop(start + 1, end, |row| passed(row) >= until);
                (self.ticks.steps(until), part_end)
            };
            split.push(self.window(index, [self.ticks.steps(from), until], [start, part_end]));
            start = part_end;
        }
        Ok(split)
    }

    /// A range of rows, and how many steps after the window opens it begins and ends.
    fn window(&self, index: usize, steps: [u128; 2], rows: [usize; 2]) -> EgregoraWindow {
        #[expect(clippy::cast_possible_truncation, reason = "positions fit, and windows are fewer")]
        let [index_of, start, end] = [index, rows[0], rows[1]].map(|place| place as u32);
        let [start_time, end_time] = steps.map(|steps| after(self.opens(index), steps));
        EgregoraWindow { index: index_of, start_time, end_time, start, end }
    }

    /// When the window of that index begins.
    fn opens(&self, index: usize) -> i64 {
        let of_rows = || self.rows().times().map_or(0, |times| times[self.start()[index] as usize]);
        self.hop.map_or_else(of_rows, |hop| hop.opens(index))
    }

    /// How many steps after that it ends.
    fn span(&self, index: usize) -> u128 {
        let of_rows = || self.since(self.opens(index), self.end()[index] as usize - 1).into();
        self.hop.map_or_else(of_rows, |hop| hop.span)
    }

    /// How many steps a row is after a time that is not after it.
    fn since(&self, time: i64, row: usize) -> u64 {
        self.rows().times().map_or(0, |times| times[row].wrapping_sub(time).cast_unsigned())
    }
}

/// So many steps later; the last time there is for what no time reaches.
fn after(time: i64, steps: u128) -> i64 {
    u64::try_from(steps).map_or(i64::MAX, |steps| time.saturating_add_unsigned(steps))
}
