//! Windows of the clock.

use crate::{Error, ErrorKind, Plan, Rows, limits::Limits, search::gallop, time::Time};
use std::{ops::Range, time::Duration};

/// Windows of the clock: one opens `every` so often, and holds the rows of a `span`.
///
/// ```text
/// origin      + every      + 2 every
///   ├──── span ────┤
///                ├──── span ────┤
///                             ├──── span ────┤
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Hops {
    /// From the opening of one window to that of the next.
    pub every: Duration,
    /// How long a window is: more than `every` for windows that overlap.
    pub span: Duration,
    /// When a window opens.
    pub origin: Origin,
    /// Whether to give windows without rows too, between those that have some.
    pub empty: bool,
}

/// When a window opens, and with it all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// At this time, in the unit of the rows' times.
    At(i64),
    /// At the first row's time; no window opens before it.
    First,
}

impl Hops {
    /// Windows one after the other, from 1970 on.
    #[must_use]
    pub fn every(every: Duration) -> Self {
        Hops { every, span: every, origin: Origin::At(0), empty: false }
    }

    /// How long a window is.
    #[must_use]
    pub fn span(mut self, span: Duration) -> Self {
        self.span = span;
        self
    }

    /// When a window opens.
    #[must_use]
    pub fn origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Gives windows without rows too, between those that have some.
    #[must_use]
    pub fn empty(mut self, empty: bool) -> Self {
        self.empty = empty;
        self
    }
}

/// More windows than this are refused: the clock makes any number out of two rows.
const MOST: usize = 1 << 24;

impl Rows {
    /// Windows of the clock: window `k` holds the rows with
    /// `origin + k * every <= time < origin + k * every + span`, for every whole `k` whose window
    /// holds a row. Each partition has its own. `O(w log k)`.
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`] without times, [`ErrorKind::BadHops`] for durations shorter
    /// than a step of them, [`ErrorKind::TooManyWindows`].
    pub fn hops(&self, hops: &Hops) -> Result<Plan, Error> {
        let time = self.time()?;
        let clock = Clock::new(time, hops)?;
        let mut plan = Plan::new(self.clone(), Limits::default());
        let mut start = 0;
        for &end in self.partitions() {
            clock.run(start..end as usize, &mut plan)?;
            start = end as usize;
        }
        clock.run(start..self.len(), &mut plan)?;
        Ok(plan)
    }
}

struct Clock<'a> {
    time: &'a Time,
    every: i128,
    span: i128,
    origin: Origin,
    empty: bool,
}

impl<'a> Clock<'a> {
    fn new(time: &'a Time, hops: &Hops) -> Result<Self, Error> {
        let steps = |what: &'static str, duration: Duration| match time.unit.steps(duration) {
            0 => Err(ErrorKind::BadHops { what, unit: time.unit.symbol() }),
            steps => Ok(i128::from(steps)),
        };
        Ok(Clock {
            time,
            every: steps("every", hops.every)?,
            span: steps("span", hops.span)?,
            origin: hops.origin,
            empty: hops.empty,
        })
    }

    /// The windows of one partition.
    fn run(&self, rows: Range<usize>, plan: &mut Plan) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let at = |row: usize| i128::from(self.time.values[row]);
        let (origin, first) = match self.origin {
            Origin::At(time) => (i128::from(time), i128::MIN),
            Origin::First => (at(rows.start), 0),
        };
        // The first window that is still open at a time.
        let open_at =
            |time: i128| ((time - origin - self.span).div_euclid(self.every) + 1).max(first);
        let mut push = |k: i128, start: usize, end: usize| {
            if plan.len() == MOST {
                return Err(ErrorKind::TooManyWindows { most: MOST }.into());
            }
            let opens = origin + k * self.every;
            plan.push_hop(start, end, clamped(opens), clamped(opens + self.span))
        };
        let (mut k, mut start, mut end) = (open_at(at(rows.start)), rows.start, rows.start);
        // The first window not given yet, once one has been.
        let mut next = None;
        loop {
            let opens = origin + k * self.every;
            start = gallop(start, rows.end, |row| at(row) >= opens);
            if start == rows.end {
                return Ok(());
            }
            if at(start) >= opens + self.span {
                // To the first window that can hold the row, which is later than this one: none
                // does, if it lies between two.
                k = open_at(at(start));
                continue;
            }
            if let (true, Some(next)) = (self.empty, next) {
                if k - next > MOST as i128 {
                    return Err(ErrorKind::TooManyWindows { most: MOST }.into());
                }
                let mut place = end.min(start);
                for k in next..k {
                    place = gallop(place, start, |row| at(row) >= origin + k * self.every);
                    push(k, place, place)?;
                }
            }
            end = gallop(end.max(start), rows.end, |row| at(row) >= opens + self.span);
            push(k, start, end)?;
            k += 1;
            next = Some(k);
        }
    }
}

fn clamped(time: i128) -> i64 {
    let clamped = time.clamp(i64::MIN.into(), i64::MAX.into());
    i64::try_from(clamped).unwrap_or(0)
}
