//! Decimals as text, and as whole numbers. What the standard library brings to write fractions is as
//! large as all that cuts windows.

/// The number, if it is whole, finite and at least 0; `u64::MAX` past 64 bits.
#[cfg(any(feature = "arrow", feature = "serde"))]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast is of a whole number that is not negative, and saturates"
)]
pub(crate) fn whole_number(number: f64) -> Option<u64> {
    (number >= 0.0 && number.fract() == 0.0).then_some(number as u64)
}

/// The shortest decimal that reads back as `number`, as `to_string` gives it, from a millionth up to
/// 2⁵³; ten digits of what is smaller or larger.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "what is cast is whole and below 2^53, and what is compared is exact"
)]
pub(crate) fn text(number: f64) -> String {
    const EXACT: f64 = (1_u64 << 53) as f64;
    const PLACES: usize = 19; // the largest power of ten that is exact, and a `u64`
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let size = number.abs();
    if size.is_nan() {
        return "NaN".to_owned();
    }
    if size.is_infinite() {
        return format!("{sign}inf");
    }
    let mut scale = 1.0;
    for places in 0..=PLACES {
        let digits = (size * scale).round_ties_even();
        if digits >= EXACT {
            break;
        }
        // Both are exact, so that this is what the decimal reads as.
        if digits / scale == size {
            let (digits, scale) = (digits as u64, scale as u64);
            let whole = digits / scale;
            return match places {
                0 => format!("{sign}{whole}"),
                _ => format!("{sign}{whole}.{:0places$}", digits % scale),
            };
        }
        scale *= 10.0;
    }
    let (mut digits, mut exponent) = (size, 0);
    while digits >= 1e10 {
        (digits, exponent) = (digits / 10.0, exponent + 1);
    }
    while digits < 1e9 {
        (digits, exponent) = (digits * 10.0, exponent - 1);
    }
    let mut digits = digits as u64;
    while digits.is_multiple_of(10) {
        (digits, exponent) = (digits / 10, exponent + 1);
    }
    format!("{sign}{digits}e{exponent}")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn reads_as_the_standard_library_writes_it() {
        let numbers = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            1.5,
            0.1,
            0.2,
            0.3,
            1.1,
            0.123_456_789,
            0.000_001,
            -2.5,
            100.0,
            1e15,
            9_007_199_254_740_991.0,
            1_234.567_8,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ];
        for number in numbers {
            assert_eq!(text(number), number.to_string());
        }
        for i in 0..10_000_u32 {
            let number = f64::from(i) / 1_000.0;
            assert_eq!(text(number), number.to_string());
        }
    }

    #[test]
    fn what_is_far_away_has_ten_digits() {
        for number in [1e300, 1.5e-9, f64::MAX, f64::MIN_POSITIVE, 1.0 / 3.0, 5e-324, 1.8e19] {
            let read: f64 = text(number).parse().unwrap();
            assert!((read - number).abs() <= number * 1e-9, "{number} as {}", text(number));
        }
    }
}
