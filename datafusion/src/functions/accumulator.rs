//! Gathers rows, for all groups at once or, without GROUP BY, for one.

use crate::gathered::Gathered;
use datafusion::{
    arrow::array::{Array, ArrayRef, BooleanArray},
    common::ScalarValue,
    error::Result,
    logical_expr::{Accumulator, EmitTo, GroupsAccumulator},
};

#[derive(Debug)]
pub(super) struct Groups(Gathered);

impl Groups {
    pub(super) fn new(gathered: Gathered) -> Self {
        Groups(gathered)
    }
}

impl GroupsAccumulator for Groups {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        count: usize,
    ) -> Result<()> {
        self.0.update(values, groups, filter, count)
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], count: usize) -> Result<()> {
        self.0.merge(values, groups, count)
    }

    fn evaluate(&mut self, emit: EmitTo) -> Result<ArrayRef> {
        self.0.take(emit)?.plans()
    }

    fn state(&mut self, emit: EmitTo) -> Result<Vec<ArrayRef>> {
        self.0.take(emit)?.into_state()
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        self.0.row_state(values, filter)
    }

    fn size(&self) -> usize {
        self.0.size()
    }
}

/// The same for one group, which takes the number 0.
#[derive(Debug)]
pub(super) struct One(Gathered);

impl One {
    pub(super) fn new(gathered: Gathered) -> Self {
        One(gathered)
    }
}

impl Accumulator for One {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.0.update(values, &group_of_all(values), None, 1)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.0.merge(states, &group_of_all(states), 1)
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.0.expect_groups(1);
        ScalarValue::try_from_array(&self.0.take(EmitTo::All)?.plans()?, 0)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.0.expect_groups(1);
        let lists = self.0.take(EmitTo::All)?.into_state()?;
        lists.iter().map(|list| ScalarValue::try_from_array(list, 0)).collect()
    }

    fn size(&self) -> usize {
        self.0.size()
    }
}

fn group_of_all(values: &[ArrayRef]) -> Vec<usize> {
    vec![0; values.first().map_or(0, Array::len)]
}
