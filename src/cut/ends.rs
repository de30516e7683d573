//! Where windows end, for the cuts that look at one window at a time.

use crate::{
    Rows,
    columns::{keys::Keys, time::Time},
    cut::{limits::Limits, rules::Rules, walk::Ends},
};
use std::ops::Range;

/// As late as the limits allow.
pub(crate) struct Full<'a>(pub(crate) &'a Limits);

impl Ends for Full<'_> {
    #[inline(always)]
    fn end(&self, _start: usize, _fresh: usize, reach: usize) -> usize {
        reach
    }

    fn is_settled(&self, start: usize, _fresh: usize, reach: usize) -> bool {
        self.0.is_closed(start, reach)
    }
}

/// The ends at which a window is full enough to be cut.
#[derive(Clone, Copy)]
pub(crate) struct Candidates<'a> {
    pub(crate) rows: &'a Rows,
    pub(crate) rules: &'a Rules,
}

impl Candidates<'_> {
    /// The candidates past `fresh` and up to `reach`; `None` if there is none.
    fn of(&self, start: usize, fresh: usize, reach: usize) -> Option<Range<usize>> {
        let too_empty = match &self.rules.too_empty {
            Some(most) => most.reach(self.rows, start, reach),
            None => fresh,
        };
        let first = too_empty.max(fresh) + 1;
        (first <= reach).then_some(first..reach + 1)
    }

    /// The candidates before `reach`, where no row can be added to the window; `Err` with whether
    /// it ends at `reach` where there is nothing to choose.
    fn before_closed(
        &self,
        start: usize,
        fresh: usize,
        reach: usize,
    ) -> Result<Range<usize>, bool> {
        if !self.rules.limits.is_closed(start, reach) {
            return Err(false);
        }
        let earlier = self.of(start, fresh, reach).map(|ends| ends.start..reach);
        earlier.filter(|ends| !ends.is_empty()).ok_or(true)
    }
}

/// Before the longest silence; the latest of several.
pub(crate) struct Quiet<'a>(pub(crate) Candidates<'a>, pub(crate) &'a Time);

impl Ends for Quiet<'_> {
    fn end(&self, start: usize, fresh: usize, reach: usize) -> usize {
        self.0.of(start, fresh, reach).map_or(reach, |ends| self.1.longest_silence(ends))
    }

    fn is_settled(&self, start: usize, fresh: usize, reach: usize) -> bool {
        match self.0.before_closed(start, fresh, reach) {
            // Without any silence the latest candidate is chosen, which is `reach`.
            Ok(ends) => {
                let end = self.1.longest_silence(ends);
                self.1.between(end - 1, end) == 0
            }
            Err(settled) => settled,
        }
    }
}

/// After the row whose mixed key is the smallest; the latest of several.
pub(crate) struct Stable<'a>(pub(crate) Candidates<'a>, pub(crate) &'a Keys);

impl Ends for Stable<'_> {
    fn end(&self, start: usize, fresh: usize, reach: usize) -> usize {
        let ends = self.0.of(start, fresh, reach);
        ends.map_or(reach, |ends| self.1.latest_smallest(ends.start - 1..ends.end - 1) + 1)
    }

    fn is_settled(&self, start: usize, fresh: usize, reach: usize) -> bool {
        match self.0.before_closed(start, fresh, reach) {
            Ok(ends) => self.1.latest_smallest(ends.start - 1..reach) + 1 == reach,
            Err(settled) => settled,
        }
    }
}
