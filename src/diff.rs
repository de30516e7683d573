//! Which windows two plans share, so that paid work on them can be kept.

use crate::{Error, Plan};

/// Which windows of two plans hold the same rows, by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The windows that are in both plans: places in the one before, and in the one after.
    pub kept: Vec<(u32, u32)>,
    /// The windows that are only in the plan after.
    pub added: Vec<u32>,
    /// The windows that were only in the plan before.
    pub removed: Vec<u32>,
}

/// Compares two plans, which may be of different rows, by the ids of their windows. Windows with
/// the same id are paired in their order.
///
/// ```
/// use windrow::{Rows, Spec, diff};
///
/// let spec = Spec::new().max_rows(2);
/// let before = Rows::builder().key("id", vec![1, 2, 3, 4, 5]).build()?.windows(&spec)?;
/// let after = Rows::builder().key("id", vec![1, 2, 3, 4, 5, 6]).build()?.windows(&spec)?;
/// let diff = diff(&before, &after)?;
/// assert_eq!(diff.kept, [(0, 0), (1, 1)]);
/// assert_eq!((diff.removed, diff.added), (vec![2], vec![2]));
/// # Ok::<(), windrow::Error>(())
/// ```
///
/// `O(w)` where the plans are the same up to a place, and `O(w log w)` for what comes after it.
///
/// # Errors
/// [`ErrorKind::MissingColumn`](crate::ErrorKind::MissingColumn) where rows have no key.
#[expect(clippy::cast_possible_truncation, reason = "a plan has at most u32::MAX windows")]
pub fn diff(before: &Plan, after: &Plan) -> Result<Diff, Error> {
    let (old, new) = (before.ids()?, after.ids()?);
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();

    let sorted = |ids: &[u64]| {
        let mut rest: Vec<(u64, u32)> = ids.iter().copied().zip(0..).skip(same).collect();
        rest.sort_unstable();
        rest.into_iter().peekable()
    };
    let mut partners: Vec<Option<u32>> = (0..same as u32).map(Some).collect();
    partners.resize(old.len(), None);
    let mut is_new = vec![false; same];
    is_new.resize(new.len(), true);
    let (mut old, mut new) = (sorted(&old), sorted(&new));
    while let (Some(&(a, before)), Some(&(b, after))) = (old.peek(), new.peek()) {
        if a == b {
            partners[before as usize] = Some(after);
            is_new[after as usize] = false;
        }
        if a <= b {
            old.next();
        }
        if b <= a {
            new.next();
        }
    }
    let mut diff = Diff::default();
    for (before, partner) in (0..).zip(partners) {
        match partner {
            Some(after) => diff.kept.push((before, after)),
            None => diff.removed.push(before),
        }
    }
    diff.added.extend((0..).zip(is_new).filter_map(|(after, is_new)| is_new.then_some(after)));
    Ok(diff)
}
