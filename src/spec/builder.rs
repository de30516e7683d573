//! What a window may hold, as the caller says it. Nothing is checked here: whether a limit is one
//! can only be told beside the rows, by [`crate::limits`].

use std::time::Duration;

/// What a window may hold and how much of the one before it repeats.
///
/// ```
/// use windrow::{Amounts, Overlap, Spec};
///
/// let by_ratio = Spec::new().max_rows(500).max("bytes", 32_000).overlap(0.2);
/// let by_budget = Spec::new().max_rows(500).overlap(Amounts::new().rows(10));
/// # let _ = (by_ratio, by_budget);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Spec {
    /// What no window may exceed; each amount given must be more than nothing.
    pub max: Amounts,
    /// The longest silence inside a window, between two neighbours.
    pub gap: Option<Duration>,
    /// Times, in the rows' unit and ascending, that no window crosses: such as the midnights of a
    /// time zone. A row at an edge is after it.
    pub edges: Vec<i64>,
    /// Where a window ends within what the limits allow.
    pub cut: Cut,
    /// How full a window must be, from 0 to 1, to be cut before a limit ends it: half, unless
    /// given. Of no use to [`Cut::Full`] and [`Cut::Even`].
    pub min_fill: f64,
    /// How much of the window before is repeated, inside the limits.
    pub overlap: Overlap,
    /// What to do with a row that alone exceeds a limit.
    pub oversize: Oversize,
}

impl Default for Spec {
    fn default() -> Self {
        Spec {
            max: Amounts::new(),
            gap: None,
            edges: Vec::new(),
            cut: Cut::default(),
            min_fill: 0.5,
            overlap: Overlap::default(),
            oversize: Oversize::default(),
        }
    }
}

impl Spec {
    /// No limit yet, full windows, no overlap, oversize rows alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// At most this long from the first row of a window to its last.
    #[must_use]
    pub fn max_duration(mut self, duration: Duration) -> Self {
        self.max = self.max.duration(duration);
        self
    }

    /// No silence longer than this inside a window.
    #[must_use]
    pub fn gap(mut self, gap: Duration) -> Self {
        self.gap = Some(gap);
        self
    }

    /// No window crosses these times.
    #[must_use]
    pub fn edges(mut self, edges: Vec<i64>) -> Self {
        self.edges = edges;
        self
    }

    /// Where a window ends within what the limits allow.
    #[must_use]
    pub fn cut(mut self, cut: Cut) -> Self {
        self.cut = cut;
        self
    }

    /// How full, from 0 to 1, a window must be to be cut before a limit ends it.
    #[must_use]
    pub fn min_fill(mut self, min_fill: f64) -> Self {
        self.min_fill = min_fill;
        self
    }

    /// At most `rows` rows a window.
    #[must_use]
    pub fn max_rows(mut self, rows: u64) -> Self {
        self.max = self.max.rows(rows);
        self
    }

    /// A sum of at most `max` of the measure a window.
    #[must_use]
    pub fn max(mut self, measure: &str, max: u64) -> Self {
        self.max = self.max.measure(measure, max);
        self
    }

    /// Repeats a share of every limit (a number in `[0, 1)`) or up to budgets ([`Amounts`]).
    #[must_use]
    pub fn overlap(mut self, overlap: impl Into<Overlap>) -> Self {
        self.overlap = overlap.into();
        self
    }

    /// What to do with a row that alone exceeds a limit.
    #[must_use]
    pub fn oversize(mut self, oversize: Oversize) -> Self {
        self.oversize = oversize;
        self
    }
}

/// An amount of rows, of time and of any measures: the limits of a window, or the budgets of an
/// overlap. What is not given is not limited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Amounts {
    /// A number of rows.
    pub rows: Option<u64>,
    /// From the first row to the last.
    pub duration: Option<Duration>,
    /// Sums of measures, by name.
    pub measures: Vec<(String, u64)>,
}

impl Amounts {
    /// Nothing is limited yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// So many rows.
    #[must_use]
    pub fn rows(mut self, rows: u64) -> Self {
        self.rows = Some(rows);
        self
    }

    /// So long from the first row to the last.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = Some(duration);
        self
    }

    /// So much of the measure. Given again, it replaces the amount given before, which is searched for: thousands of
    /// measures are better put into [`measures`](Self::measures).
    #[must_use]
    pub fn measure(mut self, measure: &str, amount: u64) -> Self {
        self.measures.retain(|(name, _)| name != measure);
        self.measures.push((measure.to_owned(), amount));
        self
    }
}

/// How much of the window before is repeated at the start of the next.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Overlap {
    /// That share, in `[0, 1)`, of *every* limit given, rounded down.
    Ratio(f64),
    /// Absolute budgets, each below its limit; all zero (or none given) repeats nothing.
    Budget(Amounts),
}

impl Default for Overlap {
    fn default() -> Self {
        Overlap::Ratio(0.0)
    }
}

impl From<f64> for Overlap {
    fn from(ratio: f64) -> Self {
        Overlap::Ratio(ratio)
    }
}

impl From<Amounts> for Overlap {
    fn from(budget: Amounts) -> Self {
        Overlap::Budget(budget)
    }
}

/// What to do with a row that alone exceeds a limit. It is never dropped and never merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Oversize {
    /// It is a window by itself, and flagged.
    #[default]
    Alone,
    /// It is an error that names the row.
    Error,
}

/// Where a window ends within what the limits allow. When all that is left of a segment fits, it is
/// one window, whatever the cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cut {
    /// As late as the limits allow.
    #[default]
    Full,
    /// Before the longest silence, the latest of several. Needs a time.
    Quiet,
    /// Such that each segment has as many windows as with [`Cut::Full`], and the fullest of them is
    /// as empty as can be.
    Even,
    /// After the row whose mixed key is the smallest, so that a change of one row changes a few
    /// windows, not all that follow. Needs a key.
    Stable,
}
