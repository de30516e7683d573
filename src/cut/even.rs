//! Cuts that are as even as can be: as many windows as `full` makes of a segment, with the fullest
//! as empty as can be.

use crate::{
    cut::{
        budgets::Linear,
        ends::Full,
        limits::Limits,
        rules::Resolved,
        scale::SCALE,
        walk::{Emit, Stretch, walk_dyn},
    },
    search::gallop::gallop,
};
use std::ops::{ControlFlow, Range};

/// The limits of a segment, scaled down as far as it still makes no more windows: full windows of
/// them are the even ones. `O(d w log k)` where the limits divided by the number of windows have `d`
/// binary digits, as a rule.
pub(crate) fn scaled(spec: &Resolved<'_>, segment: Range<usize>) -> Limits {
    let limits = &spec.rules.limits;
    let mut windows = 0;
    let _ = walk_within(spec, limits, segment.clone().into(), &mut |_| {
        windows += 1;
        ControlFlow::Continue(())
    });
    if windows < 2 {
        return limits.clone();
    }
    let fits = |start| limits.reach(spec.rows, start, segment.end) == segment.end;
    let fitting = gallop(0, segment.len(), |back| !fits(segment.end - 1 - back));
    let last_start = segment.end - fitting;
    let enough = |k| makes(spec, segment.clone(), &limits.scaled(k), windows, last_start);
    // What the last window lacks, spread over all, is about the share that each can do without.
    limits.scaled(limits.least_scale(SCALE / windows, enough))
}

/// Emits the windows of a stretch within other limits than the spec's.
pub(crate) fn walk_within(
    spec: &Resolved<'_>,
    limits: &Limits,
    stretch: Stretch,
    emit: &mut Emit,
) -> ControlFlow<(), Stretch> {
    let mut budgets = spec.budgets(limits);
    let (repeats, full) = (spec.rules.overlap.is_some(), Full(limits));
    match budgets.only_measure().and_then(|cursor| Linear::new(cursor)) {
        Some(mut linear) => walk_dyn(stretch, repeats, &mut linear, &full, emit),
        None => walk_dyn(stretch, repeats, &mut budgets, &full, emit),
    }
}

/// Whether the segment makes exactly so many windows within the scaled limits, of which none is
/// oversize but those that are anyway. From `last_start` on the rest fits the limits unscaled, and
/// has to be one window.
fn makes(
    spec: &Resolved<'_>,
    segment: Range<usize>,
    scaled: &Limits,
    windows: u64,
    last_start: usize,
) -> bool {
    let (segment_end, limits) = (segment.end, &spec.rules.limits);
    let mut made = 0_u64;
    let flow = walk_within(spec, scaled, segment.into(), &mut |window| {
        let is_split = window.end < segment_end && window.start >= last_start;
        let fits_unscaled = || limits.reach(spec.rows, window.start, window.end) == window.end;
        let is_too_large = window.oversize && fits_unscaled();
        made += 1;
        if is_split || is_too_large || made > windows {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    flow.is_continue() && made == windows
}
