//! Memory that may not be there: what grows with the input is asked for, and refused by an error.

use crate::{Error, ErrorKind};

/// Vectors that say where there is no memory for more.
pub(crate) trait Room {
    /// Makes room for so many more values: twice what there is where that can be had, so that many small
    /// steps take `O(1)` each.
    fn room(&mut self, more: usize) -> Result<(), Error>;
}

impl<T> Room for Vec<T> {
    #[inline]
    fn room(&mut self, more: usize) -> Result<(), Error> {
        if more <= self.capacity() - self.len() {
            return Ok(());
        }
        grow(self, more)
    }
}

#[cold]
fn grow<T>(vec: &mut Vec<T>, more: usize) -> Result<(), Error> {
    vec.try_reserve(more).map_err(|_| ErrorKind::OutOfMemory.into())
}

/// Values in a vector, of which there are at most so many.
pub(crate) fn gathered<T>(
    most: usize,
    values: impl IntoIterator<Item = T>,
) -> Result<Vec<T>, Error> {
    let mut vec = Vec::new();
    vec.room(most)?;
    vec.extend(values.into_iter().take(most));
    Ok(vec)
}
