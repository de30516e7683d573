//! A spec resolved against rows: what fits, searched from either end.

use crate::{Amounts, Error, Overlap, Rows, Spec, measure::Measure};

/// One limit. Each is monotone: shrinking a range that fits leaves it fitting.
#[derive(Clone, Copy)]
enum Limit<'a> {
    Rows(u64),
    Sum(&'a Measure, u64),
}

impl Limit<'_> {
    fn reach(self, start: usize, len: usize) -> usize {
        match self {
            Limit::Rows(max) => start + within(len - start, max),
            Limit::Sum(measure, max) => measure.reach(start, max),
        }
    }

    fn reach_back(self, end: usize) -> usize {
        match self {
            Limit::Rows(max) => end - within(end, max),
            Limit::Sum(measure, max) => measure.reach_back(end, max),
        }
    }

    fn amount(self) -> u64 {
        match self {
            Limit::Rows(max) | Limit::Sum(_, max) => max,
        }
    }

    fn with_amount(self, amount: u64) -> Self {
        match self {
            Limit::Rows(_) => Limit::Rows(amount),
            Limit::Sum(measure, _) => Limit::Sum(measure, amount),
        }
    }
}

/// The smaller of a number of rows and a limit, which may not fit a `usize`.
fn within(rows: usize, max: u64) -> usize {
    usize::try_from(max).map_or(rows, |max| rows.min(max))
}

/// A set of limits that must hold together.
pub(crate) struct Limits<'a> {
    len: usize,
    all: Vec<Limit<'a>>,
}

impl<'a> Limits<'a> {
    /// The limits that `spec` sets to a window.
    pub(crate) fn of_window(rows: &'a Rows, spec: &Spec) -> Result<Self, Error> {
        let limits = Limits::resolve(rows, &spec.max)?;
        if limits.all.is_empty() {
            return Err(Error::NoLimit);
        }
        match named(&spec.max).find(|&(_, max)| max == 0) {
            None => Ok(limits),
            Some((name, _)) => {
                Err(Error::BadLimit { limit: format!("max.{name}"), value: "0".to_owned() })
            }
        }
    }

    /// The budgets that `spec` gives to an overlap; none if nothing may be repeated.
    pub(crate) fn of_overlap(&self, rows: &'a Rows, spec: &Spec) -> Result<Option<Self>, Error> {
        let budgets = match &spec.overlap {
            Overlap::Ratio(ratio) if !(0.0..1.0).contains(ratio) => {
                return Err(Error::BadOverlap {
                    overlap: "overlap".to_owned(),
                    value: ratio.to_string(),
                });
            }
            Overlap::Ratio(ratio) => {
                let share = |limit: &Limit<'a>| limit.with_amount(share(limit.amount(), *ratio));
                Limits { len: self.len, all: self.all.iter().map(share).collect() }
            }
            Overlap::Budget(budget) => {
                refuse_endless(budget, &spec.max)?;
                Limits::resolve(rows, budget)?
            }
        };
        let repeats_nothing = budgets.all.iter().all(|limit| limit.amount() == 0);
        Ok((!repeats_nothing).then_some(budgets))
    }

    fn resolve(rows: &'a Rows, amounts: &Amounts) -> Result<Self, Error> {
        let mut all = Vec::with_capacity(1 + amounts.measures.len());
        all.extend(amounts.rows.map(Limit::Rows));
        for (name, amount) in &amounts.measures {
            all.push(Limit::Sum(rows.measure(name)?, *amount));
        }
        Ok(Limits { len: rows.len(), all })
    }

    /// The largest `end` such that `start..end` fits: `start` itself when its row is oversize.
    /// Never decreases with `start`.
    pub(crate) fn reach(&self, start: usize) -> usize {
        self.all.iter().map(|limit| limit.reach(start, self.len)).min().unwrap_or(self.len)
    }

    /// The least `start` such that `start..end` fits: `end` itself when the row before it is
    /// oversize. Never decreases with `end`.
    pub(crate) fn reach_back(&self, end: usize) -> usize {
        self.all.iter().map(|limit| limit.reach_back(end)).max().unwrap_or(0)
    }

    /// The error that says why an oversize row is one.
    pub(crate) fn oversize_row(&self, row: usize) -> Error {
        let exceeded = self.all.iter().find_map(|limit| match *limit {
            Limit::Sum(measure, max) if measure.value(row) > max => Some((measure, max)),
            _ => None,
        });
        let (column, value, max) = match exceeded {
            Some((measure, max)) => (measure.name(), measure.value(row), max),
            None => ("rows", 1, 0),
        };
        Error::OversizeRow { column: column.to_owned(), row, value, max }
    }
}

/// The share of a limit, rounded down as a product of `f64`s is: 0.7 of 10 is 7.
fn share(limit: u64, ratio: f64) -> u64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "limits are far below 2^53 where the share is to be exact; `as` saturates"
    )]
    let share = (limit as f64 * ratio) as u64;
    // Rounding must not lift the share of a limit past 2^53 to the limit itself.
    share.min(limit - 1)
}

/// With a budget that is not below its limit, a window could hold nothing new.
fn refuse_endless(budget: &Amounts, max: &Amounts) -> Result<(), Error> {
    for (name, budget) in named(budget) {
        match named(max).find(|&(limit, _)| limit == name) {
            Some((_, limit)) if budget >= limit => {
                return Err(Error::OverlapNotBelowLimit {
                    name: name.to_owned(),
                    overlap: budget,
                    limit,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// The amounts given, under the names that callers give them.
fn named(amounts: &Amounts) -> impl Iterator<Item = (&str, u64)> {
    let rows = amounts.rows.map(|rows| ("rows", rows));
    rows.into_iter().chain(amounts.measures.iter().map(|(name, amount)| (name.as_str(), *amount)))
}
