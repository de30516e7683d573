//! Limits made smaller, all by the same share.

use crate::{cut::limits::Limits, wide::quotient};

/// What limits are scaled by: fine enough to tell apart any two shares of limits below 2²⁶, and
/// exact for every single limit below 2⁵³.
pub(crate) const SCALE: u64 = 1 << 53;

impl Limits {
    /// The limits scaled by `k / SCALE`, rounded down.
    pub(crate) fn scaled(&self, k: u64) -> Self {
        self.map(|amount| scaled(amount, k))
    }

    /// The least `k` from 1 to [`SCALE`] that is `enough`, which `SCALE` itself must be. Looked for
    /// from the top, in steps that double, and then by halves. Scales that round down to the same
    /// limits are tried once: at most twice as often as the limits have binary digits, and at most 106
    /// times.
    pub(crate) fn least_scale(&self, mut step: u64, mut enough: impl FnMut(u64) -> bool) -> u64 {
        let (mut low, mut high) = (0, self.first_alike(SCALE));
        let mut halving = false;
        while high > low + 1 {
            halving |= step >= high - low;
            let tried = if halving { low + (high - low) / 2 } else { high - step };
            if enough(tried) {
                high = self.first_alike(tried);
                step = step.saturating_mul(2);
            } else {
                low = self.last_alike(tried);
                halving = true;
            }
        }
        high.max(1)
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
    match u128::from(amount) {
        0 => u64::MAX,
        amount => u64::try_from(quotient(product + amount - 1, amount)).unwrap_or(u64::MAX),
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
            let k = limits.least_scale(SCALE / 2, |k| {
                asked += 1;
                scaled(amount, k) >= least
            });
            assert_eq!(k, least_reaching(amount, least));
            assert!(asked <= amount.ilog2() + 2, "{asked} steps for {amount}");
            let near = limits.least_scale(SCALE / 1_000, |k| scaled(amount, k) >= least);
            assert_eq!(near, k, "whatever the first step");
        }
    }
}
