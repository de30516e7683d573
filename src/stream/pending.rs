//! The rows of a stream that may still be in a window.

use super::Sealed;
use crate::{
    Error, ErrorKind, Oversize, Rows, Spec,
    measure::Measure,
    resolved::{Resolved, Rules},
    segments::Segments,
    windows::{Emit, Part},
};
use std::ops::ControlFlow;

/// ```text
/// base            least       fresh               base + rows
///   ├─ not needed ──┼── may be ──┼─ in no window yet ──┤
///   │               │  repeated  │                     │
/// ```
#[derive(Clone, Debug)]
pub(super) struct Pending {
    rules: Rules,
    /// The columns of every batch, without rows.
    columns: Rows,
    pub(super) rows: Rows,
    /// The position of the first of the rows in the stream.
    pub(super) base: u64,
    /// The next window begins here or later.
    pub(super) least: usize,
    /// The first row that no window holds yet.
    pub(super) fresh: usize,
}

impl Pending {
    /// Without rows, but with the columns of `batch`.
    pub(super) fn new(spec: &Spec, batch: &Rows) -> Result<Self, Error> {
        let rules = Rules::new(batch, spec)?;
        let columns = batch.emptied();
        Ok(Pending { rules, rows: columns.clone(), columns, base: 0, least: 0, fresh: 0 })
    }

    /// How many rows are kept.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The position in the stream of the next row to come.
    pub(super) fn position(&self) -> u64 {
        self.base + self.len() as u64
    }

    /// The first row that is needed. The last always is, for the next is compared with it.
    pub(super) fn needed(&self) -> usize {
        self.least.min(self.len().saturating_sub(1))
    }

    /// Refuses a batch that cannot follow.
    pub(super) fn check(&self, batch: &Rows) -> Result<(), Error> {
        self.check_columns(batch)?;
        let rows = self.position() - self.base - self.needed() as u64 + batch.len() as u64;
        if u32::try_from(rows).is_err() {
            return Err(ErrorKind::TooManyRows { rows }.into());
        }
        self.check_values(batch).map_err(|error| at(error, self.position()))
    }

    fn check_columns(&self, batch: &Rows) -> Result<(), Error> {
        let first = &self.columns;
        let same = first.measures().eq(batch.measures())
            && first.time_unit() == batch.time_unit()
            && first.partition().is_some() == batch.partition().is_some()
            && first.has_keys() == batch.has_keys();
        if !same {
            return Err(difference(&described(first), &described(batch)));
        }
        match batch.partition() {
            Some(partition) if partition.last.is_none() && !batch.is_empty() => {
                Err(ErrorKind::BadBatch {
                    column: "partition".to_owned(),
                    found: "without fingerprints".to_owned(),
                    expected: "with some".to_owned(),
                }
                .into())
            }
            _ => Ok(()),
        }
    }

    fn check_values(&self, batch: &Rows) -> Result<(), Error> {
        let rows = &self.rows;
        let goes_on = match (rows.partition(), batch.partition()) {
            (Some(before), Some(after)) => before.last == after.first,
            _ => true,
        };
        if let (true, Ok(time), Ok(more)) = (goes_on, rows.time(), batch.time()) {
            time.check_next(more)?;
        }
        if let (Oversize::Error, Some(row)) =
            (self.rules.oversize, self.rules.limits.first_oversize(batch))
        {
            return Err(self.rules.limits.oversize_row(batch, row));
        }
        let start = self.needed();
        self.each_measure(batch).try_for_each(|(measure, more)| measure.check_next(start, more))
    }

    fn each_measure<'a>(
        &'a self,
        batch: &'a Rows,
    ) -> impl Iterator<Item = (&'a Measure, &'a Measure)> {
        (0..self.columns.measures().len()).map(|i| (self.rows.measure_at(i), batch.measure_at(i)))
    }

    /// Takes a batch that has been checked.
    pub(super) fn extend(&mut self, batch: &Rows) {
        let rows = self.len() as u64 + batch.len() as u64;
        let too_long = u32::try_from(rows).is_err();
        let too_large =
            |(measure, more): (&Measure, &Measure)| measure.check_next(0, more).is_err();
        if too_long || self.each_measure(batch).any(too_large) {
            self.drop_front(self.needed());
        }
        self.rows.extend(batch);
    }

    /// All windows that no row to come can change; and all others, if the stream has
    /// ended.
    pub(super) fn seal(&mut self, spec: &Spec, ended: bool) -> Sealed {
        let mut sealed = Sealed::new(self.columns.clone());
        let flow = self.cut(spec, ended, &mut |found| {
            sealed.push(&self.rows, self.base, found);
            ControlFlow::Continue(())
        });
        if let ControlFlow::Continue((least, fresh)) = flow {
            (self.least, self.fresh) = (least, fresh); // nothing breaks it off
        }
        sealed
    }

    /// Whether nothing is sealed, and nothing is kept that is not needed: so it is after a push.
    pub(super) fn is_at_rest(&self, spec: &Spec) -> bool {
        let in_order = self.least <= self.fresh && self.fresh <= self.len();
        let stays = |(least, fresh)| (least, fresh) == (self.least, self.fresh);
        let flow = in_order.then(|| self.cut(spec, false, &mut |_| ControlFlow::Break(())));
        self.needed() == 0 && flow.and_then(ControlFlow::continue_value).is_some_and(stays)
    }

    /// Drops the rows that are not needed, if these are most. Dropping costs as much as there are
    /// rows, and more than half of them have come since the last time.
    pub(super) fn trim(&mut self) {
        let unneeded = self.needed();
        if unneeded > self.len() / 2 {
            self.drop_front(unneeded);
        }
    }

    fn drop_front(&mut self, rows: usize) {
        self.rows.drop_front(rows);
        self.base += rows as u64;
        self.least -= rows;
        self.fresh -= rows;
    }

    /// Cuts what is known, until `emit` breaks off. Answers with where the next window may begin and
    /// what its first fresh row is.
    fn cut(&self, spec: &Spec, ended: bool, emit: &mut Emit) -> ControlFlow<(), (usize, usize)> {
        let spec = Resolved { rows: &self.rows, rules: &self.rules, edges: &spec.edges };
        let mut budgets = spec.budgets(&self.rules.limits);
        let (mut least, mut fresh) = (self.least, self.fresh);
        for segment in Segments::from(&spec, least) {
            let end = segment.end;
            let whole = ended || end < self.len();
            let part = Part { least, fresh, end, whole };
            let part = spec.cut_segment(part, &mut budgets, emit)?;
            (least, fresh) = if whole { (end, end) } else { (part.least, part.fresh) };
        }
        ControlFlow::Continue((least, fresh))
    }
}

/// The error as one of the stream, in which the batch begins at `base`.
fn at(mut error: Error, base: u64) -> Error {
    if let ErrorKind::Unsorted { row, .. }
    | ErrorKind::OversizeRow { row, .. }
    | ErrorKind::TotalTooLarge { row, .. } = error.kind_mut()
    {
        *row = usize::try_from(base).map_or(usize::MAX, |base| base.saturating_add(*row));
    }
    error
}

/// The columns, and what has to be the same in each batch.
fn described(rows: &Rows) -> Vec<(String, String)> {
    let measures = rows.measures().enumerate();
    let measures = measures.map(|(place, name)| (name.to_owned(), format!("measure {place}")));
    let time = rows.time_unit().map(|unit| ("time".to_owned(), format!("in {}", unit.symbol())));
    let partition = rows.partition().map(|_| ("partition".to_owned(), "there".to_owned()));
    let key = rows.has_keys().then(|| ("key".to_owned(), "there".to_owned()));
    measures.chain(time).chain(partition).chain(key).collect()
}

/// The first column that is not the same, which there must be.
fn difference(expected: &[(String, String)], found: &[(String, String)]) -> Error {
    let only = |these: &[(String, String)], those: &[(String, String)]| {
        these.iter().filter(|it| !those.contains(it)).cloned().collect::<Vec<_>>()
    };
    let (expected, found) = (only(expected, found), only(found, expected));
    let column = expected.iter().chain(&found).next().map_or("", |(column, _)| column);
    let of = |those: &[(String, String)]| {
        let it = those.iter().find(|(name, _)| name == column);
        it.map_or_else(|| "missing".to_owned(), |(_, description)| description.clone())
    };
    let (found, expected) = (of(&found), of(&expected));
    ErrorKind::BadBatch { column: column.to_owned(), found, expected }.into()
}
