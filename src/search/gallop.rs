//! The one search: every limit is monotone, so each asks for a boundary between "not yet" and
//! "past", near where it stands.

/// A row, and the sum of all before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) row: usize,
    pub(crate) sum: u64,
}

impl Point {
    pub(crate) const FIRST: Point = Point { row: 0, sum: 0 };
}

/// The least `i` in `low..high` that is `past`, or `high` if none is.
///
/// `past` must be monotone: once it holds it holds for all that follow. Probes close to `low`
/// first, in steps that double, so the cost is logarithmic in the distance to the answer and does
/// not depend on `high`.
#[inline]
pub(crate) fn gallop(low: usize, high: usize, past: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (low, high);
    let mut step = 1;
    while step <= high.saturating_sub(low) {
        let probe = low + step - 1;
        if past(probe) {
            high = probe;
            break;
        }
        low = probe + 1;
        step *= 2;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if past(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::gallop;
    use std::cell::Cell;

    #[test]
    fn finds_every_boundary_in_every_range() {
        for low in 0..20 {
            for high in low..40 {
                for boundary in low..=high {
                    assert_eq!(gallop(low, high, |i| i >= boundary), boundary, "{low}..{high}");
                }
            }
        }
    }

    #[test]
    fn probes_grow_with_the_distance_not_with_the_range() {
        for distance in [1, 10, 100, 1_000, 10_000, 100_000] {
            let probes = Cell::new(0);
            gallop(5, usize::MAX, |i| {
                probes.set(probes.get() + 1);
                i >= 5 + distance
            });
            let allowed = 2 * (distance.ilog2() + 1) + 1;
            assert!(probes.get() <= allowed, "{} probes for distance {distance}", probes.get());
        }
    }
}
