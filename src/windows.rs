//! The loop that makes windows.

use crate::{
    Cut, Error, Oversize, Plan, Rows, Spec, even,
    limits::{Limits, Repeat},
    resolved::Resolved,
    segments::Segments,
};
use std::ops::{ControlFlow, Range};

impl Rows {
    /// All windows of `spec` over these rows: `O(w log k)` for `w` windows of `k` rows.
    ///
    /// # Errors
    /// [`Error::NoLimit`], [`Error::BadLimit`], [`Error::BadFill`], [`Error::BadEdges`], the
    /// overlap's errors, [`Error::MissingColumn`] for what the spec needs and these rows do not
    /// have, and [`Error::OversizeRow`] where the spec asks for it.
    pub fn windows(&self, spec: &Spec) -> Result<Plan, Error> {
        let spec = Resolved::new(self, spec)?;
        let mut plan = Plan::new(self.clone(), spec.limits.clone());
        for segment in Segments::new(&spec) {
            let refused = spec.cut_segment(segment, &mut |found: Found| {
                if found.oversize && spec.oversize == Oversize::Error {
                    return ControlFlow::Break(spec.limits.oversize_row(self, found.start));
                }
                plan.push(found.start, found.end, found.oversize);
                ControlFlow::Continue(())
            });
            if let ControlFlow::Break(error) = refused {
                return Err(error);
            }
        }
        Ok(plan)
    }
}

/// A window as the loop finds it.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) fresh: usize,
    pub(crate) end: usize,
    pub(crate) oversize: bool,
}

impl Resolved<'_> {
    /// Cuts one segment, until `emit` breaks off.
    pub(crate) fn cut_segment<B>(
        &self,
        segment: Range<usize>,
        emit: &mut impl FnMut(Found) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        match self.cut {
            Cut::Full => self.cut_within(segment, &self.limits, |_, _, reach| reach, emit),
            Cut::Even => {
                let scaled = even::scaled(self, segment.clone());
                let segment_end = segment.end;
                let choose = |start, _, _| scaled.reach(self.rows, start, segment_end);
                self.cut_within(segment, &scaled, choose, emit)
            }
            Cut::Quiet => {
                let choose = |start, fresh, reach| match self.candidates(start, fresh, reach) {
                    Some(ends) => self.rows.time().map_or(reach, |time| time.longest_silence(ends)),
                    None => reach,
                };
                self.cut_within(segment, &self.limits, choose, emit)
            }
            Cut::Stable => {
                let choose = |start, fresh, reach| match self.candidates(start, fresh, reach) {
                    Some(ends) => {
                        let last_rows = ends.start - 1..ends.end - 1;
                        self.rows.keys().map_or(reach, |keys| keys.latest_smallest(last_rows) + 1)
                    }
                    None => reach,
                };
                self.cut_within(segment, &self.limits, choose, emit)
            }
        }
    }

    /// The loop. Where neither the rest of the segment fits nor the next row is oversize, `choose`
    /// says where the window ends, given its start, its first fresh row and how far it may reach;
    /// `room` is what the next window's first fresh row has to fit in.
    pub(crate) fn cut_within<B>(
        &self,
        segment: Range<usize>,
        room: &Limits,
        choose: impl Fn(usize, usize, usize) -> usize,
        emit: &mut impl FnMut(Found) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let (rows, segment_end) = (self.rows, segment.end);
        let repeat = self.overlap.as_ref().map(|overlap| Repeat::new(overlap, room));
        let (mut start, mut fresh) = (segment.start, segment.start);
        while fresh < segment_end {
            // A window that begins with repeated rows was begun so that its first fresh row fits,
            // so only one without any can have nothing in reach.
            let reach = self.limits.reach(rows, start, segment_end);
            let oversize = reach == start;
            let end = if oversize {
                start + 1
            } else if reach == segment_end {
                segment_end
            } else {
                choose(start, fresh, reach)
            };
            emit(Found { start, fresh, end, oversize })?;
            fresh = end;
            start = match &repeat {
                Some(repeat) if end < segment_end => repeat.start(rows, end, start + 1),
                _ => end,
            };
        }
        ControlFlow::Continue(())
    }

    /// The ends at which a window is full enough to be cut; `None` if there is none.
    fn candidates(&self, start: usize, fresh: usize, reach: usize) -> Option<Range<usize>> {
        let too_empty = match &self.too_empty {
            Some(most) => most.reach(self.rows, start, reach),
            None => fresh,
        };
        let first = too_empty.max(fresh) + 1;
        (first <= reach).then_some(first..reach + 1)
    }
}
