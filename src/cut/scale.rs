//! Limits made smaller, all by the same share.

use crate::{Rows, cut::limits::Limits};
use std::ops::Range;

/// What limits are scaled by: fine enough to tell apart any two shares of limits below 2²⁶, and
/// exact for every single limit below 2⁵³.
pub(crate) const SCALE: u64 = 1 << 53;

impl Limits {
    /// The limits scaled by `k / SCALE`, rounded down.
    pub(crate) fn scaled(&self, k: u64) -> Self {
        self.map(|amount| scaled(amount, k))
    }

    /// The least `k` above `low` and up to [`SCALE`] that is `enough`, which `SCALE` itself must be, by
    /// bisection. Scales that round down to the same limits are one: `enough` is asked as often as
    /// limits have digits in base two, and at most 53 times.
    pub(crate) fn least_scale(&self, mut low: u64, mut enough: impl FnMut(u64) -> bool) -> u64 {
        let mut high = SCALE;
        loop {
            high = self.first_alike(high);
            if high <= low + 1 {
                return high.max(low + 1);
            }
            let middle = low + (high - low) / 2;
            if enough(middle) {
                high = middle;
            } else {
                low = self.last_alike(middle);
            }
        }
    }

    /// A scale at which so many windows cannot hold all rows of a range, as each would hold less than
    /// the mean of some limit.
    pub(crate) fn scale_below_mean(&self, rows: &Rows, range: &Range<usize>, windows: u64) -> u64 {
        let scales = self
            .sums(rows, range)
            .map(|(sum, amount)| least_reaching(amount, sum.div_ceil(windows)).saturating_sub(1));
        scales.max().unwrap_or(0)
    }

    /// The least scale that gives the same limits.
    fn first_alike(&self, k: u64) -> u64 {
        let least = self.amounts().map(|amount| least_reaching(amount, scaled(amount, k)));
        least.max().unwrap_or(k)
    }

    /// The largest scale that gives the same limits.
    fn last_alike(&self, k: u64) -> u64 {
        let next = self.amounts().map(|amount| least_reaching(amount, scaled(amount, k) + 1));
        next.min().map_or(k, |next| next - 1)
    }
}

fn scaled(amount: u64, k: u64) -> u64 {
    let scaled = u128::from(amount) * u128::from(k) / u128::from(SCALE);
    u64::try_from(scaled).unwrap_or(amount) // not above it, as k is at most SCALE
}

/// The least scale at which an amount is at least `wanted`; past [`SCALE`] if it never is.
pub(crate) fn least_reaching(amount: u64, wanted: u64) -> u64 {
    if wanted == 0 {
        return 0;
    }
    let product = u128::from(wanted) * u128::from(SCALE);
    match amount {
        0 => u64::MAX,
        _ => u64::try_from(product.div_ceil(amount.into())).unwrap_or(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::{SCALE, least_reaching, scaled};
    use crate::{Amounts, Rows, cut::limits::Limits};

    fn limits(amounts: &[u64]) -> Limits {
        let name = |index| format!("m{index}");
        let mut rows = Rows::builder();
        let mut asked = Amounts::new();
        for (index, &amount) in amounts.iter().enumerate() {
            rows = rows.measure(&name(index), vec![0_u32]);
            asked = asked.measure(&name(index), amount);
        }
        Limits::resolve(&rows.build().expect("measures"), &asked).expect("limits")
    }

    #[test]
    fn scales_alike_give_the_same_limits_and_their_neighbours_do_not() {
        for amounts in [&[7][..], &[1, 1_000], &[3, 5, 1 << 60], &[0, 9], &[u64::MAX]] {
            let limits = limits(amounts);
            for k in [1, 2, SCALE / 7, SCALE / 3, SCALE / 2 + 1, SCALE - 1, SCALE] {
                let same = |other: u64| limits.scaled(other) == limits.scaled(k);
                let first = limits.first_alike(k);
                assert!(first <= k && same(first) && (first == 0 || !same(first - 1)), "{k}");
                if k < SCALE {
                    let last = limits.last_alike(k);
                    assert!(last >= k && same(last.min(SCALE)), "{k}");
                    assert!(last >= SCALE || !same(last + 1), "{k}");
                }
            }
        }
    }

    #[test]
    fn the_least_scale_is_found_in_as_many_steps_as_a_limit_has_digits() {
        for (amount, least) in [(1_000, 1), (1_000, 437), (1_000, 1_000), (1 << 20, 99_999)] {
            let limits = limits(&[amount]);
            let mut asked = 0;
            let k = limits.least_scale(0, |k| {
                asked += 1;
                scaled(amount, k) >= least
            });
            assert_eq!(k, least_reaching(amount, least));
            assert!(asked <= amount.ilog2() + 2, "{asked} steps for {amount}");
        }
    }
}
