//! Floats as DuckDB casts them to VARCHAR.

use std::fmt::Write;

/// Writes a DOUBLE: the fewest digits that tell it apart, with an exponent below 10⁻⁴ and from 10¹⁶ on.
pub(super) fn write_double(value: f64, text: &mut String) {
    write_digits(value, &format!("{:e}", value.abs()), text);
}

/// Writes a FLOAT; where two texts of the fewest digits are as near, DuckDB takes one digit more.
pub(super) fn write_float(value: f32, text: &mut String) {
    let size = f64::from(value.abs());
    let fewest = (1..=9).map(|digits| (digits, format!("{size:.*e}", digits - 1)));
    let tells_apart = |(digits, shown): &(usize, String)| {
        shown.parse() == Ok(value.abs()) && !is_between(size, *digits)
    };
    let fewest = fewest.into_iter().find(tells_apart);
    write_digits(value.into(), &fewest.map_or_else(|| format!("{size:e}"), |it| it.1), text);
}

/// Whether a number lies in the middle between two of so many digits.
fn is_between(size: f64, digits: usize) -> bool {
    let all = format!("{size:.*e}", digits + 39);
    let mantissa = all.split('e').next().unwrap_or_default().replace('.', "");
    let after = mantissa.trim_start_matches('0').get(digits..).unwrap_or_default();
    after.strip_prefix('5').is_some_and(|rest| rest.bytes().all(|digit| digit == b'0'))
}

/// Lays out `1.25e-3`, the size of a value.
fn write_digits(value: f64, scientific: &str, text: &mut String) {
    if value.is_nan() {
        return text.push_str("nan");
    }
    if value.is_sign_negative() {
        text.push('-');
    }
    if value == 0.0 {
        return text.push_str("0.0");
    }
    if value.is_infinite() {
        return text.push_str("inf");
    }
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = mantissa.replace('.', "");
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    if !(-4..16).contains(&exponent) {
        text.push_str(&digits[..1]);
        if digits.len() > 1 {
            let _ = write!(text, ".{}", &digits[1..]);
        }
        let sign = if exponent < 0 { '-' } else { '+' };
        let _ = write!(text, "e{sign}{:02}", exponent.abs());
    } else if exponent < 0 {
        let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
        let _ = write!(text, "0.{}{digits}", "0".repeat(zeros));
    } else {
        let whole = usize::try_from(exponent + 1).unwrap_or(0);
        match digits.split_at_checked(whole) {
            Some((whole, fraction)) if !fraction.is_empty() => {
                let _ = write!(text, "{whole}.{fraction}");
            }
            _ => {
                let _ = write!(text, "{digits:0<whole$}.0");
            }
        }
    }
}
