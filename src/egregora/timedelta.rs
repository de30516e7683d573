//! Python's `timedelta` arithmetic: whole microseconds, products and quotients with a `float`
//! rounded once, from the exact value, half to even. Computing in `f64` would round more often and
//! differ by a microsecond now and then.
//!
//! Source: `multiply_truedivide_timedelta_float` and `divide_nearest` of `CPython`'s
//! `_datetimemodule.c`.

use crate::wide::quotient;
use std::time::Duration;

/// Microseconds.
pub(super) const HOUR: u128 = 3_600_000_000;
pub(super) const DAY: u128 = 24 * HOUR;

/// The range of a `timedelta`, 10⁹ days: below 2⁶⁷.
pub(super) const LONGEST: u128 = 1_000_000_000 * DAY;

/// The microseconds in a duration.
pub(super) fn micros(duration: Duration) -> u128 {
    nearest(duration.as_nanos(), 1_000)
}

/// `micros * factor`, for a factor from 0 to 1.
pub(super) fn times(micros: u128, factor: f64) -> u128 {
    debug_assert!(micros <= LONGEST && (0.0..=1.0).contains(&factor));
    let (mantissa, halvings) = fraction(factor);
    // The product is below 2¹²⁰.
    if halvings > 121 { 0 } else { nearest(micros * mantissa, 1 << halvings) }
}

/// `micros / divisor`, for a divisor from 1 to below 2.
pub(super) fn divided(micros: u128, divisor: f64) -> u128 {
    debug_assert!(micros <= LONGEST && (1.0..2.0).contains(&divisor));
    let (mantissa, halvings) = fraction(divisor);
    nearest(micros << halvings, mantissa)
}

/// Splits a number in `[0, 2)` into `mantissa / 2^halvings`, exactly; the mantissa is below 2⁵³.
fn fraction(number: f64) -> (u128, u64) {
    const BITS: u32 = f64::MANTISSA_DIGITS - 1;
    const BIAS: u64 = 1_023;
    let stored = number.to_bits() & ((1 << BITS) - 1);
    let exponent = number.to_bits() >> BITS;
    let implied = if exponent == 0 { 0 } else { 1 << BITS };
    (u128::from(stored | implied), BIAS + u64::from(BITS) - exponent.max(1))
}

/// The quotient rounded to the nearest whole number, half to even.
fn nearest(dividend: u128, divisor: u128) -> u128 {
    let quotient = quotient(dividend, divisor);
    let rest = dividend - quotient * divisor;
    let up = match (2 * rest).cmp(&divisor) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient % 2 == 1,
        std::cmp::Ordering::Greater => true,
    };
    quotient + u128::from(up)
}

#[cfg(test)]
mod tests {
    use super::{divided, fraction, micros, nearest, times};
    use std::time::Duration;

    #[test]
    fn halves_go_to_the_even_number() {
        let quotients = [(1, 0), (2, 1), (3, 2), (5, 2), (6, 3), (7, 4)];
        for (dividend, quotient) in quotients {
            assert_eq!(nearest(dividend, 2), quotient, "{dividend} / 2");
        }
        let durations = [(499, 0), (500, 0), (501, 1), (1_500, 2), (2_500, 2), (2_501, 3)];
        for (nanos, expected) in durations {
            assert_eq!(micros(Duration::from_nanos(nanos)), expected, "{nanos} ns");
        }
    }

    #[test]
    fn numbers_are_taken_apart_exactly() {
        assert_eq!(fraction(0.0), (0, 1_074));
        assert_eq!(fraction(5e-324), (1, 1_074));
        assert_eq!(fraction(0.5), (1 << 52, 53));
        assert_eq!(fraction(1.0), (1 << 52, 52));
        assert_eq!(fraction(1.5), (3 << 51, 52));
        assert_eq!(fraction(0.1), (0x19_9999_9999_999a, 56));
    }

    /// As printed by Python 3.11.
    #[test]
    fn products_and_quotients_are_those_of_python() {
        let products = [
            (3_600_000_000, 0.29, 1_044_000_000),
            (3_600_000_000, 0.1, 360_000_000),
            (5, 0.1, 1),
            (5, 0.5, 2),
            (15, 0.5, 8),
            (25, 0.3, 7),
            (86_400_000_000, 0.333_333_333_333_333_3, 28_800_000_000),
            (3_600_000_000, 5e-324, 0),
            (3_600_000_000, 1e-09, 4),
            (86_399_999_913_600_000_000, 0.29, 25_055_999_974_943_998_273),
            (3_153_600_000_000_000, 0.242_034_920_378_120_4, 763_281_324_904_441),
            (3_153_600_000_000_000, 0.416_797_314_061_533_3, 1_314_412_009_624_451),
            (3_153_600_000_000_000, 0.493_674_615_750_156_2, 1_556_852_268_229_693),
            (3_153_600_000_000_000, 0.173_814_254_411_131_24, 548_140_632_710_943),
        ];
        for (micros, factor, product) in products {
            assert_eq!(times(micros, factor), product, "{micros} * {factor}");
        }
        let quotients = [
            (1_200_000_000, 1.35, 888_888_889),
            (7_200_000_000, 1.2, 6_000_000_000),
            (3, 1.5, 2),
            (108_000_000_000, 1.5, 72_000_000_000),
            (86_399_999_913_600_000_000, 1.1, 78_545_454_466_909_084_567),
            (37_130_451_295_071, 1.2, 30_942_042_745_893),
            (56_656_541_083_399, 1.384_948_516_234_586_3, 40_908_770_556_639),
            (75_230_443_822_370, 1.154_798_1, 65_145_971_250_187),
            (72_673_164_319_776, 1.312_504_295_511_980_8, 55_369_848_745_087),
        ];
        for (micros, divisor, quotient) in quotients {
            assert_eq!(divided(micros, divisor), quotient, "{micros} / {divisor}");
        }
    }
}
