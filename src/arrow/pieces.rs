//! A column's batches as numbers, piece by piece: a column of any size costs no second copy of itself.
//!
//! All is done for one width at a time and in a few routines that every type and every use share:
//! a routine for each pair of them would be most of the module.
#![expect(
    clippy::cast_possible_truncation,
    reason = "of 64 bits to a usize, where the number has been checked to be a length in memory"
)]

use super::{
    error::{Error, ErrorKind},
    layout::Type,
    source::{Source, Span},
    table::{Column, Part},
};
use crate::columns::values::whole_number;

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

/// A measure's value that is none.
const BAD: u64 = u64::MAX;

/// Rows of a piece, and its bytes where rows are wide.
const ROWS: u64 = 1 << 13;
const BYTES: u64 = 1 << 17;

pub(super) type Make<'t> = &'t mut dyn FnMut(Option<&[u8]>) -> u64;
pub(super) type Take<'t> = &'t mut dyn FnMut(&Piece<'_>, &[u64]);

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

/// Some rows of a batch.
pub(super) struct Piece<'p> {
    /// Their place in the batch.
    first: usize,
    pub(super) rows: usize,
    /// None where they are read in place.
    bytes: &'p [u8],
    source: &'p dyn Source,
    /// Where its bytes come from.
    at: u64,
    /// Those of the whole batch; none where no row is null.
    nulls: &'p [u8],
}

impl Piece<'_> {
    /// Reads its bytes, which there must be room for, where they are to be.
    pub(super) fn read(&self, into: &mut [u8]) {
        self.source.read(self.at, into);
    }

    #[inline(always)]
    fn is_null(&self, row: usize) -> bool {
        let row = self.first + row;
        !self.nulls.is_empty() && self.nulls[row / 8] >> (row % 8) & 1 == 0
    }

    /// Shows the rows that are null.
    pub(super) fn each_null(&self, take: &mut dyn FnMut(usize)) {
        if !self.nulls.is_empty() {
            (0..self.rows).filter(|&row| self.is_null(row)).for_each(take);
        }
    }
}

impl<'s> Pieces<'s> {
    pub(super) fn new(source: &'s dyn Source, used: Use, make: Make<'s>) -> Self {
        let (bytes, nulls, text, words) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let left = source.len().saturating_mul(4).saturating_add(1 << 20);
        let views = Views { source, bytes: Vec::new(), left };
        Pieces { source, used, make, bytes, nulls, text, words, views }
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
                        None => return Err(corrupt("an index into a dictionary", part)),
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

/// The numbers that rows are, or the lengths of their texts.
fn numbers(kind: Type, part: &Part, piece: &Piece<'_>, words: &mut Vec<u64>) -> Result<(), Error> {
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
fn values(
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

fn corrupt(what: &'static str, part: &Part) -> Error {
    ErrorKind::Corrupt { what, at: part.values.at }.into()
}

/// Appends values of so many bytes, 1, 2, 4 or 8.
fn widen(bytes: &[u8], width: u64, signed: bool, words: &mut Vec<u64>) {
    match width {
        1 => words.extend(bytes.iter().map(|&value| u64::from(value))),
        2 => words
            .extend(bytes.as_chunks().0.iter().map(|&value| u64::from(u16::from_le_bytes(value)))),
        4 => words
            .extend(bytes.as_chunks().0.iter().map(|&value| u64::from(u32::from_le_bytes(value)))),
        _ => words.extend(bytes.as_chunks().0.iter().map(|&value| u64::from_le_bytes(value))),
    }
    if signed && width < 8 {
        let shift = 64 - 8 * width;
        for word in words {
            *word = ((*word << shift).cast_signed() >> shift).cast_unsigned();
        }
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
    corrupt("the offsets of texts", part)
}

/// Texts of up to so many bytes lie in their views.
const INLINE: u64 = 12;

fn view_word(view: &[u8; 16], word: usize) -> u64 {
    u32::from_le_bytes(view.as_chunks().0[word]).into()
}

/// The length of the text that a view refers to, which is checked to be there.
fn view_len(view: &[u8; 16], part: &Part) -> Result<u64, Error> {
    let len = view_word(view, 0);
    if len > INLINE {
        view_span(view, part)?;
    }
    Ok(len)
}

/// Where the text of a view lies that is not in the view.
fn view_span(view: &[u8; 16], part: &Part) -> Result<Span, Error> {
    let [len, _, buffer, at] = [0, 1, 2, 3].map(|word| view_word(view, word));
    let buffer = usize::try_from(buffer).ok().and_then(|buffer| part.texts.get(buffer));
    match buffer {
        Some(buffer) if at + len <= buffer.len => Ok(Span { at: buffer.at + at, len }),
        _ => Err(corrupt("a view of a text", part)),
    }
}

/// Reads the texts of views, which may lie anywhere and be repeated: a whole buffer would be too
/// much.
///
/// All views of a few bytes can refer to one text of many: how much is read altogether is bounded.
struct Views<'s> {
    source: &'s dyn Source,
    bytes: Vec<u8>,
    left: u64,
}

impl Views<'_> {
    fn text<'v>(&'v mut self, view: &'v [u8; 16], part: &Part) -> Result<&'v [u8], Error> {
        let len = view_word(view, 0);
        if len <= INLINE {
            return Ok(&view[4..][..len as usize]);
        }
        let span = view_span(view, part)?;
        self.left = self.left.checked_sub(len).ok_or(ErrorKind::Unreadable {
            what: "views that repeat long texts many times over",
            instead: "with texts as Utf8",
        })?;
        span.read(self.source, &mut self.bytes)?;
        Ok(&self.bytes)
    }
}

/// Whether a measure's value is not a whole number of at least 0.
fn is_bad(kind: Type, word: u64) -> bool {
    match kind {
        Type::Int { signed, .. } => signed && word.cast_signed() < 0,
        _ => word == BAD,
    }
}

/// The value of a floating-point number or a decimal, if it is a whole number of at least 0.
fn whole(kind: Type, value: &[u8]) -> Option<u64> {
    let Type::Decimal { scale, .. } = kind else { return whole_number(float(kind, value)) };
    let (mut limbs, negative) = limbs(value);
    let mut scale = u32::from(scale);
    while scale > 0 {
        let digits = scale.min(9);
        if divide(&mut limbs[..value.len() / 4], 10_u32.pow(digits)) != 0 {
            return None;
        }
        scale -= digits;
    }
    let [low, high, rest @ ..] = limbs;
    let fits = !negative && rest.iter().all(|&limb| limb == 0);
    fits.then(|| u64::from(high) << 32 | u64::from(low))
}

/// Writes a decimal in as few digits as tell it apart: without zeros at the end of a fraction.
fn write_decimal(value: &[u8], scale: u8, into: &mut Vec<u8>) {
    let (mut limbs, negative) = limbs(value);
    let limbs = &mut limbs[..value.len() / 4];
    if negative {
        let mut carry = true;
        for limb in &mut *limbs {
            (*limb, carry) = (!*limb).overflowing_add(carry.into());
        }
    }
    into.clear();
    for _ in 0..scale {
        let digit = divide(limbs, 10);
        if digit > 0 || !into.is_empty() {
            into.push(b'0' + digit as u8);
        }
    }
    if !into.is_empty() {
        into.push(b'.');
    }
    loop {
        into.push(b'0' + divide(limbs, 10) as u8);
        if limbs.iter().all(|&limb| limb == 0) {
            break;
        }
    }
    if negative {
        into.push(b'-');
    }
    into.reverse();
}

/// A decimal's digits, 32 bits each, the lowest first; and whether it is negative.
fn limbs(value: &[u8]) -> ([u32; 8], bool) {
    let mut limbs = [0; 8];
    for (limb, bytes) in limbs.iter_mut().zip(value.as_chunks().0) {
        *limb = u32::from_le_bytes(*bytes);
    }
    (limbs, value.last().is_some_and(|&byte| byte >= 0x80))
}

/// Divides, and returns the remainder.
fn divide(limbs: &mut [u32], by: u32) -> u32 {
    let by = u64::from(by);
    let remainder = limbs.iter_mut().rev().fold(0, |remainder, limb| {
        let value = remainder << 32 | u64::from(*limb);
        *limb = (value / by) as u32;
        value % by
    });
    remainder as u32
}

/// A value for people to read.
fn shown(kind: Type, value: &[u8]) -> String {
    if let Type::Int { .. } = kind {
        let mut words = Vec::new();
        widen(value, value.len() as u64, true, &mut words);
        return words.first().map_or(0, |word| word.cast_signed()).to_string();
    }
    let Type::Decimal { scale, .. } = kind else {
        return crate::decimal::text(float(kind, value));
    };
    let (limbs, negative) = limbs(value);
    let limbs = limbs[..value.len() / 4].iter();
    let sum = limbs.rev().fold(0.0, |sum, &limb| {
        sum * 4_294_967_296.0 + f64::from(if negative { !limb } else { limb })
    });
    let sum = if negative { -1.0 - sum } else { sum };
    crate::decimal::text(sum / 10_f64.powi(scale.into()))
}

fn float(kind: Type, value: &[u8]) -> f64 {
    match (kind, value.first_chunk(), value.first_chunk()) {
        (Type::Float { double: false }, Some(&value), _) => f32::from_le_bytes(value).into(),
        (_, _, Some(&value)) => f64::from_le_bytes(value),
        _ => f64::NAN,
    }
}
