//! Bytes that are somewhere else and of which only ranges are copied.

use crate::wasm::failure::Failure;

/// Where the bytes of an IPC stream or file are: in JavaScript's memory, or, in tests, here.
pub(crate) trait Source {
    fn len(&self) -> u64;

    /// Copies the bytes from `at`, which the caller has checked to be there.
    fn read(&self, at: u64, into: &mut [u8]);
}

impl Source for js_sys::Uint8Array {
    fn len(&self) -> u64 {
        u64::from(self.length())
    }

    #[expect(clippy::cast_possible_truncation, reason = "checked against len(), which is 32 bits")]
    fn read(&self, at: u64, into: &mut [u8]) {
        self.subarray(at as u32, (at + into.len() as u64) as u32).copy_to(into);
    }
}

impl Source for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    #[expect(clippy::cast_possible_truncation, reason = "checked against len(), which is a usize")]
    fn read(&self, at: u64, into: &mut [u8]) {
        into.copy_from_slice(&self[at as usize..][..into.len()]);
    }
}

/// A range of a source that has been checked to lie in it.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) at: u64,
    pub(super) len: u64,
}

impl Span {
    /// `len` bytes from `at`, both as read from the source itself: any number may stand there.
    pub(super) fn within(
        source: &(impl Source + ?Sized),
        at: u64,
        len: u64,
        what: &'static str,
    ) -> Result<Self, Failure> {
        match at.checked_add(len) {
            Some(end) if end <= source.len() => Ok(Span { at, len }),
            _ => Err(Failure::Corrupt { what, at }),
        }
    }

    /// The whole span. The length was checked, so this allocates no more than the source holds.
    #[expect(clippy::cast_possible_truncation, reason = "a span lies in memory")]
    pub(super) fn bytes(self, source: &(impl Source + ?Sized)) -> Vec<u8> {
        let mut bytes = vec![0; self.len as usize];
        source.read(self.at, &mut bytes);
        bytes
    }

    /// Hands out the span's values of `W` bytes each, in order, through a small buffer that is
    /// refilled: a column of any size costs no second copy of itself.
    pub(super) fn each<const W: usize>(
        self,
        source: &(impl Source + ?Sized),
        mut take: impl FnMut([u8; W]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        const PIECE: u64 = 1 << 16;
        let mut buffer = Vec::new();
        let (mut at, end) = (self.at, self.at + self.len);
        while at < end {
            buffer.resize((end - at).min(PIECE) as usize, 0);
            source.read(at, &mut buffer);
            at += buffer.len() as u64;
            let (values, _) = buffer.as_chunks::<W>();
            values.iter().try_for_each(|&value| take(value))?;
        }
        Ok(())
    }
}
