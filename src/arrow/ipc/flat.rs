//! Access to the metadata, which is written as flatbuffers: any number may stand in it, so each
//! place is checked when it is read.
//!
//! ```text
//! table    how far back its slots are (i32) | fields …
//! slots    their length (u16) | the table's length (u16) | where each field is (u16), 0 if nowhere
//! list     how many there are (u32) | values, or how far on each is (u32)
//! ```
//! What is not there reads as zero, and is told once all has been read: an error at each place would
//! be most of what reads it. So nothing may follow from a number that its value alone does not bear.
//!
//! arrow-rs's own access checks a whole message beforehand, each type of it in each place that it may
//! stand, and takes a third of a module for that; what its types say of slots and tags is used here.
//!
//! Source: `FlatBuffers`, "Internals".
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of so many bytes, which are places in memory, or in none"
)]

use super::error::{Error, ErrorKind};
use std::cell::Cell;

/// A message's metadata, or a file's footer.
pub(super) struct Metadata<'m> {
    bytes: &'m [u8],
    /// What it is, and where it lies, for errors.
    what: &'static str,
    at: u64,
    is_damaged: Cell<bool>,
}

/// A table of the metadata.
#[derive(Clone, Copy)]
pub(super) struct Flat<'m> {
    pub(super) metadata: &'m Metadata<'m>,
    at: usize,
}

/// Values, or tables, one after the other.
#[derive(Clone, Copy)]
pub(super) struct List<'m> {
    metadata: &'m Metadata<'m>,
    /// Where the first lies.
    at: usize,
    len: usize,
    /// The bytes of each.
    width: usize,
}

impl<'m> Metadata<'m> {
    pub(super) fn new(bytes: &'m [u8], what: &'static str, at: u64) -> Self {
        Metadata { bytes, what, at, is_damaged: Cell::new(false) }
    }

    /// The table that all others are reached from.
    pub(super) fn root(&self) -> Flat<'_> {
        Flat { metadata: self, at: self.follow(0) }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Notes that something in it cannot be right.
    pub(super) fn damage(&self) {
        self.is_damaged.set(true);
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.is_damaged.get()
    }

    /// Refuses what has been read, if some of it cannot be right.
    pub(super) fn intact(&self) -> Result<(), Error> {
        if self.is_damaged() { Err(self.damaged()) } else { Ok(()) }
    }

    pub(super) fn damaged(&self) -> Error {
        ErrorKind::Corrupt { what: self.what, at: self.at }.into()
    }

    /// The number of so many bytes at a place.
    fn number(&self, at: usize, width: usize) -> u64 {
        let bytes = self.bytes.get(at..).and_then(|bytes| bytes.get(..width));
        let Some(bytes) = bytes else {
            self.damage();
            return 0;
        };
        bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
    }

    /// The place that the offset at a place leads to, which is always further on.
    fn follow(&self, at: usize) -> usize {
        at.saturating_add(self.number(at, 4) as usize)
    }
}

impl<'m> Flat<'m> {
    /// Where a field is; nowhere if it has its default.
    fn field(self, slot: u16) -> Option<usize> {
        let metadata = self.metadata;
        let slots = self.at.wrapping_sub(metadata.number(self.at, 4) as i32 as usize);
        if u64::from(slot) >= metadata.number(slots, 2) {
            return None;
        }
        let offset = metadata.number(slots.saturating_add(slot.into()), 2);
        (offset > 0).then(|| self.at.saturating_add(offset as usize))
    }

    /// A number of so many bytes, without its sign.
    pub(super) fn number(self, slot: u16, width: usize, default: u64) -> u64 {
        self.field(slot).map_or(default, |at| self.metadata.number(at, width))
    }

    pub(super) fn u8(self, slot: u16) -> u8 {
        self.number(slot, 1, 0) as u8
    }

    pub(super) fn i16(self, slot: u16, default: i16) -> i16 {
        self.number(slot, 2, default as u64) as i16
    }

    pub(super) fn flag(self, slot: u16) -> bool {
        self.u8(slot) != 0
    }

    pub(super) fn table(self, slot: u16) -> Option<Flat<'m>> {
        self.field(slot).map(|at| Flat { at: self.metadata.follow(at), ..self })
    }

    /// A table that must be there.
    pub(super) fn needed(self, slot: u16) -> Flat<'m> {
        // What is read of it is not there: no memory reaches so far.
        self.table(slot).unwrap_or(Flat { at: usize::MAX, ..self })
    }

    /// A list of values of so many bytes; an empty one where there is none.
    pub(super) fn list(self, slot: u16, width: usize) -> List<'m> {
        let metadata = self.metadata;
        let mut list = List { metadata, at: 0, len: 0, width };
        if let Some(at) = self.field(slot) {
            let at = metadata.follow(at);
            (list.at, list.len) = (at.saturating_add(4), metadata.number(at, 4) as usize);
            if list.len > metadata.len().saturating_sub(list.at) / width {
                list.len = 0;
                metadata.damage();
            }
        }
        list
    }

    pub(super) fn text(self, slot: u16) -> Option<&'m str> {
        self.field(slot)?;
        let List { metadata, at, len, .. } = self.list(slot, 1);
        let text = metadata.bytes.get(at..).and_then(|bytes| bytes.get(..len));
        let text = text.and_then(|text| std::str::from_utf8(text).ok());
        if text.is_none() {
            metadata.damage();
        }
        text
    }
}

impl<'m> List<'m> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of 64 bits that stands so many bytes into a value, which is no place in memory if
    /// it is negative; nor is what is read of a value that is not there.
    pub(super) fn number(&self, index: usize, offset: usize) -> u64 {
        if index >= self.len {
            return u64::MAX;
        }
        self.metadata.number(self.at + index * self.width + offset, 8)
    }

    /// A table of a list of them, which must be there.
    pub(super) fn table(&self, index: usize) -> Flat<'m> {
        Flat { metadata: self.metadata, at: self.metadata.follow(self.at + index * self.width) }
    }
}
