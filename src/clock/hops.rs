//! Windows of the clock.

use crate::{
    Error, ErrorKind, Plan, Rows, columns::time::Time, cut::limits::Limits, search::gallop::gallop,
    wide::quotient,
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
        let partitions = || {
            let mut start = 0;
            let ends = self.partitions().iter().map(|&row| row as usize).chain([self.len()]);
            ends.map(move |end| std::mem::replace(&mut start, end)..end)
        };
        // Counted first, as it takes seconds to make so many.
        if partitions().map(|rows| clock.most(rows)).sum::<i128>() > MOST as i128 {
            let mut windows = 0;
            for rows in partitions() {
                windows += clock.count(rows);
                if windows > MOST as i128 {
                    return Err(ErrorKind::TooManyWindows { most: MOST }.into());
                }
            }
        }
        let mut plan = Plan::new(self.clone(), Limits::default());
        partitions().try_for_each(|rows| clock.run(rows, &mut plan))?;
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

    /// The steps from the last opening to `time`, where a window opens at `origin`.
    fn since(&self, time: i64, origin: i64) -> u64 {
        let since_zero = |time: i64| match u64::try_from(time) {
            Ok(time) => time % self.every,
            Err(_) => self.every - 1 - (!time).cast_unsigned() % self.every,
        };
        self.minus(since_zero(time), since_zero(origin))
    }

    /// `a - b`, modulo `every`.
    fn minus(&self, a: u64, b: u64) -> u64 {
        if a < b { a + (self.every - b) } else { a - b }
    }

    /// The numbers of the windows that hold each row of a partition, the first and the last; none does
    /// if the last is before the first. Windows are numbered from the last to open by the first row.
    fn numbers(&self, rows: Range<usize>) -> impl DoubleEndedIterator<Item = (i128, i128)> {
        let times = &self.time.values[rows];
        let first = times.first().copied().unwrap_or_default();
        let (least, since) = match self.origin {
            Origin::First => (0, 0),
            Origin::At(origin) => (i128::MIN, self.since(first, origin)),
        };
        let (whole, rest) = (self.span / self.every, self.span % self.every);
        times.iter().map(move |time| {
            let passed = time.wrapping_sub(first).cast_unsigned();
            let (number, is_late) = if let Some(passed) = passed.checked_add(since) {
                (u128::from(passed / self.every), passed % self.every >= rest)
            } else {
                let passed = u128::from(passed) + u128::from(since);
                let every = u128::from(self.every);
                let number = quotient(passed, every);
                (number, passed - number * every >= rest.into())
            };
            let latest = number.cast_signed();
            let earliest = latest - i128::from(whole) + i128::from(is_late);
            (earliest.max(least), latest)
        })
    }

    /// At most how many windows a partition has. `O(1)`.
    fn most(&self, rows: Range<usize>) -> i128 {
        let mut numbers = self.numbers(rows);
        let Some((from, to)) = numbers.next() else { return 0 };
        numbers.next_back().map_or(to, |(_, to)| to) - from + 1
    }

    /// How many windows a partition has, exactly if that is at most [`MOST`]. `O(n)`.
    fn count(&self, rows: Range<usize>) -> i128 {
        let mut held = self.numbers(rows).filter(|(from, to)| from <= to);
        if self.empty {
            let Some((from, to)) = held.next() else { return 0 };
            return held.next_back().map_or(to, |(_, to)| to) - from + 1;
        }
        let (mut count, mut next) = (0, i128::MIN);
        for (from, to) in held {
            count += (to - from.max(next) + 1).max(0);
            next = to + 1;
            if count > MOST as i128 {
                break;
            }
        }
        count
    }

    /// The windows of one partition.
    fn run(&self, rows: Range<usize>, plan: &mut Plan) -> Result<(), Error> {
        let (every, span) = (i128::from(self.every), i128::from(self.span));
        let first_at = |from: usize, time: i128| {
            gallop(from, rows.end, |row| i128::from(self.time.values[row]) >= time)
        };
        let mut push = |start: usize, end: usize, opens: i128| {
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
        let since = self.minus(self.since(time, origin), self.span % self.every);
        let opens = i128::from(time) - i128::from(self.span) + i128::from(self.every - since);
        if self.origin == Origin::First { opens.max(first.into()) } else { opens }
    }
}

fn clamped(time: i128) -> i64 {
    let clamped = time.clamp(i64::MIN.into(), i64::MAX.into());
    i64::try_from(clamped).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Clock, Hops, Origin};
    use crate::{ErrorKind, Rows, TimeUnit};
    use std::time::Duration;

    fn rows(times: Vec<i64>) -> Rows {
        Rows::builder().time("time", TimeUnit::Second, times).build().expect("times")
    }

    #[test]
    fn windows_are_counted_as_many_as_there_are() {
        let tables: [&[i64]; 6] = [
            &[],
            &[5],
            &[0, 0, 1, 7, 8, 30],
            &[-100, -7, -1, 0, 3, 90],
            &[3, 4, 5, 6, 7],
            &[i64::MAX - 9, i64::MAX - 4, i64::MAX],
        ];
        for times in tables {
            let rows = rows(times.to_vec());
            for (every, span) in [(1, 1), (1, 7), (7, 1), (7, 7), (5, 12), (12, 5)] {
                for origin in [Origin::First, Origin::At(0), Origin::At(-3), Origin::At(i64::MIN)] {
                    for empty in [false, true] {
                        let hops = Hops::every(Duration::from_secs(every)).origin(origin);
                        let hops = hops.span(Duration::from_secs(span)).empty(empty);
                        let clock = Clock::new(rows.time().expect("times"), &hops).expect("hops");
                        let made = rows.hops(&hops).expect("a few").len() as i128;
                        assert_eq!(clock.count(0..rows.len()), made, "{times:?}, {hops:?}");
                        assert!(clock.most(0..rows.len()) >= made, "{times:?}, {hops:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn more_windows_than_there_may_be_are_refused_before_they_are_made() {
        let counted = |times: Vec<i64>, hops: &Hops| {
            let rows = rows(times);
            Clock::new(rows.time().expect("times"), hops).expect("hops").count(0..rows.len())
        };
        let hops = Hops::every(Duration::from_secs(1)).empty(true);
        let last = (1 << 24) - 1;
        assert_eq!(counted(vec![0, last], &hops), 1 << 24);
        let error = rows(vec![0, last + 1]).hops(&hops).expect_err("one more");
        assert!(matches!(error.kind(), ErrorKind::TooManyWindows { most: 0x100_0000 }));
        // One row in many windows, and the ends of time.
        let hops = Hops::every(Duration::from_secs(1)).span(Duration::from_secs(1 << 24));
        assert_eq!(counted(vec![7], &hops), 1 << 24);
        assert!(rows(vec![7, 8]).hops(&hops).is_err());
        let hops = Hops::every(Duration::from_secs(1)).span(Duration::MAX);
        assert!(rows(vec![i64::MIN, i64::MAX]).hops(&hops).is_err());
    }
}
