//! A spec checked beside the rows it is for. After this, nothing can be wrong but a row.

use crate::{
    Cut, Error, Overlap, Oversize, Rows, Spec,
    cut::{budgets::Budgets, limits::Limits},
    spec,
};

/// Rows, and what their windows are cut by.
#[derive(Clone, Copy)]
pub(crate) struct Resolved<'a> {
    pub(crate) rows: &'a Rows,
    pub(crate) rules: &'a Rules,
    pub(crate) edges: &'a [i64],
}

impl<'a> Resolved<'a> {
    /// What windows are made by, within limits that may be smaller than the spec's.
    pub(crate) fn budgets(&self, limits: &Limits) -> Budgets<'a> {
        Budgets::new(self.rows, limits, self.rules.overlap.as_ref())
    }
}

/// What a spec says of rows with certain columns, whichever they are.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) limits: Limits,
    /// What may be repeated; none if nothing.
    pub(crate) overlap: Option<Limits>,
    /// The most of each limit with which a window is not yet full enough to be cut; none if any is.
    pub(crate) too_empty: Option<Limits>,
    pub(crate) cut: Cut,
    /// In steps of the rows' time.
    pub(crate) gap: Option<u64>,
    pub(crate) oversize: Oversize,
}

impl Rules {
    pub(crate) fn new(rows: &Rows, spec: &Spec) -> Result<Self, Error> {
        spec::check(spec)?;
        let limits = Limits::resolve(rows, &spec.max)?;
        match spec.cut {
            Cut::Quiet => drop(rows.time()?),
            Cut::Stable => drop(rows.keys()?),
            Cut::Full | Cut::Even => {}
        }
        if !spec.edges.is_empty() {
            rows.time()?;
        }
        let gap = match spec.gap {
            None => None,
            Some(gap) => Some(rows.time()?.unit.steps(gap)),
        };
        Ok(Rules {
            overlap: overlap(rows, spec, &limits)?,
            too_empty: (spec.min_fill > 0.0)
                .then(|| limits.map(|max| least_filling(max, spec.min_fill) - 1)),
            limits,
            cut: spec.cut,
            gap,
            oversize: spec.oversize,
        })
    }
}

impl Rules {
    /// Finds out of rows what searches will ask for, so that there is memory for it, or an error.
    pub(crate) fn prepare(&self, rows: &Rows) -> Result<(), Error> {
        if self.gap.is_some() || self.cut == Cut::Quiet {
            rows.time()?.prepare()?;
        }
        if self.cut == Cut::Stable {
            rows.keys()?.prepare_smallest()?;
        }
        Ok(())
    }
}

fn overlap(rows: &Rows, spec: &Spec, limits: &Limits) -> Result<Option<Limits>, Error> {
    let budgets = match &spec.overlap {
        Overlap::Ratio(ratio) => limits.map(|max| share(max, *ratio)),
        Overlap::Budget(budget) => Limits::resolve(rows, budget)?,
    };
    let repeats = budgets.amounts().any(|amount| amount > 0);
    Ok(repeats.then_some(budgets))
}

/// The share of a limit, rounded down as a product of `f64`s is: 0.7 of 10 is 7.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "limits are far below 2^53 where the share is to be exact; `as` saturates"
)]
fn share(limit: u64, ratio: f64) -> u64 {
    // Rounding must not lift the share of a limit past 2^53 to the limit itself.
    ((limit as f64 * ratio) as u64).min(limit.saturating_sub(1))
}

/// The least amount that is at least `min_fill` of a limit.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the product may be off by a step, which is mended; `as` saturates"
)]
fn least_filling(limit: u64, min_fill: f64) -> u64 {
    let fills = |amount: u64| amount as f64 / limit as f64 >= min_fill;
    let mut amount = ((limit as f64 * min_fill).ceil() as u64).clamp(1, limit.max(1));
    while amount > 1 && fills(amount - 1) {
        amount -= 1;
    }
    while amount < limit && !fills(amount) {
        amount += 1;
    }
    amount
}

#[cfg(test)]
mod tests {
    use super::least_filling;

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    fn the_least_filling_amount_is_the_least_that_fills() {
        for limit in 1..=100_u64 {
            for hundredth in 1..=100 {
                let min_fill = f64::from(hundredth) / 100.0;
                for min_fill in [min_fill.next_down(), min_fill, min_fill.next_up().min(1.0)] {
                    let fills = |amount: &u64| *amount as f64 / limit as f64 >= min_fill;
                    let least = (1..=limit).find(fills);
                    assert_eq!(
                        Some(least_filling(limit, min_fill)),
                        least,
                        "{min_fill} of {limit}"
                    );
                }
            }
        }
        assert_eq!(least_filling(23, 0.739_130_434_782_608_8), 18, "more than 17 / 23");
    }
}
