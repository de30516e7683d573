//! A duration as JavaScript writes it: milliseconds, `"1d 4h"`, ISO 8601's `"P1DT4H"`, or an object
//! with `days`, `hours` and so on, as a `Temporal.Duration` is.

use super::{
    failure::{Failure, Problem},
    options::Value,
};
use std::time::Duration;

const SECOND: u64 = 1_000_000_000;

/// The units that have one length, in nanoseconds: the ends of their names, and those of ISO 8601,
/// before and after its `T`.
const UNITS: [(&str, u64); 8] = [
    ("week", 604_800 * SECOND),
    ("day", 86_400 * SECOND),
    ("hour", 3_600 * SECOND),
    ("minute", 60 * SECOND),
    ("second", SECOND),
    ("millisecond", 1_000_000),
    ("microsecond", 1_000),
    ("nanosecond", 1),
];

const SYMBOLS: [(&str, &str); 9] = [
    ("w", "week"),
    ("d", "day"),
    ("h", "hour"),
    ("m", "minute"),
    ("min", "minute"),
    ("s", "second"),
    ("ms", "millisecond"),
    ("us", "microsecond"),
    ("ns", "nanosecond"),
];

pub(super) fn duration(option: &str, value: &Value) -> Result<Duration, Failure> {
    let nanoseconds = match value {
        Value::Integer(ms) => u128::try_from(*ms).ok().and_then(|ms| ms.checked_mul(1_000_000)),
        Value::Number(ms, _) => times(*ms, 1_000_000),
        Value::Text(text) => from_text(text),
        Value::Object(fields) => from_fields(fields),
        Value::Absent | Value::Bool(_) | Value::List | Value::Other(_) => None,
    };
    let too_long = || Problem::BadDuration { option: option.to_owned(), value: value.to_string() };
    let nanoseconds = nanoseconds.ok_or_else(too_long)?;
    let seconds = u64::try_from(nanoseconds / u128::from(SECOND)).map_err(|_| too_long())?;
    #[expect(clippy::cast_possible_truncation, reason = "a rest of less than 2^30")]
    let rest = (nanoseconds % u128::from(SECOND)) as u32;
    Ok(Duration::new(seconds, rest))
}

fn unit(name: &str) -> Option<u64> {
    let singular = name.strip_suffix('s').unwrap_or(name);
    UNITS.into_iter().find(|(unit, _)| *unit == singular).map(|(_, nanoseconds)| nanoseconds)
}

fn from_text(text: &str) -> Option<u128> {
    let text = text.trim_ascii();
    match text.strip_prefix('P') {
        Some(iso) => from_iso(iso),
        None => sum(text, &|symbol| {
            let known = SYMBOLS.into_iter().find(|(known, _)| *known == symbol);
            unit(known.map_or(symbol, |(_, name)| name))
        }),
    }
}

fn from_iso(text: &str) -> Option<u128> {
    let date = |text| {
        sum(text, &|symbol| match symbol {
            "W" => unit("week"),
            "D" => unit("day"),
            _ => None, // years and months have no one length
        })
    };
    let time = |text| {
        sum(text, &|symbol| match symbol {
            "H" => unit("hour"),
            "M" => unit("minute"),
            "S" => unit("second"),
            _ => None,
        })
    };
    match text.split_once('T') {
        None => date(text),
        Some(("", of_day)) => time(of_day),
        Some((days, of_day)) => date(days)?.checked_add(time(of_day)?),
    }
}

/// The sum of numbers, each followed by a unit; none is no duration.
fn sum(text: &str, unit: &dyn Fn(&str) -> Option<u64>) -> Option<u128> {
    let mut sum = None;
    let mut rest = text;
    while !rest.is_empty() {
        let (number, after) = split(rest, |byte| byte.is_ascii_digit() || byte == b'.')?;
        let (symbol, after) = split(after.trim_ascii_start(), |byte| byte.is_ascii_alphabetic())?;
        sum = Some(decimal(number, unit(symbol)?)?.checked_add(sum.unwrap_or(0))?);
        rest = after.trim_ascii_start();
    }
    sum
}

/// What a text begins with, and what follows.
fn split(text: &str, belongs: impl Fn(u8) -> bool) -> Option<(&str, &str)> {
    let end = text.bytes().position(|byte| !belongs(byte)).unwrap_or(text.len());
    text.split_at_checked(end)
}

/// A number of units, of digits and dots, rounded to the nanosecond.
fn decimal(number: &str, unit: u64) -> Option<u128> {
    const PLACES: usize = 18; // which are less than a nanosecond of any unit
    let unit = u128::from(unit);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    if fraction.contains('.') {
        return None;
    }
    let value = |digits: &str| {
        digits.bytes().try_fold(0_u128, |value, digit| {
            value.checked_mul(10)?.checked_add((digit - b'0').into())
        })
    };
    let kept = fraction.split_at_checked(PLACES).map_or(fraction, |(kept, _)| kept);
    let scale = (0..kept.len()).fold(1_u128, |scale, _| 10 * scale);
    let below_one = (value(kept)? * unit + scale / 2) / scale;
    value(whole)?.checked_mul(unit)?.checked_add(below_one)
}

fn from_fields(fields: &[(String, Value)]) -> Option<u128> {
    let mut sum = None;
    for (name, value) in fields {
        let count = value.number()?;
        match unit(name) {
            Some(unit) => sum = Some(times(count, unit)?.checked_add(sum.unwrap_or(0))?),
            None if count == 0.0 => {} // no years, no months
            None => return None,
        }
    }
    sum
}

/// So many units, rounded to the nanosecond.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "whole numbers and fractions are taken apart, and what is too large is refused"
)]
fn times(count: f64, unit: u64) -> Option<u128> {
    if !(count >= 0.0 && count < 2_f64.powi(63)) {
        return None;
    }
    let whole = u128::from(count.trunc() as u64).checked_mul(unit.into())?;
    whole.checked_add(((count.fract() * unit as f64 + 0.5) as u64).into())
}

#[cfg(test)]
mod tests {
    use super::{super::options::Value, duration};
    use std::time::Duration;

    fn of(value: &Value) -> Option<Duration> {
        duration("gap", value).ok()
    }

    #[test]
    fn durations_are_written_in_many_ways() {
        let hours = |hours: u64| Some(Duration::from_hours(hours));
        for text in
            ["28h", "1d 4h", "1d4h", " 1 day 4 hours ", "P1DT4H", "PT28H", "1.1666666666666667d"]
        {
            assert_eq!(of(&Value::Text(text.to_owned())), hours(28), "{text}");
        }
        let cases = [
            ("90s", Duration::from_secs(90)),
            ("30m", Duration::from_mins(30)),
            ("30 min", Duration::from_mins(30)),
            ("2w", Duration::from_hours(14 * 24)),
            ("P2W", Duration::from_hours(14 * 24)),
            ("PT0.5S", Duration::from_millis(500)),
            ("250ms", Duration::from_millis(250)),
            ("7us 5ns", Duration::from_nanos(7_005)),
            ("0s", Duration::ZERO),
            ("1.s .5s", Duration::from_millis(1_500)),
            ("0.00000000049999999999999999999s", Duration::ZERO),
            ("0.0000000005s", Duration::from_nanos(1)),
        ];
        for (text, expected) in cases {
            assert_eq!(of(&Value::Text(text.to_owned())), Some(expected), "{text}");
        }
        assert_eq!(of(&Value::Integer(1_500)), Some(Duration::from_millis(1_500)));
        assert_eq!(of(&Value::Number(0.25, "0.25".to_owned())), Some(Duration::from_micros(250)));
        let field = |name: &str, count| (name.to_owned(), Value::Integer(count));
        let fields = vec![field("years", 0), field("days", 1), field("hours", 4)];
        assert_eq!(of(&Value::Object(fields)), hours(28));
    }

    #[test]
    fn what_has_no_one_length_is_none() {
        let texts = [
            "",
            " ",
            "h",
            "5",
            "1 month",
            "P1M",
            "P1Y",
            "P",
            "PT",
            "P1DT",
            "-1h",
            "1h-",
            "1e3s",
            "1..5s",
            ".s",
            "1.5.5s",
            "1é",
            "é1s",
            "∞",
            "1234567890123456789012345678901234567890s",
        ];
        for text in texts {
            assert_eq!(of(&Value::Text(text.to_owned())), None, "{text}");
        }
        for number in [-1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(of(&Value::Number(number, String::new())), None, "{number}");
        }
        assert_eq!(of(&Value::Integer(-1)), None);
        assert_eq!(of(&Value::Integer(i128::MAX)), None);
        assert_eq!(of(&Value::Object(vec![])), None);
        assert_eq!(of(&Value::Object(vec![("months".to_owned(), Value::Integer(1))])), None);
    }
}
