//! From rows and a spec to a plan.

use crate::{
    Cut, Error, Oversize, Plan, Rows, Spec,
    cut::{
        budgets::Linear,
        ends::Full,
        rules::{Resolved, Rules},
        segments::Segments,
        walk::{Bounds, walk},
    },
};
use std::ops::ControlFlow;

impl Rows {
    /// All windows of `spec` over these rows: `O(w log k)` for `w` windows of `k` rows.
    ///
    /// # Errors
    /// Of the [kinds](crate::ErrorKind) `NoLimit`, `BadLimit`, `BadFill`, `BadEdges`, the
    /// overlap's, `MissingColumn` for what the spec needs and these rows do not have, `OversizeRow`
    /// where the spec asks for it, and `OutOfMemory` where there is none for them.
    pub fn windows(&self, spec: &Spec) -> Result<Plan, Error> {
        let rules = Rules::new(self, spec)?;
        rules.prepare(self)?;
        let spec = Resolved { rows: self, rules: &rules, edges: &spec.edges };
        let mut plan = Plan::new(self.clone(), rules.limits.clone());
        plan.reserve(rules.limits.fewest(self.len()))?;
        let mut collector = Collector { plan, rules: &rules, refused: None };
        let mut budgets = spec.budgets(&rules.limits);
        let (repeats, full) = (rules.overlap.is_some(), Full(&rules.limits));
        for segment in Segments::from(&spec, 0) {
            let stretch = segment.into();
            let mut emit = |bounds| collector.push(bounds);
            let flow = match budgets.only_measure() {
                Some(cursor) if rules.cut == Cut::Full => {
                    if let Some(mut linear) = Linear::new(cursor) {
                        walk(stretch, repeats, &mut linear, &full, &mut emit)
                    } else {
                        let mut local = *cursor; // stays in registers
                        let flow = walk(stretch, repeats, &mut local, &full, &mut emit);
                        *cursor = local;
                        flow
                    }
                }
                _ => spec.cut_segment(stretch, &mut budgets, &mut emit),
            };
            if flow.is_break() {
                break;
            }
        }
        collector.refused.map_or(Ok(collector.plan), Err)
    }
}

/// Collects windows into a plan, up to the first that is refused.
struct Collector<'a> {
    plan: Plan,
    rules: &'a Rules,
    refused: Option<Error>,
}

impl Collector<'_> {
    #[inline(always)]
    fn push(&mut self, window: Bounds) -> ControlFlow<()> {
        let accepted = !(window.oversize && self.rules.oversize == Oversize::Error)
            && self.plan.push(window.start, window.end, window.oversize);
        if accepted { ControlFlow::Continue(()) } else { self.refuse(window) }
    }

    #[cold]
    fn refuse(&mut self, window: Bounds) -> ControlFlow<()> {
        let Collector { plan, rules, .. } = &*self;
        self.refused = Some(if window.oversize && rules.oversize == Oversize::Error {
            rules.limits.oversize_row(plan.rows(), window.start)
        } else {
            plan.full()
        });
        ControlFlow::Break(())
    }
}
