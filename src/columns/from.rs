//! What [`Values`] and [`Times`] are made from, besides vectors.

use super::{Times, Values};

impl Default for Values {
    fn default() -> Self {
        Values::with_capacity(0)
    }
}

impl From<&[u32]> for Values {
    fn from(values: &[u32]) -> Self {
        Values::from(values.to_vec())
    }
}

impl From<&[u64]> for Values {
    fn from(values: &[u64]) -> Self {
        let mut narrow = Values::with_capacity(values.len());
        narrow.extend_from_slice(values);
        narrow
    }
}

impl<const N: usize> From<[u32; N]> for Values {
    fn from(values: [u32; N]) -> Self {
        Values::from(&values[..])
    }
}

impl<const N: usize> From<[u64; N]> for Values {
    fn from(values: [u64; N]) -> Self {
        Values::from(&values[..])
    }
}

impl Extend<u64> for Values {
    fn extend<I: IntoIterator<Item = u64>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.push(value));
    }
}

impl Extend<u32> for Values {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, values: I) {
        self.extend(values.into_iter().map(u64::from));
    }
}

impl FromIterator<u64> for Values {
    fn from_iter<I: IntoIterator<Item = u64>>(values: I) -> Self {
        let values = values.into_iter();
        let mut collected = Values::with_capacity(values.size_hint().0);
        collected.extend(values);
        collected
    }
}

impl FromIterator<u32> for Values {
    fn from_iter<I: IntoIterator<Item = u32>>(values: I) -> Self {
        Values::from(Vec::from_iter(values))
    }
}

impl Default for Times {
    fn default() -> Self {
        Times::with_capacity(0)
    }
}

impl From<&[i64]> for Times {
    fn from(times: &[i64]) -> Self {
        Times::from(times.to_vec())
    }
}

impl<const N: usize> From<[i64; N]> for Times {
    fn from(times: [i64; N]) -> Self {
        Times::from(&times[..])
    }
}

impl Extend<i64> for Times {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, times: I) {
        let times = Vec::from_iter(times);
        self.extend_with(times.len(), |room| room.copy_from_slice(&times));
    }
}

impl FromIterator<i64> for Times {
    fn from_iter<I: IntoIterator<Item = i64>>(times: I) -> Self {
        Times::from(Vec::from_iter(times))
    }
}

#[cfg(test)]
mod tests {
    use super::{Times, Values};
    use crate::{ErrorKind, Rows, TimeUnit};

    /// The sizes of windows of at most 10, by these values.
    fn ends(values: impl Into<Values>) -> Vec<u32> {
        let rows = Rows::builder().measure("bytes", values).build().expect("good values");
        rows.windows(&crate::Spec::new().max("bytes", 10)).expect("a limit").end().to_vec()
    }

    #[test]
    fn values_are_the_same_whatever_they_are_made_from() {
        let narrow = [3_u32, 4, 5, 6, 0, 7, 1, 2, 9, 9, 1];
        let wide = narrow.map(u64::from);
        let expected = ends(narrow.to_vec());
        assert_eq!(expected, [2, 3, 5, 8, 9, 11]);
        assert_eq!(ends(narrow), expected);
        assert_eq!(ends(&narrow[..]), expected);
        assert_eq!(ends(wide), expected);
        assert_eq!(ends(&wide[..]), expected);
        assert_eq!(ends(narrow.into_iter().collect::<Values>()), expected);
        assert_eq!(ends(wide.into_iter().collect::<Values>()), expected);
        for cut in 0..narrow.len() {
            let mut values = Values::default();
            values.extend(narrow[..cut].iter().copied());
            values.extend(wide[cut..].iter().copied());
            assert_eq!(ends(values), expected);
        }
        let huge = [1, 1_u64 << 40, 1];
        assert_eq!(ends(huge), [1, 2, 3]);
        assert_eq!(ends(huge.into_iter().collect::<Values>()), [1, 2, 3]);
    }

    #[test]
    fn times_that_decrease_are_seen_whatever_they_are_made_from() {
        let unsorted_row = |times: Times| {
            let error = Rows::builder().time("ts", TimeUnit::Second, times).build().err()?;
            let ErrorKind::Unsorted { row, .. } = *error.kind() else { panic!("{error}") };
            Some(row)
        };
        for (times, expected) in [([1, 2, 2, 9], None), ([1, 2, 1, 9], Some(2))] {
            assert_eq!(unsorted_row(times.into()), expected);
            assert_eq!(unsorted_row(times[..].into()), expected);
            assert_eq!(unsorted_row(times.into_iter().collect()), expected);
            let mut extended = Times::default();
            extended.extend(times[..2].iter().copied());
            extended.extend(times[2..].iter().copied());
            assert_eq!(unsorted_row(extended), expected);
        }
    }
}
