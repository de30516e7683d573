//! Cuts that are as even as can be: as many windows as `full` makes of a segment, with the fullest
//! as empty as can be.

use crate::{
    Rows,
    cut::{
        ends::Full,
        limits::Limits,
        rules::Resolved,
        scale::least_scale,
        walk::{Bounds, Ends, walk_dyn},
    },
};
use std::ops::{ControlFlow, Range};

/// Ends at what limits that are scaled down allow, in one segment.
pub(crate) struct Even<'a> {
    rows: &'a Rows,
    scaled: Limits,
    segment_end: usize,
}

impl<'a> Even<'a> {
    /// Scales the limits down as far as the segment still makes no more windows, by bisection.
    /// `O(53 w log k)`.
    pub(crate) fn new(spec: &Resolved<'a>, segment: Range<usize>) -> Self {
        Even { rows: spec.rows, segment_end: segment.end, scaled: scaled(spec, segment) }
    }

    /// The limits scaled down.
    pub(crate) fn limits(&self) -> &Limits {
        &self.scaled
    }
}

impl Ends for Even<'_> {
    fn end(&self, start: usize, _fresh: usize, _reach: usize) -> usize {
        self.scaled.reach(self.rows, start, self.segment_end)
    }

    fn is_settled(&self, _start: usize, _fresh: usize, _reach: usize) -> bool {
        false
    }
}

fn scaled(spec: &Resolved<'_>, segment: Range<usize>) -> Limits {
    let mut windows = 0_usize;
    let limits = &spec.rules.limits;
    let mut budgets = spec.budgets(limits);
    let repeats = spec.rules.overlap.is_some();
    let _ = walk_dyn(segment.clone().into(), repeats, &mut budgets, &Full(limits), &mut |_| {
        windows += 1;
        ControlFlow::Continue(())
    });
    if windows < 2 {
        return limits.clone();
    }
    limits.scaled(least_scale(|k| makes(spec, segment.clone(), limits.scaled(k), windows)))
}

/// Whether the segment makes exactly so many windows, none of which exceeds the scaled limits but
/// for rows that are oversize anyway.
fn makes(spec: &Resolved<'_>, segment: Range<usize>, scaled: Limits, windows: usize) -> bool {
    let even = Even { rows: spec.rows, segment_end: segment.end, scaled };
    let mut made = 0_usize;
    let mut budgets = spec.budgets(&even.scaled);
    let repeats = spec.rules.overlap.is_some();
    let flow = walk_dyn(segment.into(), repeats, &mut budgets, &even, &mut |found: Bounds| {
        let fits = found.end > found.fresh
            && even.scaled.reach(spec.rows, found.start, even.segment_end) >= found.end;
        made += 1;
        if (found.oversize || fits) && made <= windows {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    flow.is_continue() && made == windows
}
