//! For each row, the windows that hold it.

use datafusion::{
    arrow::{
        array::{ArrayRef, ListArray, UInt32Array},
        buffer::OffsetBuffer,
        datatypes::{DataType, Field},
    },
    error::Result,
};
use std::sync::Arc;
use windrow::Plan;

/// `LIST<INTEGER UNSIGNED>`.
pub(crate) fn holders_type() -> DataType {
    DataType::List(item())
}

fn item() -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::UInt32, false))
}

/// The numbers of the windows that hold each row, which are neighbours. `O(n)` for `n` rows and what
/// they are repeated.
pub(crate) fn holders(plan: &Plan, rows: usize) -> Result<ArrayRef> {
    let (starts, ends) = (plan.start(), plan.end());
    let (mut from, mut to) = (0, 0);
    let (mut numbers, mut lengths) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    for row in 0..rows {
        while starts.get(to).is_some_and(|start| *start as usize <= row) {
            to += 1;
        }
        while from < to && ends[from] as usize <= row {
            from += 1;
        }
        lengths.push(to - from);
        // As many windows as positions of 32 bits can have.
        numbers.extend((from..to).map(|window| u32::try_from(window).unwrap_or(u32::MAX)));
    }
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(item(), offsets, Arc::new(UInt32Array::from(numbers)), None)?))
}
