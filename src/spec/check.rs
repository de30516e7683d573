//! What is wrong with a spec whatever the rows.

use super::builder::{Amounts, Overlap, Spec};
use crate::{Error, ErrorKind, decimal, room::Room, search::order::places_in_order};

/// Refuses what is wrong with a spec whatever the columns.
pub(crate) fn check(spec: &Spec) -> Result<(), Error> {
    let limits = named(&spec.max)?;
    if limits.is_empty() && spec.gap.is_none() && spec.edges.is_empty() {
        return Err(ErrorKind::NoLimit.into());
    }
    if let Some((name, _)) = limits.into_iter().find(|(_, max)| *max == (0, 0)) {
        return Err(
            ErrorKind::BadLimit { limit: format!("max.{name}"), value: "0".to_owned() }.into()
        );
    }
    if !(0.0..=1.0).contains(&spec.min_fill) {
        return Err(ErrorKind::BadFill { value: decimal::text(spec.min_fill) }.into());
    }
    if let Some(index) = spec.edges.windows(2).position(|pair| pair[0] > pair[1]) {
        return Err(ErrorKind::BadEdges { index: index + 1 }.into());
    }
    match &spec.overlap {
        Overlap::Ratio(ratio) if !(0.0..1.0).contains(ratio) => {
            let value = decimal::text(*ratio);
            Err(ErrorKind::BadOverlap { overlap: "overlap".to_owned(), value }.into())
        }
        Overlap::Ratio(_) => Ok(()),
        Overlap::Budget(budget) => refuse_endless(budget, &spec.max),
    }
}

/// With a budget that is not below its limit, a window could hold nothing new.
fn refuse_endless(budget: &Amounts, max: &Amounts) -> Result<(), Error> {
    let limits = named(max)?;
    // By name, and the smallest first.
    let order = places_in_order(limits.len(), &|a, b| limits[a].cmp(&limits[b]))?;
    for (name, overlap) in named(budget)? {
        let at = order.partition_point(|&place| limits[place as usize].0 < name);
        let least = order.get(at).map(|&place| limits[place as usize]);
        if let Some((_, (limit, _))) = least.filter(|&(limit, max)| limit == name && overlap >= max)
        {
            let (name, overlap) = (name.to_owned(), overlap.0);
            return Err(ErrorKind::OverlapNotBelowLimit { name, overlap, limit }.into());
        }
    }
    Ok(())
}

/// A number, or whole seconds and nanoseconds.
type Amount = (u64, u32);

/// The amounts given, under the names that callers give them.
fn named(amounts: &Amounts) -> Result<Vec<(&str, Amount)>, Error> {
    let mut named = Vec::new();
    named.room(2 + amounts.measures.len())?;
    named.extend(amounts.rows.map(|rows| ("rows", (rows, 0))));
    named.extend(amounts.duration.map(|it| ("duration", (it.as_secs(), it.subsec_nanos()))));
    named.extend(amounts.measures.iter().map(|(name, amount)| (name.as_str(), (*amount, 0))));
    Ok(named)
}
