//! Finds columns by name: there may be as many as a table has.

use crate::{Error, search::order::places_in_order};
use std::cmp::Ordering;

/// The places of names in a list, ordered by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(Vec<u32>);

impl Names {
    /// Of `len` names. `O(len log len)`.
    pub(crate) fn new<'n>(len: usize, name: impl Fn(usize) -> &'n str) -> Result<Self, Error> {
        Ok(Names(places_in_order(len, &|a, b| name(a).cmp(name(b)))?))
    }

    /// The first place of a name that has been there before.
    pub(crate) fn repeated<'n>(&self, name: impl Fn(usize) -> &'n str) -> Option<usize> {
        let same =
            self.0.windows(2).filter(|pair| name(pair[0] as usize) == name(pair[1] as usize));
        same.map(|pair| pair[1] as usize).min()
    }

    /// The place of a name, by what each name is compared with it. `O(log len)`.
    pub(crate) fn find(&self, compare: impl Fn(usize) -> Ordering) -> Option<usize> {
        let found = self.0.binary_search_by(|&place| compare(place as usize));
        found.ok().map(|at| self.0[at] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_found_and_repeated_ones_too() {
        let list = ["b", "", "a", "c"];
        let names = Names::new(list.len(), |place| list[place]).expect("memory");
        for (place, name) in list.iter().enumerate() {
            assert_eq!(names.find(|at| list[at].cmp(name)), Some(place));
        }
        assert_eq!(names.find(|at| list[at].cmp("ab")), None);
        assert_eq!(names.repeated(|place| list[place]), None);
        let list = ["b", "a", "c", "a", "b", "a"];
        let names = Names::new(list.len(), |place| list[place]).expect("memory");
        assert_eq!(names.repeated(|place| list[place]), Some(3));
    }

    #[test]
    fn names_are_compared_about_as_often_as_a_sort_has_to() {
        for len in [10_000_usize, 20_000, 40_000] {
            let list: Vec<String> = (0..len).map(|place| format!("m{}", place * 7 % len)).collect();
            let read = std::cell::Cell::new(0);
            let name = |place: usize| {
                read.set(read.get() + 1);
                list[place].as_str()
            };
            let names = Names::new(len, name).expect("memory");
            assert_eq!(names.repeated(name), None);
            for wanted in &list {
                assert!(names.find(|place| name(place).cmp(wanted)).is_some());
            }
            let allowed = 6 * len * len.ilog2() as usize;
            assert!(read.get() <= allowed, "{} of {len} names", read.get());
        }
    }
}
