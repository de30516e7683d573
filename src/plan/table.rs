//! All windows of one spec over one set of rows.

use crate::{Error, ErrorKind, Rows, cut::limits::Limits};

/// A half-open range of rows; the first ones may be repeated from the window before.
///
/// ```text
/// start        fresh               end
///   ├─ repeated ─┼────── new ───────┤
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Window {
    /// The position of the first row.
    pub start: u32,
    /// The position of the first row that no window before holds.
    pub fresh: u32,
    /// One past the position of the last row.
    pub end: u32,
    /// Whether this is one row that alone exceeds a limit.
    pub oversize: bool,
}

/// All windows of one spec over one set of rows, in order.
///
/// Holds two positions a window, and the rows it was made of: sums and times are read from those
/// when asked for.
#[derive(Clone, Debug)]
pub struct Plan {
    rows: Rows,
    /// What the windows were limited by.
    limits: Limits,
    start: Vec<u32>,
    end: Vec<u32>,
    /// The windows that are one oversize row; there are few, in order.
    oversize: Vec<u32>,
    /// Where the window ended that came before the first.
    before: u32,
    /// When the windows of a clock open and close; empty for others.
    opens: Vec<i64>,
    closes: Vec<i64>,
}

impl Plan {
    pub(crate) fn new(rows: Rows, limits: Limits) -> Self {
        Plan {
            rows,
            limits,
            start: Vec::new(),
            end: Vec::new(),
            oversize: Vec::new(),
            before: 0,
            opens: Vec::new(),
            closes: Vec::new(),
        }
    }

    /// Makes the rows before `fresh` repeated ones.
    #[expect(clippy::cast_possible_truncation, reason = "checked when rows are built")]
    pub(crate) fn begins_after(&mut self, fresh: usize) {
        self.before = fresh as u32;
    }

    pub(crate) fn push_hop(
        &mut self,
        start: usize,
        end: usize,
        opens: i64,
        closes: i64,
    ) -> Result<(), Error> {
        let there_is_room = self.opens.try_reserve(1).is_ok() && self.closes.try_reserve(1).is_ok();
        if !(there_is_room && self.push(start, end, false)) {
            return Err(self.full());
        }
        self.opens.push(opens);
        self.closes.push(closes);
        Ok(())
    }

    /// Makes room for so many more windows.
    pub(crate) fn reserve(&mut self, windows: usize) -> Result<(), Error> {
        if self.grow(windows) { Ok(()) } else { Err(self.full()) }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, windows: usize) -> bool {
        self.start.try_reserve(windows).is_ok() && self.end.try_reserve(windows).is_ok()
    }

    /// Flags the next window.
    #[cold]
    #[inline(never)]
    #[expect(clippy::cast_possible_truncation, reason = "checked when rows are built")]
    fn flag(&mut self) -> bool {
        let there_is_room = self.oversize.try_reserve(1).is_ok();
        if there_is_room {
            self.oversize.push(self.start.len() as u32);
        }
        there_is_room
    }

    /// The error that says that there is no memory for another window.
    #[cold]
    #[expect(clippy::unused_self, reason = "an error of this plan")]
    pub(crate) fn full(&self) -> Error {
        ErrorKind::OutOfMemory.into()
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Adds a window, unless there is no memory for it. Positions fit a `u32` because rows are refused
    /// where they would not.
    #[expect(clippy::cast_possible_truncation, reason = "checked when rows are built")]
    #[inline]
    pub(crate) fn push(&mut self, start: usize, end: usize, oversize: bool) -> bool {
        if self.start.len() == self.start.capacity() && !self.grow(1) {
            return false;
        }
        if oversize && !self.flag() {
            return false;
        }
        self.start.push(start as u32);
        self.end.push(end as u32);
        true
    }

    /// The number of windows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there is no window, which is so when there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// The rows that the windows are of.
    #[must_use]
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The first row of each window.
    #[must_use]
    pub fn start(&self) -> &[u32] {
        &self.start
    }

    /// The first row of each window that no window before holds.
    #[must_use]
    pub fn fresh(&self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
        (0..self.len()).map(|index| self.fresh_of(index))
    }

    /// One past the last row of each window.
    #[must_use]
    pub fn end(&self) -> &[u32] {
        &self.end
    }

    /// Which windows are one row that alone exceeds a limit, by index, in order.
    #[must_use]
    pub fn oversize(&self) -> &[u32] {
        &self.oversize
    }

    /// The window of that index. `O(log o)` for `o` oversize rows.
    #[must_use]
    #[inline]
    pub fn get(&self, index: usize) -> Option<Window> {
        let is_oversize = |index| self.oversize.binary_search(&index).is_ok();
        (index < self.len())
            .then(|| self.window(index, u32::try_from(index).is_ok_and(is_oversize)))
    }

    /// The window of that index, which is there.
    #[inline]
    pub(super) fn window(&self, index: usize, oversize: bool) -> Window {
        let [start, end] = [self.start[index], self.end[index]];
        Window { start, fresh: self.fresh_of(index), end, oversize }
    }

    /// The sum of a measure in each window. `O(1)` a window.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`].
    pub fn sum(
        &self,
        measure: &str,
    ) -> Result<impl DoubleEndedIterator<Item = u64> + ExactSizeIterator, Error> {
        let measure = self.rows.measure(measure)?;
        Ok(self.ranges().map(|(start, end)| measure.sum(start, end)))
    }

    /// When each window opens, if these are [windows of the clock](crate::Hops) and there is one.
    #[must_use]
    pub fn opens(&self) -> Option<&[i64]> {
        self.is_of_clock().then_some(&self.opens)
    }

    /// When each window closes, if these are [windows of the clock](crate::Hops) and there is one: its
    /// rows are before this.
    #[must_use]
    pub fn closes(&self) -> Option<&[i64]> {
        self.is_of_clock().then_some(&self.closes)
    }

    /// Makes ready what ids are made from; nothing where there are no keys.
    #[cfg(feature = "wasm")]
    pub(crate) fn prepare_ids(&self) -> Result<(), Error> {
        self.rows.keys().map_or(Ok(()), crate::columns::keys::Keys::prepare_fingerprints)
    }

    fn is_of_clock(&self) -> bool {
        !self.opens.is_empty()
    }

    /// The id of each window, if the rows have keys: a fingerprint of these, in their order. `O(1)` a
    /// window.
    #[must_use]
    pub fn ids(&self) -> Option<impl DoubleEndedIterator<Item = u64> + ExactSizeIterator> {
        let keys = self.rows.keys().ok()?;
        Some(self.ranges().map(|(start, end)| keys.fingerprint(start..end)))
    }

    /// The time of the first row of each window, if the rows have times; that of its opening, for a
    /// window of a clock without rows.
    #[must_use]
    pub fn first_time(&self) -> Option<impl DoubleEndedIterator<Item = i64> + ExactSizeIterator> {
        let times = self.rows.times()?;
        let time =
            |(index, (start, end))| if start < end { times[start] } else { self.opens[index] };
        Some(self.ranges().enumerate().map(time))
    }

    /// The time of the last row of each window, if the rows have times; that of its opening, for a
    /// window of a clock without rows.
    #[must_use]
    pub fn last_time(&self) -> Option<impl DoubleEndedIterator<Item = i64> + ExactSizeIterator> {
        let times = self.rows.times()?;
        let time =
            |(index, (start, end))| if start < end { times[end - 1] } else { self.opens[index] };
        Some(self.ranges().enumerate().map(time))
    }

    #[inline]
    fn fresh_of(&self, index: usize) -> u32 {
        let before = index.checked_sub(1).map_or(self.before, |before| self.end[before]);
        // Windows of a clock may lie apart, or hold less than the one before.
        before.clamp(self.start[index], self.end[index])
    }

    #[inline]
    pub(crate) fn ranges(
        &self,
    ) -> impl DoubleEndedIterator<Item = (usize, usize)> + ExactSizeIterator {
        self.start.iter().zip(&self.end).map(|(&start, &end)| (start as usize, end as usize))
    }
}
