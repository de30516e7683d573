//! The proleptic Gregorian calendar, without a zone.

use std::fmt::Write;
use windrow::TimeUnit;

const DAY: i64 = 86_400;
const DAYS_BEFORE_MONTH: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// A time, apart. The year before 1 is 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    /// From 0, Sunday.
    pub(super) weekday: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) micros: i64,
}

/// The word for a time that is infinite, as DuckDB stores it in any unit.
pub(super) fn infinite(time: i64) -> Option<&'static str> {
    match time {
        i64::MAX => Some("infinity"),
        _ if time == -i64::MAX => Some("-infinity"),
        _ => None,
    }
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

impl Moment {
    /// A time since 1970. Nanoseconds are cut off towards 1970, as DuckDB's cast does.
    pub(super) fn new(time: i64, unit: TimeUnit) -> Self {
        let (time, unit) = match unit {
            TimeUnit::Nanosecond => (time / 1_000, TimeUnit::Microsecond),
            unit => (time, unit),
        };
        let per_second = per_second(unit);
        let fraction = time.rem_euclid(per_second) * (1_000_000 / per_second);
        Moment::of_seconds(time.div_euclid(per_second), fraction)
    }

    fn of_seconds(seconds: i64, micros: i64) -> Self {
        let (days, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
        let (year, month, day) = date(days);
        Moment {
            year,
            month,
            day,
            weekday: (days + 4).rem_euclid(7),
            hour: second / 3_600,
            minute: second / 60 % 60,
            second: second % 60,
            micros,
        }
    }

    /// The place of the day in its year, from 0.
    pub(super) fn day_of_year(&self) -> i64 {
        let before =
            usize::try_from(self.month - 1).ok().and_then(|month| DAYS_BEFORE_MONTH.get(month));
        before.unwrap_or(&0) + self.day - 1 + i64::from(self.month > 2 && is_leap(self.year))
    }

    /// The week of ISO 8601, and the year that it belongs to.
    pub(super) fn iso_week(&self) -> (i64, i64) {
        let weekday = (self.weekday + 6) % 7 + 1;
        match (self.day_of_year() + 11 - weekday) / 7 {
            0 => (self.year - 1, weeks_in(self.year - 1)),
            week if week > weeks_in(self.year) => (self.year + 1, 1),
            week => (self.year, week),
        }
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn weeks_in(year: i64) -> i64 {
    let last_day =
        |y: i64| (y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400)).rem_euclid(7);
    if last_day(year) == 4 || last_day(year - 1) == 3 { 53 } else { 52 }
}

/// Year, month and day of a number of days since 1970.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * from_march + 2) / 5 + 1)
}

/// Writes a date as DuckDB casts it to VARCHAR.
pub(super) fn write_date(days: i64, text: &mut String) {
    let (year, month, day) = date(days);
    let shown = if year > 0 { year } else { 1 - year };
    let era = if year > 0 { "" } else { " (BC)" };
    let _ = write!(text, "{shown:04}-{month:02}-{day:02}{era}");
}

/// Writes a TIMESTAMP as DuckDB casts it to VARCHAR.
pub(super) fn write_timestamp(time: i64, unit: TimeUnit, text: &mut String) {
    if let Some(word) = infinite(time) {
        return text.push_str(word);
    }
    let per_second = per_second(unit);
    let (seconds, fraction) = (time.div_euclid(per_second), time.rem_euclid(per_second));
    let moment = Moment::of_seconds(seconds, 0);
    write_date(seconds.div_euclid(DAY), text);
    let _ = write!(text, " {:02}:{:02}:{:02}", moment.hour, moment.minute, moment.second);
    if fraction > 0 {
        let digits = per_second.ilog10() as usize;
        let decimals = format!("{fraction:0digits$}");
        let _ = write!(text, ".{}", decimals.trim_end_matches('0'));
    }
}

/// As many bytes as any [`write_timestamp`] takes.
pub(super) const WIDEST_TIMESTAMP: usize = "000000-00-00 (BC) 00:00:00.000000000".len();
