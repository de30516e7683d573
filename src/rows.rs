//! The columns that windows are computed from.

use crate::{
    Error, Plan, Spec,
    measure::{Measure, Values},
    time::{Time, TimeUnit},
    windows::windows,
};
use std::sync::Arc;

/// Names of limits that are not measures; a measure cannot have one of them.
const RESERVED: [&str; 2] = ["rows", "duration"];

/// The columns that windows are computed from: measures and, optionally, a time per row. No text.
///
/// Immutable; a clone is another handle on the same columns.
#[derive(Clone, Debug)]
pub struct Rows(Arc<Columns>);

#[derive(Debug)]
struct Columns {
    len: usize,
    time: Option<Time>,
    measures: Vec<Measure>,
}

impl Rows {
    /// Starts with no column.
    #[must_use]
    pub fn builder() -> RowsBuilder {
        RowsBuilder::default()
    }

    /// All windows of `spec` over these rows: `O(w log k)` for `w` windows of `k` rows.
    ///
    /// # Errors
    /// [`Error::NoLimit`], [`Error::BadLimit`], the overlap's errors, [`Error::MissingColumn`] for
    /// a limit on a measure that these rows do not have, and [`Error::OversizeRow`] where the spec
    /// asks for it.
    pub fn windows(&self, spec: &Spec) -> Result<Plan, Error> {
        windows(self, spec)
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names of the measures, in the order they were given.
    pub fn measures(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.measures.iter().map(Measure::name)
    }

    /// The sum of a measure over all rows.
    ///
    /// # Errors
    /// [`Error::MissingColumn`].
    pub fn total(&self, measure: &str) -> Result<u64, Error> {
        Ok(self.measure(measure)?.sum(0, self.len()))
    }

    /// The unit of the times, if there are times.
    #[must_use]
    pub fn time_unit(&self) -> Option<TimeUnit> {
        self.0.time.as_ref().map(|time| time.unit)
    }

    /// The time of each row, if there are times.
    #[must_use]
    pub fn times(&self) -> Option<&[i64]> {
        self.0.time.as_ref().map(|time| time.values.as_slice())
    }

    pub(crate) fn measure(&self, name: &str) -> Result<&Measure, Error> {
        let found = self.0.measures.iter().find(|measure| measure.name() == name);
        found.ok_or_else(|| Error::MissingColumn {
            column: name.to_owned(),
            columns: self.measures().map(str::to_owned).collect(),
        })
    }
}

/// Takes columns one by one; [`build`](RowsBuilder::build) checks them.
#[derive(Debug, Default)]
pub struct RowsBuilder {
    len: Option<usize>,
    time: Option<(String, TimeUnit, Vec<i64>)>,
    measures: Vec<(String, Values)>,
}

impl RowsBuilder {
    /// The number of rows, for rows without a column.
    #[must_use]
    pub fn len(mut self, len: usize) -> Self {
        self.len = Some(len);
        self
    }

    /// The time of each row since 1970; it must never decrease. `column` is its name in errors.
    #[must_use]
    pub fn time(mut self, column: &str, unit: TimeUnit, values: Vec<i64>) -> Self {
        self.time = Some((column.to_owned(), unit, values));
        self
    }

    /// A non-negative integer per row that a window adds up, such as the bytes of its text.
    #[must_use]
    pub fn measure(mut self, name: &str, values: impl Into<Values>) -> Self {
        self.measures.push((name.to_owned(), values.into()));
        self
    }

    /// Checks the columns and sums them up, in one pass over each.
    ///
    /// # Errors
    /// [`Error::LengthMismatch`], [`Error::Unsorted`], [`Error::TooManyRows`],
    /// [`Error::TotalTooLarge`], and [`Error::BadName`] for a measure named as another one or as a
    /// limit that is not a measure.
    pub fn build(self) -> Result<Rows, Error> {
        let len = self.common_len()?;
        if u32::try_from(len).is_err() {
            return Err(Error::TooManyRows { rows: len as u64 });
        }
        let mut measures: Vec<Measure> = Vec::with_capacity(self.measures.len());
        for (name, values) in self.measures {
            let taken = measures.iter().any(|measure| measure.name() == name);
            if taken || RESERVED.contains(&name.as_str()) {
                return Err(Error::BadName { column: name });
            }
            measures.push(Measure::new(name, values)?);
        }
        let time = match self.time {
            None => None,
            Some((column, unit, values)) => Some(Time::new(&column, unit, values)?),
        };
        Ok(Rows(Arc::new(Columns { len, time, measures })))
    }

    /// The length that all columns share; zero if there is none.
    fn common_len(&self) -> Result<usize, Error> {
        let given = self.len.map(|len| ("length", len));
        let time = self.time.as_ref().map(|(name, _, values)| (name.as_str(), values.len()));
        let measures = self.measures.iter().map(|(name, values)| (name.as_str(), values.len()));
        let mut all = given.into_iter().chain(time).chain(measures);
        let Some((other, expected)) = all.next() else { return Ok(0) };
        match all.find(|&(_, len)| len != expected) {
            None => Ok(expected),
            Some((column, len)) => Err(Error::LengthMismatch {
                column: column.to_owned(),
                len,
                other: other.to_owned(),
                expected,
            }),
        }
    }
}
