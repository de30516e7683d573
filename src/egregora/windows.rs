//! Where the windows lie, by unit.

use super::{
    Egregora, EgregoraPlan, StepUnit,
    clock::Clock,
    timedelta::{self, DAY, HOUR},
};
use crate::{Error, ErrorKind, Rows, measure::Measure, search::gallop, time::Time};

/// More windows of hours or days than this are refused, 1,900 years of hours: one time that is far
/// off would else fill the memory with empty ones.
const MOST: usize = 1 << 24;

pub(super) fn windows(rows: &Rows, spec: &Egregora) -> Result<EgregoraPlan, Error> {
    let ratio = spec.checked_ratio()?;
    let time = rows.time()?;
    check_order(time, rows.partitions())?;
    let plan = EgregoraPlan::new(rows.clone(), Clock::of_rows(time.unit));
    match spec.step_unit {
        StepUnit::Messages => {
            let step = spec.checked_step()?;
            by_messages(plan, step, share(step, ratio))
        }
        StepUnit::Bytes => {
            let max = spec.max_bytes_per_window;
            by_bytes(plan, rows.measure("bytes")?, max, share(max, ratio))
        }
        unit @ (StepUnit::Hours | StepUnit::Days) => {
            let unit = if unit == StepUnit::Hours { HOUR } else { DAY };
            by_time(rows, step_of_time(spec, unit, ratio)?, ratio)
        }
    }
}

/// Times must not decrease where a partition begins either, the one place where they can.
fn check_order(time: &Time, partitions: &[u32]) -> Result<(), Error> {
    let decreases = |&row: &usize| time.values[row - 1] > time.values[row];
    let Some(row) = partitions.iter().map(|&row| row as usize).find(decreases) else {
        return Ok(());
    };
    let text = |row: usize| format!("{} {}", time.values[row], time.unit.symbol());
    let (before, value) = (text(row - 1), text(row));
    Err(ErrorKind::Unsorted { column: "time".to_owned(), row, before, value }.into())
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

fn by_messages(mut plan: EgregoraPlan, step: u64, overlap: u64) -> Result<EgregoraPlan, Error> {
    let len = plan.rows().len();
    let at_most = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
    let (step, size) = (at_most(step), at_most(step.saturating_add(overlap)));
    for start in (0..len).step_by(step) {
        plan.push(start, len.min(start.saturating_add(size)))?;
    }
    Ok(plan)
}

fn by_bytes(
    mut plan: EgregoraPlan,
    bytes: &Measure,
    max: u64,
    overlap: u64,
) -> Result<EgregoraPlan, Error> {
    let mut start = 0;
    while start < bytes.len() {
        let end = bytes.reach(start + 1, max);
        plan.push(start, end)?;
        // Most often it is near the end.
        let repeated = gallop(0, end - start - 1, |rows| bytes.sum(end - rows - 1, end) > overlap);
        start = end - repeated;
    }
    Ok(plan)
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
    Ok(timedelta::quotient(room, unit).max(1) * unit)
}

fn by_time(rows: &Rows, every: u128, ratio: f64) -> Result<EgregoraPlan, Error> {
    let time = rows.time()?;
    let Some((&first, &last)) = time.values.first().zip(time.values.last()) else {
        return Ok(EgregoraPlan::new(rows.clone(), Clock::of_rows(time.unit)));
    };
    let clock = Clock::of_hops(time.unit, first, every, ratio);
    let count = usize::try_from(clock.windows_until(last)).ok().filter(|&count| count <= MOST);
    let count = count.ok_or(ErrorKind::TooManyWindows { most: MOST })?;
    let mut plan = EgregoraPlan::new(rows.clone(), clock);
    let (mut start, mut end) = (0, 0);
    for (opens, closes) in (0..count).filter_map(|index| clock.span(index)) {
        let reached = |row: usize, ticks: i128| clock.ticks(time.values[row]) >= ticks;
        start = gallop(start, rows.len(), |row| reached(row, opens));
        end = gallop(end.max(start), rows.len(), |row| reached(row, closes));
        plan.push(start, end)?;
    }
    Ok(plan)
}
