//! Iteration over the windows of a plan, from either end.

use crate::{Plan, Window};
use std::{fmt, iter::FusedIterator, ops::Range};

/// The windows of a [`Plan`] or of its like, in order and from either end: see [`Plan::iter`].
///
/// ```text
/// indices    0  1 │ 2  3  4  5  6 │ 7     taken from both ends
/// oversize      1 │    3     5    │       so that no window costs a search
/// ```
pub struct Windows<'p, P = Plan> {
    plan: &'p P,
    /// The windows still to come.
    indices: Range<usize>,
    /// The oversize ones among them, in order.
    oversize: &'p [u32],
}

/// What has windows, by index.
pub trait Indexed {
    /// What a window is.
    type Window;

    /// The window of that index, which is there.
    fn window(&self, index: usize, oversize: bool) -> Self::Window;
}

impl<'p, P> Windows<'p, P> {
    pub(crate) fn new(plan: &'p P, windows: usize, oversize: &'p [u32]) -> Self {
        Windows { plan, indices: 0..windows, oversize }
    }
}

impl<P: Indexed> Iterator for Windows<'_, P> {
    type Item = P::Window;

    #[inline]
    fn next(&mut self) -> Option<P::Window> {
        let index = self.indices.next()?;
        let (oversize, rest) = match self.oversize {
            [first, rest @ ..] if *first as usize == index => (true, rest),
            rest => (false, rest),
        };
        self.oversize = rest;
        Some(self.plan.window(index, oversize))
    }

    fn nth(&mut self, n: usize) -> Option<P::Window> {
        self.indices = self.indices.end.min(self.indices.start.saturating_add(n))..self.indices.end;
        let is_passed = |index: &u32| (*index as usize) < self.indices.start;
        self.oversize = &self.oversize[self.oversize.partition_point(is_passed)..];
        self.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indices.size_hint()
    }
}

impl<P: Indexed> DoubleEndedIterator for Windows<'_, P> {
    #[inline]
    fn next_back(&mut self) -> Option<P::Window> {
        let index = self.indices.next_back()?;
        let (oversize, rest) = match self.oversize {
            [rest @ .., last] if *last as usize == index => (true, rest),
            rest => (false, rest),
        };
        self.oversize = rest;
        Some(self.plan.window(index, oversize))
    }
}

impl<P: Indexed> ExactSizeIterator for Windows<'_, P> {}
impl<P: Indexed> FusedIterator for Windows<'_, P> {}

// Not derived, as a plan need not be `Clone` or `Debug` for its windows to be.
impl<P> Clone for Windows<'_, P> {
    fn clone(&self) -> Self {
        Windows { indices: self.indices.clone(), ..*self }
    }
}

impl<P> fmt::Debug for Windows<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Windows").field(&self.indices).finish()
    }
}

impl Plan {
    /// The windows, in order, from either end. `O(1)` a window.
    #[must_use]
    pub fn iter(&self) -> Windows<'_> {
        Windows::new(self, self.len(), self.oversize())
    }
}

impl Indexed for Plan {
    type Window = Window;

    #[inline]
    fn window(&self, index: usize, oversize: bool) -> Window {
        self.window(index, oversize)
    }
}

impl<'p> IntoIterator for &'p Plan {
    type Item = Window;
    type IntoIter = Windows<'p>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Indexed, Windows};

    struct Numbers;

    impl Indexed for Numbers {
        type Window = (usize, bool);

        fn window(&self, index: usize, oversize: bool) -> (usize, bool) {
            (index, oversize)
        }
    }

    #[test]
    fn windows_are_the_same_from_either_end_and_by_leaps() {
        let oversize = [0, 3, 4, 8];
        let all: [(usize, bool); 9] =
            std::array::from_fn(|index| (index, [0, 3, 4, 8].contains(&index)));
        let windows = Windows::new(&Numbers, 9, &oversize);
        assert!(windows.clone().eq(all));
        assert!(windows.clone().rev().eq(all.into_iter().rev()));
        for (front, back) in (0..=9).flat_map(|front| (0..=9 - front).map(move |it| (front, it))) {
            let mut left = windows.clone();
            assert!(left.by_ref().take(front).eq(all[..front].iter().copied()));
            assert!(left.by_ref().rev().take(back).eq(all[9 - back..].iter().rev().copied()));
            assert_eq!(left.len(), 9 - front - back);
            assert!(left.clone().eq(all[front..9 - back].iter().copied()));
            for leap in [0, 1, 2, 5, 9, usize::MAX] {
                let expected = all[front..9 - back].iter().copied().skip(leap);
                assert!(left.clone().skip(leap).eq(expected), "{front}, {back}, {leap}");
            }
        }
    }
}
