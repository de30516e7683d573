//! One window cut into parts, for when it proves too much after all.

use crate::{Amounts, Error, Plan, limits::Limits};

/// Weights are scaled by `k / SCALE`.
const SCALE: u64 = 1 << 53;

impl Plan {
    /// Cuts the window of that index into at most `parts`, such that the fullest is as empty as can
    /// be; what was repeated stays in the first. Each part has a row that is new, so there are no
    /// more parts than such rows. What counts is what limited the plan; where nothing did, the first
    /// measure, or the rows.
    ///
    /// # Errors
    /// [`Error::BadSplit`] for no parts, or a window that is not there.
    pub fn split(&self, index: usize, parts: usize) -> Result<Plan, Error> {
        let Some(window) = self.get(index).filter(|_| parts > 0) else {
            return Err(Error::BadSplit { index, windows: self.len(), parts });
        };
        let (start, fresh, end) =
            (window.start as usize, window.fresh as usize, window.end as usize);
        let whole = self.whole(start, end)?;
        let ends = |k: u64| self.ends(&whole.map(|all| scaled(all, k)), (start, fresh, end), parts);
        let (mut low, mut high) = (0, SCALE);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if ends(middle).is_some() {
                high = middle;
            } else {
                low = middle;
            }
        }
        let mut plan = Plan::new(self.rows().clone(), self.limits().clone());
        plan.begins_after(fresh);
        let mut part_start = start;
        for part_end in ends(high).unwrap_or_default() {
            plan.push(part_start, part_end, window.oversize);
            part_start = part_end;
        }
        Ok(plan)
    }

    /// Limits that the rows `start..end` fill, and whose shares tell how heavy a part is.
    fn whole(&self, start: usize, end: usize) -> Result<Limits, Error> {
        let rows = self.rows();
        let limits = if self.limits().is_empty() {
            let amounts = match rows.measures().next() {
                Some(measure) => Amounts::new().measure(measure, rows.total(measure)?.max(1)),
                None => Amounts::new().rows(rows.len() as u64),
            };
            Limits::resolve(rows, &amounts)?
        } else {
            self.limits().clone()
        };
        let fill = limits.fill(rows, start, end);
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "rounded up and with one to spare, so it is enough; `as` saturates"
        )]
        Ok(limits.map(|amount| ((amount as f64 * fill).ceil() as u64).saturating_add(1)))
    }

    /// The ends of the parts, if so many do.
    fn ends(
        &self,
        limits: &Limits,
        (start, fresh, end): (usize, usize, usize),
        parts: usize,
    ) -> Option<Vec<usize>> {
        let mut ends = Vec::new();
        let (mut part_start, mut least) = (start, fresh + 1);
        while part_start < end || ends.is_empty() {
            let part_end = limits.reach(self.rows(), part_start, end);
            if part_end < least.min(end) || ends.len() == parts {
                return None;
            }
            ends.push(part_end);
            (part_start, least) = (part_end, part_end + 1);
        }
        Some(ends)
    }
}

fn scaled(all: u64, k: u64) -> u64 {
    u64::try_from(u128::from(all) * u128::from(k) / u128::from(SCALE)).unwrap_or(all)
}
