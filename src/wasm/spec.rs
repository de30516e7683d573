//! What is asked for, as the package packs it (`pkg/src/packed.ts`): three numbers each, which are
//! what it is and how much. Options are looked at there; numbers are judged here, and in the core.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kinds and choices are small and whole, and amounts saturate"
)]

use super::failure::Failure;
use crate::{
    Amounts, Cut, ErrorKind, Overlap, Oversize, Spec,
    columns::values::whole_number,
    decimal,
    egregora::{Egregora, StepUnit},
};
use std::time::Duration;

/// A spec. The names of its measures stand one after the other.
pub(super) fn spec(asked: &[f64], names: &str, edges: Option<Vec<i64>>) -> Result<Spec, Failure> {
    const CUTS: [Cut; 4] = [Cut::Full, Cut::Quiet, Cut::Even, Cut::Stable];
    const OVERSIZE: [Oversize; 2] = [Oversize::Alone, Oversize::Error];
    let mut spec = Spec { edges: edges.unwrap_or_default(), ..Spec::new() };
    let mut names = Names(names);
    for &[kind, much, more] in asked.as_chunks().0 {
        match kind as u8 {
            0 => spec.gap = Some(duration(much, more)),
            1 => spec.cut = chosen(&CUTS, much),
            2 => spec.min_fill = much,
            3 => spec.oversize = chosen(&OVERSIZE, much),
            4 => spec.overlap = Overlap::Ratio(much),
            5 => spec.overlap = Overlap::Budget(Amounts::new()),
            kind @ 6..=8 => {
                let max = &mut spec.max;
                names.amount(max, kind - 6, much, more).map_err(|name| {
                    let limit = format!("max.{name}");
                    ErrorKind::BadLimit { limit, value: decimal::text(much) }
                })?;
            }
            kind => {
                let Overlap::Budget(budget) = &mut spec.overlap else { continue };
                names.amount(budget, kind - 9, much, more).map_err(|name| {
                    let overlap = format!("overlap.{name}");
                    ErrorKind::BadOverlap { overlap, value: decimal::text(much) }
                })?;
            }
        }
    }
    Ok(spec)
}

pub(super) fn egregora(asked: &[f64]) -> Egregora {
    const UNITS: [StepUnit; 4] =
        [StepUnit::Messages, StepUnit::Hours, StepUnit::Days, StepUnit::Bytes];
    let mut settings = Egregora::new();
    for &[kind, much, more] in asked.as_chunks().0 {
        match kind as u8 {
            0 => settings.step_size = much as i64,
            1 => settings.step_unit = chosen(&UNITS, much),
            2 => settings.overlap_ratio = much,
            3 => settings.max_window_time = Some(duration(much, more)),
            _ => settings.max_bytes_per_window = much as u64,
        }
    }
    settings
}

/// Whole seconds, and nanoseconds.
pub(super) fn duration(seconds: f64, nanoseconds: f64) -> Duration {
    Duration::from_secs(seconds as u64).saturating_add(Duration::from_nanos(nanoseconds as u64))
}

fn chosen<T: Copy + Default>(choices: &[T], place: f64) -> T {
    choices.get(place as usize).copied().unwrap_or_default()
}

/// The names that have not been asked for.
struct Names<'a>(&'a str);

impl<'a> Names<'a> {
    /// The next name, of so many units of UTF-16.
    fn take(&mut self, units: f64) -> &'a str {
        let mut left = units as usize;
        let after = self.0.char_indices().find(|(_, letter)| {
            let is_after = left == 0;
            left = left.saturating_sub(letter.len_utf16());
            is_after
        });
        let end = after.map_or(self.0.len(), |(at, _)| at);
        let (name, rest) = self.0.split_at_checked(end).unwrap_or_default();
        self.0 = rest;
        name
    }

    /// Adds an amount of rows, of time or of a measure, or gives the name of one that is none.
    fn amount(&mut self, to: &mut Amounts, kind: u8, much: f64, more: f64) -> Result<(), &'a str> {
        if kind == 1 {
            to.duration = Some(duration(much, more));
            return Ok(());
        }
        let name = if kind == 0 { "rows" } else { self.take(more) };
        let amount = whole_number(much).ok_or(name)?;
        match kind {
            0 => to.rows = Some(amount),
            _ => to.measures.push((name.to_owned(), amount)),
        }
        Ok(())
    }
}
