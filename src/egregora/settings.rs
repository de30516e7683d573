//! What the windows of Egregora depend on.

use crate::{Error, ErrorKind, decimal};
use std::time::Duration;

/// Egregora's `WindowConfig`, with its names and defaults: 100 messages, an overlap of 0.2, no
/// maximum time, 320,000 bytes.
///
/// ```
/// use windrow::{Rows, TimeUnit, egregora::{Egregora, StepUnit}};
///
/// let rows = Rows::builder()
///     .time("ts", TimeUnit::Second, Vec::from_iter(0..250))
///     .measure("bytes", vec![10_u32; 250])
///     .build()?;
///
/// let plan = rows.egregora(&Egregora::new())?;
/// let ranges: Vec<_> = plan.iter().map(|window| (window.start, window.end)).collect();
/// assert_eq!(ranges, [(0, 120), (100, 220), (200, 250)]);
///
/// let by_hours = rows.egregora(&Egregora::new().step(1, StepUnit::Hours))?;
/// assert_eq!(by_hours.end_time().collect::<Vec<_>>(), [4_320]);
/// # Ok::<(), windrow::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Egregora {
    /// Units from one window's start to the next; at least 1. Ignored where the unit is
    /// [`StepUnit::Bytes`].
    pub step_size: i64,
    /// What the step is counted in.
    pub step_unit: StepUnit,
    /// The share of the step, or of the bytes, that is repeated; clamped to 0 to 0.5.
    pub overlap_ratio: f64,
    /// The maximum length of a window of hours or days, overlap included. A longer step is
    /// shortened to whole days, or below one day to whole hours, but never below one hour. Counted
    /// in whole microseconds; 0 is the same as `None`.
    pub max_window_time: Option<Duration>,
    /// The maximum of bytes after a window's first row. Used where the unit is [`StepUnit::Bytes`].
    pub max_bytes_per_window: u64,
}

/// What the step of [`Egregora`] is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepUnit {
    /// Rows.
    #[default]
    Messages,
    /// Hours of 3,600 seconds, from the time of the first row on.
    Hours,
    /// Days of 24 hours, from the time of the first row on.
    Days,
    /// As many rows as fit, by the measure `bytes`. The first row is not counted. Rows of 0 bytes at
    /// a window's end are repeated whatever the overlap.
    Bytes,
}

impl Default for Egregora {
    fn default() -> Self {
        Egregora {
            step_size: 100,
            step_unit: StepUnit::default(),
            overlap_ratio: 0.2,
            max_window_time: None,
            max_bytes_per_window: 320_000,
        }
    }
}

impl Egregora {
    /// Egregora's defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A window begins every `size` units.
    #[must_use]
    pub fn step(mut self, size: i64, unit: StepUnit) -> Self {
        self.step_size = size;
        self.step_unit = unit;
        self
    }

    /// The share that is repeated, clamped to 0 to 0.5.
    #[must_use]
    pub fn overlap_ratio(mut self, ratio: f64) -> Self {
        self.overlap_ratio = ratio;
        self
    }

    /// The maximum length of windows of hours and days.
    #[must_use]
    pub fn max_window_time(mut self, max: Duration) -> Self {
        self.max_window_time = Some(max);
        self
    }

    /// The maximum of bytes after a window's first row.
    #[must_use]
    pub fn max_bytes_per_window(mut self, max: u64) -> Self {
        self.max_bytes_per_window = max;
        self
    }

    pub(super) fn checked_ratio(&self) -> Result<f64, Error> {
        if self.overlap_ratio.is_nan() {
            let overlap = "overlap_ratio".to_owned();
            return Err(ErrorKind::BadOverlap {
                overlap,
                value: decimal::text(self.overlap_ratio),
            }
            .into());
        }
        // Clamping keeps the sign of -0.0.
        Ok(self.overlap_ratio.clamp(0.0, 0.5).abs())
    }

    pub(super) fn checked_step(&self) -> Result<u64, Error> {
        match u64::try_from(self.step_size) {
            Ok(step) if step > 0 => Ok(step),
            _ => {
                let limit = "step_size".to_owned();
                Err(ErrorKind::BadLimit { limit, value: self.step_size.to_string() }.into())
            }
        }
    }
}
