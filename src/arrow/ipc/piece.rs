//! Some rows of one batch of a column.

use super::source::Source;

/// Makes a word of a value, or of a null.
pub(super) type Make<'t> = &'t mut dyn FnMut(Option<&[u8]>) -> u64;
/// Takes a piece and what its rows have become.
pub(super) type Take<'t> = &'t mut dyn FnMut(&Piece<'_>, &[u64]);

/// Some rows of a batch.
pub(super) struct Piece<'p> {
    /// Their place in the batch.
    pub(super) first: usize,
    pub(super) rows: usize,
    /// None where they are read in place.
    pub(super) bytes: &'p [u8],
    pub(super) source: &'p dyn Source,
    /// Where its bytes come from.
    pub(super) at: u64,
    /// Those of the whole batch; none where no row is null.
    pub(super) nulls: &'p [u8],
}

impl Piece<'_> {
    /// Reads its bytes, which there must be room for, where they are to be.
    pub(super) fn read(&self, into: &mut [u8]) {
        self.source.read(self.at, into);
    }

    #[inline(always)]
    pub(super) fn is_null(&self, row: usize) -> bool {
        let row = self.first + row;
        !self.nulls.is_empty() && self.nulls[row / 8] >> (row % 8) & 1 == 0
    }

    /// Shows the rows that are null.
    pub(super) fn each_null(&self, take: &mut dyn FnMut(usize)) {
        if !self.nulls.is_empty() {
            (0..self.rows).filter(|&row| self.is_null(row)).for_each(take);
        }
    }
}
