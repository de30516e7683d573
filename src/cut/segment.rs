//! One segment, cut as its spec says.

use crate::{
    Cut,
    cut::{
        budgets::Budgets,
        ends::{Candidates, Full, Quiet, Stable},
        even,
        rules::Resolved,
        walk::{Emit, Ends, Stretch, walk_dyn},
    },
};
use std::ops::ControlFlow;

impl Resolved<'_> {
    /// Cuts one segment until `emit` breaks off or the next window depends on rows that are not
    /// known yet. Returns the stretch with the places reached.
    pub(crate) fn cut_segment(
        &self,
        stretch: Stretch,
        budgets: &mut Budgets,
        emit: &mut Emit,
    ) -> ControlFlow<(), Stretch> {
        let repeats = self.rules.overlap.is_some();
        let candidates = Candidates { rows: self.rows, rules: self.rules };
        let full = Full(&self.rules.limits);
        let (quiet, stable);
        let ends: &dyn Ends = match (self.rules.cut, self.rows.time(), self.rows.keys()) {
            (Cut::Even, ..) => {
                let scaled = even::scaled(self, stretch.fresh..stretch.end);
                return even::walk_within(self, &scaled, stretch, emit);
            }
            (Cut::Quiet, Ok(time), _) => {
                quiet = Quiet(candidates, time);
                &quiet
            }
            (Cut::Stable, _, Ok(keys)) => {
                stable = Stable(candidates, keys);
                &stable
            }
            // `Rules::new` refuses quiet cuts without times and stable ones without keys.
            (Cut::Full | Cut::Quiet | Cut::Stable, ..) => &full,
        };
        walk_dyn(stretch, repeats, budgets, ends, emit)
    }
}
