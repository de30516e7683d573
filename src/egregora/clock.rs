//! Times in a unit that is fine enough for all that Egregora computes, and windows of hours or days
//! in it.

use super::timedelta::{self, quotient};
use crate::TimeUnit;

/// Counts time in *ticks*: microseconds, or nanoseconds where the rows' times are. All of `i64` in
/// any unit is below 2⁸⁴ of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// The ticks in a step of the rows' times.
    per_step: u64,
    hop: Option<Hop>,
}

/// Window `i` is `[first + i * every, first + i * every + span)`, in ticks.
#[derive(Clone, Copy, Debug)]
struct Hop {
    first: i128,
    every: i128,
    span: i128,
}

impl Clock {
    /// Windows are known by the times of their rows.
    pub(super) fn of_rows(unit: TimeUnit) -> Self {
        let per_step = match unit {
            TimeUnit::Second => 1_000_000,
            TimeUnit::Millisecond => 1_000,
            TimeUnit::Microsecond | TimeUnit::Nanosecond => 1,
        };
        Clock { per_step, hop: None }
    }

    /// Windows are known by a clock that starts with the first row's time. `every` and the overlap
    /// that prolongs it are in microseconds.
    pub(super) fn of_hops(unit: TimeUnit, first: i64, every: u128, ratio: f64) -> Self {
        let per_micro = if unit == TimeUnit::Nanosecond { 1_000 } else { 1 };
        let ticks = |micros: u128| micros.cast_signed() * per_micro;
        let clock = Clock::of_rows(unit);
        let first = clock.ticks(first);
        let span = ticks(every + timedelta::times(every, ratio));
        Clock { hop: Some(Hop { first, every: ticks(every), span }), ..clock }
    }

    pub(super) fn ticks(&self, time: i64) -> i128 {
        i128::from(time) * i128::from(self.per_step)
    }

    /// The least time, in the rows' unit, that is not before these ticks, such that the same rows
    /// are before it; the last there is for those that no time reaches.
    pub(super) fn time(&self, ticks: i128) -> i64 {
        let whole = |ticks: i128| quotient(ticks.cast_unsigned(), self.per_step.into());
        let rounded_up = if ticks > 0 {
            whole(ticks - 1).cast_signed() + 1
        } else {
            -whole(-ticks).cast_signed()
        };
        i64::try_from(rounded_up).unwrap_or(i64::MAX)
    }

    /// How many windows begin until a time, which is not before the first.
    pub(super) fn windows_until(&self, time: i64) -> u128 {
        self.hop.map_or(0, |hop| {
            let passed = self.ticks(time) - hop.first;
            quotient(passed.cast_unsigned(), hop.every.cast_unsigned()) + 1
        })
    }

    /// When a window begins and ends, in ticks, if that is known by the clock.
    pub(super) fn span(&self, index: usize) -> Option<(i128, i128)> {
        let hop = self.hop?;
        let opens = hop.first + index as i128 * hop.every;
        Some((opens, opens + hop.span))
    }
}
