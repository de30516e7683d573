//! Windows of the clock.

use crate::{
    Error, ErrorKind, Plan, Rows, columns::time::Time, cut::limits::Limits, search::gallop::gallop,
};
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
        let clock = Clock::new(self.time()?, hops)?;
        let mut plan = Plan::new(self.clone(), Limits::default());
        let mut start = 0;
        let ends = self.partitions().iter().map(|&row| row as usize);
        for end in ends.chain([self.len()]) {
            clock.run(start..end, &mut plan)?;
            start = end;
        }
        Ok(plan)
    }
}

struct Clock<'a> {
    time: &'a Time,
    every: u64,
    span: u64,
    origin: Origin,
    empty: bool,
}

impl<'a> Clock<'a> {
    fn new(time: &'a Time, hops: &Hops) -> Result<Self, Error> {
        let steps = |what: &'static str, duration: Duration| match time.unit.steps(duration) {
            0 => Err(ErrorKind::BadHops { what, unit: time.unit.symbol() }),
            steps => Ok(steps),
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
        let (every, span) = (i128::from(self.every), i128::from(self.span));
        let first_at = |from: usize, time: i128| {
            gallop(from, rows.end, |row| i128::from(self.time.values[row]) >= time)
        };
        let mut push = |start: usize, end: usize, opens: i128| {
            if plan.len() == MOST {
                return Err(ErrorKind::TooManyWindows { most: MOST }.into());
            }
            plan.push_hop(start, end, clamped(opens), clamped(opens + span))
        };
        let (mut opens, mut start, mut end) = (i128::MIN / 2, rows.start, rows.start);
        // When the first window opens that is not given yet, once one has been.
        let mut next = None;
        loop {
            start = first_at(start, opens);
            if start == rows.end {
                return Ok(());
            }
            let time = self.time.values[start];
            if i128::from(time) >= opens + span {
                // To the first window that can hold the row, which is later than this one: none
                // does, if it lies between two.
                opens = self.open_at(time, self.time.values[rows.start]);
                continue;
            }
            if let (true, Some(mut next)) = (self.empty, next) {
                if opens - next > MOST as i128 * every {
                    return Err(ErrorKind::TooManyWindows { most: MOST }.into());
                }
                let mut place = end.min(start);
                while next < opens {
                    place = first_at(place, next);
                    push(place, place, next)?;
                    next += every;
                }
            }
            end = first_at(end.max(start), opens + span);
            push(start, end, opens)?;
            opens += every;
            next = Some(opens);
        }
    }

    /// When the first window opens that is still open at a time, in a partition of that first time.
    fn open_at(&self, time: i64, first: i64) -> i128 {
        let origin = match self.origin {
            Origin::At(origin) => origin,
            Origin::First => first,
        };
        // How long before a time a window opens, where one opens at 0.
        let since = |time: i64| match u64::try_from(time) {
            Ok(time) => time % self.every,
            Err(_) => self.every - 1 - (!time).cast_unsigned() % self.every,
        };
        let minus = |a: u64, b: u64| if a < b { a + (self.every - b) } else { a - b };
        let since = minus(minus(since(time), since(origin)), self.span % self.every);
        let opens = i128::from(time) - i128::from(self.span) + i128::from(self.every - since);
        if self.origin == Origin::First { opens.max(first.into()) } else { opens }
    }
}

fn clamped(time: i128) -> i64 {
    let clamped = time.clamp(i64::MIN.into(), i64::MAX.into());
    i64::try_from(clamped).unwrap_or(0)
}
