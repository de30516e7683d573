//! The loop that makes windows.

use crate::{Error, Oversize, Plan, Rows, Spec, limits::Limits};

pub(crate) fn windows(rows: &Rows, spec: &Spec) -> Result<Plan, Error> {
    let limits = Limits::of_window(rows, spec)?;
    let overlap = limits.of_overlap(rows, spec)?;
    let mut plan = Plan::empty(rows.clone());
    let (mut start, mut fresh) = (0, 0);
    while fresh < rows.len() {
        // A window that begins with repeated rows was begun so that its first fresh row fits, so
        // only one without any can have nothing in reach.
        let reach = limits.reach(start);
        let alone = reach == start;
        if alone && spec.oversize == Oversize::Error {
            return Err(limits.oversize_row(start));
        }
        let end = if alone { start + 1 } else { reach };
        plan.push(start, end, alone);
        fresh = end;
        start = match &overlap {
            Some(overlap) if end < rows.len() => {
                let repeated = overlap.reach_back(end);
                let leaves_room = limits.reach_back(end + 1);
                repeated.max(leaves_room).max(start + 1).min(end)
            }
            _ => end,
        };
    }
    Ok(plan)
}
