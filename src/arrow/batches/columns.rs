//! Which columns of record batches windows are computed from.

/// The columns that [`Rows`](crate::Rows) are made of, by their names in record batches.
///
/// | use | types |
/// | --- | --- |
/// | time | `Timestamp` of any unit, `Date32`, `Date64`; no nulls |
/// | text | `Utf8`, `Binary`, their large and view forms, `FixedSizeBinary`; a null has 0 bytes |
/// | measure | `Int*`, `UInt*`, `Float*`, `Decimal*`; whole numbers of at least 0, a null counts 0 |
/// | partition, key | `Int*`, `UInt*`, `Decimal*`, and the types of a text; a null is a value of its own |
///
/// Each may also be a `Dictionary` or `RunEndEncoded`. Each use but `measure` is given once: the last
/// counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub(super) time: Option<String>,
    /// The measure's name, and the column's.
    pub(super) measures: Vec<(String, String)>,
    pub(super) text: Option<String>,
    pub(super) partition: Option<String>,
    pub(super) key: Option<String>,
}

impl Columns {
    /// No column.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The time of each row, ascending within a partition.
    #[must_use]
    pub fn time(mut self, column: &str) -> Self {
        self.time = Some(column.to_owned());
        self
    }

    /// The text of each row, whose length in bytes is the measure `bytes`.
    #[must_use]
    pub fn text(mut self, column: &str) -> Self {
        self.text = Some(column.to_owned());
        self
    }

    /// A measure called `name`, such as `tokens`.
    #[must_use]
    pub fn measure(mut self, name: &str, column: &str) -> Self {
        self.measures.push((name.to_owned(), column.to_owned()));
        self
    }

    /// What each row belongs to, such as its chat.
    #[must_use]
    pub fn partition(mut self, column: &str) -> Self {
        self.partition = Some(column.to_owned());
        self
    }

    /// What identifies each row: a whole number, or a text by its hash.
    #[must_use]
    pub fn key(mut self, column: &str) -> Self {
        self.key = Some(column.to_owned());
        self
    }
}
