//! Durations as people write them: milliseconds, `"1d 4h"`, ISO 8601's `"P1DT4H"`, `{ hours: 28 }`.
//! Years and months have no one length, and are refused.
//!
//! Exact to the nanosecond, by 64-bit arithmetic: that of 128 bits is large in WebAssembly.

use super::value::Value;
use crate::{ErrorKind, decimal::whole_number};
use std::time::Duration;

/// Names of units, and their lengths. Names may have an `s` at the end.
const UNITS: [(&str, Duration); 8] = [
    ("week", Duration::from_secs(7 * 86_400)),
    ("day", Duration::from_secs(86_400)),
    ("hour", Duration::from_secs(3_600)),
    ("minute", Duration::from_secs(60)),
    ("second", Duration::from_secs(1)),
    ("millisecond", Duration::from_millis(1)),
    ("microsecond", Duration::from_micros(1)),
    ("nanosecond", Duration::from_nanos(1)),
];

const MILLISECOND: Duration = Duration::from_millis(1);

/// Symbols of units, which texts may have in place of names.
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

/// Symbols of ISO 8601, before and after its `T`.
const ISO_DATE: [(&str, &str); 2] = [("W", "week"), ("D", "day")];
const ISO_TIME: [(&str, &str); 3] = [("H", "hour"), ("M", "minute"), ("S", "second")];

impl Value {
    pub(crate) fn duration(&self, option: &str) -> Result<Duration, ErrorKind> {
        read(self).ok_or_else(|| ErrorKind::BadDuration {
            option: option.to_owned(),
            value: self.shown(),
        })
    }
}

impl From<Duration> for Value {
    fn from(duration: Duration) -> Self {
        Value::Text(written(duration))
    }
}

/// The duration that a value is, if it is one below 2⁶⁴ seconds.
fn read(value: &Value) -> Option<Duration> {
    match value {
        Value::Text(text) => text_of(text),
        Value::Map(parts) => parts_of(parts),
        number => times(number, MILLISECOND),
    }
}

/// The duration in the units of [`SYMBOLS`], which [`read`] takes: `"1d 4h"`.
fn written(duration: Duration) -> String {
    let nanos = u64::from(duration.subsec_nanos());
    let seconds = duration.as_secs();
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "m"),
        (seconds % 60, "s"),
        (nanos / 1_000_000, "ms"),
        (nanos / 1_000 % 1_000, "us"),
        (nanos % 1_000, "ns"),
    ];
    let given = parts.into_iter().filter(|(count, _)| *count > 0);
    let written: Vec<_> = given.map(|(count, symbol)| format!("{count}{symbol}")).collect();
    if written.is_empty() { "0s".to_owned() } else { written.join(" ") }
}

fn unit(name: &str) -> Option<Duration> {
    let name = name.strip_suffix('s').unwrap_or(name);
    UNITS.iter().find(|(unit, _)| *unit == name).map(|&(_, length)| length)
}

fn find<'a>(symbols: &[(&str, &'a str)], symbol: &str) -> Option<&'a str> {
    symbols.iter().find(|(known, _)| *known == symbol).map(|&(_, name)| name)
}

fn text_of(text: &str) -> Option<Duration> {
    let text = text.trim_start_matches(is_space);
    let Some(iso) = text.strip_prefix('P') else {
        return sum(text, &|symbol| unit(find(&SYMBOLS, symbol).unwrap_or(symbol)));
    };
    let of = |text, symbols: &[_]| sum(text, &|symbol| unit(find(symbols, symbol)?));
    match iso.split_once('T') {
        None => of(iso, &ISO_DATE),
        Some(("", time)) => of(time, &ISO_TIME),
        Some((date, time)) => of(date, &ISO_DATE)?.checked_add(of(time, &ISO_TIME)?),
    }
}

/// The sum of numbers that are each followed by a unit. There is at least one.
fn sum(mut text: &str, unit: &dyn Fn(&str) -> Option<Duration>) -> Option<Duration> {
    let mut sum = None;
    while !text.is_empty() {
        let whole = take(&mut text, |letter| letter.is_ascii_digit());
        let fraction = match text.strip_prefix('.') {
            Some(rest) => {
                text = rest;
                take(&mut text, |letter| letter.is_ascii_digit())
            }
            None => "",
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        take(&mut text, is_space);
        let unit = unit(take(&mut text, |letter| letter.is_ascii_alphabetic()))?;
        take(&mut text, is_space);
        let whole = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        sum = Some(add(sum, multiple(whole, unit)?.checked_add(part(fraction, unit))?)?);
    }
    sum
}

/// Takes off the letters at the start that are of a kind.
fn take<'a>(text: &mut &'a str, is_of: fn(char) -> bool) -> &'a str {
    let end = text.find(|letter| !is_of(letter)).unwrap_or(text.len());
    let (taken, rest) = text.split_at_checked(end).unwrap_or_default();
    *text = rest;
    taken
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

fn parts_of(parts: &[(String, Value)]) -> Option<Duration> {
    let mut sum = None;
    for (name, count) in parts.iter().filter(|(_, count)| !matches!(count, Value::Absent)) {
        match unit(name) {
            Some(unit) => sum = Some(add(sum, times(count, unit)?)?),
            None if count.number() == Some(0.0) => {} // no years, no months
            None => return None,
        }
    }
    sum
}

fn add(sum: Option<Duration>, more: Duration) -> Option<Duration> {
    sum.unwrap_or_default().checked_add(more)
}

/// A number of units, rounded to the nanosecond.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the fraction is below 1, and a unit has below 2^53 nanoseconds"
)]
fn times(count: &Value, unit: Duration) -> Option<Duration> {
    match *count {
        Value::Int { is_negative: false, size } => multiple(size, unit),
        Value::Number(count) if (0.0..u64::MAX as f64).contains(&count) => {
            let whole = whole_number(count.trunc())?;
            let nanos = nanos(unit) as f64;
            let rest = Duration::from_nanos((count.fract() * nanos + 0.5) as u64);
            multiple(whole, unit)?.checked_add(rest)
        }
        _ => None,
    }
}

/// A whole number of units.
fn multiple(count: u64, unit: Duration) -> Option<Duration> {
    match unit.as_secs() {
        0 => {
            let nanos = unit.subsec_nanos();
            let per_second = u64::from(1_000_000_000 / nanos);
            #[expect(clippy::cast_possible_truncation, reason = "below a second")]
            let rest = (count % per_second) as u32 * nanos;
            Some(Duration::new(count / per_second, rest))
        }
        seconds => Some(Duration::from_secs(count.checked_mul(seconds)?)),
    }
}

fn nanos(unit: Duration) -> u64 {
    unit.as_secs() * 1_000_000_000 + u64::from(unit.subsec_nanos())
}

/// A fraction of a unit, of the digits behind the point, rounded to the nanosecond. Of 18 digits:
/// further ones are less than a nanosecond of any unit.
fn part(digits: &str, unit: Duration) -> Duration {
    const SCALE: u64 = 1_000_000_000;
    let digit = |place| digits.as_bytes().get(place).map_or(0, |digit| u64::from(digit - b'0'));
    let nine = |from: usize| (from..from + 9).fold(0, |number, place| number * 10 + digit(place));
    let (high, low) = (nine(0), nine(9)); // in billionths, and in billionths of these
    Duration::from_nanos(match unit.as_secs() {
        0 => {
            let nanos = u64::from(unit.subsec_nanos());
            (high * nanos + low * nanos / SCALE + SCALE / 2) / SCALE
        }
        seconds => high * seconds + (low * seconds + SCALE / 2) / SCALE,
    })
}
