//! The columns that windows are computed from, gathered from batches of arguments.

use super::{Amounts, Shape, key, measure::plain};
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray},
        compute::{cast, is_null, nullif},
        datatypes::{DataType, Int64Type},
    },
    error::Result,
};
use windrow::ErrorKind;

/// Measures, and a key and a time where there are some: 4 to 8 bytes each a row. No text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) measures: Vec<Amounts>,
    pub(crate) keys: Vec<u64>,
    pub(crate) times: Vec<i64>,
}

/// A row that has no window.
#[derive(Debug)]
pub(crate) struct BadRow {
    /// Its place in the batch.
    pub(crate) place: usize,
    column: String,
    /// The value that is no measure; none for a null where a time should be.
    value: Option<String>,
}

impl BadRow {
    /// The error, given the number of the row.
    pub(crate) fn at(self, row: usize) -> ErrorKind {
        let BadRow { column, .. } = self;
        match self.value {
            Some(value) => ErrorKind::BadValue { column, row, value },
            None => ErrorKind::NullTime { column, row, nulls: 1 },
        }
    }
}

impl Columns {
    pub(crate) fn new(shape: &Shape) -> Self {
        let measures = shape.measures.iter().map(|measure| Amounts::new(measure.is_wide));
        Columns { measures: measures.collect(), ..Columns::default() }
    }

    /// Appends a batch, or finds the first row that cannot be in a window.
    pub(crate) fn append(
        &mut self,
        shape: &Shape,
        arguments: &[ArrayRef],
    ) -> Result<Result<(), BadRow>> {
        for (measure, amounts) in shape.measures.iter().zip(&mut self.measures) {
            let array = field(shape, &arguments[0], measure.place)?;
            if let Err((place, value)) = amounts.append(&array)? {
                let column = measure.name.clone();
                return Ok(Err(BadRow { place, column, value: Some(value) }));
            }
        }
        if let Some(place) = shape.key {
            key::append(&mut self.keys, &field(shape, &arguments[0], place)?)?;
        }
        let Some(time) = &shape.time else { return Ok(Ok(())) };
        let times = cast(&plain(&arguments[1])?, &time.data_type())?;
        if let Some(valid) = times.nulls().filter(|nulls| nulls.null_count() > 0) {
            let place = valid.iter().take_while(|valid| *valid).count();
            return Ok(Err(BadRow { place, column: time.column.clone(), value: None }));
        }
        let times = cast(&times, &DataType::Int64)?;
        self.times.extend_from_slice(times.as_primitive::<Int64Type>().values());
        Ok(Ok(()))
    }

    pub(crate) fn capacity_bytes(&self) -> usize {
        let measures: usize = self.measures.iter().map(Amounts::capacity_bytes).sum();
        measures + 8 * (self.keys.capacity() + self.times.capacity())
    }
}

/// A column of the first argument. Where a struct is null, so are its fields.
fn field(shape: &Shape, argument: &ArrayRef, place: usize) -> Result<ArrayRef> {
    if !shape.is_struct {
        return Ok(ArrayRef::clone(argument));
    }
    let fields = argument.as_struct();
    let column = fields.column(place);
    if fields.null_count() == 0 {
        Ok(ArrayRef::clone(column))
    } else {
        Ok(nullif(column, &is_null(fields)?)?)
    }
}
