//! A column's batches as numbers, piece by piece: a column of any size costs no second copy of itself.
//!
//! All is done for one width at a time and in a few routines that every type and every use share:
//! a routine for each pair of them would be most of the module.
#![expect(
    clippy::cast_possible_truncation,
    reason = "of 64 bits to a usize, where the number has been checked to be a length in memory"
)]

use super::{
    error::Error,
    numbers::shown,
    parts::{Column, Part},
    piece::{Make, Piece, Take},
    source::{Source, Span},
    types::Type,
    views::Views,
    words::{is_bad, numbers, values},
};

/// What rows become.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Use {
    /// Nothing: whoever takes a piece reads it where it is to be.
    InPlace,
    /// The number as it is, or the length of a text; 0 for a null.
    Number,
    /// A whole number of at least 0; 0 for a null.
    Measure,
    /// What is made of each text, binary value, whole number of eight bytes, decimal as text, or null. Texts are
    /// copied for it, so it is only for what has to be compared.
    Value,
}

/// Rows of a piece, and its bytes where rows are wide.
const ROWS: u64 = 1 << 13;
const BYTES: u64 = 1 << 17;

/// Reads pieces through buffers that are used again and again.
pub(super) struct Pieces<'s> {
    source: &'s dyn Source,
    used: Use,
    make: Make<'s>,
    bytes: Vec<u8>,
    nulls: Vec<u8>,
    text: Vec<u8>,
    words: Vec<u64>,
    views: Views<'s>,
}

impl<'s> Pieces<'s> {
    pub(super) fn new(source: &'s dyn Source, used: Use, make: Make<'s>) -> Self {
        let (bytes, nulls, text, words) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Pieces { source, used, make, bytes, nulls, text, words, views: Views::new(source) }
    }

    /// Hands out a batch of values of that type, or of indices into `entries` of a dictionary, in
    /// pieces.
    pub(super) fn each(
        &mut self,
        column: &Column,
        kind: Type,
        part: &Part,
        entries: Option<&[u64]>,
        take: Take<'_>,
    ) -> Result<(), Error> {
        let used = if entries.is_some() { Use::Number } else { self.used };
        let null = if entries.is_some() { (self.make)(None) } else { 0 };
        let Pieces { source, make, bytes, nulls, text, words, views, .. } = self;
        part.validity.read(*source, nulls)?;
        let (width, more) = match kind {
            Type::Fixed { .. } if used == Use::Number => (0, 0), // its length is known
            Type::Bytes { .. } => (kind.width(), 1),
            _ => (kind.width(), 0),
        };
        text.clear();
        if let (Use::Value, 1, Some(span)) = (used, more, part.texts.first()) {
            span.read(*source, text)?;
        }
        let most = BYTES.checked_div(width).unwrap_or(ROWS).clamp(1, ROWS);
        let mut first = 0;
        while first < part.rows {
            let rows = most.min(part.rows - first);
            let span = Span { at: part.values.at + first * width, len: (rows + more) * width };
            if used != Use::InPlace {
                span.read(*source, bytes)?;
            }
            let piece = Piece {
                first: first as usize,
                rows: rows as usize,
                bytes,
                source: *source,
                at: span.at,
                nulls,
            };
            words.clear();
            match used {
                Use::InPlace => {}
                Use::Value => values(kind, part, &piece, text, views, *make, words)?,
                _ => numbers(kind, part, &piece, words)?,
            }
            if let Some(entries) = entries {
                for (row, word) in words.iter_mut().enumerate() {
                    let entry = usize::try_from(*word).ok().and_then(|index| entries.get(index));
                    *word = match entry {
                        _ if piece.is_null(row) => null,
                        Some(&entry) => entry,
                        None => return Err(part.corrupt("an index into a dictionary")),
                    };
                }
            }
            if used == Use::Measure
                && let Some(row) = words.iter().position(|&word| is_bad(kind, word))
            {
                return Err(crate::ErrorKind::BadValue {
                    column: column.name.clone(),
                    row: part.first as usize + piece.first + row,
                    value: shown(kind, &piece.bytes[row * width as usize..][..width as usize]),
                }
                .into());
            }
            take(&piece, words);
            first += rows;
        }
        Ok(())
    }
}
