//! A plan → a record batch.

use crate::{Plan, TimeUnit};
use arrow::{
    array::{
        ArrayRef, BooleanArray, BooleanBufferBuilder, Int64Array, PrimitiveArray, RecordBatch,
        UInt32Array, UInt64Array,
    },
    compute::take,
    datatypes::{
        ArrowTimestampType, DataType, Field, Schema, TimestampMicrosecondType,
        TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    },
    error::ArrowError,
};
use std::sync::Arc;

impl Plan {
    /// All windows, a row each, with the columns that `toArrow` of the npm package writes.
    ///
    /// | column | type | |
    /// | --- | --- | --- |
    /// | `window` | `UInt32` | its index |
    /// | `start`, `fresh`, `end` | `UInt32` | positions of rows |
    /// | `sum_*` | `Int64` | for each measure |
    /// | `first_time`, `last_time` | `Timestamp` | if the rows have times |
    /// | `opens`, `closes` | `Timestamp` | of windows of the clock |
    /// | `oversize` | `Boolean` | |
    /// | `partition` | `Utf8`, `Binary` or the column's `Int*` | if the rows were [made of batches](crate::Rows::from_batches) with one |
    /// | `id` | `UInt64` | if the rows have keys |
    ///
    /// `O(w)` for `w` windows.
    ///
    /// # Errors
    /// [`ArrowError`] where the partitions' names, one for each window, take more than 2 GiB.
    pub fn to_batch(&self) -> Result<RecordBatch, ArrowError> {
        let mut table = Table::default();
        let len = u32::try_from(self.len()).unwrap_or(u32::MAX); // as many as rows at most
        table.add("window", Arc::new(UInt32Array::from_iter_values(0..len)));
        table.add("start", Arc::new(UInt32Array::from(self.start().to_vec())));
        table.add("fresh", Arc::new(UInt32Array::from_iter_values(self.fresh())));
        table.add("end", Arc::new(UInt32Array::from(self.end().to_vec())));
        for measure in self.rows().all_measures() {
            let sums = self.ranges().map(|(start, end)| measure.sum(start, end).cast_signed());
            let sums = Int64Array::from_iter_values(sums);
            table.add(&format!("sum_{}", measure.name()), Arc::new(sums));
        }
        let times = [
            ("first_time", self.first_time().map(Iterator::collect)),
            ("last_time", self.last_time().map(Iterator::collect)),
            ("opens", self.opens().map(<[i64]>::to_vec)),
            ("closes", self.closes().map(<[i64]>::to_vec)),
        ];
        for (name, times) in times {
            if let (Some(unit), Some(times)) = (self.rows().time_unit(), times) {
                table.add(name, self.timestamps(unit, times));
            }
        }
        table.add("oversize", Arc::new(self.flags()));
        if let Some(values) = &self.rows().origin().partitions {
            let begins = self.rows().partitions();
            let of = |&start: &u32| begins.partition_point(|&row| row <= start) as u64;
            let of = UInt64Array::from_iter_values(self.start().iter().map(of));
            table.add_nullable("partition", take(values, &of, None)?);
        }
        if let Some(ids) = self.ids() {
            table.add("id", Arc::new(UInt64Array::from_iter_values(ids)));
        }
        RecordBatch::try_new(Arc::new(Schema::new(table.fields)), table.columns)
    }

    fn timestamps(&self, unit: TimeUnit, times: Vec<i64>) -> ArrayRef {
        fn of<T: ArrowTimestampType>(times: Vec<i64>, zone: Option<Arc<str>>) -> ArrayRef {
            Arc::new(PrimitiveArray::<T>::new(times.into(), None).with_timezone_opt(zone))
        }
        let zone = self.rows().origin().zone.clone();
        match unit {
            TimeUnit::Second => of::<TimestampSecondType>(times, zone),
            TimeUnit::Millisecond => of::<TimestampMillisecondType>(times, zone),
            TimeUnit::Microsecond => of::<TimestampMicrosecondType>(times, zone),
            TimeUnit::Nanosecond => of::<TimestampNanosecondType>(times, zone),
        }
    }

    fn flags(&self) -> BooleanArray {
        let mut flags = BooleanBufferBuilder::new(self.len());
        flags.append_n(self.len(), false);
        self.oversize().iter().for_each(|&index| flags.set_bit(index as usize, true));
        BooleanArray::new(flags.finish(), None)
    }
}

impl TryFrom<&Plan> for RecordBatch {
    type Error = ArrowError;

    /// [`Plan::to_batch`].
    fn try_from(plan: &Plan) -> Result<Self, ArrowError> {
        plan.to_batch()
    }
}

#[derive(Default)]
struct Table {
    fields: Vec<Field>,
    columns: Vec<ArrayRef>,
}

impl Table {
    fn add(&mut self, name: &str, column: ArrayRef) {
        self.push(name, column, false);
    }

    fn add_nullable(&mut self, name: &str, column: ArrayRef) {
        self.push(name, column, true);
    }

    fn push(&mut self, name: &str, column: ArrayRef, nullable: bool) {
        let data_type: DataType = column.data_type().clone();
        self.fields.push(Field::new(name, data_type, nullable));
        self.columns.push(column);
    }
}
