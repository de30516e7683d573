//! Numbers, names and columns written as bytes, little end first, and read again from bytes that
//! may be any.

use crate::{Error, ErrorKind};
use std::time::Duration;

/// Appends to the bytes of a state.
#[derive(Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    pub(super) fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn u64(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn f64(&mut self, value: f64) {
        self.u64(value.to_bits());
    }

    /// A number of things that are in memory.
    pub(super) fn count(&mut self, count: usize) {
        self.u64(count as u64);
    }

    pub(super) fn name(&mut self, name: &str) {
        self.count(name.len());
        self.0.extend_from_slice(name.as_bytes());
    }

    pub(super) fn duration(&mut self, duration: Duration) {
        self.u64(duration.as_secs());
        self.u32(duration.subsec_nanos());
    }

    /// Whether there is a value, and the value.
    pub(super) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.u8(value.is_some().into());
        if let Some(value) = value {
            write(self, value);
        }
    }
}

/// Takes from the bytes of a state, of which nothing is believed: what is allocated has its bytes.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn bytes(&mut self, len: usize) -> Result<&'a [u8], Error> {
        let (bytes, rest) =
            self.0.split_at_checked(len).ok_or_else(|| bad_state("it is cut short"))?;
        self.0 = rest;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (bytes, rest) =
            self.0.split_first_chunk().ok_or_else(|| bad_state("it is cut short"))?;
        self.0 = rest;
        Ok(*bytes)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Error> {
        self.array().map(|[byte]| byte)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, Error> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Result<f64, Error> {
        self.u64().map(f64::from_bits)
    }

    pub(super) fn count(&mut self) -> Result<usize, Error> {
        usize::try_from(self.u64()?).map_err(|_| bad_state("it is cut short"))
    }

    pub(super) fn name(&mut self) -> Result<&'a str, Error> {
        let len = self.count()?;
        let name = std::str::from_utf8(self.bytes(len)?);
        name.map_err(|_| bad_state("a name in it is not UTF-8"))
    }

    pub(super) fn duration(&mut self) -> Result<Duration, Error> {
        let (seconds, nanos) = (self.u64()?, self.u32()?);
        if nanos < 1_000_000_000 {
            Ok(Duration::new(seconds, nanos))
        } else {
            Err(bad_state("a duration in it is not one"))
        }
    }

    pub(super) fn option<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        match self.u8()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(bad_state("something in it is neither there nor missing")),
        }
    }

    /// Values of `N` bytes each.
    pub(super) fn column<const N: usize, T>(
        &mut self,
        len: usize,
        value: impl Fn([u8; N]) -> T,
    ) -> Result<Vec<T>, Error> {
        let bytes = self.bytes(len.saturating_mul(N))?;
        let (values, _) = bytes.as_chunks::<N>();
        Ok(values.iter().copied().map(value).collect())
    }
}

pub(super) fn bad_state(what: &str) -> Error {
    ErrorKind::BadState { what: what.to_owned() }.into()
}
