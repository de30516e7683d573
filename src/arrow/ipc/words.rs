//! A piece's rows as words of 64 bits: numbers, lengths of texts, or what is made of each value.
#![expect(
    clippy::cast_possible_truncation,
    reason = "of 64 bits to a usize, where the number has been checked to be a length in memory"
)]

use super::{
    error::Error,
    numbers::{whole, widen, write_decimal},
    parts::Part,
    piece::{Make, Piece},
    types::Type,
    views::{Views, view_len},
};

/// A measure's value that is not one.
pub(super) const BAD: u64 = u64::MAX;

/// The numbers that rows are, or the lengths of their texts.
pub(super) fn numbers(
    kind: Type,
    part: &Part,
    piece: &Piece<'_>,
    words: &mut Vec<u64>,
) -> Result<(), Error> {
    match kind {
        Type::Bytes { .. } => {
            widen(piece.bytes, kind.width(), false, words);
            differences(words, part)?;
        }
        Type::Views { .. } => {
            for (row, view) in piece.bytes.as_chunks().0.iter().enumerate() {
                words.push(if piece.is_null(row) { 0 } else { view_len(view, part)? });
            }
        }
        Type::Fixed { width } => words.resize(piece.rows, width),
        Type::Float { .. } | Type::Decimal { .. } => {
            let values = piece.bytes.chunks_exact(kind.width() as usize);
            words.extend(values.map(|value| whole(kind, value).unwrap_or(BAD)));
        }
        Type::Int { signed, .. } => widen(piece.bytes, kind.width(), signed, words),
        Type::Date32 => widen(piece.bytes, 4, true, words),
        // Times are read in place.
        Type::Timestamp { .. } | Type::Other => words.resize(piece.rows, 0),
    }
    piece.each_null(&mut |row| words[row] = 0);
    Ok(())
}

/// What is made of each text, of each whole number as eight bytes, or of each decimal as text.
pub(super) fn values(
    kind: Type,
    part: &Part,
    piece: &Piece<'_>,
    text: &[u8],
    views: &mut Views<'_>,
    make: Make<'_>,
    words: &mut Vec<u64>,
) -> Result<(), Error> {
    match kind {
        Type::Bytes { .. } => widen(piece.bytes, kind.width(), false, words),
        Type::Int { signed, .. } => widen(piece.bytes, kind.width(), signed, words),
        _ => words.resize(piece.rows, 0),
    }
    let mut digits = Vec::new();
    for row in 0..piece.rows {
        let number = words[row].to_le_bytes();
        let value = match kind {
            _ if piece.is_null(row) => None,
            Type::Bytes { .. } => {
                let [from, to] = [words[row], words[row + 1]].map(usize::try_from);
                let text = from.ok().zip(to.ok()).and_then(|(from, to)| text.get(from..to));
                Some(text.ok_or_else(|| bad_offsets(part))?)
            }
            Type::Views { .. } => Some(views.text(&piece.bytes.as_chunks().0[row], part)?),
            Type::Fixed { width } => Some(&piece.bytes[row * width as usize..][..width as usize]),
            Type::Decimal { width, scale } => {
                let width = usize::from(width);
                write_decimal(&piece.bytes[row * width..][..width], scale, &mut digits);
                Some(&digits[..])
            }
            _ => Some(&number[..]),
        };
        words[row] = make(value);
    }
    words.truncate(piece.rows);
    Ok(())
}

/// Whether a measure's value is not a whole number of at least 0.
pub(super) fn is_bad(kind: Type, word: u64) -> bool {
    match kind {
        Type::Int { signed, .. } => signed && word.cast_signed() < 0,
        _ => word == BAD,
    }
}

/// Turns offsets into the lengths between them, which are one fewer. A negative offset has become
/// one that lies past any text.
fn differences(offsets: &mut Vec<u64>, part: &Part) -> Result<(), Error> {
    let text = part.texts.first().map_or(0, |text| text.len);
    let Some(last) = offsets.len().checked_sub(1) else { return Ok(()) };
    let mut decreases = false;
    let end = offsets[last];
    for row in 0..last {
        let (from, to) = (offsets[row], offsets[row + 1]);
        decreases |= to < from;
        offsets[row] = to.wrapping_sub(from);
    }
    offsets.truncate(last);
    if decreases || end > text { Err(bad_offsets(part)) } else { Ok(()) }
}

fn bad_offsets(part: &Part) -> Error {
    part.corrupt("the offsets of texts")
}
