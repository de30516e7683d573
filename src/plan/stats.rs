//! What a plan costs: how many windows, how much is repeated, how full they are.

use crate::{Error, Plan, Rows, Spec};

/// What a plan costs.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Stats {
    /// The number of windows.
    pub windows: usize,
    /// How many of them are one oversize row.
    pub oversize: usize,
    /// How many rows are repeated, each as often as it is.
    pub repeated_rows: u64,
    /// How much of each measure is repeated, by name.
    #[cfg_attr(feature = "serde", serde(serialize_with = "by_name"))]
    pub repeated: Vec<(String, u64)>,
    /// How full the windows are; none where nothing limits how much they hold, or there are none.
    pub fill: Option<Fill>,
}

/// How full windows are: the largest share of a limit that each uses.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Fill {
    /// That of the emptiest.
    pub min: f64,
    /// That of the middle one, or half-way between the middle two.
    pub median: f64,
    /// That of the fullest: above 1 where a row is oversize.
    pub max: f64,
}

/// Writes amounts as a map. Those past 2⁵³ are the nearest floats, as JavaScript has no others.
#[cfg(feature = "serde")]
#[expect(clippy::cast_precision_loss, reason = "the nearest float")]
fn by_name<S: serde::Serializer>(amounts: &[(String, u64)], to: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap;

    const EXACT: u64 = 1 << 53;
    let mut map = to.serialize_map(Some(amounts.len()))?;
    for (name, amount) in amounts {
        match *amount {
            0..EXACT => map.serialize_entry(name, amount)?,
            _ => map.serialize_entry(name, &(*amount as f64))?,
        }
    }
    map.end()
}

impl Plan {
    /// What this plan costs. `O(w)` for `w` windows.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let (rows, limits) = (self.rows(), self.limits());
        let mut repeated: Vec<_> = rows.measures().map(|name| (name.to_owned(), 0_u64)).collect();
        let (mut repeated_rows, mut fills) = (0, Vec::new());
        for ((start, end), fresh) in self.ranges().zip(self.fresh()) {
            let fresh = fresh as usize;
            if start < fresh {
                repeated_rows += (fresh - start) as u64;
                for (index, (_, sum)) in repeated.iter_mut().enumerate() {
                    *sum = sum.saturating_add(rows.measure_at(index).sum(start, fresh));
                }
            }
            if !limits.is_empty() {
                fills.push(limits.fill(rows, start, end).to_bits());
            }
        }
        Stats {
            windows: self.len(),
            oversize: self.oversize().len(),
            repeated_rows,
            repeated,
            fill: Fill::of(&fills),
        }
    }
}

impl Fill {
    /// That of windows whose fills, none of which is negative, have these bits: they are in the order
    /// of the numbers.
    fn of(fills: &[u64]) -> Option<Self> {
        let upper = nth(fills, fills.len() / 2)?;
        let (mut min, mut max, mut below, mut lower) = (upper, upper, 0, 0);
        for &fill in fills {
            (min, max) = (min.min(fill), max.max(fill));
            if fill < upper {
                (below, lower) = (below + 1, lower.max(fill));
            }
        }
        if 2 * below != fills.len() {
            lower = upper;
        }
        let [min, lower, upper, max] = [min, lower, upper, max].map(f64::from_bits);
        Some(Fill { min, median: f64::midpoint(lower, upper), max })
    }
}

/// The number that would be at that place if they were sorted, found by one byte after the other
/// from the highest on.
#[expect(clippy::cast_possible_truncation, reason = "a byte is what is asked for")]
fn nth(numbers: &[u64], mut place: usize) -> Option<u64> {
    let (mut found, mut known) = (0, 0);
    for shift in (0..64).step_by(8).rev() {
        let mut counts = [0; 256];
        for &number in numbers {
            counts[(number >> shift) as usize % 256] += usize::from(number & known == found);
        }
        let byte = counts.iter().position(|&count| {
            let is_here = place < count;
            if !is_here {
                place -= count;
            }
            is_here
        })?;
        found |= (byte as u64) << shift;
        known |= 255 << shift;
    }
    Some(found)
}

impl Rows {
    /// What each of many specs would cost, such as along a slider.
    ///
    /// ```
    /// use windrow::{Rows, Spec};
    ///
    /// let rows = Rows::builder().measure("bytes", vec![100_u32; 1_000]).build()?;
    /// let specs = [1_000, 10_000].map(|max| Spec::new().max("bytes", max).overlap(0.2));
    /// let costs = rows.sweep(&specs)?;
    /// assert_eq!([costs[0].windows, costs[1].windows], [125, 13]);
    /// assert_eq!([costs[0].repeated_rows, costs[1].repeated_rows], [248, 240]);
    /// # Ok::<(), windrow::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Rows::windows`], of the first spec that has one.
    pub fn sweep<'s>(
        &self,
        specs: impl IntoIterator<Item = &'s Spec>,
    ) -> Result<Vec<Stats>, Error> {
        specs.into_iter().map(|spec| Ok(self.windows(spec)?.stats())).collect()
    }
}
