//! A duration as JavaScript writes it: milliseconds, `"1d 4h"`, ISO 8601's `"P1DT4H"`, or an object
//! with `days`, `hours` and so on, as a `Temporal.Duration` is.

use super::{failure::Failure, options::Value};
use std::time::Duration;

const SECOND: u128 = 1_000_000_000;

/// The units that have one length, in nanoseconds: the ends of their names, and those of ISO 8601,
/// before and after its `T`.
const UNITS: [(&str, u128); 8] = [
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
        Value::Float(ms) => from_parts([(*ms, 1_000_000)]),
        Value::Text(text) => from_text(text),
        Value::Object(fields) => from_fields(fields),
        Value::Absent | Value::Bool(_) | Value::Array => None,
    };
    let too_long = || Failure::BadDuration { option: option.to_owned(), value: value.to_string() };
    let nanoseconds = nanoseconds.ok_or_else(too_long)?;
    let seconds = u64::try_from(nanoseconds / SECOND).map_err(|_| too_long())?;
    let rest = u32::try_from(nanoseconds % SECOND).map_err(|_| too_long())?;
    Ok(Duration::new(seconds, rest))
}

fn unit(name: &str) -> Option<u128> {
    let singular = name.strip_suffix('s').unwrap_or(name);
    UNITS.into_iter().find(|(unit, _)| *unit == singular).map(|(_, nanoseconds)| nanoseconds)
}

fn from_text(text: &str) -> Option<u128> {
    match text.trim().strip_prefix('P') {
        Some(iso) => from_iso(iso),
        None => from_parts(parts(text, |symbol| {
            let known = SYMBOLS.into_iter().find(|(known, _)| *known == symbol);
            unit(known.map_or(symbol, |(_, name)| name))
        })?),
    }
}

fn from_iso(text: &str) -> Option<u128> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let date = parts(date, |symbol| match symbol {
        "W" => unit("week"),
        "D" => unit("day"),
        _ => None, // years and months have no one length
    });
    let time = parts(time, |symbol| match symbol {
        "H" => unit("hour"),
        "M" => unit("minute"),
        "S" => unit("second"),
        _ => None,
    });
    match (date, time) {
        (Some(date), Some(time)) => from_parts(date.into_iter().chain(time)),
        (Some(date), None) if !text.contains('T') => from_parts(date),
        (None, Some(time)) if text.starts_with('T') => from_parts(time),
        _ => None,
    }
}

/// Numbers, each followed by a unit; none is no duration.
fn parts(text: &str, unit: impl Fn(&str) -> Option<u128>) -> Option<Vec<(f64, u128)>> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at(number);
        let after = after.trim_start();
        let symbol = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (symbol, after) = after.split_at(symbol);
        parts.push((number.parse().ok()?, unit(symbol)?));
        rest = after.trim_start();
    }
    (!parts.is_empty()).then_some(parts)
}

fn from_fields(fields: &[(String, Value)]) -> Option<u128> {
    let mut parts = Vec::new();
    for (name, value) in fields {
        #[expect(clippy::cast_precision_loss, reason = "counts of units are small")]
        let count = match value {
            Value::Absent => continue,
            Value::Integer(count) => *count as f64,
            Value::Float(count) => *count,
            _ => return None,
        };
        match unit(name) {
            Some(unit) => parts.push((count, unit)),
            None if count == 0.0 => {} // no years, no months
            None => return None,
        }
    }
    (!parts.is_empty()).then(|| from_parts(parts))?
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "whole numbers and fractions are taken apart, and what is too large is refused"
)]
fn from_parts(parts: impl IntoIterator<Item = (f64, u128)>) -> Option<u128> {
    parts.into_iter().try_fold(0_u128, |sum, (count, unit)| {
        if !(count >= 0.0 && count < 2_f64.powi(63)) {
            return None;
        }
        let whole = (count.trunc() as u128).checked_mul(unit)?;
        let fraction = (count.fract() * unit as f64).round() as u128;
        sum.checked_add(whole)?.checked_add(fraction)
    })
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
        ];
        for (text, expected) in cases {
            assert_eq!(of(&Value::Text(text.to_owned())), Some(expected), "{text}");
        }
        assert_eq!(of(&Value::Integer(1_500)), Some(Duration::from_millis(1_500)));
        assert_eq!(of(&Value::Float(0.25)), Some(Duration::from_micros(250)));
        let field = |name: &str, count| (name.to_owned(), Value::Integer(count));
        let fields = vec![field("years", 0), field("days", 1), field("hours", 4)];
        assert_eq!(of(&Value::Object(fields)), hours(28));
    }

    #[test]
    fn what_has_no_one_length_is_none() {
        let texts = [
            "", " ", "h", "5", "1 month", "P1M", "P1Y", "P", "PT", "P1DT", "-1h", "1h-", "1e3s",
            "1..5s", "∞",
        ];
        for text in texts {
            assert_eq!(of(&Value::Text(text.to_owned())), None, "{text}");
        }
        for number in [-1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(of(&Value::Float(number)), None, "{number}");
        }
        assert_eq!(of(&Value::Integer(-1)), None);
        assert_eq!(of(&Value::Integer(i128::MAX)), None);
        assert_eq!(of(&Value::Object(vec![])), None);
        assert_eq!(of(&Value::Object(vec![("months".to_owned(), Value::Integer(1))])), None);
    }
}
