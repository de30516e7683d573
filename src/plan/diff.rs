//! Which windows two plans share, so that paid work on them can be kept.

use crate::{
    Error, Plan,
    columns::hashing::mix,
    room::{Room, gathered},
};

/// Which windows of two plans hold the same rows, by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Diff {
    /// The windows that are in both plans: places in the one before, and in the one after.
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_columns"))]
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
/// `O(w)` for `w` windows; up to where the plans differ, ids are compared and nothing else.
///
/// # Errors
/// [`ErrorKind::MissingColumn`](crate::ErrorKind::MissingColumn) where rows have no key;
/// [`ErrorKind::OutOfMemory`](crate::ErrorKind::OutOfMemory).
#[expect(clippy::cast_possible_truncation, reason = "a plan has at most u32::MAX windows")]
pub fn diff(before: &Plan, after: &Plan) -> Result<Diff, Error> {
    let ids = |plan: &Plan| -> Result<Vec<u64>, Error> {
        plan.rows().keys()?.prepare_fingerprints()?;
        gathered(plan.len(), plan.ids().into_iter().flatten())
    };
    let (old, new) = (ids(before)?, ids(after)?);
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[same..], &new[same..]);
    let same = same as u32;
    let mut diff = Diff::default();
    diff.kept.room(same as usize + old.len().min(new.len()))?;
    diff.kept.extend((0..same).map(|place| (place, place)));
    diff.added.room(new.len())?;
    diff.removed.room(old.len())?;

    // Places in the plan before, in chains of those whose ids fall on the same slot: for each slot the
    // first, then for each place the next. Slots depend on all ids, so that nobody chooses keys that
    // make one chain of them.
    let slots = old.len().next_power_of_two();
    let salt = old.iter().fold(0, |salt, id| mix(salt ^ id));
    let slot = |id: u64| mix(id ^ salt) as usize % slots;
    let mut chains = gathered(slots + old.len(), std::iter::repeat(NONE))?;
    for (place, &id) in old.iter().enumerate().rev() {
        chains[slots + place] = std::mem::replace(&mut chains[slot(id)], place as u32);
    }
    let mut partners = gathered(old.len(), std::iter::repeat(NONE))?;
    for (after, &id) in (same..).zip(new) {
        let mut link = slot(id);
        while chains[link] != NONE && old[chains[link] as usize] != id {
            link = slots + chains[link] as usize;
        }
        match chains[link] {
            NONE => diff.added.push(after),
            before => {
                partners[before as usize] = after;
                chains[link] = chains[slots + before as usize];
            }
        }
    }
    for (before, partner) in (same..).zip(partners) {
        match partner {
            NONE => diff.removed.push(before),
            after => diff.kept.push((before, after)),
        }
    }
    Ok(diff)
}

/// Writes pairs of places as two columns.
#[cfg(feature = "serde")]
fn as_columns<S: serde::Serializer>(kept: &[(u32, u32)], to: S) -> Result<S::Ok, S::Error> {
    #[derive(serde::Serialize)]
    struct Kept {
        before: Vec<u32>,
        after: Vec<u32>,
    }
    let (before, after) = kept.iter().copied().unzip();
    serde::Serialize::serialize(&Kept { before, after }, to)
}

/// No place: there are fewer.
const NONE: u32 = u32::MAX;
