//! The units that times come in.

use std::time::Duration;

/// What one step of a time column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Milliseconds.
    Millisecond,
    /// Microseconds.
    Microsecond,
    /// Nanoseconds.
    Nanosecond,
}

impl TimeUnit {
    /// All units, coarsest first.
    pub const ALL: [TimeUnit; 4] =
        [TimeUnit::Second, TimeUnit::Millisecond, TimeUnit::Microsecond, TimeUnit::Nanosecond];

    /// The unit's symbol: `s`, `ms`, `us` or `ns`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            TimeUnit::Second => "s",
            TimeUnit::Millisecond => "ms",
            TimeUnit::Microsecond => "us",
            TimeUnit::Nanosecond => "ns",
        }
    }

    /// The steps in a duration, rounded down: whole steps are all that times can be apart.
    pub(crate) fn steps(self, duration: Duration) -> u64 {
        let per_second = 10_u64.pow(self.decimals());
        let rest = u64::from(duration.subsec_nanos()) / (1_000_000_000 / per_second);
        duration.as_secs().saturating_mul(per_second).saturating_add(rest)
    }

    /// The decimal places of a second that the unit counts.
    pub(super) fn decimals(self) -> u32 {
        match self {
            TimeUnit::Second => 0,
            TimeUnit::Millisecond => 3,
            TimeUnit::Microsecond => 6,
            TimeUnit::Nanosecond => 9,
        }
    }
}

/// The seconds of a day.
pub(crate) const DAY: i64 = 86_400;
