//! What an aggregate remembers of its groups' rows, until they are cut.
//!
//! ```text
//! order     the values of ORDER BY, and how rows compare by them
//! grouped   where the rows of each group are
//! state     rows as they travel from one stage to the next: a list of narrow values each
//! ```
//! Rows lie in the order in which they came, each with the number of its group: work and memory grow
//! with the rows and do not depend on the number of groups.

mod grouped;
mod order;
mod state;
#[cfg(test)]
mod tests;

use crate::{
    arguments::{Amounts, BadRow, Columns, Options, Shape},
    failure::Failure,
    windows::{PlanBuilder, list_of_plans},
};
use datafusion::{
    arrow::array::{Array, ArrayRef, BooleanArray},
    arrow::compute::filter,
    error::Result,
    logical_expr::EmitTo,
};
use grouped::{Grouped, gather, picked};
pub(crate) use order::{Order, OrderKey};
pub(crate) use state::state_types;
use std::{mem, ops::Range};
use windrow::{ErrorKind, Plan, Rows};

/// Groups are cut together up to so many rows, as one table costs more than a few rows.
const TOGETHER: usize = 1 << 18;

/// The rows of all groups.
#[derive(Debug)]
pub(crate) struct Gathered {
    shape: Shape,
    options: Options,
    order: Order,
    columns: Columns,
    /// The group of each row.
    groups: Vec<u32>,
    /// The number of groups, which may have no rows.
    count: usize,
}

impl Gathered {
    pub(crate) fn new(shape: Shape, options: Options, order: Order) -> Self {
        let columns = Columns::new(&shape);
        Gathered { shape, options, order, columns, groups: Vec::new(), count: 0 }
    }

    /// The same without rows.
    fn emptied(&self) -> Self {
        Gathered::new(self.shape.clone(), self.options.clone(), self.order.emptied())
    }

    /// Makes room for so many groups, which may have no rows.
    pub(crate) fn expect_groups(&mut self, count: usize) {
        self.count = count;
    }

    /// Takes a batch: the arguments, then the values of ORDER BY.
    pub(crate) fn update(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        mask: Option<&BooleanArray>,
        count: usize,
    ) -> Result<()> {
        self.count = count;
        let Some(mask) = mask.filter(|mask| mask.true_count() < mask.len()) else {
            return self.append(values, groups.iter().copied());
        };
        let kept = values.iter().map(|array| filter(array, mask)).collect::<Result<Vec<_>, _>>()?;
        let groups = groups.iter().zip(mask).filter(|(_, keep)| *keep == Some(true));
        self.append(&kept, groups.map(|(group, _)| *group))
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are no more groups than rows")]
    fn append(&mut self, values: &[ArrayRef], groups: impl Iterator<Item = usize>) -> Result<()> {
        // The spec stands between the arguments and the order.
        let (arguments, order) = values.split_at(2 + usize::from(self.shape.time.is_some()));
        let before = self.groups.len();
        self.groups.extend(groups.map(|group| group as u32));
        if let Err(bad) = self.columns.append(&self.shape, arguments)? {
            return Err(self.bad_row(bad, before, order)?.into());
        }
        self.order.append(order)?;
        self.check_len()
    }

    /// Refuses more rows than 32 bits can number.
    fn check_len(&self) -> Result<()> {
        let rows = self.groups.len();
        if u32::try_from(rows).is_ok() {
            return Ok(());
        }
        Err(Failure::from(ErrorKind::TooManyRows { rows: rows as u64 }).into())
    }

    /// The error of a row of the batch that is being appended.
    fn bad_row(&self, bad: BadRow, before: usize, order: &[ArrayRef]) -> Result<Failure> {
        let place = bad.place;
        let group = self.groups[before + place];
        let row = self.groups[..before + place].iter().filter(|it| **it == group).count();
        let mut batch = self.order.emptied_of_time();
        batch.append(order)?;
        let shown = batch.shown(place)?;
        Ok(Failure::from(bad.at(row))
            .at(&format!("the row with {shown}; rows are numbered in their group as they came")))
    }

    pub(crate) fn size(&self) -> usize {
        self.columns.capacity_bytes() + self.order.capacity_bytes() + 4 * self.groups.capacity()
    }

    /// Takes the first groups out; those that remain are numbered from 0.
    pub(crate) fn take(&mut self, emit: EmitTo) -> Result<Self> {
        let empty = self.emptied();
        let EmitTo::First(first) = emit else { return Ok(mem::replace(self, empty)) };
        let rest_count = self.count.saturating_sub(first);
        let (mut taken, mut rest) = (Vec::new(), Vec::new());
        for (row, &group) in (0_u32..).zip(&self.groups) {
            if (group as usize) < first { taken.push(row) } else { rest.push(row) }
        }
        if rest.is_empty() {
            let mut all = mem::replace(self, empty);
            all.count = first;
            self.count = rest_count;
            return Ok(all);
        }
        let mut first_groups = self.picked(&taken)?;
        first_groups.count = first;
        *self = self.picked(&rest)?;
        self.count = rest_count;
        #[expect(clippy::cast_possible_truncation, reason = "groups have 32 bits")]
        self.groups.iter_mut().for_each(|group| *group -= first as u32);
        Ok(first_groups)
    }

    /// Some of the rows.
    fn picked(&self, rows: &[u32]) -> Result<Self> {
        let mut picked = self.emptied();
        picked.groups = gather(&self.groups, rows);
        picked.columns = self::picked(&self.columns, rows);
        picked.order = self.order.picked(rows)?;
        Ok(picked)
    }

    /// Sorts and cuts each group: a list of windows for each.
    pub(crate) fn plans(mut self) -> Result<ArrayRef> {
        let grouped = self.sort()?;
        let mut builder = PlanBuilder::new(&self.shape);
        let mut from = 0;
        while from < self.count {
            let start = grouped.rows(from).start;
            let mut to = from + 1;
            while to < self.count && grouped.rows(to).end - start <= TOGETHER {
                to += 1;
            }
            self.cut(from..to, &grouped, &mut builder)?;
            from = to;
        }
        list_of_plans(builder)
    }

    /// Puts groups one after the other, each in order. Of the values of ORDER BY, those of the first row of each
    /// group remain, which tell groups apart in errors.
    #[expect(clippy::cast_possible_truncation, reason = "the rows are counted before")]
    fn sort(&mut self) -> Result<Grouped> {
        let is_sorted = self.order.is_sorted(&self.groups, self.count, &self.columns.times);
        let groups = mem::take(&mut self.groups);
        if is_sorted {
            // No other column is looked at: they go before others are copied.
            let mut heads = vec![0; self.count];
            for (row, &group) in groups.iter().enumerate().rev() {
                heads[group as usize] = row as u32;
            }
            self.keep_heads(&heads, groups.len())?;
        }
        let grouped = Grouped::new(groups, self.count);
        grouped.arrange_all(&mut self.columns);
        if !is_sorted {
            self.order.arrange(&grouped)?;
            self.sort_each(&grouped)?;
        }
        Ok(grouped)
    }

    /// Sorts the groups that are not in order, once their rows are together.
    #[expect(clippy::cast_possible_truncation, reason = "the rows are counted before")]
    fn sort_each(&mut self, grouped: &Grouped) -> Result<()> {
        let compare = self.order.compare(&self.columns.times)?;
        let mut places: Option<Vec<u32>> = None;
        for group in 0..self.count {
            let rows = grouped.rows(group);
            if !compare.is_sorted(rows.clone()) {
                compare.sort(&mut places.get_or_insert_with(|| grouped.all_rows())[rows]);
            }
        }
        drop(compare);
        let first = |start: usize| places.as_ref().map_or(start as u32, |places| places[start]);
        let starts = (0..self.count).map(|group| grouped.rows(group));
        let heads: Vec<u32> =
            starts.map(|rows| if rows.is_empty() { 0 } else { first(rows.start) }).collect();
        self.keep_heads(&heads, grouped.len())?;
        if let Some(places) = places {
            self.columns = picked(&self.columns, &places);
        }
        Ok(())
    }

    /// Keeps the values of ORDER BY for the first row of each group only. A group without rows keeps those of any row.
    fn keep_heads(&mut self, heads: &[u32], rows: usize) -> Result<()> {
        self.order = if rows == 0 {
            self.order.emptied()
        } else {
            self.order.heads(heads, &self.columns.times, &self.shape)?
        };
        Ok(())
    }

    /// Cuts some groups, as partitions of one table.
    fn cut(
        &mut self,
        groups: Range<usize>,
        grouped: &Grouped,
        builder: &mut PlanBuilder,
    ) -> Result<()> {
        match self.plan_of(groups.clone(), grouped) {
            Ok(plan) => {
                let start = grouped.rows(groups.start).start;
                builder.append(&plan, groups.map(|group| grouped.rows(group).end - start))
            }
            // One by one, as a sum may be too large for one table, and an error has to tell its group.
            Err(_) if groups.len() > 1 => groups
                .into_iter()
                .try_for_each(|group| self.cut(group..group + 1, grouped, builder)),
            Err(error) => {
                let mut failure = Failure::from(error);
                if !grouped.rows(groups.start).is_empty() {
                    let shown = self.order.shown(groups.start)?;
                    failure = failure.at(&format!("the group whose first row has {shown}"));
                }
                Err(failure.into())
            }
        }
    }

    fn plan_of(&mut self, groups: Range<usize>, grouped: &Grouped) -> Result<Plan, windrow::Error> {
        let rows = grouped.rows(groups.start).start..grouped.rows(groups.end - 1).end;
        let is_one = groups.len() == 1;
        // Nothing is asked of the columns after the last group.
        let is_last = is_one && groups.end == self.count;
        let mut table = Rows::builder().len(rows.len());
        for (measure, amounts) in self.shape.measures.iter().zip(&mut self.columns.measures) {
            table = match amounts {
                Amounts::Narrow(it) => {
                    table.measure(&measure.name, piece(it, rows.clone(), is_last))
                }
                Amounts::Wide(it) => {
                    table.measure(&measure.name, &*piece(it, rows.clone(), is_last))
                }
            };
        }
        if let Some(time) = &self.shape.time {
            let times = piece(&mut self.columns.times, rows.clone(), is_last);
            table = table.time(&time.column, time.core_unit(), times);
        }
        if self.shape.key.is_some() {
            table = table.key("key", piece(&mut self.columns.keys, rows.clone(), is_last));
        }
        if !is_one {
            let mut of_rows = Vec::with_capacity(rows.len());
            for group in groups {
                of_rows.resize(grouped.rows(group).end - rows.start, group);
            }
            table = table.partition("group", &of_rows);
        }
        self.options.plan(&table.build()?)
    }
}

/// The rows of a column; where they are all of it, and not wanted again, without a copy.
fn piece<T: Copy>(values: &mut Vec<T>, rows: Range<usize>, is_last: bool) -> Vec<T> {
    if is_last && rows == (0..values.len()) { mem::take(values) } else { values[rows].to_vec() }
}
