//! The windows that a stream hands out at once.

use crate::{
    Error, Rows, TimeUnit, Windows,
    cut::walk::Bounds,
    plan::iter::Indexed,
    room::{Room, gathered},
};

/// A window of a stream, where positions are 64 bits wide: see [`Window`](crate::Window).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedWindow {
    /// The position of the first row in the stream.
    pub start: u64,
    /// The position of the first row that no window before holds.
    pub fresh: u64,
    /// One past the position of the last row.
    pub end: u64,
    /// Whether this is one row that alone exceeds a limit.
    pub oversize: bool,
}

/// Windows that nothing can change any more, in order, as columns.
///
/// Sums, times and ids come with them, as the rows do not stay.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The columns of the stream, without rows.
    columns: Rows,
    start: Vec<u64>,
    fresh: Vec<u64>,
    end: Vec<u64>,
    /// The windows that are one oversize row, by index, in order.
    oversize: Vec<u32>,
    /// For each measure, that of each window.
    sums: Vec<Vec<u64>>,
    first_time: Vec<i64>,
    last_time: Vec<i64>,
    ids: Vec<u64>,
}

impl Default for Sealed {
    /// No windows, of no columns.
    fn default() -> Self {
        Sealed {
            columns: Rows::default(),
            start: Vec::new(),
            fresh: Vec::new(),
            end: Vec::new(),
            oversize: Vec::new(),
            sums: Vec::new(),
            first_time: Vec::new(),
            last_time: Vec::new(),
            ids: Vec::new(),
        }
    }
}

impl Sealed {
    pub(super) fn new(columns: Rows) -> Result<Self, Error> {
        let measures = columns.measures().len();
        let sums = gathered(measures, std::iter::repeat_with(Vec::new))?;
        Ok(Sealed { columns, sums, ..Sealed::default() })
    }

    /// Adds a window of rows of which the first is at `base` in the stream.
    pub(super) fn push(&mut self, rows: &Rows, base: u64, found: Bounds) -> Result<(), Error> {
        let Bounds { start, fresh, end, oversize } = found;
        for positions in [&mut self.start, &mut self.fresh, &mut self.end, &mut self.ids] {
            positions.room(1)?;
        }
        self.first_time.room(1)?;
        self.last_time.room(1)?;
        if oversize {
            self.oversize.room(1)?;
            #[expect(clippy::cast_possible_truncation, reason = "rows of 32 bits hold no more")]
            self.oversize.push(self.start.len() as u32);
        }
        for (index, sums) in self.sums.iter_mut().enumerate() {
            sums.room(1)?;
            sums.push(rows.measure_at(index).sum(start, end));
        }
        self.start.push(base + start as u64);
        self.fresh.push(base + fresh as u64);
        self.end.push(base + end as u64);
        if let Some(times) = rows.times() {
            self.first_time.push(times[start]);
            self.last_time.push(times[end - 1]);
        }
        if let Ok(keys) = rows.keys() {
            self.ids.push(keys.fingerprint(start..end));
        }
        Ok(())
    }

    /// The number of windows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there is no window.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// The first row of each window, by its position in the stream, as all positions here.
    #[must_use]
    pub fn start(&self) -> &[u64] {
        &self.start
    }

    /// The first row of each window that no window before holds.
    #[must_use]
    pub fn fresh(&self) -> &[u64] {
        &self.fresh
    }

    /// One past the last row of each window.
    #[must_use]
    pub fn end(&self) -> &[u64] {
        &self.end
    }

    /// Which windows are one row that alone exceeds a limit, by index, in order.
    #[must_use]
    pub fn oversize(&self) -> &[u32] {
        &self.oversize
    }

    /// The names of the measures, in the order of the batches.
    #[must_use]
    pub fn measures(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.measures()
    }

    /// The sum of a measure in each window.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`](crate::ErrorKind::MissingColumn).
    pub fn sum(&self, measure: &str) -> Result<&[u64], Error> {
        Ok(&self.sums[self.columns.measure_index(measure)?])
    }

    /// That of the measure at this place.
    #[cfg(feature = "wasm")]
    pub(crate) fn sum_at(&self, index: usize) -> &[u64] {
        &self.sums[index]
    }

    /// The unit of the times, if there are times.
    #[must_use]
    pub fn time_unit(&self) -> Option<TimeUnit> {
        self.columns.time_unit()
    }

    /// The time of the first row of each window, if the rows have times.
    #[must_use]
    pub fn first_time(&self) -> Option<&[i64]> {
        self.time_unit().map(|_| self.first_time.as_slice())
    }

    /// The time of the last row of each window, if the rows have times.
    #[must_use]
    pub fn last_time(&self) -> Option<&[i64]> {
        self.time_unit().map(|_| self.last_time.as_slice())
    }

    /// The id of each window, as [`Plan::ids`](crate::Plan::ids) gives it, if the rows have keys.
    #[must_use]
    pub fn ids(&self) -> Option<&[u64]> {
        self.columns.has_keys().then_some(&self.ids)
    }

    /// The window of that index. `O(log o)` for `o` oversize rows.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<SealedWindow> {
        let is_oversize = |index| self.oversize.binary_search(&index).is_ok();
        (index < self.len())
            .then(|| self.window(index, u32::try_from(index).is_ok_and(is_oversize)))
    }

    /// The windows, in order, from either end. `O(1)` a window.
    #[must_use]
    pub fn iter(&self) -> Windows<'_, Sealed> {
        Windows::new(self, self.len(), &self.oversize)
    }
}

impl Indexed for Sealed {
    type Window = SealedWindow;

    fn window(&self, index: usize, oversize: bool) -> SealedWindow {
        let [start, fresh, end] = [&self.start, &self.fresh, &self.end].map(|rows| rows[index]);
        SealedWindow { start, fresh, end, oversize }
    }
}

impl<'p> IntoIterator for &'p Sealed {
    type Item = SealedWindow;
    type IntoIter = Windows<'p, Sealed>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
