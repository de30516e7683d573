//! Windows of hours or days.
//!
//! Two units of time: *steps*, the unit of the rows' times, and *ticks*, fine enough to hold
//! everything that Egregora computes.

use super::timedelta;
use crate::{TimeUnit, wide::quotient};

/// Ticks are microseconds, or nanoseconds where the rows' times are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticks {
    per_step: u64,
    per_micro: u64,
}

impl Ticks {
    pub(super) fn of(unit: TimeUnit) -> Self {
        let (per_step, per_micro) = match unit {
            TimeUnit::Second => (1_000_000, 1),
            TimeUnit::Millisecond => (1_000, 1),
            TimeUnit::Microsecond => (1, 1),
            TimeUnit::Nanosecond => (1, 1_000),
        };
        Ticks { per_step, per_micro }
    }

    pub(super) fn of_steps(self, steps: u64) -> u128 {
        u128::from(steps) * u128::from(self.per_step)
    }

    fn of_micros(self, micros: u128) -> u128 {
        micros * u128::from(self.per_micro)
    }

    /// Ticks as steps, rounded up, so that the same rows lie before them.
    pub(super) fn steps(self, ticks: u128) -> u128 {
        quotient(ticks + u128::from(self.per_step - 1), self.per_step.into())
    }
}

/// Windows of one span at equal distances: window `i` begins at `first + i * every`, in steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop {
    first: i64,
    /// 0 where the distance does not fit; there is only one window then.
    every: u64,
    /// The length of a window in steps.
    pub(super) span: u128,
    /// The length of a window in ticks.
    pub(super) ticks: u128,
}

impl Hop {
    /// The windows from the first row's time on, and how many begin after the first one and up to
    /// the last row's time. `every` is in microseconds, a multiple of an hour.
    pub(super) fn new(
        ticks: Ticks,
        [first, last]: [i64; 2],
        every: u128,
        ratio: f64,
    ) -> (Self, u64) {
        let overlap = ticks.of_micros(timedelta::times(every, ratio));
        let of_step = ticks.of_micros(every);
        let every = ticks.steps(of_step);
        let span = every + ticks.steps(overlap);
        let every = u64::try_from(every).ok();
        let more = every.map_or(0, |every| last.wrapping_sub(first).cast_unsigned() / every);
        (Hop { first, every: every.unwrap_or(0), span, ticks: of_step + overlap }, more)
    }

    /// The time at which a window begins; at most the last row's.
    pub(super) fn opens(self, index: usize) -> i64 {
        self.first.wrapping_add((index as u64).wrapping_mul(self.every).cast_signed())
    }
}
