//! A column's batches as numbers and texts, piece by piece: a column of any size costs no second copy
//! of itself.
//!
//! All is done for one width at a time and in a few routines that every type and every use share:
//! a routine for each pair of them would be most of the module.
#![expect(
    clippy::cast_possible_truncation,
    reason = "of 64 bits to a usize, where the number has been checked to be a length in memory"
)]

use super::{
    layout::Type,
    source::{Source, Span},
    table::{Column, Part},
};
use crate::{
    key_of,
    wasm::{
        columns::whole_number,
        failure::{Failure, Problem},
    },
};
use std::ops::Range;

/// What a row becomes a number for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Use {
    /// The number as it is, or the hash of a text; 0 for a null.
    Key,
    /// The length of a text; 0 for a null.
    Length,
    /// A whole number of at least 0; 0 for a null.
    Measure,
    /// An index into a dictionary; [`NULL`] for a null.
    Index,
}

/// The index of nothing.
pub(super) const NULL: u64 = u64::MAX;
/// A measure's value that is none.
const BAD: u64 = u64::MAX;

/// Rows of a piece, and its bytes where rows are wide.
const ROWS: u64 = 1 << 13;
const BYTES: u64 = 1 << 17;

pub(super) type TakeNumbers<'t> = &'t mut dyn FnMut(&[u64]) -> Result<(), Failure>;
pub(super) type TakeTexts<'t> = &'t mut dyn FnMut(Option<&[u8]>) -> Result<(), Failure>;
type TakePieces<'t> = &'t mut dyn FnMut(Piece<'_>) -> Result<(), Failure>;

/// Reads pieces through buffers that are used again and again.
pub(super) struct Pieces<'s> {
    source: &'s dyn Source,
    bytes: Vec<u8>,
    nulls: Vec<u8>,
    words: Vec<u64>,
    /// How much of the texts that views refer to may be read still, see [`Views`].
    views: u64,
}

/// Some rows of a batch.
pub(super) struct Piece<'p> {
    /// Their place in the batch.
    first: usize,
    pub(super) rows: usize,
    pub(super) bytes: &'p [u8],
    /// Those of the whole batch; none where no row is null.
    pub(super) nulls: &'p [u8],
}

impl Piece<'_> {
    pub(super) fn is_null(&self, row: usize) -> bool {
        let row = self.first + row;
        !self.nulls.is_empty() && self.nulls[row / 8] >> (row % 8) & 1 == 0
    }
}

impl<'s> Pieces<'s> {
    pub(super) fn new(source: &'s dyn Source) -> Self {
        let views = source.len().saturating_mul(4).saturating_add(1 << 20);
        Pieces { source, bytes: Vec::new(), nulls: Vec::new(), words: Vec::new(), views }
    }

    /// Hands out a batch in pieces of values of `width` bytes, and of `more` values than rows.
    #[expect(clippy::cast_possible_truncation, reason = "a piece is small")]
    pub(super) fn each(
        &mut self,
        part: &Part,
        width: u64,
        more: u64,
        take: TakePieces<'_>,
    ) -> Result<(), Failure> {
        part.validity.read(self.source, &mut self.nulls)?;
        let most = BYTES.checked_div(width).unwrap_or(ROWS).clamp(1, ROWS);
        let mut first = 0;
        while first < part.rows {
            let rows = most.min(part.rows - first);
            let span = Span { at: part.values.at + first * width, len: (rows + more) * width };
            span.read(self.source, &mut self.bytes)?;
            let (bytes, nulls) = (&self.bytes, &self.nulls);
            take(Piece { first: first as usize, rows: rows as usize, bytes, nulls })?;
            first += rows;
        }
        Ok(())
    }

    /// Hands out the numbers that the rows of a batch are.
    pub(super) fn numbers(
        &mut self,
        column: &Column,
        kind: &Type,
        part: &Part,
        used: Use,
        take: TakeNumbers<'_>,
    ) -> Result<(), Failure> {
        if used == Use::Key && !matches!(kind, Type::Int { .. }) {
            return self.hashes(kind, part, take);
        }
        let (width, more) = match kind {
            Type::Fixed { .. } => (0, 0), // its length is known
            Type::Bytes { .. } => (kind.width(), 1),
            _ => (kind.width(), 0),
        };
        let mut words = std::mem::take(&mut self.words);
        self.each(part, width, more, &mut |piece| {
            words.clear();
            match *kind {
                Type::Bytes { .. } => {
                    widen(piece.bytes, width, false, &mut words);
                    differences(&mut words, part)?;
                }
                Type::Views { .. } => {
                    for (row, view) in piece.bytes.as_chunks().0.iter().enumerate() {
                        let is_null = piece.is_null(row);
                        words.push(if is_null { 0 } else { view_len(view, part)? });
                    }
                }
                Type::Fixed { width } => words.resize(piece.rows, width),
                Type::Float { .. } | Type::Decimal { .. } => {
                    let values = piece.bytes.chunks_exact(kind.width() as usize);
                    words.extend(values.map(|value| whole(kind, value).unwrap_or(BAD)));
                }
                Type::Int { signed, .. } => widen(piece.bytes, width, signed, &mut words),
                // Times are taken as they are written.
                Type::Date32 | Type::Timestamp { .. } | Type::Other => words.resize(piece.rows, 0),
            }
            if !piece.nulls.is_empty() {
                let null = if used == Use::Index { NULL } else { 0 };
                let nulls = (0..piece.rows).filter(|&row| piece.is_null(row));
                nulls.for_each(|row| words[row] = null);
            }
            if used == Use::Measure
                && let Some(row) = words.iter().position(|&word| is_bad(kind, word))
            {
                return Err(Problem::BadValue {
                    column: column.name.clone(),
                    row: part.first as usize + piece.first + row,
                    value: shown(kind, &piece.bytes[row * width as usize..][..width as usize]),
                }
                .into());
            }
            take(&words)
        })?;
        self.words = words;
        Ok(())
    }

    fn hashes(&mut self, kind: &Type, part: &Part, take: TakeNumbers<'_>) -> Result<(), Failure> {
        let mut hashes = Vec::new();
        self.texts(kind, part, &mut |text| {
            hashes.push(text.map_or(0, key_of));
            if hashes.len() < ROWS as usize {
                return Ok(());
            }
            take(&hashes)?;
            hashes.clear();
            Ok(())
        })?;
        take(&hashes)
    }

    /// Hands out the texts or binary values of a batch, and whole numbers as eight bytes. These are
    /// copied, so it is only for what has to be compared.
    pub(super) fn texts(
        &mut self,
        kind: &Type,
        part: &Part,
        take: TakeTexts<'_>,
    ) -> Result<(), Failure> {
        let width = kind.width();
        let is_bytes = matches!(kind, Type::Bytes { .. });
        let text = match part.texts.first() {
            Some(text) if is_bytes => text.bytes(self.source)?,
            _ => Vec::new(),
        };
        let mut views = Views { source: self.source, at: 0, bytes: Vec::new(), left: self.views };
        let mut words = std::mem::take(&mut self.words);
        self.each(part, width, is_bytes.into(), &mut |piece| {
            words.clear();
            if let Type::Bytes { .. } | Type::Int { .. } = kind {
                let signed = matches!(kind, Type::Int { signed: true, .. });
                widen(piece.bytes, width, signed, &mut words);
            }
            for row in 0..piece.rows {
                if piece.is_null(row) {
                    take(None)?;
                    continue;
                }
                match *kind {
                    Type::Bytes { .. } => {
                        let range = range(words[row], words[row + 1], text.len());
                        take(Some(&text[range.ok_or_else(|| bad_offsets(part))?]))?;
                    }
                    Type::Views { .. } => {
                        take(Some(views.text(&piece.bytes.as_chunks().0[row], part)?))?;
                    }
                    Type::Fixed { width } => {
                        take(Some(&piece.bytes[row * width as usize..][..width as usize]))?;
                    }
                    _ => take(Some(&words[row].to_le_bytes()))?,
                }
            }
            Ok(())
        })?;
        (self.words, self.views) = (words, views.left);
        Ok(())
    }
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
fn differences(offsets: &mut Vec<u64>, part: &Part) -> Result<(), Failure> {
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

fn bad_offsets(part: &Part) -> Failure {
    Problem::Corrupt { what: "the offsets of texts", at: part.values.at }.into()
}

fn range(from: u64, to: u64, len: usize) -> Option<Range<usize>> {
    let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
    (from <= to && to <= len).then_some(from..to)
}

/// Texts of up to so many bytes lie in their views.
const INLINE: u64 = 12;

fn view_word(view: &[u8; 16], word: usize) -> u64 {
    u32::from_le_bytes(view.as_chunks().0[word]).into()
}

/// The length of the text that a view refers to, which is checked to be there.
fn view_len(view: &[u8; 16], part: &Part) -> Result<u64, Failure> {
    let len = view_word(view, 0);
    if len > INLINE {
        view_span(view, part)?;
    }
    Ok(len)
}

/// Where the text of a view lies that is not in the view.
fn view_span(view: &[u8; 16], part: &Part) -> Result<Span, Failure> {
    let [len, _, buffer, at] = [0, 1, 2, 3].map(|word| view_word(view, word));
    let buffer = usize::try_from(buffer).ok().and_then(|buffer| part.texts.get(buffer));
    match buffer {
        Some(buffer) if at + len <= buffer.len => Ok(Span { at: buffer.at + at, len }),
        _ => Err(Problem::Corrupt { what: "a view of a text", at: part.values.at }.into()),
    }
}

/// Reads the texts of views, which may lie anywhere and be repeated: a whole buffer would be too
/// much, so that a little more is read than is asked for.
///
/// All views of a few bytes can refer to one text of many: how much is read altogether is bounded.
struct Views<'s> {
    source: &'s dyn Source,
    at: u64,
    bytes: Vec<u8>,
    left: u64,
}

impl Views<'_> {
    fn text<'v>(&'v mut self, view: &'v [u8; 16], part: &Part) -> Result<&'v [u8], Failure> {
        const AHEAD: u64 = 1024;
        let len = view_word(view, 0);
        if len <= INLINE {
            return Ok(&view[4..][..len as usize]);
        }
        let span = view_span(view, part)?;
        self.left = self.left.checked_sub(len).ok_or(Problem::Unreadable {
            what: "views that repeat long texts many times over",
            instead: "with texts as Utf8",
        })?;
        let end = self.at + self.bytes.len() as u64;
        if span.at < self.at || span.at + len > end {
            let ahead = AHEAD.min(self.source.len() - span.at);
            Span { len: len.max(ahead), ..span }.read(self.source, &mut self.bytes)?;
            self.at = span.at;
        }
        Ok(&self.bytes[(span.at - self.at) as usize..][..len as usize])
    }
}

/// Whether a measure's value is not a whole number of at least 0.
fn is_bad(kind: &Type, word: u64) -> bool {
    match kind {
        Type::Int { signed, .. } => *signed && word.cast_signed() < 0,
        _ => word == BAD,
    }
}

/// The value of a floating-point number or a decimal, if it is a whole number of at least 0.
fn whole(kind: &Type, value: &[u8]) -> Option<u64> {
    let Type::Decimal { scale, .. } = *kind else { return whole_number(float(kind, value)) };
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
fn shown(kind: &Type, value: &[u8]) -> String {
    if let Type::Int { .. } = kind {
        let mut words = Vec::new();
        widen(value, value.len() as u64, true, &mut words);
        return words.first().map_or(0, |word| word.cast_signed()).to_string();
    }
    let Type::Decimal { scale, .. } = *kind else {
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

fn float(kind: &Type, value: &[u8]) -> f64 {
    match (kind, value.first_chunk(), value.first_chunk()) {
        (Type::Float { double: false }, Some(&value), _) => f32::from_le_bytes(value).into(),
        (_, _, Some(&value)) => f64::from_le_bytes(value),
        _ => f64::NAN,
    }
}
