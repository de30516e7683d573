//! A spec in the bytes of a state.
//!
//! ```text
//! amounts    max
//! option     gap: a duration, as 8 bytes of seconds and 4 of nanoseconds
//! 8, 8 each  edges, and how many there are
//! 1          cut: 0 full, 1 quiet, 2 stable
//! 8          the least fill
//! 1          overlap: 0 and 8 bytes of a ratio, or 1 and amounts
//! 1          oversize: 0 alone, 1 an error
//!
//! amounts    option: rows, 8; option: a duration; 8: how many measures; for each a name and 8
//! option     1: whether there is one; what it is, if so
//! name       8: its length; UTF-8
//! ```

use super::bytes::{Reader, Writer, bad_state};
use crate::{Amounts, Cut, Error, Overlap, Oversize, Spec};

pub(super) fn write(spec: &Spec, to: &mut Writer) {
    amounts(&spec.max, to);
    to.option(spec.gap, Writer::duration);
    to.count(spec.edges.len());
    spec.edges.iter().for_each(|edge| to.u64(edge.cast_unsigned()));
    to.u8(match spec.cut {
        Cut::Full | Cut::Even => 0, // no stream is cut evenly
        Cut::Quiet => 1,
        Cut::Stable => 2,
    });
    to.f64(spec.min_fill);
    match &spec.overlap {
        Overlap::Ratio(ratio) => {
            to.u8(0);
            to.f64(*ratio);
        }
        Overlap::Budget(budget) => {
            to.u8(1);
            amounts(budget, to);
        }
    }
    to.u8(match spec.oversize {
        Oversize::Alone => 0,
        Oversize::Error => 1,
    });
}

/// Not checked but for what cannot be said.
pub(super) fn read(from: &mut Reader<'_>) -> Result<Spec, Error> {
    let max = read_amounts(from)?;
    let gap = from.option(Reader::duration)?;
    let edges = from.count()?;
    Ok(Spec {
        max,
        gap,
        edges: from.column(edges, i64::from_le_bytes)?,
        cut: match from.u8()? {
            0 => Cut::Full,
            1 => Cut::Quiet,
            2 => Cut::Stable,
            _ => return Err(bad_state("its cut is unknown")),
        },
        min_fill: from.f64()?,
        overlap: match from.u8()? {
            0 => Overlap::Ratio(from.f64()?),
            1 => Overlap::Budget(read_amounts(from)?),
            _ => return Err(bad_state("its overlap is unknown")),
        },
        oversize: match from.u8()? {
            0 => Oversize::Alone,
            1 => Oversize::Error,
            _ => return Err(bad_state("what it does with oversize rows is unknown")),
        },
    })
}

fn amounts(amounts: &Amounts, to: &mut Writer) {
    to.option(amounts.rows, Writer::u64);
    to.option(amounts.duration, Writer::duration);
    to.count(amounts.measures.len());
    for (name, amount) in &amounts.measures {
        to.name(name);
        to.u64(*amount);
    }
}

fn read_amounts(from: &mut Reader<'_>) -> Result<Amounts, Error> {
    let rows = from.option(Reader::u64)?;
    let duration = from.option(Reader::duration)?;
    let mut measures = Vec::new();
    for _ in 0..from.count()? {
        measures.push((from.name()?.to_owned(), from.u64()?));
    }
    Ok(Amounts { rows, duration, measures })
}
