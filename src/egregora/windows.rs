//! The rows of each window, unit by unit.

use super::{
    Egregora, EgregoraPlan, StepUnit,
    clock::{Hop, Ticks},
    timedelta::{self, DAY, HOUR},
};
use crate::{
    Error, ErrorKind, Rows, columns::measure::Measure, columns::time::Time, search::gallop::gallop,
    wide::quotient,
};

/// The maximum number of windows of hours or days, 1,900 years of hours. Without it, one wrong time
/// would fill the memory with empty windows.
const MOST: usize = 1 << 24;

impl Rows {
    /// The windows that Egregora would make of these rows, which need a time and, for
    /// [`StepUnit::Bytes`], the measure `bytes`. `O(w log k)` for `w` windows of `k` rows.
    ///
    /// Repeats Python's arithmetic to the microsecond, whatever the unit of the rows' times. Where
    /// that unit is coarser, bounds are rounded up to it, which leaves the same rows on either side.
    /// Beyond a century Egregora's floats lose microseconds; this does not.
    ///
    /// Where Egregora contradicts itself, these are the rows that it hands out: its own *count* of
    /// rows in windows of hours or days was cut to whole seconds. Egregora measured characters, this
    /// measures whatever `bytes` holds; and one null text broke its sums.
    ///
    /// # Errors
    /// [`ErrorKind::BadLimit`] for a step below 1 (there it crashed, or answered with nothing),
    /// [`ErrorKind::BadOverlap`] for a ratio that is no number, [`ErrorKind::MissingColumn`],
    /// [`ErrorKind::Unsorted`] for times that decrease from one partition to the next, as its
    /// windows know no partitions, and [`ErrorKind::TooManyWindows`] for more than 2²⁴ windows of
    /// hours or days.
    pub fn egregora(&self, spec: &Egregora) -> Result<EgregoraPlan, Error> {
        windows(self, spec)
    }
}

fn windows(rows: &Rows, spec: &Egregora) -> Result<EgregoraPlan, Error> {
    let ratio = spec.checked_ratio()?;
    let time = rows.time()?;
    check_order(time, rows.partitions())?;
    let mut plan = EgregoraPlan::new(rows.clone(), Ticks::of(time.unit));
    match spec.step_unit {
        StepUnit::Messages => {
            let step = spec.checked_step()?;
            by_messages(&mut plan, step, share(step, ratio))?;
        }
        StepUnit::Bytes => {
            let max = spec.max_bytes_per_window;
            by_bytes(&mut plan, rows.measure("bytes")?, max, share(max, ratio))?;
        }
        unit @ (StepUnit::Hours | StepUnit::Days) => {
            let unit = if unit == StepUnit::Hours { HOUR } else { DAY };
            by_time(&mut plan, &time.values, step_of_time(spec, unit, ratio)?, ratio)?;
        }
    }
    Ok(plan)
}

/// Refuses times that decrease from one partition to the next, the only place where they can.
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

fn by_messages(plan: &mut EgregoraPlan, step: u64, overlap: u64) -> Result<(), Error> {
    let len = plan.rows().len();
    let at_most = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
    let (step, size) = (at_most(step), at_most(step.saturating_add(overlap)));
    for start in (0..len).step_by(step) {
        plan.push(start, len.min(start.saturating_add(size)))?;
    }
    Ok(())
}

fn by_bytes(plan: &mut EgregoraPlan, bytes: &Measure, max: u64, overlap: u64) -> Result<(), Error> {
    let mut start = 0;
    while start < bytes.len() {
        let end = bytes.reach(start + 1, max);
        plan.push(start, end)?;
        // Gallops from the end, as overlaps are short.
        let repeated = gallop(0, end - start - 1, |rows| bytes.sum(end - rows - 1, end) > overlap);
        start = end - repeated;
    }
    Ok(())
}

/// The microseconds from one window's start to the next, after `max_window_time` is applied.
fn step_of_time(spec: &Egregora, unit: u128, ratio: f64) -> Result<u128, Error> {
    let step = (u128::from(spec.checked_step()?) * unit).min(timedelta::LONGEST);
    let max = spec.max_window_time.map_or(0, timedelta::micros);
    if max == 0 || step <= max {
        return Ok(step);
    }
    let room = timedelta::divided(max, 1.0 + ratio);
    let unit = if room < DAY { HOUR } else { DAY };
    Ok(quotient(room, unit).max(1) * unit)
}

fn by_time(plan: &mut EgregoraPlan, times: &[i64], every: u128, ratio: f64) -> Result<(), Error> {
    let (&[first, ..], &[.., last]) = (times, times) else { return Ok(()) };
    let (hop, more) = Hop::new(plan.ticks, [first, last], every, ratio);
    let Some(more) = usize::try_from(more).ok().filter(|&more| more < MOST) else {
        return Err(ErrorKind::TooManyWindows { most: MOST }.into());
    };
    plan.hop = Some(hop);
    let (mut start, mut end) = (0, 0);
    for opens in (0..=more).map(|index| hop.opens(index)) {
        start = gallop(start, times.len(), |row| times[row] >= opens);
        end = gallop(end.max(start), times.len(), |row| {
            u128::from(times[row].wrapping_sub(opens).cast_unsigned()) >= hop.span
        });
        plan.push(start, end)?;
    }
    Ok(())
}
