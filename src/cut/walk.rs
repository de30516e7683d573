//! The loop that makes windows.

use crate::{
    Cut, Error, Oversize, Plan, Rows, Spec,
    cut::budgets::{Budgets, Search, Walk},
    cut::even,
    cut::rules::{Resolved, Rules},
    cut::segments::Segments,
};
use std::ops::{ControlFlow, Range};

impl Rows {
    /// All windows of `spec` over these rows: `O(w log k)` for `w` windows of `k` rows.
    ///
    /// # Errors
    /// Of the [kinds](crate::ErrorKind) `NoLimit`, `BadLimit`, `BadFill`, `BadEdges`, the
    /// overlap's, `MissingColumn` for what the spec needs and these rows do not have, `OversizeRow`
    /// where the spec asks for it, and `TooManyWindows` where there is no memory for them.
    pub fn windows(&self, spec: &Spec) -> Result<Plan, Error> {
        let rules = Rules::new(self, spec)?;
        let spec = Resolved { rows: self, rules: &rules, edges: &spec.edges };
        let mut plan = Plan::new(self.clone(), rules.limits.clone());
        plan.reserve(rules.limits.fewest(self.len()))?;
        let mut taker = Taker { plan, rules: &rules, refused: None };
        let mut budgets = spec.budgets(&rules.limits);
        for segment in Segments::from(&spec, 0) {
            let flow = match budgets.only() {
                Some(only) if rules.cut == Cut::Full => {
                    let mut take = |found| taker.take(found);
                    if let Some(mut walk) = Walk::new(only) {
                        spec.cut_within(segment.into(), &mut walk, &FULL, &mut take)
                    } else {
                        let mut at_hand = *only; // in registers
                        let flow = spec.cut_within(segment.into(), &mut at_hand, &FULL, &mut take);
                        *only = at_hand;
                        flow
                    }
                }
                _ => spec.cut_segment(segment.into(), &mut budgets, &mut |found| taker.take(found)),
            };
            if flow.is_break() {
                break;
            }
        }
        taker.refused.map_or(Ok(taker.plan), Err)
    }
}

/// Takes windows for a plan.
struct Taker<'a> {
    plan: Plan,
    rules: &'a Rules,
    refused: Option<Error>,
}

impl Taker<'_> {
    #[inline(always)]
    fn take(&mut self, found: Found) -> ControlFlow<()> {
        let fits = !(found.oversize && self.rules.oversize == Oversize::Error)
            && self.plan.push(found.start, found.end, found.oversize);
        if fits { ControlFlow::Continue(()) } else { self.refuse(found) }
    }

    #[cold]
    fn refuse(&mut self, found: Found) -> ControlFlow<()> {
        let Taker { plan, rules, .. } = &*self;
        self.refused = Some(if found.oversize && rules.oversize == Oversize::Error {
            rules.limits.oversize_row(plan.rows(), found.start)
        } else {
            plan.full()
        });
        ControlFlow::Break(())
    }
}

/// Takes windows as they are found, until it breaks off.
pub(crate) type Emit<'e> = dyn FnMut(Found) -> ControlFlow<()> + 'e;

/// Says where a window ends, given its start, its first fresh row and how far it may reach.
pub(crate) type Choose<'c> = dyn Fn(usize, usize, usize) -> usize + 'c;

/// As far as it may reach.
pub(crate) const FULL: fn(usize, usize, usize) -> usize = |_, _, reach| reach;

/// A window as the loop finds it.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) fresh: usize,
    pub(crate) end: usize,
    pub(crate) oversize: bool,
}

/// A segment, or what is known of it, and how far the loop has come in it.
///
/// ```text
/// least        fresh                 end
///   ├─ may be ───┼─ in no window yet ─┤ more may follow,
///   │  repeated  │                    │ unless it is whole
/// ```
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) least: usize,
    pub(crate) fresh: usize,
    pub(crate) end: usize,
    pub(crate) whole: bool,
}

impl From<Range<usize>> for Part {
    /// A whole segment.
    fn from(Range { start, end }: Range<usize>) -> Self {
        Part { least: start, fresh: start, end, whole: true }
    }
}

impl Resolved<'_> {
    /// Cuts one segment, until `emit` breaks off or what comes next must be known. Answers with how
    /// far it came.
    pub(crate) fn cut_segment(
        &self,
        part: Part,
        budgets: &mut Budgets,
        emit: &mut Emit,
    ) -> ControlFlow<(), Part> {
        match self.rules.cut {
            Cut::Full => self.cut_by(part, budgets, &FULL, emit),
            Cut::Even => {
                let segment_end = part.end;
                let scaled = even::scaled(self, part.fresh..segment_end);
                let choose = |start, _, _| scaled.reach(self.rows, start, segment_end);
                self.cut_by(part, &mut self.budgets(&scaled), &choose, emit)
            }
            Cut::Quiet => {
                let choose = |start, fresh, reach| match self.candidates(start, fresh, reach) {
                    Some(ends) => self.rows.time().map_or(reach, |time| time.longest_silence(ends)),
                    None => reach,
                };
                self.cut_by(part, budgets, &choose, emit)
            }
            Cut::Stable => {
                let choose = |start, fresh, reach| match self.candidates(start, fresh, reach) {
                    Some(ends) => {
                        let last_rows = ends.start - 1..ends.end - 1;
                        self.rows.keys().map_or(reach, |keys| keys.latest_smallest(last_rows) + 1)
                    }
                    None => reach,
                };
                self.cut_by(part, budgets, &choose, emit)
            }
        }
    }

    /// The loop, compiled once for whatever is not hot.
    pub(crate) fn cut_by(
        &self,
        part: Part,
        budgets: &mut Budgets,
        choose: &Choose,
        emit: &mut Emit,
    ) -> ControlFlow<(), Part> {
        self.cut_within(part, budgets, choose, emit)
    }

    /// The loop. Where neither the rest of the segment fits nor the next row is oversize, `choose`
    /// says where the window ends.
    pub(crate) fn cut_within(
        &self,
        mut part: Part,
        search: &mut impl Search,
        choose: &(impl Fn(usize, usize, usize) -> usize + ?Sized),
        emit: &mut (impl FnMut(Found) -> ControlFlow<()> + ?Sized),
    ) -> ControlFlow<(), Part> {
        let (known, whole, repeats) = (part.end, part.whole, self.rules.overlap.is_some());
        while part.fresh < known {
            let Part { least, fresh, .. } = part;
            let start = if repeats && least < fresh { search.start(least, fresh) } else { fresh };
            part.least = start;
            // A window that begins with repeated rows was begun so that its first fresh row fits,
            // so only one without any can have nothing in reach.
            let reach = search.reach(start, fresh, known);
            let oversize = reach == start;
            let end = if oversize {
                start + 1
            } else if reach < known {
                choose(start, fresh, reach)
            } else if whole || self.is_settled(start, fresh, reach) {
                reach
            } else {
                break;
            };
            emit(Found { start, fresh, end, oversize })?;
            part.least = if repeats { start + 1 } else { end };
            part.fresh = end;
        }
        ControlFlow::Continue(part)
    }

    /// Whether a window that reaches the end of what is known ends there, whatever comes next: when
    /// no row can be added, and none of the other ends would be chosen if there were one.
    fn is_settled(&self, start: usize, fresh: usize, reach: usize) -> bool {
        if !self.rules.limits.is_closed(start, reach) {
            return false;
        }
        let others = self.candidates(start, fresh, reach).map(|ends| ends.start..reach);
        let others = others.filter(|ends| !ends.is_empty());
        match (self.rules.cut, others) {
            (Cut::Even, _) => false,
            (Cut::Full, _) | (_, None) => true,
            (Cut::Quiet, Some(ends)) => self.rows.time().is_ok_and(|time| {
                let end = time.longest_silence(ends);
                time.between(end - 1, end) == 0 // and the latest is chosen
            }),
            (Cut::Stable, Some(ends)) => {
                let last_rows = ends.start - 1..reach;
                self.rows.keys().is_ok_and(|keys| keys.latest_smallest(last_rows) + 1 == reach)
            }
        }
    }

    /// The ends at which a window is full enough to be cut; `None` if there is none.
    fn candidates(&self, start: usize, fresh: usize, reach: usize) -> Option<Range<usize>> {
        let too_empty = match &self.rules.too_empty {
            Some(most) => most.reach(self.rows, start, reach),
            None => fresh,
        };
        let first = too_empty.max(fresh) + 1;
        (first <= reach).then_some(first..reach + 1)
    }
}
