//! A spec's amounts resolved against rows: what fits, searched from either end.

use crate::{
    Amounts, Error, ErrorKind, Rows,
    room::{Room, gathered},
    search::order::places_in_order,
};

/// One limit, in the rows' own units. Each is monotone: shrinking a range that fits leaves it
/// fitting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit {
    Rows(u64),
    /// From the first row's time to the last's.
    Duration(u64),
    /// Of the measure at that place.
    Sum(usize, u64),
}

impl Limit {
    #[inline]
    fn amount(self) -> u64 {
        match self {
            Limit::Rows(max) | Limit::Duration(max) | Limit::Sum(_, max) => max,
        }
    }

    /// Orders limits by what they are of.
    fn place(self) -> usize {
        match self {
            Limit::Rows(_) => 0,
            Limit::Duration(_) => 1,
            Limit::Sum(measure, _) => 2 + measure,
        }
    }

    fn with_amount(self, amount: u64) -> Self {
        match self {
            Limit::Rows(_) => Limit::Rows(amount),
            Limit::Duration(_) => Limit::Duration(amount),
            Limit::Sum(measure, _) => Limit::Sum(measure, amount),
        }
    }
}

/// Limits that must hold together: one of each kind at most, ordered by their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Limits(Vec<Limit>);

impl Limits {
    pub(crate) fn resolve(rows: &Rows, amounts: &Amounts) -> Result<Self, Error> {
        let mut limits = Vec::new();
        limits.room(2 + amounts.measures.len())?;
        limits.extend(amounts.rows.map(Limit::Rows));
        if let Some(duration) = amounts.duration {
            limits.push(Limit::Duration(rows.time()?.unit.steps(duration)));
        }
        for (name, amount) in &amounts.measures {
            limits.push(Limit::Sum(rows.measure_index(name)?, *amount));
        }
        Ok(Limits(one_of_each_kind(limits)?))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn amounts(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(|limit| limit.amount())
    }

    /// One limit of each kind that is among these or others.
    pub(crate) fn kinds_with(&self, others: &Limits) -> Vec<Limit> {
        let mut kinds = self.0.clone();
        kinds.extend(others.0.iter().filter(|limit| self.of_kind(**limit).is_none()));
        kinds
    }

    /// The amount of the limit of that kind, if there is one.
    pub(crate) fn of_kind(&self, kind: Limit) -> Option<u64> {
        let found = self.0.binary_search_by_key(&kind.place(), |limit| limit.place());
        found.ok().map(|at| self.0[at].amount())
    }

    /// The same limits with other amounts.
    pub(crate) fn map(&self, amount: impl Fn(u64) -> u64) -> Self {
        Limits(self.0.iter().map(|limit| limit.with_amount(amount(limit.amount()))).collect())
    }

    /// The fewest windows that so many rows can make.
    pub(crate) fn fewest(&self, rows: usize) -> usize {
        let max = self.0.iter().filter_map(|limit| match *limit {
            Limit::Rows(max) => usize::try_from(max).ok(),
            Limit::Duration(_) | Limit::Sum(..) => None,
        });
        max.min().map_or(0, |max| rows.div_ceil(max.max(1)))
    }

    /// The largest `end` up to `segment_end` such that `start..end` fits: `start` itself when its
    /// row is oversize. Never decreases with `start`.
    pub(crate) fn reach(&self, rows: &Rows, start: usize, segment_end: usize) -> usize {
        self.0.iter().fold(segment_end, |end, limit| match *limit {
            Limit::Rows(max) => start + within(end - start, max),
            Limit::Sum(measure, max) => rows.measure_at(measure).reach(start, max).min(end),
            Limit::Duration(max) => match rows.time() {
                Ok(time) => time.reach(start, start..end, max),
                Err(_) => end, // refused by `resolve`
            },
        })
    }

    /// Whether no row at all can be added to `start..end`: one that adds up to nothing, at the same
    /// time, is still a row.
    pub(crate) fn is_closed(&self, start: usize, end: usize) -> bool {
        self.0.iter().any(|limit| matches!(*limit, Limit::Rows(max) if (end - start) as u64 >= max))
    }

    /// The first row that is oversize. `O(n)`.
    pub(crate) fn first_oversize(&self, rows: &Rows) -> Option<usize> {
        let sums = self.0.iter().filter_map(|limit| match *limit {
            Limit::Sum(measure, max) => Some((rows.measure_at(measure), max)),
            Limit::Rows(_) | Limit::Duration(_) => None,
        });
        let found =
            sums.filter_map(|(measure, max)| (0..rows.len()).find(|&i| measure.value(i) > max));
        found.min()
    }

    /// How full the rows `start..end` are, one at least: the largest of used/limit. More than 1 if
    /// oversize.
    #[expect(clippy::cast_precision_loss, reason = "a share of a limit is no whole number anyway")]
    #[inline]
    pub(crate) fn fill(&self, rows: &Rows, start: usize, end: usize) -> f64 {
        let fills = self.0.iter().map(|limit| {
            let used = match *limit {
                Limit::Rows(_) => (end - start) as u64,
                Limit::Sum(measure, _) => rows.measure_at(measure).sum(start, end),
                Limit::Duration(_) => rows.time().map_or(0, |time| time.between(start, end - 1)),
            };
            if used == 0 { 0.0 } else { used as f64 / limit.amount() as f64 }
        });
        fills.fold(0.0, f64::max)
    }

    /// The error that says why an oversize row is one.
    pub(crate) fn oversize_row(&self, rows: &Rows, row: usize) -> Error {
        let exceeded = self.0.iter().find_map(|limit| match *limit {
            Limit::Sum(measure, max) if rows.measure_at(measure).value(row) > max => {
                Some((rows.measure_at(measure), max))
            }
            _ => None,
        });
        let (column, value, max) = match exceeded {
            Some((measure, max)) => (measure.name(), measure.value(row), max),
            None => ("rows", 1, 0), // which no spec can ask for
        };
        ErrorKind::OversizeRow { column: column.to_owned(), row, value, max }.into()
    }
}

/// The limits ordered by their places; the smallest of several of one kind, as all must hold.
fn one_of_each_kind(limits: Vec<Limit>) -> Result<Vec<Limit>, Error> {
    if limits.windows(2).all(|pair| pair[0].place() < pair[1].place()) {
        return Ok(limits);
    }
    let key = |place: usize| (limits[place].place(), limits[place].amount());
    let order = places_in_order(limits.len(), &|a, b| key(a).cmp(&key(b)))?;
    let mut ordered =
        gathered(limits.len(), order.into_iter().map(|place| limits[place as usize]))?;
    ordered.dedup_by_key(|limit| limit.place());
    Ok(ordered)
}

/// The smaller of a number of rows and a limit, which may not fit a `usize`.
pub(crate) fn within(rows: usize, max: u64) -> usize {
    usize::try_from(max).map_or(rows, |max| rows.min(max))
}
