//! Record batches → rows.

use super::{
    Columns,
    values::{each_text, integers, is_measure, is_text, lengths, measured, value_type},
};
use crate::{
    Error, ErrorKind, Rows, TimeUnit, Times, Values,
    columns::{
        origin::Origin,
        partitions::{Partitions, Runs},
    },
    key_of,
};
use arrow::{
    array::{Array, ArrayRef, AsArray, RecordBatch, UInt64Array},
    compute::{cast, concat, take},
    datatypes::{DataType, Int64Type, TimeUnit as ArrowUnit},
    error::ArrowError,
};
use std::hash::Hash;

impl Rows {
    /// The rows of record batches, one batch after the other. Texts are measured where they are, and
    /// not copied. `O(n)` for `n` rows.
    ///
    /// ```
    /// use arrow::array::{RecordBatch, StringArray, TimestampSecondArray};
    /// use std::sync::Arc;
    /// use windrow::{Columns, Rows, Spec};
    ///
    /// let batch = RecordBatch::try_from_iter([
    ///     ("ts", Arc::new(TimestampSecondArray::from(vec![0, 5, 90])) as _),
    ///     ("body", Arc::new(StringArray::from(vec!["Good morning!", "olá", "Shall we?"])) as _),
    /// ])?;
    /// let rows = Rows::from_batches(&[batch], &Columns::new().time("ts").text("body"))?;
    /// let plan = rows.windows(&Spec::new().max("bytes", 20))?;
    /// assert_eq!(plan.end(), [2, 3]);
    /// assert_eq!(plan.to_batch()?.num_rows(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::MissingColumn`], also for any column where there is no batch;
    /// [`ErrorKind::UnsupportedType`], [`ErrorKind::NullTime`], [`ErrorKind::BadValue`];
    /// [`ErrorKind::BadBatch`] where a column's type differs between batches; and those of
    /// [`build`](crate::RowsBuilder::build).
    pub fn from_batches(batches: &[RecordBatch], columns: &Columns) -> Result<Rows, Error> {
        let len = batches.iter().map(RecordBatch::num_rows).sum();
        let mut builder = Rows::builder().len(len);
        let mut origin = Origin::default();
        if let Some(name) = &columns.time {
            let column = Column::find(batches, name)?;
            let (unit, zone, times) = column.times()?;
            origin.zone = zone;
            builder = builder.time(name, unit, times);
        }
        if let Some(name) = &columns.text {
            builder = builder.measure("bytes", Column::find(batches, name)?.lengths()?);
        }
        for (measure, name) in &columns.measures {
            builder = builder.measure(measure, Column::find(batches, name)?.measure()?);
        }
        if let Some(name) = &columns.partition {
            let (partitions, values) = Column::find(batches, name)?.partitions()?;
            origin.partitions = Some(values);
            builder = builder.partitions(name, len, partitions);
        }
        if let Some(name) = &columns.key {
            builder = builder.key(name, Column::find(batches, name)?.keys()?);
        }
        builder.origin(origin).build()
    }
}

/// A column of all batches.
struct Column<'b> {
    name: &'b str,
    chunks: Vec<&'b ArrayRef>,
    /// That of the values, which dictionaries and runs may encode.
    data_type: &'b DataType,
}

const TIMESTAMP: &str = "TIMESTAMP";
const BIGINT: &str = "BIGINT";
const VARCHAR: &str = "VARCHAR";
const VARCHAR_OR_BIGINT: &str = "VARCHAR or BIGINT";

impl<'b> Column<'b> {
    fn find(batches: &'b [RecordBatch], name: &'b str) -> Result<Self, Error> {
        let missing = |batch: Option<&RecordBatch>| {
            let fields = batch.map(|batch| batch.schema().fields().clone()).unwrap_or_default();
            let columns = fields.iter().map(|field| field.name().clone()).collect();
            ErrorKind::MissingColumn { column: name.to_owned(), columns }
        };
        let mut chunks = Vec::with_capacity(batches.len());
        for batch in batches {
            chunks.push(batch.column_by_name(name).ok_or_else(|| missing(Some(batch)))?);
        }
        let data_type = match chunks.first().copied() {
            Some(first) => value_type(first.data_type()),
            None => return Err(missing(None).into()),
        };
        let differs = |chunk: &&&ArrayRef| value_type(chunk.data_type()) != data_type;
        if let Some(other) = chunks.iter().find(differs) {
            return Err(ErrorKind::BadBatch {
                column: name.to_owned(),
                found: value_type(other.data_type()).to_string(),
                expected: data_type.to_string(),
            }
            .into());
        }
        Ok(Column { name, chunks, data_type })
    }

    /// Timestamps or dates, their unit, and their zone.
    fn times(&self) -> Result<(TimeUnit, Option<std::sync::Arc<str>>, Times), Error> {
        let (unit, zone) = match self.data_type {
            DataType::Timestamp(unit, zone) => (*unit, zone.clone()),
            DataType::Date32 => (ArrowUnit::Second, None),
            DataType::Date64 => (ArrowUnit::Millisecond, None),
            _ => return Err(self.unsupported(TIMESTAMP)),
        };
        let mut times = Times::with_capacity(self.len());
        let (mut row, mut nulls) = (0, 0);
        for chunk in &self.chunks {
            let plain = cast(chunk, &DataType::Timestamp(unit, zone.clone()));
            let plain = plain.and_then(|plain| cast(&plain, &DataType::Int64));
            let plain = self.taken(plain, TIMESTAMP)?;
            if let (0, Some(bits)) = (nulls, plain.nulls().filter(|bits| bits.null_count() > 0)) {
                row = times.len() + bits.iter().take_while(|valid| *valid).count();
            }
            nulls += plain.null_count();
            let values = plain.as_primitive::<Int64Type>().values();
            times.extend_with(values.len(), |room| room.copy_from_slice(values));
        }
        if nulls > 0 {
            return Err(ErrorKind::NullTime { column: self.name.to_owned(), row, nulls }.into());
        }
        let unit = match unit {
            ArrowUnit::Second => TimeUnit::Second,
            ArrowUnit::Millisecond => TimeUnit::Millisecond,
            ArrowUnit::Microsecond => TimeUnit::Microsecond,
            ArrowUnit::Nanosecond => TimeUnit::Nanosecond,
        };
        Ok((unit, zone, times))
    }

    /// The length of each text in bytes.
    fn lengths(&self) -> Result<Values, Error> {
        if !is_text(self.data_type) {
            return Err(self.unsupported(VARCHAR));
        }
        let mut values = Values::with_capacity(self.len());
        for chunk in &self.chunks {
            values.extend_from_slice(&self.taken(lengths(chunk), VARCHAR)?);
        }
        Ok(values)
    }

    fn measure(&self) -> Result<Values, Error> {
        if !is_measure(self.data_type) {
            return Err(self.unsupported(BIGINT));
        }
        let mut values = Values::with_capacity(self.len());
        for chunk in &self.chunks {
            match self.taken(measured(chunk, self.data_type), BIGINT)? {
                Ok(numbers) => values.extend_from_slice(&numbers),
                Err((row, value)) => {
                    let (column, row) = (self.name.to_owned(), values.len() + row);
                    return Err(ErrorKind::BadValue { column, row, value }.into());
                }
            }
        }
        Ok(values)
    }

    fn keys(&self) -> Result<Vec<u64>, Error> {
        let mut keys = Vec::with_capacity(self.len());
        for chunk in self.told_apart()? {
            if is_text(self.data_type) {
                each_text(&chunk, &mut |text| keys.push(text.map_or(0, key_of)));
            } else {
                keys.extend(self.taken(integers(&chunk, self.data_type), VARCHAR_OR_BIGINT)?);
            }
        }
        Ok(keys)
    }

    /// Where partitions begin, and the value of each.
    fn partitions(&self) -> Result<(Partitions, ArrayRef), Error> {
        let chunks = self.told_apart()?;
        let partitions = if is_text(self.data_type) {
            runs(|take| chunks.iter().for_each(|chunk| each_text(chunk, take)))
        } else {
            let mut integers_of = Vec::with_capacity(chunks.len());
            for chunk in &chunks {
                let integers = integers(chunk, self.data_type);
                integers_of.push((chunk, self.taken(integers, VARCHAR_OR_BIGINT)?));
            }
            runs(|take| {
                for (chunk, integers) in &integers_of {
                    let bytes =
                        |row: usize| chunk.is_valid(row).then(|| integers[row].to_le_bytes());
                    (0..chunk.len()).for_each(|row| take(bytes(row)));
                }
            })
        };
        let values = values_at(&chunks, &partitions, self.data_type);
        Ok((partitions, self.taken(values, VARCHAR_OR_BIGINT)?))
    }

    /// The chunks, with runs taken apart, if their values can be told apart.
    fn told_apart(&self) -> Result<Vec<ArrayRef>, Error> {
        if !(is_text(self.data_type) || self.data_type.is_integer()) {
            return Err(self.unsupported(VARCHAR_OR_BIGINT));
        }
        let plain = |chunk: &&ArrayRef| match chunk.data_type() {
            DataType::RunEndEncoded(_, values) => cast(chunk, values.data_type()),
            _ => Ok(ArrayRef::clone(chunk)),
        };
        self.taken(self.chunks.iter().map(plain).collect(), VARCHAR_OR_BIGINT)
    }

    fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    fn unsupported(&self, wanted: &'static str) -> Error {
        let (column, found) = (self.name.to_owned(), self.data_type.to_string());
        ErrorKind::UnsupportedType { column, found, wanted }.into()
    }

    /// What a kernel gives. One refuses few encodings, such as dictionaries of dictionaries.
    fn taken<T>(&self, result: Result<T, ArrowError>, wanted: &'static str) -> Result<T, Error> {
        result.map_err(|error| {
            let (column, found) = (self.name.to_owned(), format!("{} ({error})", self.data_type));
            ErrorKind::UnsupportedType { column, found, wanted }.into()
        })
    }
}

/// The partitions of rows whose values `each` hands out.
fn runs<T: PartialEq + Hash>(each: impl FnOnce(&mut dyn FnMut(Option<T>))) -> Partitions {
    let mut runs = Runs::default();
    each(&mut |value| runs.next(value));
    runs.finish()
}

/// The value of each partition: what its first row has.
fn values_at(
    chunks: &[ArrayRef],
    partitions: &Partitions,
    data_type: &DataType,
) -> Result<ArrayRef, ArrowError> {
    let plain = match data_type {
        _ if data_type.is_string() => &DataType::Utf8,
        _ if is_text(data_type) => &DataType::Binary,
        integers => integers,
    };
    let mut begins = std::iter::once(0).chain(partitions.begins.iter().map(|&row| u64::from(row)));
    let mut begins = begins.by_ref().peekable();
    let (mut parts, mut first) = (Vec::with_capacity(chunks.len()), 0);
    for chunk in chunks {
        let end = first + chunk.len() as u64;
        let rows = std::iter::from_fn(|| begins.next_if(|&row| row < end)).map(|row| row - first);
        let rows = UInt64Array::from_iter_values(rows);
        parts.push(cast(&take(chunk, &rows, None)?, plain)?);
        first = end;
    }
    concat(&parts.iter().map(|part| &**part).collect::<Vec<_>>())
}
