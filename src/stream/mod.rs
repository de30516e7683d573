//! Windows of rows that come batch by batch, in memory that does not grow with the stream.

mod codec;
mod pending;
mod sealed;
mod state;

pub use sealed::{Sealed, SealedWindow};

use crate::{Cut, Error, ErrorKind, Rows, Spec, spec};
use pending::Pending;

/// Cuts rows that come batch by batch, and hands out each window as soon as it is *sealed*: as soon
/// as no row that may come can change it.
///
/// ```text
///            push         push              push       finish
/// batches  ├───────┼─────────────────┼────────────────┤
/// sealed           [0 1)             [1 2) [2 3) [3 4)  [4 5)
/// ```
/// All windows handed out, one after the other, are those that [`Rows::windows`] gives of all rows
/// at once, however these were cut into batches. Kept are the rows from where the next window may
/// begin, so about one window and one batch. [`save`](Stream::save) writes them down, and another
/// process can [`resume`](Stream::resume) there.
///
/// ```
/// use windrow::{Rows, Spec, Stream};
///
/// let mut stream = Stream::new(Spec::new().max("bytes", 100))?;
/// let mut ends = Vec::new();
/// for bytes in [vec![60_u32, 30], vec![60, 10], vec![20, 30, 10]] {
///     let sealed = stream.push(&Rows::builder().measure("bytes", bytes).build()?)?;
///     ends.push(sealed.end().to_vec());
///     stream = Stream::resume(&stream.save()?)?; // as if in another process
/// }
/// assert_eq!(ends, [vec![], vec![2], vec![5]]);
/// assert_eq!(stream.finish()?.end(), [7]);
/// # Ok::<(), windrow::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Stream {
    spec: Spec,
    /// None before the first batch, which says what columns there are.
    pending: Option<Pending>,
}

impl Stream {
    /// A stream without rows yet.
    ///
    /// # Errors
    /// Those of [`Rows::windows`] that do not depend on rows, and [`ErrorKind::EvenStream`]: an
    /// even cut has to see its whole segment.
    pub fn new(spec: Spec) -> Result<Self, Error> {
        if spec.cut == Cut::Even {
            return Err(ErrorKind::EvenStream.into());
        }
        spec::check(&spec)?;
        Ok(Stream { spec, pending: None })
    }

    /// Takes the rows that follow, and hands out the windows that are sealed with them: all that
    /// are. An empty batch is one.
    ///
    /// All batches have the columns of the first: measures of the same names in the same order,
    /// times of the same unit, and a partition and a key or none. A partition goes on in the next
    /// batch where that begins with the value that the one before ended with.
    ///
    /// `O(b + w log k)`, amortised, for a batch of `b` rows that seals `w` windows of `k` rows.
    ///
    /// # Errors
    /// Errors number rows by their position in the stream, and change nothing: the batch is as if
    /// it had not been pushed, and a better one can be.
    ///
    /// [`ErrorKind::BadBatch`], and [`ErrorKind::MissingColumn`] from the first batch for what the
    /// spec needs. [`ErrorKind::Unsorted`] where a time is before the last one of its partition in
    /// an earlier batch. [`ErrorKind::OversizeRow`] where the spec asks for it; windows that end
    /// before the row are refused with its batch. [`ErrorKind::TotalTooLarge`] and
    /// [`ErrorKind::TooManyRows`] where the rows kept and those of the batch are too many for
    /// [`Rows`]; the stream as a whole may have more. [`ErrorKind::OutOfMemory`].
    pub fn push(&mut self, batch: &Rows) -> Result<Sealed, Error> {
        if let Some(pending) = &mut self.pending {
            return pending.push(&self.spec, batch);
        }
        let mut pending = Pending::new(&self.spec, batch)?;
        let sealed = pending.push(&self.spec, batch)?;
        self.pending = Some(pending);
        Ok(sealed)
    }

    /// Hands out what is left, now that no row follows: one window, or none.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfMemory`].
    pub fn finish(self) -> Result<Sealed, Error> {
        match self.pending {
            Some(mut pending) => pending.seal(&self.spec, true),
            None => Ok(Sealed::default()),
        }
    }

    /// What the stream is cut by.
    #[must_use]
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// How many rows have been pushed: the position of the next one.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.pending.as_ref().map_or(0, Pending::position)
    }

    /// How many rows are kept: those that may still be in a window, the last row, and at most as
    /// many again, which are dropped together.
    #[must_use]
    pub fn pending_rows(&self) -> usize {
        self.pending.as_ref().map_or(0, Pending::len)
    }
}
