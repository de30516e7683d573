//! Plans as lists of structs.

use crate::{arguments::Shape, failure::Failure};
use datafusion::{
    arrow::{
        array::{
            ArrayRef, BooleanArray, Int64Array, ListArray, StructArray, UInt32Array, UInt64Array,
        },
        buffer::OffsetBuffer,
        compute::cast,
        datatypes::{DataType, Field, Fields},
    },
    error::Result,
};
use std::sync::Arc;
use windrow::{ErrorKind, Plan};

/// The columns of a plan, as `Plan::to_batch` of the core names them.
fn fields(shape: &Shape) -> Fields {
    let required = |name: &str, data_type| Field::new(name, data_type, false);
    let positions =
        ["window", "start", "fresh", "end"].map(|name| required(name, DataType::UInt32));
    let mut fields = Vec::from(positions);
    let sum = |name: &String| required(&format!("sum_{name}"), DataType::Int64);
    fields.extend(shape.measures.iter().map(|measure| sum(&measure.name)));
    if let Some(time) = &shape.time {
        fields.extend(["first_time", "last_time"].map(|name| required(name, time.data_type())));
        // Of windows of the clock only, which the types of the arguments do not tell.
        fields.extend(["opens", "closes"].map(|name| Field::new(name, time.data_type(), true)));
    }
    fields.push(required("oversize", DataType::Boolean));
    fields.extend(shape.key.map(|_| required("id", DataType::UInt64)));
    fields.into()
}

/// `LIST<STRUCT<window, start, fresh, end, sum_…, first_time, last_time, opens, closes, oversize, id>>`.
pub(crate) fn plan_type(shape: &Shape) -> DataType {
    DataType::List(item(fields(shape)))
}

fn item(fields: Fields) -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::Struct(fields), false))
}

/// Collects plans, a list each.
#[derive(Debug)]
pub(crate) struct PlanBuilder {
    shape: Shape,
    /// How many windows each list has.
    lengths: Vec<usize>,
    /// `window`, `start`, `fresh`, `end`.
    positions: [Vec<u32>; 4],
    sums: Vec<Vec<i64>>,
    /// `first_time`, `last_time`.
    times: [Vec<i64>; 2],
    /// `opens`, `closes`.
    clock: [Vec<Option<i64>>; 2],
    oversize: Vec<bool>,
    ids: Vec<u64>,
}

impl PlanBuilder {
    pub(crate) fn new(shape: &Shape) -> Self {
        PlanBuilder {
            shape: shape.clone(),
            lengths: Vec::new(),
            positions: Default::default(),
            sums: vec![Vec::new(); shape.measures.len()],
            times: Default::default(),
            clock: Default::default(),
            oversize: Vec::new(),
            ids: Vec::new(),
        }
    }

    /// Adds the plan of some groups, given where each ends: a list for each, with positions of its own.
    pub(crate) fn append(&mut self, plan: &Plan, ends: impl Iterator<Item = usize>) -> Result<()> {
        let [windows, starts, freshes, all_ends] = &mut self.positions;
        let (mut of_plan, mut first) = (plan.iter().peekable(), 0);
        for end in ends {
            let mut count = 0;
            while let Some(window) = of_plan.next_if(|window| (window.start as usize) < end) {
                windows.push(count);
                starts.push(window.start - first);
                freshes.push(window.fresh - first);
                all_ends.push(window.end - first);
                self.oversize.push(window.oversize);
                count += 1;
            }
            self.lengths.push(count as usize);
            // Rows are numbered by 32 bits, or the plan would not be there.
            first = u32::try_from(end).unwrap_or(first);
        }
        for (measure, sums) in self.shape.measures.iter().zip(&mut self.sums) {
            let added = plan.sum(&measure.name).map_err(Failure::from)?;
            sums.extend(added.map(u64::cast_signed));
        }
        let [first, last] = &mut self.times;
        first.extend(plan.first_time().into_iter().flatten());
        last.extend(plan.last_time().into_iter().flatten());
        for (column, of_clock) in self.clock.iter_mut().zip([plan.opens(), plan.closes()]) {
            match of_clock {
                Some(times) => column.extend(times.iter().copied().map(Some)),
                None => column.resize(column.len() + plan.len(), None),
            }
        }
        self.ids.extend(plan.ids().into_iter().flatten());
        Ok(())
    }
}

/// The lists.
pub(crate) fn list_of_plans(builder: PlanBuilder) -> Result<ArrayRef> {
    let PlanBuilder { shape, lengths, positions, sums, times, clock, oversize, ids } = builder;
    if i32::try_from(oversize.len()).is_err() {
        let most = i32::MAX as usize;
        return Err(Failure::from(ErrorKind::TooManyWindows { most }).into());
    }
    let mut columns: Vec<ArrayRef> = Vec::new();
    columns.extend(positions.map(|it| Arc::new(UInt32Array::from(it)) as ArrayRef));
    columns.extend(sums.into_iter().map(|it| Arc::new(Int64Array::from(it)) as ArrayRef));
    if let Some(time) = &shape.time {
        for values in times {
            columns.push(cast(&Int64Array::from(values), &time.data_type())?);
        }
        for values in clock {
            columns.push(cast(&Int64Array::from(values), &time.data_type())?);
        }
    }
    columns.push(Arc::new(BooleanArray::from(oversize)));
    columns.extend(shape.key.map(|_| Arc::new(UInt64Array::from(ids)) as ArrayRef));
    let fields = fields(&shape);
    let windows = StructArray::try_new(fields.clone(), columns, None)?;
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(item(fields), offsets, Arc::new(windows), None)?))
}
