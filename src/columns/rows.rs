//! The columns that windows are computed from.

#[cfg(feature = "arrow")]
use crate::columns::origin::Origin;
use crate::{
    Error, ErrorKind,
    columns::identity::Identity,
    columns::keys::Keys,
    columns::measure::Measure,
    columns::names::Names,
    columns::partitions::{Partitions, Runs},
    columns::time::Time,
    columns::times::Times,
    columns::unit::TimeUnit,
    columns::values::Values,
    room::Room,
};
use std::sync::Arc;

/// Names of limits that are not measures; a measure cannot have one of them.
const RESERVED: [&str; 2] = ["rows", "duration"];

/// The columns that windows are computed from: measures and, optionally, a time, a partition and a
/// key per row. No text.
///
/// Immutable; a clone is another handle on the same columns.
#[derive(Clone, Debug, Default)]
pub struct Rows(Arc<Columns>);

#[derive(Debug, Default)]
struct Columns {
    len: usize,
    time: Option<Time>,
    measures: Vec<Measure>,
    /// Of the measures.
    names: Names,
    partitions: Option<Partitions>,
    keys: Option<Keys>,
    #[cfg(feature = "arrow")]
    origin: Origin,
}

impl Rows {
    /// Starts with no column.
    #[must_use]
    pub fn builder() -> RowsBuilder {
        RowsBuilder::default()
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
    /// [`ErrorKind::MissingColumn`].
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

    /// Whether each row has a key.
    #[must_use]
    pub fn has_keys(&self) -> bool {
        self.0.keys.is_some()
    }

    pub(crate) fn measure(&self, name: &str) -> Result<&Measure, Error> {
        self.measure_index(name).map(|index| self.measure_at(index))
    }

    pub(crate) fn measure_index(&self, name: &str) -> Result<usize, Error> {
        let found = self.0.names.find(|place| self.measure_at(place).name().cmp(name));
        found.ok_or_else(|| self.missing(name))
    }

    pub(crate) fn measure_at(&self, index: usize) -> &Measure {
        &self.0.measures[index]
    }

    pub(crate) fn all_measures(&self) -> &[Measure] {
        &self.0.measures
    }

    pub(crate) fn time(&self) -> Result<&Time, Error> {
        self.0.time.as_ref().ok_or_else(|| self.missing("time"))
    }

    pub(crate) fn keys(&self) -> Result<&Keys, Error> {
        self.0.keys.as_ref().ok_or_else(|| self.missing("key"))
    }

    /// The rows at which a partition begins, but for the first row; ascending.
    pub(crate) fn partitions(&self) -> &[u32] {
        self.partition().map_or(&[], |partitions| &partitions.begins)
    }

    /// What each row belongs to, if that is given.
    pub(crate) fn partition(&self) -> Option<&Partitions> {
        self.0.partitions.as_ref()
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// The same columns, without rows.
    pub(crate) fn emptied(&self) -> Rows {
        let Columns { time, measures, names, partitions, keys, .. } = &*self.0;
        Rows(Arc::new(Columns {
            len: 0,
            time: time.as_ref().map(Time::emptied),
            measures: measures.iter().map(Measure::emptied).collect(),
            names: names.clone(),
            partitions: partitions.as_ref().map(|_| Partitions::default()),
            keys: keys.as_ref().map(|_| Keys::new(Vec::new())),
            #[cfg(feature = "arrow")]
            origin: Origin::default(),
        }))
    }

    /// Makes room for the rows of `more` from `from` on, so that [`extend`](Self::extend) takes no
    /// memory.
    pub(crate) fn make_room(&mut self, more: &Rows, from: usize) -> Result<(), Error> {
        if Arc::get_mut(&mut self.0).is_none() {
            let mut own = self.emptied();
            own.make_room(self, 0)?;
            own.extend(self, 0);
            *self = own;
        }
        let Some(columns) = Arc::get_mut(&mut self.0) else { return Ok(()) };
        let more = &*more.0;
        for (measure, more) in columns.measures.iter_mut().zip(&more.measures) {
            measure.make_room(more, from)?;
        }
        if let (Some(time), Some(more)) = (&mut columns.time, &more.time) {
            time.make_room(more, from)?;
        }
        if let (Some(keys), Some(more)) = (&mut columns.keys, &more.keys) {
            keys.make_room(more, from)?;
        }
        match (&mut columns.partitions, &more.partitions) {
            (Some(partitions), Some(more)) => partitions.make_room(more),
            _ => Ok(()),
        }
    }

    /// Takes away the rows from `len` on, which have been appended; `last` is what the partition of the
    /// row before them was.
    pub(crate) fn truncate(&mut self, len: usize, last: Option<u64>) {
        let Some(columns) = Arc::get_mut(&mut self.0) else { return };
        columns.measures.iter_mut().for_each(|measure| measure.truncate(len));
        if let Some(time) = &mut columns.time {
            time.truncate(len);
        }
        if let Some(keys) = &mut columns.keys {
            keys.truncate(len);
        }
        if let Some(partitions) = &mut columns.partitions {
            partitions.truncate(len, last);
        }
        columns.len = len;
    }

    /// Appends the rows from `from` on of others with the same columns, of which it is checked that
    /// they can follow. `O(1)` a row, amortised, also for one row after the other.
    pub(crate) fn extend(&mut self, more: &Rows, from: usize) {
        let Some(columns) = Arc::get_mut(&mut self.0) else {
            let shared = std::mem::replace(self, self.emptied());
            self.extend(&shared, 0);
            return self.extend(more, from);
        };
        let more = &*more.0;
        for (measure, more) in columns.measures.iter_mut().zip(&more.measures) {
            measure.extend(more, from);
        }
        if let (Some(time), Some(more)) = (&mut columns.time, &more.time) {
            time.extend(more, from);
        }
        if let (Some(keys), Some(more)) = (&mut columns.keys, &more.keys) {
            keys.extend(more, from);
        }
        if let (Some(partitions), Some(more)) = (&mut columns.partitions, &more.partitions) {
            partitions.extend(columns.len, more, from);
        }
        columns.len += more.len - from;
    }

    fn missing(&self, column: &str) -> Error {
        let time = self.0.time.as_ref().map(|_| "time".to_owned());
        let keys = self.0.keys.as_ref().map(|_| "key".to_owned());
        let measures = self.measures().map(str::to_owned);
        ErrorKind::MissingColumn {
            column: column.to_owned(),
            columns: measures.chain(time).chain(keys).collect(),
        }
        .into()
    }
}

/// Takes columns one by one; [`build`](RowsBuilder::build) checks them.
#[derive(Debug, Default)]
pub struct RowsBuilder {
    len: Option<usize>,
    time: Option<(String, TimeUnit, Times)>,
    measures: Vec<(String, Values)>,
    /// Also how many rows the partitions are of.
    partitions: Option<(String, usize, Partitions)>,
    keys: Option<(String, Vec<u64>)>,
    #[cfg(feature = "arrow")]
    origin: Origin,
}

impl RowsBuilder {
    /// The number of rows, for rows without a column.
    #[must_use]
    pub fn len(mut self, len: usize) -> Self {
        self.len = Some(len);
        self
    }

    /// The time of each row since 1970; it must never decrease within a partition. `column` is its
    /// name in errors.
    #[must_use]
    pub fn time(mut self, column: &str, unit: TimeUnit, times: impl Into<Times>) -> Self {
        self.time = Some((column.to_owned(), unit, times.into()));
        self
    }

    /// A non-negative integer per row that a window adds up, such as the bytes of its text.
    #[must_use]
    pub fn measure(mut self, name: &str, values: impl Into<Values>) -> Self {
        self.measures.push((name.to_owned(), values.into()));
        self
    }

    /// What each row belongs to, such as its chat. A run of equal values is a partition, and no
    /// window crosses its ends. In a [`Stream`](crate::Stream), a partition goes on in the next
    /// batch if that begins with the same value, by its [fingerprint](Identity::fingerprint).
    #[must_use]
    pub fn partition<T: PartialEq + Identity>(self, column: &str, values: &[T]) -> Self {
        let mut runs = Runs::default();
        for value in values {
            runs.next(value);
        }
        self.partitions(column, values.len(), runs.finish())
    }

    /// The same, given the partitions of so many rows.
    pub(crate) fn partitions(mut self, column: &str, len: usize, partitions: Partitions) -> Self {
        self.partitions = Some((column.to_owned(), len, partitions));
        self
    }

    /// What identifies each row, for `stable` cuts and for the ids of windows: running numbers, or
    /// what [`key_of`](crate::key_of) makes of other values.
    #[must_use]
    pub fn key(mut self, column: &str, values: Vec<u64>) -> Self {
        self.keys = Some((column.to_owned(), values));
        self
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Checks the columns and sums them up, in one pass over each.
    ///
    /// # Errors
    /// [`ErrorKind::LengthMismatch`], [`ErrorKind::Unsorted`], [`ErrorKind::TooManyRows`],
    /// [`ErrorKind::TotalTooLarge`], and [`ErrorKind::BadName`] for a measure named as another one
    /// or as a limit that is not a measure.
    pub fn build(self) -> Result<Rows, Error> {
        let len = self.common_len()?;
        if u32::try_from(len).is_err() {
            return Err(ErrorKind::TooManyRows { rows: len as u64 }.into());
        }
        let name_at = |place: usize| self.measures[place].0.as_str();
        let names = Names::new(self.measures.len(), name_at)?;
        let repeated = names.repeated(name_at);
        let mut measures: Vec<Measure> = Vec::new();
        measures.room(self.measures.len())?;
        for (place, (name, values)) in self.measures.into_iter().enumerate() {
            if Some(place) == repeated || RESERVED.contains(&name.as_str()) {
                return Err(ErrorKind::BadName { column: name }.into());
            }
            measures.push(Measure::new(name, values)?);
        }
        let partitions = self.partitions.map(|(_, _, partitions)| partitions);
        let begins = partitions.as_ref().map_or(&[][..], |partitions| &partitions.begins);
        let time = match self.time {
            None => None,
            Some((column, unit, values)) => Some(Time::new(&column, unit, values, begins)?),
        };
        let keys = self.keys.map(|(_, values)| Keys::new(values));
        Ok(Rows(Arc::new(Columns {
            len,
            time,
            measures,
            names,
            partitions,
            keys,
            #[cfg(feature = "arrow")]
            origin: self.origin,
        })))
    }

    /// The length that all columns share; zero if there is none.
    fn common_len(&self) -> Result<usize, Error> {
        let given = self.len.map(|len| ("length", len));
        let time = self.time.as_ref().map(|(name, _, times)| (name.as_str(), times.len()));
        let measures = self.measures.iter().map(|(name, values)| (name.as_str(), values.len()));
        let partitions = self.partitions.as_ref().map(|(name, len, _)| (name.as_str(), *len));
        let keys = self.keys.as_ref().map(|(name, values)| (name.as_str(), values.len()));
        let mut all = given.into_iter().chain(time).chain(measures).chain(partitions).chain(keys);
        let Some((other, expected)) = all.next() else { return Ok(0) };
        match all.find(|&(_, len)| len != expected) {
            None => Ok(expected),
            Some((column, len)) => Err(ErrorKind::LengthMismatch {
                column: column.to_owned(),
                len,
                other: other.to_owned(),
                expected,
            }
            .into()),
        }
    }
}
