//! A stream as bytes, and back.
//!
//! All numbers are little-endian; options and names are as in a spec.
//!
//! ```text
//! bytes
//! 8          "windrow" and a zero
//! 4          the version of all that follows: 1
//! …          the spec
//! 1          whether a batch has come; if none has, the checksum follows
//! 8          how many rows have come before those below
//! 8          how many rows are below: those that the next window may begin with and all after
//!            them, and at least the last one
//! 8          the first of them that may be in a window: 0, or 1 if the one below may not
//! 8          the first of them that is in no window yet
//! option     time: 1, the unit (0 s, 1 ms, 2 us, 3 ns); 8 a row
//! 8          how many measures there are; for each: its name; 1, whether it takes 4 bytes a row or
//!            8; its values
//! option     partition: an option, 8, the fingerprint of what the last row belongs to
//! option     key: 8 a row
//! 8          checksum: FNV-1a of all before
//! ```

use super::{
    Stream,
    bytes::{Reader, Writer, bad_state},
    pending::Pending,
    spec,
};
use crate::{Error, ErrorKind, Rows, TimeUnit, Values, key_of, partitions::Partitions};

const MAGIC: &[u8; 8] = b"windrow\0";
const VERSION: u32 = 1;
const CHECKSUM: usize = size_of::<u64>();

impl Stream {
    /// Writes the stream down, so that it can be resumed elsewhere: the spec, the rows that may
    /// still be in a window, and where they stand. Not more than these take, and the same bytes
    /// however the rows were cut into batches. `O(k)` for `k` such rows.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.0.extend_from_slice(MAGIC);
        to.u32(VERSION);
        spec::write(&self.spec, &mut to);
        to.option(self.pending.as_ref(), |to, pending| write(pending, to));
        let checksum = key_of(&to.0);
        to.u64(checksum);
        to.0
    }

    /// A stream that goes on where another one was [saved](Stream::save). `O(k)` for `k` bytes, of
    /// memory too, whatever they are.
    ///
    /// # Errors
    /// [`ErrorKind::BadState`] for bytes that are damaged, not a state, or of a newer version.
    pub fn resume(state: &[u8]) -> Result<Self, Error> {
        let Some(after_magic) = state.strip_prefix(MAGIC) else {
            return Err(bad_state("this is not the state of a stream"));
        };
        match Reader(after_magic).u32()? {
            VERSION => {}
            newer @ VERSION.. => {
                let what = format!(
                    "its state is of version {newer}, and this windrow reads version {VERSION}; \
                     update windrow"
                );
                return Err(ErrorKind::BadState { what }.into());
            }
            _ => return Err(bad_state("its state is of an unknown version")),
        }
        let Some((state, &checksum)) = state.split_last_chunk::<CHECKSUM>() else {
            return Err(bad_state("it is cut short"));
        };
        if u64::from_le_bytes(checksum) != key_of(state) {
            return Err(bad_state("its state is damaged, as its checksum is wrong"));
        }
        let mut from = Reader(state);
        from.bytes(MAGIC.len() + size_of_val(&VERSION))?;
        let read = read(&mut from).map_err(|error| match error.kind() {
            ErrorKind::BadState { .. } => error,
            other => ErrorKind::BadState { what: format!("its state is damaged: {other}") }.into(),
        })?;
        if from.0.is_empty() { Ok(read) } else { Err(bad_state("something comes after its end")) }
    }
}

fn read(from: &mut Reader<'_>) -> Result<Stream, Error> {
    let mut stream = Stream::new(spec::read(from)?)?;
    stream.pending = from.option(|from| {
        let pending = read_pending(&stream, from)?;
        if pending.is_at_rest(&stream.spec) {
            Ok(pending)
        } else {
            Err(bad_state("its rows are not those that are left after a push"))
        }
    })?;
    Ok(stream)
}

fn write(pending: &Pending, to: &mut Writer) {
    let (rows, first) = (&pending.rows, pending.needed());
    to.u64(pending.base + first as u64);
    to.count(rows.len() - first);
    to.count(pending.least - first);
    to.count(pending.fresh - first);
    to.option(rows.time().ok(), |to, time| {
        to.u8(TimeUnit::ALL.iter().take_while(|&&unit| unit != time.unit).fold(0, |n, _| n + 1));
        time.values[first..].iter().for_each(|time| to.u64(time.cast_unsigned()));
    });
    to.count(rows.measures().len());
    for (index, name) in rows.measures().enumerate() {
        let measure = rows.measure_at(index);
        let values = || (first..rows.len()).map(|row| measure.value(row));
        let narrow: Option<Vec<u32>> = values().map(|value| u32::try_from(value).ok()).collect();
        to.name(name);
        to.u8(narrow.is_none().into());
        match narrow {
            Some(values) => values.into_iter().for_each(|value| to.u32(value)),
            None => values().for_each(|value| to.u64(value)),
        }
    }
    to.option(rows.partition(), |to, partition| to.option(partition.last, Writer::u64));
    to.option(rows.keys().ok(), |to, keys| {
        keys.values_from(first).iter().for_each(|&key| to.u64(key));
    });
}

/// Values that need their width, so that there is one way to write a state.
fn wide(values: Vec<u64>) -> Result<Vec<u64>, Error> {
    if values.iter().any(|&value| u32::try_from(value).is_err()) {
        Ok(values)
    } else {
        Err(bad_state("a measure is wider than its values"))
    }
}

fn read_pending(stream: &Stream, from: &mut Reader<'_>) -> Result<Pending, Error> {
    let base = from.u64()?;
    let len = from.count()?;
    let (least, fresh) = (from.count()?, from.count()?);
    if i64::try_from(base).is_err() {
        return Err(bad_state("more rows have come than there can be"));
    }
    let mut builder = Rows::builder().len(len);
    let time = from.option(|from| {
        let unit = TimeUnit::ALL.get(usize::from(from.u8()?));
        let unit = unit.ok_or_else(|| bad_state("the unit of its times is unknown"))?;
        Ok((*unit, from.column(len, i64::from_le_bytes)?))
    })?;
    if let Some((unit, values)) = time {
        builder = builder.time("time", unit, values);
    }
    for _ in 0..from.count()? {
        let name = from.name()?;
        let values = match from.u8()? {
            0 => Values::U32(from.column(len, u32::from_le_bytes)?),
            1 => Values::U64(wide(from.column(len, u64::from_le_bytes)?)?),
            _ => return Err(bad_state("the width of a measure is unknown")),
        };
        builder = builder.measure(name, values);
    }
    if let Some(last) = from.option(|from| from.option(Reader::u64))? {
        if last.is_none() != (len == 0) {
            return Err(bad_state("the partition of its last row is missing"));
        }
        builder =
            builder.partitions("partition", len, Partitions { last, ..Partitions::default() });
    }
    if let Some(keys) = from.option(|from| from.column(len, u64::from_le_bytes))? {
        builder = builder.key("key", keys);
    }
    let rows = builder.build()?;
    let mut pending = Pending::new(&stream.spec, &rows)?;
    (pending.base, pending.least, pending.fresh, pending.rows) = (base, least, fresh, rows);
    Ok(pending)
}
