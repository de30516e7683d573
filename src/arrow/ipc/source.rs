//! Bytes that are somewhere else and of which only ranges are copied.

use super::error::{Error, ErrorKind};

/// The bytes of an IPC stream or file, which may lie in another memory, such as JavaScript's.
pub(crate) trait Source {
    /// The number of bytes.
    fn len(&self) -> u64;

    /// Copies the bytes from `at`, which the caller has checked to be there.
    fn read(&self, at: u64, into: &mut [u8]);
}

impl Source for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    #[expect(clippy::cast_possible_truncation, reason = "checked against len(), which is a usize")]
    fn read(&self, at: u64, into: &mut [u8]) {
        into.copy_from_slice(&self[at as usize..][..into.len()]);
    }
}

/// A range of a source that has been checked to lie in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Span {
    pub(super) at: u64,
    pub(super) len: u64,
}

impl Span {
    /// `len` bytes from `at`, both as read from the source itself: any number may stand there.
    pub(super) fn within(
        source: &dyn Source,
        at: u64,
        len: u64,
        what: &'static str,
    ) -> Result<Self, Error> {
        match at.checked_add(len) {
            Some(end) if end <= source.len() => Ok(Span { at, len }),
            _ => Err(ErrorKind::Corrupt { what, at }.into()),
        }
    }

    /// Copies the whole span into a buffer that may have been used before. The length was checked,
    /// so this allocates no more than the source holds.
    pub(super) fn read(self, source: &dyn Source, into: &mut Vec<u8>) -> Result<(), Error> {
        let what = "a length that memory has no room for";
        let short = || ErrorKind::Corrupt { what, at: self.at };
        let len = usize::try_from(self.len).map_err(|_| short())?;
        into.try_reserve(len.saturating_sub(into.len())).map_err(|_| short())?;
        into.resize(len, 0);
        if len > 0 {
            source.read(self.at, into);
        }
        Ok(())
    }

    /// The same, into a buffer of its own.
    pub(super) fn bytes(self, source: &dyn Source) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.read(source, &mut bytes)?;
        Ok(bytes)
    }
}
