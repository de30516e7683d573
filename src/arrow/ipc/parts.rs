//! Where a column's buffers lie, batch by batch.

use super::{
    error::{Error, ErrorKind},
    source::Span,
    types::{Named, Type},
};

/// A column asked for, and where its buffers lie.
pub(super) struct Column {
    pub(super) name: String,
    /// Of its values; of those in the dictionary, where it has one.
    pub(super) kind: Type,
    /// What its values' type is called.
    pub(super) found: Named,
    /// The zone that its times are to be shown in.
    pub(super) zone: Option<String>,
    pub(super) place: Place,
    pub(super) parts: Vec<Part>,
    pub(super) dictionary: Option<Dictionary>,
}

/// The dictionary of a column that holds indices into one.
pub(super) struct Dictionary {
    pub(super) id: u64,
    /// The type of the indices into it.
    pub(super) index: Type,
    /// A replacement begins a new generation, a delta adds a part to the last.
    pub(super) generations: Vec<Vec<Part>>,
}

/// One batch of one column, or of a dictionary.
pub(super) struct Part {
    /// How many rows come before.
    pub(super) first: u64,
    pub(super) rows: u64,
    /// Which rows are null: empty where none is.
    pub(super) validity: Span,
    /// The values, or the offsets or views of texts, or the indices into a dictionary.
    pub(super) values: Span,
    /// What offsets point into, or views, by their number.
    pub(super) texts: Vec<Span>,
    /// How many generations of the dictionary have been seen.
    pub(super) generation: usize,
}

impl Part {
    /// The error that says what of it cannot be right.
    pub(super) fn corrupt(&self, what: &'static str) -> Error {
        ErrorKind::Corrupt { what, at: self.values.at }.into()
    }
}

/// A column's place in every batch.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) node: usize,
    pub(super) buffer: usize,
    /// How many columns of views come before: each has as many more buffers as its batch says.
    pub(super) views: usize,
}
