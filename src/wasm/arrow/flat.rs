//! Access to the metadata, which is written as flatbuffers: any number may stand in it, so each
//! place is checked when it is read.
//!
//! ```text
//! table    how far back its slots are (i32) | fields …
//! slots    their length (u16) | the table's length (u16) | where each field is (u16), 0 if nowhere
//! list     how many there are (u32) | values, or how far on each is (u32)
//! ```
//! arrow-rs's own access checks a whole message beforehand, each type of it in each place that it may
//! stand, and takes a third of a module for that; what its types say of slots and tags is used here.
//!
//! Source: `FlatBuffers`, "Internals".

use crate::wasm::failure::{Failure, Problem};

/// A message's metadata, or a file's footer.
#[derive(Clone, Copy)]
pub(super) struct Metadata<'m> {
    pub(super) bytes: &'m [u8],
    /// What it is, and where it lies, for errors.
    pub(super) what: &'static str,
    pub(super) at: u64,
}

/// A table of the metadata.
#[derive(Clone, Copy)]
pub(super) struct Flat<'m> {
    pub(super) metadata: Metadata<'m>,
    at: usize,
    slots: &'m [u8],
}

/// Values, or tables, one after the other.
#[derive(Clone, Copy)]
pub(super) struct List<'m> {
    metadata: Metadata<'m>,
    /// Where the first lies.
    at: usize,
    len: usize,
    /// The bytes of each.
    width: usize,
}

impl<'m> Metadata<'m> {
    /// The table that all others are reached from.
    pub(super) fn root(self) -> Result<Flat<'m>, Failure> {
        self.flat(self.follow(0)?)
    }

    pub(super) fn damaged(self) -> Failure {
        Problem::Corrupt { what: self.what, at: self.at }.into()
    }

    fn array<const N: usize>(self, at: usize) -> Result<[u8; N], Failure> {
        let bytes = self.bytes.get(at..).and_then(<[u8]>::first_chunk);
        bytes.copied().ok_or_else(|| self.damaged())
    }

    /// The place that the offset at a place leads to, which is always further on.
    fn follow(self, at: usize) -> Result<usize, Failure> {
        let offset = usize::try_from(u32::from_le_bytes(self.array(at)?)).ok();
        offset.and_then(|offset| at.checked_add(offset)).ok_or_else(|| self.damaged())
    }

    fn flat(self, at: usize) -> Result<Flat<'m>, Failure> {
        let back = i32::from_le_bytes(self.array(at)?) as isize;
        let from = at.checked_add_signed(back.wrapping_neg()).ok_or_else(|| self.damaged())?;
        let len = u16::from_le_bytes(self.array(from)?);
        let slots = self.bytes[from..].get(..len.into()).ok_or_else(|| self.damaged())?;
        Ok(Flat { metadata: self, at, slots })
    }

    fn list(self, at: usize, width: usize) -> Result<List<'m>, Failure> {
        let len = u32::from_le_bytes(self.array(at)?) as usize;
        let at = at + 4; // which has been read
        match len.checked_mul(width) {
            Some(bytes) if bytes <= self.bytes.len() - at => {
                Ok(List { metadata: self, at, len, width })
            }
            _ => Err(self.damaged()),
        }
    }
}

impl<'m> Flat<'m> {
    /// Where a field is; nowhere if it has its default.
    fn field(self, slot: u16) -> Option<usize> {
        let offset = u16::from_le_bytes(*self.slots.get(slot.into()..)?.first_chunk()?);
        (offset > 0).then_some(self.at + usize::from(offset)) // the table's place has been read
    }

    fn scalar<const N: usize>(self, slot: u16) -> Result<Option<[u8; N]>, Failure> {
        self.field(slot).map(|at| self.metadata.array(at)).transpose()
    }

    pub(super) fn u8(self, slot: u16) -> Result<u8, Failure> {
        Ok(self.scalar(slot)?.map_or(0, u8::from_le_bytes))
    }

    pub(super) fn i16(self, slot: u16, default: i16) -> Result<i16, Failure> {
        Ok(self.scalar(slot)?.map_or(default, i16::from_le_bytes))
    }

    pub(super) fn i32(self, slot: u16, default: i32) -> Result<i32, Failure> {
        Ok(self.scalar(slot)?.map_or(default, i32::from_le_bytes))
    }

    pub(super) fn i64(self, slot: u16) -> Result<i64, Failure> {
        Ok(self.scalar(slot)?.map_or(0, i64::from_le_bytes))
    }

    pub(super) fn flag(self, slot: u16) -> Result<bool, Failure> {
        Ok(self.u8(slot)? != 0)
    }

    fn target(self, slot: u16) -> Result<Option<usize>, Failure> {
        self.field(slot).map(|at| self.metadata.follow(at)).transpose()
    }

    pub(super) fn table(self, slot: u16) -> Result<Option<Flat<'m>>, Failure> {
        self.target(slot)?.map(|at| self.metadata.flat(at)).transpose()
    }

    /// A table that must be there.
    pub(super) fn needed(self, slot: u16) -> Result<Flat<'m>, Failure> {
        self.table(slot)?.ok_or_else(|| self.metadata.damaged())
    }

    /// A list of values of so many bytes; an empty one where there is none.
    pub(super) fn list(self, slot: u16, width: usize) -> Result<List<'m>, Failure> {
        match self.target(slot)? {
            Some(at) => self.metadata.list(at, width),
            None => Ok(List { metadata: self.metadata, at: 0, len: 0, width }),
        }
    }

    pub(super) fn tables(
        self,
        slot: u16,
    ) -> Result<impl Iterator<Item = Result<Flat<'m>, Failure>>, Failure> {
        let List { metadata, at, len, .. } = self.list(slot, 4)?;
        Ok((0..len).map(move |i| metadata.flat(metadata.follow(at + 4 * i)?)))
    }

    pub(super) fn text(self, slot: u16) -> Result<Option<&'m str>, Failure> {
        let Some(at) = self.target(slot)? else { return Ok(None) };
        let List { at, len, .. } = self.metadata.list(at, 1)?;
        let text = std::str::from_utf8(&self.metadata.bytes[at..at + len]);
        text.map(Some).map_err(|_| self.metadata.damaged())
    }
}

impl List<'_> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of 64 bits that stands so many bytes into a value.
    pub(super) fn i64(&self, index: usize, offset: usize) -> Result<i64, Failure> {
        if index >= self.len {
            return Err(self.metadata.damaged());
        }
        Ok(i64::from_le_bytes(self.metadata.array(self.at + index * self.width + offset)?))
    }
}
