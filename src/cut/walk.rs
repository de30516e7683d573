//! The walk from one window to the next, whatever decides where a window ends.

use crate::cut::budgets::Search;
use std::ops::{ControlFlow, Range};

/// Decides where windows end within what the limits allow.
pub(crate) trait Ends {
    /// The end of the window from `start`: past `fresh`, at most `reach`. Asked where neither the
    /// rest of the segment fits nor the row at `fresh` is oversize.
    fn end(&self, start: usize, fresh: usize, reach: usize) -> usize;

    /// Whether the window from `start` ends at `reach`, the end of what is known so far, whatever
    /// rows follow.
    fn is_settled(&self, start: usize, fresh: usize, reach: usize) -> bool;
}

/// Receives windows until it breaks off.
pub(crate) type Emit<'e> = dyn FnMut(Bounds) -> ControlFlow<()> + 'e;

/// A window as the walk emits it.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) start: usize,
    pub(crate) fresh: usize,
    pub(crate) end: usize,
    pub(crate) oversize: bool,
}

/// A segment, or the rows of it that are known, and how far the walk has come.
///
/// ```text
/// least        fresh                 end
///   ├─ may be ───┼─ in no window yet ─┤ more may follow,
///   │  repeated  │                    │ unless it is complete
/// ```
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) least: usize,
    pub(crate) fresh: usize,
    pub(crate) end: usize,
    pub(crate) complete: bool,
}

impl From<Range<usize>> for Stretch {
    /// A complete segment.
    fn from(Range { start, end }: Range<usize>) -> Self {
        Stretch { least: start, fresh: start, end, complete: true }
    }
}

/// Emits the windows of a stretch until `emit` breaks off or the next window depends on rows that
/// are not known yet. Returns the stretch with the places reached. `repeats` says whether there is
/// an overlap.
///
/// Generic so that the common case compiles to one loop; [`walk_dyn`] serves all others.
pub(crate) fn walk(
    mut stretch: Stretch,
    repeats: bool,
    search: &mut impl Search,
    ends: &(impl Ends + ?Sized),
    emit: &mut (impl FnMut(Bounds) -> ControlFlow<()> + ?Sized),
) -> ControlFlow<(), Stretch> {
    let (known, complete) = (stretch.end, stretch.complete);
    while stretch.fresh < known {
        let Stretch { least, fresh, .. } = stretch;
        let start = if repeats && least < fresh { search.start(least, fresh) } else { fresh };
        stretch.least = start;
        // `start` leaves room for the row at `fresh`, so only a window without repeated rows can
        // reach nothing.
        let reach = search.reach(start, fresh, known);
        let oversize = reach == start;
        let end = if oversize {
            start + 1
        } else if reach < known {
            ends.end(start, fresh, reach)
        } else if complete || ends.is_settled(start, fresh, reach) {
            reach
        } else {
            break;
        };
        emit(Bounds { start, fresh, end, oversize })?;
        stretch.least = if repeats { start + 1 } else { end };
        stretch.fresh = end;
    }
    ControlFlow::Continue(stretch)
}

/// [`walk`], compiled once for every choice of ends.
pub(crate) fn walk_dyn(
    stretch: Stretch,
    repeats: bool,
    search: &mut impl Search,
    ends: &dyn Ends,
    emit: &mut Emit,
) -> ControlFlow<(), Stretch> {
    walk(stretch, repeats, search, ends, emit)
}
