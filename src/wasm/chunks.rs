//! Arrow bytes in JavaScript's memory, of which only ranges are copied.

use crate::arrow::ipc::Source;
use js_sys::Uint8Array;
use std::cell::RefCell;

/// Up to how many bytes are read ahead: most often what is read next lies there, such as a message's
/// metadata after its length.
const AHEAD: u64 = 512;

/// Chunks in JavaScript's memory, one after the other, where they are.
pub(crate) struct Chunks {
    bytes: Vec<Uint8Array>,
    /// Where each chunk ends.
    ends: Vec<u64>,
    /// What has been read ahead, and from where on.
    ahead: RefCell<(u64, Vec<u8>)>,
}

impl Chunks {
    pub(crate) fn new(chunks: Vec<Uint8Array>) -> Self {
        let mut end = 0;
        let ends = chunks.iter().map(|chunk| {
            end += u64::from(chunk.length());
            end
        });
        Chunks { ends: ends.collect(), bytes: chunks, ahead: RefCell::default() }
    }

    #[expect(clippy::cast_possible_truncation, reason = "places in a chunk, which has 32 bits")]
    fn copy(&self, mut at: u64, mut into: &mut [u8]) {
        let mut index = self.ends.partition_point(|&end| end <= at);
        while !into.is_empty() {
            let (chunk, end) = (&self.bytes[index], self.ends[index]);
            let len = (end - at).min(into.len() as u64);
            let (now, later) = into.split_at_mut(len as usize);
            let begin = index.checked_sub(1).map_or(0, |before| self.ends[before]);
            let from = (at - begin) as u32;
            chunk.subarray(from, from + len as u32).copy_to(now);
            (at, into, index) = (at + len, later, index + 1);
        }
    }
}

impl Source for Chunks {
    fn len(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    #[expect(clippy::cast_possible_truncation, reason = "places in what has been read")]
    fn read(&self, at: u64, into: &mut [u8]) {
        let len = into.len() as u64;
        if len > AHEAD {
            return self.copy(at, into);
        }
        let (from, bytes) = &mut *self.ahead.borrow_mut();
        if at < *from || at + len > *from + bytes.len() as u64 {
            *from = at;
            bytes.resize(AHEAD.min(self.len() - at) as usize, 0);
            self.copy(at, bytes);
        }
        into.copy_from_slice(&bytes[(at - *from) as usize..][..into.len()]);
    }
}
