//! Cuts that are as even as can be: as many windows as `full` makes of a segment, with the fullest
//! as empty as can be.

use crate::{
    cut::limits::{Limits, least_scale},
    cut::rules::Resolved,
    cut::walk::{FULL, Found},
};
use std::ops::{ControlFlow, Range};

/// The limits scaled down as far as the segment still makes no more windows. Found by bisection;
/// `O(53 w log k)`.
pub(crate) fn scaled(spec: &Resolved<'_>, segment: Range<usize>) -> Limits {
    let mut windows = 0_usize;
    let mut budgets = spec.budgets(&spec.rules.limits);
    let _ = spec.cut_by(segment.clone().into(), &mut budgets, &FULL, &mut |_| {
        windows += 1;
        ControlFlow::Continue(())
    });
    if windows < 2 {
        return spec.rules.limits.clone();
    }
    let enough = |k| makes(spec, segment.clone(), &spec.rules.limits.scaled(k), windows);
    spec.rules.limits.scaled(least_scale(enough))
}

/// Whether the segment makes exactly so many windows, none of which exceeds the scaled limits but
/// for rows that are oversize anyway.
fn makes(spec: &Resolved<'_>, segment: Range<usize>, scaled: &Limits, windows: usize) -> bool {
    let segment_end = segment.end;
    let mut made = 0_usize;
    let choose = |start: usize, _: usize, _: usize| scaled.reach(spec.rows, start, segment_end);
    let mut budgets = spec.budgets(scaled);
    let flow = spec.cut_by(segment.into(), &mut budgets, &choose, &mut |found: Found| {
        let fits = found.end > found.fresh
            && scaled.reach(spec.rows, found.start, segment_end) >= found.end;
        made += 1;
        if (found.oversize || fits) && made <= windows {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    flow.is_continue() && made == windows
}
