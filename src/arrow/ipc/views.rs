//! Views of texts: the length of each, and where its bytes are.
//!
//! ```text
//! short   length | up to 12 bytes
//! long    length | first 4 bytes | which buffer | from which byte on
//! ```
#![expect(
    clippy::cast_possible_truncation,
    reason = "of 64 bits to a usize, where the number has been checked to be a length in memory"
)]

use super::{
    error::{Error, ErrorKind},
    parts::Part,
    source::{Source, Span},
};

/// Texts of up to so many bytes lie in their views.
const INLINE: u64 = 12;

fn view_word(view: &[u8; 16], word: usize) -> u64 {
    u32::from_le_bytes(view.as_chunks().0[word]).into()
}

/// The length of the text that a view refers to, which is checked to be there.
pub(super) fn view_len(view: &[u8; 16], part: &Part) -> Result<u64, Error> {
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
        _ => Err(part.corrupt("a view of a text")),
    }
}

/// Reads the texts of views, which may lie anywhere and be repeated: a whole buffer would be too
/// much.
///
/// All views of a few bytes can refer to one text of many: how much is read altogether is bounded.
pub(super) struct Views<'s> {
    source: &'s dyn Source,
    bytes: Vec<u8>,
    left: u64,
}

impl<'s> Views<'s> {
    pub(super) fn new(source: &'s dyn Source) -> Self {
        let left = source.len().saturating_mul(4).saturating_add(1 << 20);
        Views { source, bytes: Vec::new(), left }
    }

    pub(super) fn text<'v>(
        &'v mut self,
        view: &'v [u8; 16],
        part: &Part,
    ) -> Result<&'v [u8], Error> {
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
