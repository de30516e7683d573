//! The rows of a stream that may still be in a window.

use super::Sealed;
use crate::{
    Error, ErrorKind, Oversize, Rows, Spec, TimeUnit,
    columns::keys::Keys,
    cut::rules::{Resolved, Rules},
    cut::segments::Segments,
    cut::walk::{Emit, Stretch},
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
        let (columns, rows) = (batch.emptied(), batch.emptied());
        Ok(Pending { rules, columns, rows, base: 0, least: 0, fresh: 0 })
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

    /// Makes room for a batch, and refuses one that cannot follow.
    pub(super) fn check(&mut self, batch: &Rows) -> Result<(), Error> {
        self.check_columns(batch)?;
        self.check_values(batch).map_err(|error| at(error, self.position()))?;
        if self.check_room(batch).is_err() {
            self.drop_front(self.needed())?;
        }
        self.check_room(batch).map_err(|error| at(error, self.position()))
    }

    fn check_columns(&self, batch: &Rows) -> Result<(), Error> {
        let first = &self.columns;
        let other = lacking(first, batch, None).or_else(|| lacking(batch, first, None));
        let (column, found, expected) = if let Some((name, _)) = other {
            let told = |rows, other| {
                let column = lacking(rows, other, Some(name));
                column.map_or_else(|| "missing".to_owned(), |(_, described)| text(described))
            };
            (name, told(batch, first), told(first, batch))
        } else if batch.partition().is_some_and(|it| it.last.is_none()) && !batch.is_empty() {
            ("partition", "without fingerprints".to_owned(), "with some".to_owned())
        } else {
            return Ok(());
        };
        Err(ErrorKind::BadBatch { column: column.to_owned(), found, expected }.into())
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
        let limits = &self.rules.limits;
        if self.rules.oversize == Oversize::Error
            && let Some(row) = limits.first_oversize(batch)
        {
            return Err(limits.oversize_row(batch, row));
        }
        Ok(())
    }

    /// Refuses more rows than can be numbered or summed up with those that are kept.
    fn check_room(&self, batch: &Rows) -> Result<(), Error> {
        let rows = self.len() as u64 + batch.len() as u64;
        if u32::try_from(rows).is_err() {
            return Err(ErrorKind::TooManyRows { rows }.into());
        }
        let mut measures = self.rows.all_measures().iter().zip(batch.all_measures());
        measures.try_for_each(|(measure, more)| measure.check_next(more))
    }

    /// Takes a batch, and hands out the windows that it seals.
    pub(super) fn push(&mut self, spec: &Spec, batch: &Rows) -> Result<Sealed, Error> {
        self.check(batch)?;
        let sealed = self.take(spec, batch)?;
        self.trim();
        Ok(sealed)
    }

    /// Takes a batch that has been checked, and hands out the windows that it seals; all or nothing.
    fn take(&mut self, spec: &Spec, batch: &Rows) -> Result<Sealed, Error> {
        let len = self.len();
        let last = self.rows.partition().and_then(|partitions| partitions.last);
        self.rows.make_room(batch, 0)?;
        self.rows.extend(batch, 0);
        let sealed = self.prepare().and_then(|()| self.seal(spec, false));
        if sealed.is_err() {
            self.rows.truncate(len, last);
        }
        sealed
    }

    fn prepare(&self) -> Result<(), Error> {
        self.rules.prepare(&self.rows)?;
        self.rows.keys().map_or(Ok(()), Keys::prepare_fingerprints)
    }

    /// All windows that no row to come can change; and all others, if the stream has
    /// ended.
    pub(super) fn seal(&mut self, spec: &Spec, ended: bool) -> Result<Sealed, Error> {
        let mut sealed = Sealed::new(self.columns.clone())?;
        let mut refused = None;
        let flow =
            self.cut(spec, ended, &mut |found| match sealed.push(&self.rows, self.base, found) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    refused = Some(error);
                    ControlFlow::Break(())
                }
            });
        if let ControlFlow::Continue((least, fresh)) = flow {
            (self.least, self.fresh) = (least, fresh);
        }
        refused.map_or(Ok(sealed), Err)
    }

    /// With these rows, unless some would be sealed: after a push, none is.
    pub(super) fn at_rest(
        self,
        spec: &Spec,
        rows: Rows,
        (base, least, fresh): (u64, usize, usize),
    ) -> Result<Option<Self>, Error> {
        let in_order = least <= fresh && fresh <= rows.len() && i64::try_from(base).is_ok();
        let pending = Pending { rows, base, least, fresh, ..self };
        pending.prepare()?;
        let rests = in_order
            && pending.cut(spec, false, &mut |_| ControlFlow::Break(()))
                == ControlFlow::Continue((least, fresh));
        Ok(rests.then_some(pending))
    }

    /// Drops the rows that are not needed, if these are most. Dropping costs as much as there are
    /// rows, and more than half of them have come since the last time.
    pub(super) fn trim(&mut self) {
        let unneeded = self.needed();
        if unneeded > self.len() / 2 {
            let _ = self.drop_front(unneeded); // else they stay, as long as there is no memory to move
        }
    }

    fn drop_front(&mut self, rows: usize) -> Result<(), Error> {
        let mut kept = self.columns.emptied();
        kept.make_room(&self.rows, rows)?;
        kept.extend(&self.rows, rows);
        self.rows = kept;
        self.base += rows as u64;
        self.least -= rows;
        self.fresh -= rows;
        Ok(())
    }

    /// Cuts what is known, until `emit` breaks off. Answers with where the next window may begin and
    /// what its first fresh row is.
    fn cut(&self, spec: &Spec, ended: bool, emit: &mut Emit) -> ControlFlow<(), (usize, usize)> {
        let spec = Resolved { rows: &self.rows, rules: &self.rules, edges: &spec.edges };
        let mut budgets = spec.budgets(&self.rules.limits);
        let (mut least, mut fresh) = (self.least, self.fresh);
        for segment in Segments::from(&spec, least) {
            let end = segment.end;
            let complete = ended || end < self.len();
            let stretch = Stretch { least, fresh, end, complete };
            let stretch = spec.cut_segment(stretch, &mut budgets, emit)?;
            (least, fresh) = if complete { (end, end) } else { (stretch.least, stretch.fresh) };
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

/// What has to be the same of a column in each batch, besides its name.
#[derive(Clone, Copy)]
enum Described {
    Measure(usize),
    Time(TimeUnit),
    Partition,
    Key,
}

fn columns(rows: &Rows) -> impl Iterator<Item = (&str, Described)> {
    let measures = rows.measures().enumerate();
    measures
        .map(|(place, name)| (name, Described::Measure(place)))
        .chain(rows.time_unit().map(|unit| ("time", Described::Time(unit))))
        .chain(rows.partition().map(|_| ("partition", Described::Partition)))
        .chain(rows.has_keys().then_some(("key", Described::Key)))
}

/// The first column, of any name or of this one, that `others` lack or have otherwise.
fn lacking<'a>(rows: &'a Rows, others: &Rows, name: Option<&str>) -> Option<(&'a str, Described)> {
    let is_there = |name: &str, described| match described {
        Described::Measure(place) => {
            others.all_measures().get(place).is_some_and(|measure| measure.name() == name)
        }
        Described::Time(unit) => others.time_unit() == Some(unit),
        Described::Partition => others.partition().is_some(),
        Described::Key => others.has_keys(),
    };
    columns(rows).find(|&(column, described)| {
        name.is_none_or(|name| name == column) && !is_there(column, described)
    })
}

fn text(described: Described) -> String {
    match described {
        Described::Measure(place) => format!("measure {place}"),
        Described::Time(unit) => format!("in {}", unit.symbol()),
        Described::Partition | Described::Key => "there".to_owned(),
    }
}
