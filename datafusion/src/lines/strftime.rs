//! Formats of times, as DuckDB's strftime has them.

use super::civil::{Moment, infinite};
use std::fmt::Write;
use windrow::TimeUnit;

const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The specifiers, each with the most bytes that it writes. Left out are `%n` and `%Z`, which DuckDB
/// writes differently by version and zone.
const SPECIFIERS: [(&str, usize); 37] = [
    ("a", 3),
    ("A", 9),
    ("w", 1),
    ("u", 1),
    ("d", 2),
    ("-d", 2),
    ("b", 3),
    ("h", 3),
    ("B", 9),
    ("m", 2),
    ("-m", 2),
    ("y", 2),
    ("-y", 2),
    ("Y", 7),
    ("G", 4),
    ("V", 2),
    ("U", 2),
    ("W", 2),
    ("j", 3),
    ("-j", 3),
    ("H", 2),
    ("-H", 2),
    ("I", 2),
    ("-I", 2),
    ("p", 2),
    ("M", 2),
    ("-M", 2),
    ("S", 2),
    ("-S", 2),
    ("f", 6),
    ("g", 3),
    ("z", 3),
    ("c", 22),
    ("x", 13),
    ("X", 8),
    ("T", 8),
    ("%", 1),
];

/// The longest text of a time that is not one: `-infinity`.
const INFINITE: usize = 9;

/// A format of times.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Format(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Text(String),
    /// By its place among the specifiers.
    Specifier(usize),
}

impl Format {
    /// Reads a format. An error is words that follow its name.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("is empty; leave out its colon, or give one such as %H:%M".to_owned());
        }
        let (mut parts, mut rest) = (Vec::new(), text);
        while !rest.is_empty() {
            let Some(after) = rest.strip_prefix('%') else {
                let end = rest.find('%').unwrap_or(rest.len());
                parts.push(Part::Text(rest[..end].to_owned()));
                rest = &rest[end..];
                continue;
            };
            let sign = usize::from(after.starts_with('-'));
            let letter = after[sign..].chars().next();
            let end = sign + letter.map_or(0, char::len_utf8);
            let known = SPECIFIERS.iter().position(|(name, _)| *name == &after[..end]);
            let Some(place) = known else {
                let names: Vec<_> = SPECIFIERS.iter().map(|(name, _)| format!("%{name}")).collect();
                let names = names.join(" ");
                return Err(if letter.is_none() {
                    format!(
                        "has a percent sign without a letter; write %% for one; there is {names}"
                    )
                } else {
                    format!("has %{}, which is not supported; there is {names}", &after[..end])
                });
            };
            parts.push(Part::Specifier(place));
            rest = &after[end..];
        }
        Ok(Format(parts))
    }

    /// The format as it was given.
    pub(super) fn text(&self) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Specifier(place) => format!("%{}", SPECIFIERS[*place].0),
        });
        parts.collect()
    }

    /// As many bytes as any time takes.
    pub(super) fn widest(&self) -> usize {
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) => text.len(),
            Part::Specifier(place) => SPECIFIERS[*place].1,
        });
        parts.sum::<usize>().max(INFINITE)
    }

    /// Writes a time.
    pub(super) fn write(&self, time: i64, unit: TimeUnit, text: &mut String) {
        if let Some(word) = infinite(time) {
            return text.push_str(word);
        }
        let moment = Moment::new(time, unit);
        for part in &self.0 {
            match part {
                Part::Text(part) => text.push_str(part),
                // Writing to a text does not fail.
                Part::Specifier(place) => drop(write_part(SPECIFIERS[*place].0, &moment, text)),
            }
        }
    }
}

fn name(names: &[&'static str], place: i64) -> &'static str {
    usize::try_from(place).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

/// Years before 1 and after 9999 are written as they are; the year before 1 is 0.
fn write_year(year: i64, text: &mut String) -> std::fmt::Result {
    if year < 0 { write!(text, "{year}") } else { write!(text, "{year:04}") }
}

fn write_date(m: &Moment, text: &mut String) -> std::fmt::Result {
    write_year(m.year, text)?;
    write!(text, "-{:02}-{:02}", m.month, m.day)
}

fn write_clock(m: &Moment, text: &mut String) -> std::fmt::Result {
    write!(text, "{:02}:{:02}:{:02}", m.hour, m.minute, m.second)
}

fn write_part(specifier: &str, m: &Moment, text: &mut String) -> std::fmt::Result {
    let hour12 = if m.hour % 12 == 0 { 12 } else { m.hour % 12 };
    let week = |from: i64| (m.day_of_year() + 7 - from).div_euclid(7);
    match specifier {
        "a" => write!(text, "{}", &name(&DAYS, m.weekday)[..3]),
        "A" => write!(text, "{}", name(&DAYS, m.weekday)),
        "w" => write!(text, "{}", m.weekday),
        "u" => write!(text, "{}", if m.weekday == 0 { 7 } else { m.weekday }),
        "d" => write!(text, "{:02}", m.day),
        "-d" => write!(text, "{}", m.day),
        "b" | "h" => write!(text, "{}", &name(&MONTHS, m.month - 1)[..3]),
        "B" => write!(text, "{}", name(&MONTHS, m.month - 1)),
        "m" => write!(text, "{:02}", m.month),
        "-m" => write!(text, "{}", m.month),
        "y" => write!(text, "{:02}", (m.year % 100).abs()),
        "-y" => write!(text, "{}", (m.year % 100).abs()),
        "Y" => write_year(m.year, text),
        // DuckDB takes the year for one of 32 bits without a sign, and writes its last four digits.
        "G" => write!(text, "{:04}", m.iso_week().0.rem_euclid(1 << 32) % 10_000),
        "V" => write!(text, "{:02}", m.iso_week().1),
        "U" => write!(text, "{:02}", week(m.weekday)),
        "W" => write!(text, "{:02}", week((m.weekday + 6) % 7)),
        "j" => write!(text, "{:03}", m.day_of_year() + 1),
        "-j" => write!(text, "{}", m.day_of_year() + 1),
        "H" => write!(text, "{:02}", m.hour),
        "-H" => write!(text, "{}", m.hour),
        "I" => write!(text, "{hour12:02}"),
        "-I" => write!(text, "{hour12}"),
        "p" => write!(text, "{}", if m.hour < 12 { "AM" } else { "PM" }),
        "M" => write!(text, "{:02}", m.minute),
        "-M" => write!(text, "{}", m.minute),
        "S" => write!(text, "{:02}", m.second),
        "-S" => write!(text, "{}", m.second),
        "f" => write!(text, "{:06}", m.micros),
        "g" => write!(text, "{:03}", m.micros / 1_000),
        "z" => write!(text, "+00"),
        "c" => {
            write_date(m, text)?;
            text.push(' ');
            write_clock(m, text)
        }
        "x" => write_date(m, text),
        "X" | "T" => write_clock(m, text),
        _ => write!(text, "%"),
    }
}
