//! A stream as bytes, and back.
//!
//! All numbers are little-endian, and of 8 bytes where nothing else is said. A flag is the number 0 or
//! 1; an option is a flag, and a number if that is 1; a name and a column are how long they are, and
//! UTF-8 or values.
//!
//! ```text
//! "windrow" and a zero
//! the version of all that follows: 3
//! the spec:     amounts   max
//!               duration  gap
//!               column    edges, 8 bytes each
//!               number    cut: 0 full, 1 quiet, 3 stable
//!               number    the least fill, as a double
//!               option    overlap: a ratio, as a double; amounts follow if there is none
//!               flag      whether an oversize row is an error
//! flag, whether a batch has come; if none has, the checksum follows
//! how many rows have come before those below
//! the first of those below that may be in a window: 0, or 1 if the one below may not
//! the first of them that is in no window yet
//! the rows that the next window may begin with and all after them, and at least the last one:
//!               number    how many
//!               number    the unit of their times: 0 s, 1 ms, 2 us, 3 ns, 4 if they have none
//!               column    times, if they have some, 8 bytes each
//!               number    how many measures, and for each:
//!                         name; a flag, whether it takes 8 bytes a row rather than 4; column
//!               flag      whether there are partitions, and if so:
//!                         option, the fingerprint of what the last row belongs to
//!               flag      whether there are keys, and if so: column, 8 bytes each
//! the checksum: FNV-1a of all before
//!
//! amounts:      option    rows
//!               duration  seconds, and 4 bytes of nanoseconds: all ones if there is none
//!               number    how many measures; for each: name, number
//! ```

use super::{Stream, codec::Codec, pending::Pending};
use crate::{
    Error, ErrorKind, Rows, Spec,
    columns::hashing::{FNV_OFFSET, fnv},
    room::Room,
};

const MAGIC: &[u8; 8] = b"windrow\0";
/// Raised whenever the same bytes would mean something else. States of other versions are refused: a
/// stream is resumed by the version that saved it, or begun again.
const VERSION: u64 = 3;

impl Stream {
    /// Writes the stream down, so that it can be resumed elsewhere: the spec, the rows that may
    /// still be in a window, and where they stand. Not more than these take, and the same bytes
    /// however the rows were cut into batches. `O(k)` for `k` such rows.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfMemory`].
    pub fn save(&self) -> Result<Vec<u8>, Error> {
        let mut state = self.without_checksum()?;
        state.room(8)?;
        state.extend_from_slice(&fnv(FNV_OFFSET, &state).to_le_bytes());
        Ok(state)
    }

    fn without_checksum(&self) -> Result<Vec<u8>, Error> {
        let mut codec = Codec { to: MAGIC.to_vec(), ..Codec::default() };
        codec.number(VERSION);
        codec.spec(&self.spec);
        codec.flag(self.pending.is_some());
        if let Some(pending) = &self.pending {
            let first = pending.needed();
            codec.number(pending.base + first as u64);
            codec.count(pending.least - first);
            codec.count(pending.fresh - first);
            codec.rows(&pending.rows, first);
        }
        codec.written()
    }

    /// A stream that goes on where another one was [saved](Stream::save). `O(k)` for `k` bytes, of
    /// memory too, whatever they are.
    ///
    /// # Errors
    /// [`ErrorKind::BadState`] for bytes that are damaged, not a state, or of another version;
    /// [`ErrorKind::OutOfMemory`].
    pub fn resume(state: &[u8]) -> Result<Self, Error> {
        let bad_state = |what: &str| Err(ErrorKind::BadState { what: what.to_owned() }.into());
        let Some(after_magic) = state.strip_prefix(MAGIC) else {
            return bad_state("this is not the state of a stream");
        };
        let Some((_, &checksum)) = after_magic.split_last_chunk() else {
            return bad_state("it is cut short");
        };
        let state = &state[..state.len() - checksum.len()];
        let mut codec = Codec { from: Some(after_magic), ..Codec::default() };
        let version = codec.number(0);
        if version != VERSION {
            return bad_state(&format!(
                "its state is of version {version}, and this windrow reads version {VERSION}"
            ));
        }
        if u64::from_le_bytes(checksum) != fnv(FNV_OFFSET, state) {
            return bad_state("its state is damaged, as its checksum is wrong");
        }
        // Whatever else is wrong with it, it would not be written so.
        let stream = read(&mut codec);
        if codec.is_out_of_memory() {
            return Err(ErrorKind::OutOfMemory.into());
        }
        match stream {
            Ok(stream) if stream.without_checksum()? == state => Ok(stream),
            Err(error) if matches!(error.kind(), ErrorKind::OutOfMemory) => Err(error),
            _ => bad_state("its state contradicts itself"),
        }
    }
}

fn read(codec: &mut Codec<'_>) -> Result<Stream, Error> {
    let mut stream = Stream::new(codec.spec(&Spec::new()))?;
    if codec.flag(false) {
        let places = (codec.number(0), codec.count(0), codec.count(0));
        let rows = codec.rows(&Rows::default(), 0).build()?;
        let pending = Pending::new(&stream.spec, &rows)?;
        stream.pending = pending.at_rest(&stream.spec, rows, places)?;
    }
    Ok(stream)
}
