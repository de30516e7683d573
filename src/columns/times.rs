//! Times as they are given, and whether they ascend.

use std::iter::repeat_n;

/// The times of rows. What comes many at a time is compared then, when it is at hand: to go through a
/// large column once more takes longer than to compare it.
#[derive(Clone, Debug)]
pub struct Times {
    pub(crate) values: Vec<i64>,
    /// Whether no time is before the one before it.
    pub(super) ascending: bool,
}

impl Times {
    /// Empty, and with room for `capacity` times.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Times { values: Vec::with_capacity(capacity), ascending: true }
    }

    /// Appends so many times, which are written in place.
    pub fn extend_with(&mut self, count: usize, write: impl FnOnce(&mut [i64])) {
        let from = self.values.len();
        self.values.extend(repeat_n(0, count));
        write(&mut self.values[from..]);
        self.ascending &= are_ascending(&self.values[from.saturating_sub(1)..]);
    }

    /// The number of times.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no time.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<Vec<i64>> for Times {
    fn from(values: Vec<i64>) -> Self {
        let ascending = are_ascending(&values);
        Times { values, ascending }
    }
}

/// Whether no time is before the one before it.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each would take twice as long")]
fn are_ascending(times: &[i64]) -> bool {
    let (eights, rest) = times.as_chunks();
    let (mut last, mut descend) = (i64::MIN, false);
    for &[a, b, c, d, e, f, g, h] in eights {
        descend |= (last > a) | (a > b) | (b > c) | (c > d) | (d > e) | (e > f) | (f > g) | (g > h);
        last = h;
    }
    !descend && rest.iter().all(|&time| std::mem::replace(&mut last, time) <= time)
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn times_that_are_before_the_one_before_them_are_seen_in_pieces_of_any_length() {
        for (early, earlier) in (0..=40).flat_map(|early| (early..=40).map(move |it| (early, it))) {
            let mut all: Vec<i64> = (0..40).map(|i| i / 3 - 5).collect();
            for (row, time) in [(early, i64::MIN + 1), (earlier, i64::MIN)] {
                if let Some(it) = all.get_mut(row) {
                    *it = time;
                }
            }
            let expected = early == 40 || early == 0 && [0, 40].contains(&earlier);
            for piece in [1, 2, 7, 8, 9, 30, 40] {
                let mut times = Times::with_capacity(0);
                assert!(times.is_empty());
                for piece in all.chunks(piece) {
                    times.extend_with(piece.len(), |place| place.copy_from_slice(piece));
                }
                assert!(!times.is_empty());
                assert_eq!(times.len(), all.len());
                assert_eq!((times.ascending, &times.values), (expected, &all), "{early}, {piece}");
            }
            assert_eq!(Times::from(all).ascending, expected, "{early}, {earlier}");
        }
    }
}
