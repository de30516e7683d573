//! Record batches → rows.

use super::{
    Columns,
    values::{
        Value, decimal_text, each_value, is_identity, is_measure, is_text, lengths, measured,
        value_type, widened,
    },
};
use crate::{
    Error, ErrorKind, Identity, Rows, TimeUnit, Times, Values,
    columns::{
        origin::Origin,
        partitions::{Partitions, Runs},
    },
};
use arrow::{
    array::{Array, ArrayRef, AsArray, RecordBatch, StringArray, UInt64Array},
    compute::{cast, concat, take},
    datatypes::{DataType, Int64Type, TimeUnit as ArrowUnit},
    error::ArrowError,
};
use std::{iter, sync::Arc};

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
    fn times(&self) -> Result<(TimeUnit, Option<Arc<str>>, Times), Error> {
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
        for chunk in self.identities()? {
            each_value(&chunk, &mut |value| keys.push(value.key()));
        }
        Ok(keys)
    }

    /// Where partitions begin, and the value of each.
    fn partitions(&self) -> Result<(Partitions, ArrayRef), Error> {
        let chunks = self.identities()?;
        let mut runs = Runs::default();
        for chunk in &chunks {
            each_value(chunk, &mut |value| runs.next(value));
        }
        let partitions = runs.finish();
        let values = labels(&chunks, &partitions.begins, self.data_type);
        Ok((partitions, self.taken(values, VARCHAR_OR_BIGINT)?))
    }

    /// The chunks, if their values can be told apart.
    fn identities(&self) -> Result<Vec<ArrayRef>, Error> {
        if !is_identity(self.data_type) {
            return Err(self.unsupported(VARCHAR_OR_BIGINT));
        }
        let widened = self.chunks.iter().map(|chunk| widened(chunk, self.data_type));
        self.taken(widened.collect(), VARCHAR_OR_BIGINT)
    }

    fn len(&self) -> usize {
        self.chunks.iter().map(|&chunk| chunk.len()).sum()
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

/// The value of each partition, as plans write it.
fn labels(
    chunks: &[ArrayRef],
    begins: &[u32],
    data_type: &DataType,
) -> Result<ArrayRef, ArrowError> {
    let mut begins = iter::once(0).chain(begins.iter().map(|&row| u64::from(row))).peekable();
    let (mut parts, mut first) = (Vec::with_capacity(chunks.len()), 0);
    for chunk in chunks {
        let end = first + chunk.len() as u64;
        let rows = iter::from_fn(|| begins.next_if(|&row| row < end)).map(|row| row - first);
        let values = take(chunk, &UInt64Array::from_iter_values(rows), None)?;
        parts.push(match data_type {
            _ if data_type.is_string() => cast(&values, &DataType::Utf8)?,
            _ if is_text(data_type) => cast(&values, &DataType::Binary)?,
            _ if data_type.is_integer() => cast(&values, data_type)?,
            _ => decimal_texts(&values),
        });
        first = end;
    }
    concat(&parts.iter().map(|part| &**part).collect::<Vec<_>>())
}

fn decimal_texts(values: &ArrayRef) -> ArrayRef {
    let mut texts = Vec::with_capacity(values.len());
    each_value(values, &mut |value| {
        texts.push(match value {
            Value::Decimal(value, scale) => Some(decimal_text(value, scale)),
            _ => None,
        });
    });
    Arc::new(StringArray::from(texts))
}
