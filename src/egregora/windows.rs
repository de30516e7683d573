//! Where the windows lie, by unit.

use super::{
    Egregora, EgregoraPlan, StepUnit,
    plan::Clock,
    timedelta::{self, DAY, HOUR},
};
use crate::{Error, Rows, measure::Measure, search::gallop};

/// The most windows of hours or days: 1,900 years of hours. A single time that is far off, such as
/// an infinite one, would else fill the memory with empty windows.
const MAX_WINDOWS: u128 = 1 << 24;

pub(super) fn windows(rows: &Rows, spec: &Egregora) -> Result<EgregoraPlan, Error> {
    let ratio = spec.checked_ratio()?;
    let plan = match spec.step_unit {
        StepUnit::Messages => {
            let step = spec.checked_step()?;
            by_messages(EgregoraPlan::of_rows(sorted(rows)?), step, share(step, ratio))
        }
        StepUnit::Bytes => {
            let max = spec.max_bytes_per_window;
            let plan = EgregoraPlan::of_rows(sorted(rows)?);
            by_bytes(plan, rows.measure("bytes")?, max, share(max, ratio))
        }
        StepUnit::Hours => by_time(sorted(rows)?, step_of_time(spec, HOUR, ratio)?, ratio)?,
        StepUnit::Days => by_time(sorted(rows)?, step_of_time(spec, DAY, ratio)?, ratio)?,
    };
    Ok(plan)
}

/// Times must not decrease, also where a partition begins: only there can they.
fn sorted(rows: &Rows) -> Result<&Rows, Error> {
    let time = rows.time()?;
    let begins = rows.partitions().iter().map(|&row| row as usize);
    for row in begins {
        let (before, value) = (time.values[row - 1], time.values[row]);
        if before > value {
            let text = |value| format!("{value} {}", time.unit.symbol());
            return Err(Error::Unsorted {
                column: "time".to_owned(),
                row,
                before: text(before),
                value: text(value),
            });
        }
    }
    Ok(rows)
}

/// Python's `int(amount * ratio)`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "as Python does it, with a ratio from 0 to 0.5"
)]
fn share(amount: u64, ratio: f64) -> u64 {
    (amount as f64 * ratio) as u64
}

fn by_messages(mut plan: EgregoraPlan, step: u64, overlap: u64) -> EgregoraPlan {
    let len = plan.rows().len();
    let at_most = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
    let (step, size) = (at_most(step), at_most(step.saturating_add(overlap)));
    for start in (0..len).step_by(step) {
        plan.push(start, len.min(start.saturating_add(size)));
    }
    plan
}

fn by_bytes(mut plan: EgregoraPlan, bytes: &Measure, max: u64, overlap: u64) -> EgregoraPlan {
    let mut start = 0;
    while start < bytes.len() {
        let end = bytes.reach(start + 1, max);
        plan.push(start, end);
        start = bytes.reach_back(end, overlap).max(start + 1);
    }
    plan
}

/// The microseconds from one window's start to the next's, as `max_window_time` leaves them.
fn step_of_time(spec: &Egregora, unit: u128, ratio: f64) -> Result<u128, Error> {
    let step = (u128::from(spec.checked_step()?) * unit).min(timedelta::LONGEST);
    let max = spec.max_window_time.map_or(0, timedelta::micros);
    if max == 0 || step <= max {
        return Ok(step);
    }
    let room = timedelta::divided(max, 1.0 + ratio);
    let unit = if room < DAY { HOUR } else { DAY };
    Ok((room / unit).max(1) * unit)
}

fn by_time(rows: &Rows, step: u128, ratio: f64) -> Result<EgregoraPlan, Error> {
    let times = &rows.time()?.values;
    let span = step + timedelta::times(step, ratio);
    let clock = Clock::new(rows, step, span)?;
    let count = clock.windows();
    if count > MAX_WINDOWS {
        let windows = u64::try_from(count).unwrap_or(u64::MAX);
        return Err(Error::TooManyWindows { windows, max: MAX_WINDOWS as u64 });
    }
    todo!()
}
