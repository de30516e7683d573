//! Limits made smaller, all by the same share.

use crate::cut::limits::Limits;

/// What limits are scaled by: fine enough to tell apart any two shares of limits below 2²⁶, and
/// exact for every single limit below 2⁵³.
pub(crate) const SCALE: u64 = 1 << 53;

/// The least `k` up to [`SCALE`] that is `enough`, which `SCALE` itself must be, by bisection.
pub(crate) fn least_scale(enough: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, SCALE);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

impl Limits {
    /// The limits scaled by `k / SCALE`, rounded down.
    pub(crate) fn scaled(&self, k: u64) -> Self {
        self.map(|amount| {
            let scaled = u128::from(amount) * u128::from(k) / u128::from(SCALE);
            u64::try_from(scaled).unwrap_or(amount) // not above it, as k is at most SCALE
        })
    }
}
