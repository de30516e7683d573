//! Sorting places by what stands there.
//!
//! There are a few limits and some measures to sort, seldom more. The standard library's sorts would
//! add 16 kB to the WebAssembly module, a copy for each use; this one is compiled once.

use crate::{
    Error,
    room::{Room, gathered},
};
use std::cmp::Ordering;

/// The places `0..len` in ascending order of what stands there; equal ones stay in order. A merge
/// sort: `O(len log len)` comparisons.
pub(crate) fn places_in_order(
    len: usize,
    compare: &dyn Fn(usize, usize) -> Ordering,
) -> Result<Vec<u32>, Error> {
    let mut places: Vec<u32> = gathered(len, 0..)?;
    let mut merged = Vec::new();
    merged.room(len)?;
    let mut width = 1;
    while width < len {
        merged.clear();
        for pair in places.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([first, after @ ..], [other, other_after @ ..]) = (left, right) {
                if compare(*other as usize, *first as usize).is_lt() {
                    merged.push(*other);
                    right = other_after;
                } else {
                    merged.push(*first);
                    left = after;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut places, &mut merged);
        width *= 2;
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::places_in_order;

    #[test]
    fn places_are_sorted_as_the_standard_library_does() {
        for len in 0..200_usize {
            let values: Vec<usize> = (0..len).map(|i| i * 7_919 % 23).collect();
            let mut expected: Vec<u32> = (0..).take(len).collect();
            expected.sort_by_key(|&place| values[place as usize]);
            let found = places_in_order(len, &|a, b| values[a].cmp(&values[b]));
            assert_eq!(found.expect("memory"), expected);
        }
    }
}
