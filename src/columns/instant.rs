//! A time written for people.

use crate::columns::unit::{DAY, TimeUnit};
use std::fmt;

/// A time written for people, in UTC: `2024-02-29 23:59:59.250`.
pub(super) struct Instant {
    pub(super) unit: TimeUnit,
    pub(super) value: i64,
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.unit.decimals();
        let per_second = 10_i64.pow(decimals);
        let (second, fraction) =
            (self.value.div_euclid(per_second), self.value.rem_euclid(per_second));
        let (year, month, day) = civil(second.div_euclid(DAY));
        let of_day = second.rem_euclid(DAY);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")?;
        if fraction != 0 {
            write!(f, ".{fraction:0width$}", width = decimals as usize)?;
        }
        Ok(())
    }
}

/// Year, month and day of a number of days since 1970, in the proleptic Gregorian calendar.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`. Years
/// are counted from March, so that the leap day is a year's last.
fn civil(days: i64) -> (i64, i64, i64) {
    const DAYS_PER_ERA: i64 = 146_097; // 400 years
    let from_0000_03_01 = days + 719_468;
    let era = from_0000_03_01.div_euclid(DAYS_PER_ERA);
    let of_era = from_0000_03_01.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{Instant, TimeUnit};

    #[test]
    fn instants_read_as_people_write_them() {
        let cases = [
            (TimeUnit::Second, 0, "1970-01-01 00:00:00"),
            (TimeUnit::Second, -1, "1969-12-31 23:59:59"),
            (TimeUnit::Second, 951_782_400, "2000-02-29 00:00:00"),
            (TimeUnit::Second, 4_107_542_399, "2100-02-28 23:59:59"),
            (TimeUnit::Second, 4_107_542_400, "2100-03-01 00:00:00"),
            (TimeUnit::Millisecond, 1_709_251_199_250, "2024-02-29 23:59:59.250"),
            (TimeUnit::Microsecond, 1, "1970-01-01 00:00:00.000001"),
            (TimeUnit::Nanosecond, -1, "1969-12-31 23:59:59.999999999"),
            (TimeUnit::Microsecond, i64::MAX, "294247-01-10 04:00:54.775807"),
            (TimeUnit::Second, i64::MAX, "292277026596-12-04 15:30:07"),
            (TimeUnit::Second, i64::MIN, "-292277022657-01-27 08:29:52"),
        ];
        for (unit, value, text) in cases {
            assert_eq!(Instant { unit, value }.to_string(), text);
        }
    }
}
