//! Rows as they travel from one stage of an aggregate to the next.
//!
//! A column is a list of narrow values for each group: measures, the key, the time, then the values of
//! ORDER BY. Where these are the time, their lists are empty.

use super::{Gathered, Grouped};
use crate::arguments::{Amounts, Columns, Shape};
use datafusion::{
    arrow::{
        array::{
            Array, ArrayRef, AsArray, BooleanArray, Int64Array, LargeListArray, UInt32Array,
            UInt64Array,
        },
        buffer::OffsetBuffer,
        datatypes::{DataType, Field, FieldRef, Int64Type, UInt32Type, UInt64Type},
    },
    error::Result,
};
use std::{iter::repeat_n, mem, sync::Arc};

/// The types of the values in the lists of a state.
fn value_types<'a>(
    shape: &Shape,
    order: impl Iterator<Item = &'a DataType>,
) -> impl Iterator<Item = DataType> {
    let measures = shape
        .measures
        .iter()
        .map(|it| if it.is_wide { DataType::UInt64 } else { DataType::UInt32 });
    let key = shape.key.map(|_| DataType::UInt64);
    let time = shape.time.as_ref().map(|_| DataType::Int64);
    measures.chain(key).chain(time).chain(order.cloned())
}

/// The types of a state.
pub(crate) fn state_types<'a>(
    shape: &Shape,
    order: impl Iterator<Item = &'a DataType>,
) -> Vec<DataType> {
    value_types(shape, order).map(|it| DataType::LargeList(item(it))).collect()
}

fn item(data_type: DataType) -> FieldRef {
    Arc::new(Field::new_list_field(data_type, true))
}

fn list(values: ArrayRef, lengths: impl IntoIterator<Item = usize>) -> ArrayRef {
    let item = item(values.data_type().clone());
    Arc::new(LargeListArray::new(item, OffsetBuffer::from_lengths(lengths), values, None))
}

impl Gathered {
    /// The rows of each group as lists.
    pub(crate) fn into_state(mut self) -> Result<Vec<ArrayRef>> {
        let grouped = Grouped::new(mem::take(&mut self.groups), self.count);
        grouped.arrange_all(&mut self.columns);
        self.order.arrange(&grouped)?;
        let Columns { measures, keys, times } = self.columns;
        let mut columns: Vec<ArrayRef> = Vec::new();
        columns.extend(measures.into_iter().map(|amounts| match amounts {
            Amounts::Narrow(it) => Arc::new(UInt32Array::from(it)) as ArrayRef,
            Amounts::Wide(it) => Arc::new(UInt64Array::from(it)),
        }));
        columns.extend(self.shape.key.map(|_| Arc::new(UInt64Array::from(keys)) as ArrayRef));
        if self.shape.time.is_some() {
            columns.push(Arc::new(Int64Array::from(times)));
        }
        let mut lists: Vec<_> =
            columns.into_iter().map(|values| list(values, grouped.lengths())).collect();
        for key in self.order.into_keys() {
            lists.push(if key.is_time() {
                list(key.array()?, repeat_n(0, self.count))
            } else {
                list(key.into_array()?, grouped.lengths())
            });
        }
        Ok(lists)
    }

    /// The state of a batch in which each row is a group of its own.
    pub(crate) fn row_state(
        &self,
        values: &[ArrayRef],
        mask: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let rows = values.first().map_or(0, Array::len);
        let mut batch = self.emptied();
        batch.update(values, &(0..rows).collect::<Vec<_>>(), mask, rows)?;
        batch.into_state()
    }

    /// Takes the state of some groups.
    #[expect(clippy::cast_possible_truncation, reason = "there are no more groups than rows")]
    pub(crate) fn merge(
        &mut self,
        lists: &[ArrayRef],
        groups: &[usize],
        count: usize,
    ) -> Result<()> {
        self.count = count;
        let Some(first) = lists.first() else { return Ok(()) };
        let offsets = first.as_list::<i64>().value_offsets();
        for (&group, ends) in groups.iter().zip(offsets.windows(2)) {
            let rows = usize::try_from(ends[1] - ends[0]).unwrap_or(0);
            self.groups.extend(repeat_n(group as u32, rows));
        }
        let mut lists = lists.iter().map(values);
        for (amounts, values) in self.columns.measures.iter_mut().zip(&mut lists) {
            match amounts {
                Amounts::Narrow(it) => {
                    it.extend_from_slice(values.as_primitive::<UInt32Type>().values());
                }
                Amounts::Wide(it) => {
                    it.extend_from_slice(values.as_primitive::<UInt64Type>().values());
                }
            }
        }
        if let Some(keys) = self.shape.key.and_then(|_| lists.next()) {
            self.columns.keys.extend_from_slice(keys.as_primitive::<UInt64Type>().values());
        }
        if let Some(times) = self.shape.time.as_ref().and_then(|_| lists.next()) {
            self.columns.times.extend_from_slice(times.as_primitive::<Int64Type>().values());
        }
        self.order.append(&lists.collect::<Vec<_>>())?;
        self.check_len()
    }
}

/// The values of all lists.
fn values(lists: &ArrayRef) -> ArrayRef {
    let lists = lists.as_list::<i64>();
    let (first, last) =
        (lists.value_offsets().first().copied(), lists.value_offsets().last().copied());
    let [first, last] = [first, last].map(|it| usize::try_from(it.unwrap_or(0)).unwrap_or(0));
    lists.values().slice(first, last - first)
}
