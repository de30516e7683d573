//! The values of ORDER BY, and how rows compare by them.

use super::grouped::{Grouped, gather};
use crate::{arguments::Shape, lines::is_time};
use datafusion::{
    arrow::{
        array::{
            Array, ArrayRef, AsArray, DynComparator, Int64Array, UInt32Array, make_comparator,
            new_empty_array,
        },
        compute::{SortOptions, cast, concat, take},
        datatypes::{DataType, Int64Type},
        util::display::array_value_to_string,
    },
    error::Result,
};
use std::{cmp::Ordering, mem, ops::Range, sync::Arc};

/// The columns of ORDER BY.
#[derive(Clone, Debug)]
pub(crate) struct Order(Vec<OrderKey>);

#[derive(Clone, Debug)]
pub(crate) struct OrderKey {
    /// As errors call it.
    name: String,
    data_type: DataType,
    options: SortOptions,
    values: Values,
}

#[derive(Clone, Debug)]
enum Values {
    /// Those of the argument `time`, which are not kept twice.
    Time,
    /// Numbers and times without a null.
    Whole(Vec<i64>),
    /// Values of any type, batch by batch.
    Any(Vec<ArrayRef>),
}

impl OrderKey {
    /// A column that is ordered by. `is_time` where it is the argument `time`.
    pub(crate) fn new(
        name: String,
        data_type: DataType,
        options: SortOptions,
        is_time: bool,
    ) -> Self {
        let values = match data_type {
            _ if is_time => Values::Time,
            _ if is_whole(&data_type) => Values::Whole(Vec::new()),
            _ => Values::Any(Vec::new()),
        };
        OrderKey { name, data_type, options, values }
    }

    fn with(&self, values: Values) -> Self {
        let OrderKey { name, data_type, options, .. } = self;
        OrderKey { name: name.clone(), data_type: data_type.clone(), options: *options, values }
    }

    fn emptied(&self) -> Self {
        let is_time = matches!(self.values, Values::Time);
        OrderKey::new(self.name.clone(), self.data_type.clone(), self.options, is_time)
    }

    fn append(&mut self, array: &ArrayRef) -> Result<()> {
        match &mut self.values {
            Values::Time => {}
            Values::Whole(values) if array.null_count() == 0 => {
                let numbers = cast(array, &DataType::Int64)?;
                values.extend_from_slice(numbers.as_primitive::<Int64Type>().values());
            }
            Values::Whole(_) => {
                let before = self.array()?;
                self.values = Values::Any(vec![before, ArrayRef::clone(array)]);
            }
            Values::Any(chunks) => chunks.push(match array.data_type() {
                // A view may hold on to much more text than its own.
                DataType::Utf8View => Arc::new(array.as_string_view().gc()),
                _ => ArrayRef::clone(array),
            }),
        }
        Ok(())
    }

    /// All values, in their type; none where they are the time's.
    pub(super) fn array(&self) -> Result<ArrayRef> {
        Ok(match &self.values {
            Values::Time => new_empty_array(&self.data_type),
            Values::Whole(values) => cast(&Int64Array::from(values.clone()), &self.data_type)?,
            Values::Any(chunks) if chunks.is_empty() => new_empty_array(&self.data_type),
            Values::Any(chunks) => concat(&chunks.iter().map(|it| &**it).collect::<Vec<_>>())?,
        })
    }

    /// The same, without a copy where that can be.
    pub(super) fn into_array(self) -> Result<ArrayRef> {
        match self.values {
            Values::Whole(values) => Ok(cast(&Int64Array::from(values), &self.data_type)?),
            _ => self.array(),
        }
    }

    pub(super) fn is_time(&self) -> bool {
        matches!(self.values, Values::Time)
    }
}

impl OrderKey {
    fn arrange(&mut self, grouped: &Grouped) -> Result<()> {
        self.values = match &mut self.values {
            Values::Time => Values::Time,
            Values::Whole(values) => Values::Whole(grouped.arrange(mem::take(values))),
            Values::Any(_) => Values::Any(vec![match grouped.places() {
                Some(places) => take(&self.array()?, &UInt32Array::from(places), None)?,
                None => self.array()?,
            }]),
        };
        Ok(())
    }
}

/// Whether all values but null are numbers of 64 bits that compare alike.
fn is_whole(data_type: &DataType) -> bool {
    let is_number = data_type.is_integer() && *data_type != DataType::UInt64;
    is_number || is_time(data_type)
}

impl Order {
    pub(crate) fn new(keys: Vec<OrderKey>) -> Self {
        Order(keys)
    }

    pub(super) fn into_keys(self) -> Vec<OrderKey> {
        self.0
    }

    pub(super) fn emptied(&self) -> Self {
        Order(self.0.iter().map(OrderKey::emptied).collect())
    }

    /// Without rows, and such that times are kept too.
    pub(super) fn emptied_of_time(&self) -> Self {
        Order(self.0.iter().map(|key| key.with(Values::Any(Vec::new()))).collect())
    }

    pub(super) fn append(&mut self, arrays: &[ArrayRef]) -> Result<()> {
        self.0.iter_mut().zip(arrays).try_for_each(|(key, array)| key.append(array))
    }

    pub(super) fn picked(&self, rows: &[u32]) -> Result<Self> {
        let picked = self.0.iter().map(|key| {
            Ok(key.with(match &key.values {
                Values::Time => Values::Time,
                Values::Whole(values) => Values::Whole(gather(values, rows)),
                Values::Any(_) => {
                    Values::Any(vec![take(&key.array()?, &UInt32Array::from(rows.to_vec()), None)?])
                }
            }))
        });
        Ok(Order(picked.collect::<Result<_>>()?))
    }

    /// Puts all values into the order of groups.
    pub(super) fn arrange(&mut self, grouped: &Grouped) -> Result<()> {
        self.0.iter_mut().try_for_each(|key| key.arrange(grouped))
    }

    /// Whether the rows of each group, one group after the other as they came, are in order by the first column
    /// alone; false also if they may be.
    pub(super) fn is_sorted(&self, groups: &[u32], count: usize, times: &[i64]) -> bool {
        let Some(first) = self.0.first() else { return true };
        let values = match &first.values {
            Values::Time => times,
            Values::Whole(values) => values,
            Values::Any(_) => return false,
        };
        let mut last = vec![None; count];
        groups.iter().zip(values).all(|(&group, &value)| {
            let value = if first.options.descending { !value } else { value };
            let last = &mut last[group as usize];
            last.replace(value).is_none_or(|last| last < value)
        })
    }

    /// The values of some rows, the time's too.
    pub(super) fn heads(&self, rows: &[u32], times: &[i64], shape: &Shape) -> Result<Self> {
        let picked = self.picked(rows)?;
        let heads = picked.0.into_iter().map(|key| {
            let values = match (&key.values, &shape.time) {
                (Values::Time, Some(time)) => {
                    cast(&Int64Array::from(gather(times, rows)), &time.data_type())?
                }
                _ => key.array()?,
            };
            Ok(key.with(Values::Any(vec![values])))
        });
        Ok(Order(heads.collect::<Result<_>>()?))
    }

    /// How rows compare, after [`arrange`](Order::arrange).
    pub(super) fn compare<'a>(&'a self, times: &'a [i64]) -> Result<Compare<'a>> {
        let column = |key: &'a OrderKey| {
            Ok(match &key.values {
                Values::Time => Column::Whole(times, key.options.descending),
                Values::Whole(values) => Column::Whole(values, key.options.descending),
                Values::Any(chunks) => {
                    Column::Any(make_comparator(&chunks[0], &chunks[0], key.options)?)
                }
            })
        };
        Ok(Compare(self.0.iter().map(column).collect::<Result<_>>()?))
    }

    /// The values of a row, for an error: `ts = 2024-05-06T07:08:09, id = 7`.
    pub(super) fn shown(&self, row: usize) -> Result<String> {
        let mut shown = Vec::new();
        for key in &self.0 {
            let array = key.array()?;
            let value = if array.is_null(row) {
                "null".to_owned()
            } else {
                array_value_to_string(&array, row)?
            };
            shown.push(format!("{} = {value}", key.name));
        }
        Ok(shown.join(", "))
    }

    pub(super) fn capacity_bytes(&self) -> usize {
        let sizes = self.0.iter().map(|key| match &key.values {
            Values::Time => 0,
            Values::Whole(values) => values.capacity() * 8,
            Values::Any(chunks) => chunks.iter().map(Array::get_array_memory_size).sum(),
        });
        sizes.sum()
    }
}

/// How rows compare.
pub(super) struct Compare<'a>(Vec<Column<'a>>);

enum Column<'a> {
    Whole(&'a [i64], bool),
    Any(DynComparator),
}

impl Column<'_> {
    #[inline]
    fn of(&self, a: usize, b: usize) -> Ordering {
        match self {
            Column::Whole(values, false) => values[a].cmp(&values[b]),
            Column::Whole(values, true) => values[b].cmp(&values[a]),
            Column::Any(compare) => compare(a, b),
        }
    }
}

impl Compare<'_> {
    #[inline]
    pub(super) fn of(&self, a: usize, b: usize) -> Ordering {
        let unequal = |column: &Column| Some(column.of(a, b)).filter(|it| it.is_ne());
        self.0.iter().find_map(unequal).unwrap_or(Ordering::Equal)
    }

    /// Whether rows that follow each other are in order.
    pub(super) fn is_sorted(&self, mut rows: Range<usize>) -> bool {
        let Some(mut before) = rows.next() else { return true };
        rows.all(|row| self.of(mem::replace(&mut before, row), row) != Ordering::Greater)
    }

    /// Sorts rows. Stable.
    pub(super) fn sort(&self, rows: &mut [u32]) {
        let Some((Column::Whole(values, false), _)) = self.0.split_first() else {
            return rows.sort_by(|a, b| self.of(*a as usize, *b as usize));
        };
        // The first value beside the row: rows are apart in memory.
        let mut pairs: Vec<(i64, u32)> =
            rows.iter().map(|&row| (values[row as usize], row)).collect();
        pairs.sort_by(|(a, row), (b, other)| {
            a.cmp(b).then_with(|| self.of(*row as usize, *other as usize))
        });
        rows.iter_mut().zip(pairs).for_each(|(row, (_, sorted))| *row = sorted);
    }
}
