//! Rows as they travel from one stage of an aggregate to the next.
//!
//! A column is a list of narrow values for each group: measures, the key, the time, then the values of
//! ORDER BY. Where these are the time, their lists are empty.

use super::{Gathered, Grouped, grouped::gather};
use crate::arguments::{Amounts, Shape};
use datafusion::{
    arrow::{
        array::{
            Array, ArrayRef, AsArray, BooleanArray, Int64Array, LargeListArray, UInt32Array,
            UInt64Array,
        },
        buffer::OffsetBuffer,
        compute::take,
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
        let grouped = Grouped::new(&mem::take(&mut self.groups), self.count);
        let places = grouped.places();
        let mut starts = [0].iter().chain(grouped.ends());
        let lengths: Vec<usize> =
            grouped.ends().iter().zip(&mut starts).map(|(end, start)| end - start).collect();
        let mut lists = Vec::new();
        for amounts in mem::take(&mut self.columns.measures) {
            let values: ArrayRef = match amounts {
                Amounts::Narrow(it) => Arc::new(UInt32Array::from(moved(it, places))),
                Amounts::Wide(it) => Arc::new(UInt64Array::from(moved(it, places))),
            };
            lists.push(list(values, lengths.iter().copied()));
        }
        if self.shape.key.is_some() {
            let keys = moved(mem::take(&mut self.columns.keys), places);
            lists.push(list(Arc::new(UInt64Array::from(keys)), lengths.iter().copied()));
        }
        if self.shape.time.is_some() {
            let times = moved(mem::take(&mut self.columns.times), places);
            lists.push(list(Arc::new(Int64Array::from(times)), lengths.iter().copied()));
        }
        for key in self.order.keys() {
            if key.is_time() {
                lists.push(list(key.array()?, repeat_n(0, lengths.len())));
                continue;
            }
            let values = match places {
                Some(places) => take(&key.array()?, &UInt32Array::from(places.to_vec()), None)?,
                None => key.array()?,
            };
            lists.push(list(values, lengths.iter().copied()));
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

fn moved<T: Copy>(values: Vec<T>, places: Option<&[u32]>) -> Vec<T> {
    if places.is_none() { values } else { gather(&values, places, 0..values.len()) }
}

/// The values of all lists.
fn values(lists: &ArrayRef) -> ArrayRef {
    let lists = lists.as_list::<i64>();
    let (first, last) =
        (lists.value_offsets().first().copied(), lists.value_offsets().last().copied());
    let [first, last] = [first, last].map(|it| usize::try_from(it.unwrap_or(0)).unwrap_or(0));
    lists.values().slice(first, last - first)
}
