//! All windows that Egregora makes of one set of rows.

use super::clock::{Hop, Ticks};
use crate::{
    Error, ErrorKind, Plan, Rows, Windows, cut::limits::Limits, plan::iter::Indexed,
    search::gallop::gallop, wide::quotient,
};

/// A half-open range of rows, and the times it is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EgregoraWindow {
    /// The window's index, from 0; a part has the index of its window.
    pub index: u32,
    /// The time of the first row, for windows of messages and bytes; the time at which the window
    /// begins, for hours and days. In the unit of the rows' times.
    pub start_time: i64,
    /// The time of the last row, for windows of messages and bytes (inclusive); the time at which
    /// the window ends, for hours and days (exclusive).
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
/// Stores two positions per window and a handle on the rows; times are computed on request. Windows
/// overlap at their ends. Windows of hours and days may be empty, and the last window may repeat
/// only rows of the one before.
#[derive(Clone, Debug)]
pub struct EgregoraPlan {
    plan: Plan,
    pub(super) ticks: Ticks,
    /// The clock of windows of hours and days; the others are known by the times of their rows.
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
    pub fn start_time(&self) -> impl DoubleEndedIterator<Item = i64> + ExactSizeIterator {
        (0..self.len()).map(|index| self.opens(index))
    }

    /// Each window's [`end_time`](EgregoraWindow::end_time). `O(1)` a window.
    #[must_use]
    pub fn end_time(&self) -> impl DoubleEndedIterator<Item = i64> + ExactSizeIterator {
        (0..self.len()).map(|index| after(self.opens(index), self.span(index)))
    }

    /// The window of that index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<EgregoraWindow> {
        (index < self.len()).then(|| Indexed::window(self, index, false))
    }

    /// The windows, in order, from either end. `O(1)` a window.
    #[must_use]
    pub fn iter(&self) -> Windows<'_, EgregoraPlan> {
        Windows::new(self, self.len(), &[]) // Egregora flags none
    }

    /// Cuts the window at `index` into `parts` of equal *time* and returns those that hold a row.
    /// Every part is half-open but the last, which includes its `end_time`. Egregora refuses fewer
    /// than two parts; here one part is the whole window. `O(p log k)` for `p` parts that hold `k`
    /// rows each.
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
            // A length of 0 leaves all rows to the last part.
            let part = if length == 0 { last } else { quotient(passed(start), length).min(last) };
            let (from, until) = (part * length, (part + 1) * length);
            let (until, part_end) = if part == last {
                (self.span(index), end)
            } else {
                let part_end = gallop(start + 1, end, |row| passed(row) >= until);
                (self.ticks.steps(until), part_end)
            };
            split.push(self.part(index, [self.ticks.steps(from), until], [start, part_end]));
            start = part_end;
        }
        Ok(split)
    }

    /// A window from a range of rows, and from where it begins and ends, in steps after the window
    /// at `index` opens.
    fn part(&self, index: usize, steps: [u128; 2], rows: [usize; 2]) -> EgregoraWindow {
        #[expect(clippy::cast_possible_truncation, reason = "positions fit, and windows are fewer")]
        let [index_of, start, end] = [index, rows[0], rows[1]].map(|place| place as u32);
        let [start_time, end_time] = steps.map(|steps| after(self.opens(index), steps));
        EgregoraWindow { index: index_of, start_time, end_time, start, end }
    }

    /// The time at which the window at `index` begins.
    fn opens(&self, index: usize) -> i64 {
        let of_rows = || self.rows().times().map_or(0, |times| times[self.start()[index] as usize]);
        self.hop.map_or_else(of_rows, |hop| hop.opens(index))
    }

    /// The length of the window at `index`, in steps.
    fn span(&self, index: usize) -> u128 {
        let of_rows = || self.since(self.opens(index), self.end()[index] as usize - 1).into();
        self.hop.map_or_else(of_rows, |hop| hop.span)
    }

    /// The steps from `time` to the row, which is not before it.
    fn since(&self, time: i64, row: usize) -> u64 {
        self.rows().times().map_or(0, |times| times[row].wrapping_sub(time).cast_unsigned())
    }
}

impl Indexed for EgregoraPlan {
    type Window = EgregoraWindow;

    fn window(&self, index: usize, _: bool) -> EgregoraWindow {
        let rows = [self.start()[index], self.end()[index]].map(|row| row as usize);
        self.part(index, [0, self.span(index)], rows)
    }
}

impl<'p> IntoIterator for &'p EgregoraPlan {
    type Item = EgregoraWindow;
    type IntoIter = Windows<'p, EgregoraPlan>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// `time + steps`, saturating.
fn after(time: i64, steps: u128) -> i64 {
    u64::try_from(steps).map_or(i64::MAX, |steps| time.saturating_add_unsigned(steps))
}
