//! Cuts that are as even as can be: as many windows as `full` makes of a segment, with the fullest
//! as empty as can be.

use crate::{limits::Limits, resolved::Resolved, windows::Found};
use std::ops::{ControlFlow, Range};

/// All limits are scaled by `k / SCALE`: fine enough to tell apart any two shares of limits below
/// 2²⁶, and exact for every single limit below 2⁵³.
const SCALE: u64 = 1 << 53;

/// The limits scaled down as far as the segment still makes no more windows. Found by bisection;
/// `O(53 w log k)`.
pub(crate) fn scaled(spec: &Resolved<'_>, segment: Range<usize>) -> Limits {
    let full = |_: usize, _: usize, reach: usize| reach;
    let mut windows = 0_usize;
    let _ = spec.cut_within(segment.clone(), &spec.limits, full, &mut |_| {
        windows += 1;
        ControlFlow::<()>::Continue(())
    });
    let scale = |k: u64| spec.limits.map(|amount| scale(amount, k));
    let (mut low, mut high) = (0, SCALE);
    while windows > 1 && high - low > 1 {
        let middle = low + (high - low) / 2;
        if makes(spec, segment.clone(), &scale(middle), windows) {
            high = middle;
        } else {
            low = middle;
        }
    }
    scale(high)
}

fn scale(amount: u64, k: u64) -> u64 {
    // At most `amount`, as k is at most SCALE.
    u64::try_from(u128::from(amount) * u128::from(k) / u128::from(SCALE)).unwrap_or(amount)
}

/// Whether the segment makes exactly so many windows, none of which exceeds the scaled limits but
/// for rows that are oversize anyway.
fn makes(spec: &Resolved<'_>, segment: Range<usize>, scaled: &Limits, windows: usize) -> bool {
    let segment_end = segment.end;
    let mut made = 0_usize;
    let choose = |start: usize, _: usize, _: usize| scaled.reach(spec.rows, start, segment_end);
    let flow = spec.cut_within(segment, scaled, choose, &mut |found: Found| {
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
