//! Where windows begin and end under several limits at once, one window after the other.

use crate::{
    Rows,
    columns::measure::AnyBlocks,
    columns::time::Time,
    cut::limits::{Limit, Limits, within},
    search::blocks::{Blocks, NEAR},
    search::gallop::Point,
};

/// Finds where windows begin and end, one after the other.
pub(crate) trait Search {
    /// The least `start` from `lowest` on such that `start..fresh` is within the overlap and the
    /// row at `fresh` has room with it; `fresh` if there is none.
    fn start(&mut self, lowest: usize, fresh: usize) -> usize;

    /// The largest `end` up to `known` such that `start..end` fits, given that `start..fresh` does:
    /// `start` itself when its row is oversize.
    fn reach(&mut self, start: usize, fresh: usize, known: usize) -> usize;
}

/// What limits and an overlap say about each column.
pub(crate) struct Budgets<'a>(Vec<Budget<'a>>);

enum Budget<'a> {
    Rows(Allowance),
    Time(Allowance, &'a Time),
    Narrow(Cursor<'a, u32>),
    Wide(Cursor<'a, u64>),
}

#[derive(Clone, Copy)]
struct Allowance {
    /// The most that a window may repeat,
    overlap: u64,
    /// and the most that it may hold.
    max: u64,
}

impl<'a> Budgets<'a> {
    /// Of windows within `limits` that repeat what is within `overlap`.
    pub(crate) fn new(rows: &'a Rows, limits: &Limits, overlap: Option<&Limits>) -> Self {
        let no_overlap = Limits::default();
        let kinds = limits.kinds_with(overlap.unwrap_or(&no_overlap));
        let budget = |kind: Limit| {
            let amount_of = |limits: &Limits| limits.of_kind(kind).unwrap_or(u64::MAX);
            let allowance =
                Allowance { overlap: overlap.map_or(u64::MAX, amount_of), max: amount_of(limits) };
            Budget::new(rows, kind, allowance)
        };
        Budgets(kinds.into_iter().map(budget).collect())
    }

    /// The only one, if that is of a measure: most often it is.
    pub(crate) fn only_measure(&mut self) -> Option<&mut Cursor<'a, u32>> {
        match self.0.as_mut_slice() {
            [Budget::Narrow(cursor)] => Some(cursor),
            _ => None,
        }
    }
}

impl Search for Budgets<'_> {
    fn start(&mut self, lowest: usize, fresh: usize) -> usize {
        self.0.iter_mut().fold(lowest, |start, budget| match budget {
            Budget::Rows(allowance) => {
                let most = allowance.overlap.min(allowance.max.saturating_sub(1));
                fresh - within(fresh - start, most)
            }
            Budget::Time(allowance, time) => {
                let start = time.back(start..fresh, fresh - 1, allowance.overlap);
                if time.between(start, fresh) > allowance.max {
                    time.back(start..fresh, fresh, allowance.max)
                } else {
                    start
                }
            }
            Budget::Narrow(cursor) => cursor.start(start, fresh),
            Budget::Wide(cursor) => cursor.start(start, fresh),
        })
    }

    fn reach(&mut self, start: usize, fresh: usize, known: usize) -> usize {
        self.0.iter_mut().fold(known, |end, budget| match budget {
            Budget::Rows(allowance) => start + within(end - start, allowance.max),
            Budget::Time(allowance, time) => time.reach(start, fresh..end, allowance.max),
            Budget::Narrow(cursor) => cursor.reach(start, fresh, end),
            Budget::Wide(cursor) => cursor.reach(start, fresh, end),
        })
    }
}

impl<'a> Budget<'a> {
    fn new(rows: &'a Rows, kind: Limit, allowance: Allowance) -> Self {
        match kind {
            Limit::Rows(_) => Budget::Rows(allowance),
            // `resolve` refuses rows without times.
            Limit::Duration(_) => match rows.time() {
                Ok(time) => Budget::Time(allowance, time),
                Err(_) => Budget::Rows(allowance),
            },
            Limit::Sum(measure, _) => match rows.measure_at(measure).blocks() {
                AnyBlocks::U32(blocks) => Budget::Narrow(Cursor::new(blocks, allowance)),
                AnyBlocks::U64(blocks) => Budget::Wide(Cursor::new(blocks, allowance)),
            },
        }
    }
}

/// What a measure's limit and overlap say, and where its last window began and ended: the next
/// searches begin there.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a, V> {
    blocks: Blocks<'a, V>,
    allowance: Allowance,
    start: Point,
    end: Point,
}

impl<'a, V: Copy + Into<u64>> Cursor<'a, V> {
    fn new(blocks: Blocks<'a, V>, allowance: Allowance) -> Self {
        Cursor { blocks, allowance, start: Point::FIRST, end: Point::FIRST }
    }

    /// Most often what is asked for is where a search ended.
    #[inline]
    fn at(&self, row: usize) -> Point {
        if row == self.end.row {
            self.end
        } else if row == self.start.row {
            self.start
        } else {
            self.blocks.point(row)
        }
    }
}

impl<V: Copy + Into<u64>> Search for Cursor<'_, V> {
    #[inline(always)]
    fn start(&mut self, lowest: usize, fresh: usize) -> usize {
        let next = self.blocks.value(fresh);
        self.start = self.at(fresh);
        if next > self.allowance.max {
            return fresh;
        }
        let overlap = self.allowance.overlap.min(self.allowance.max - next);
        let least = self.start.sum.saturating_sub(overlap);
        self.start = self.blocks.back(self.start, least, lowest);
        self.start.row
    }

    #[inline(always)]
    fn reach(&mut self, start: usize, fresh: usize, known: usize) -> usize {
        let from = if start == self.start.row { self.start } else { self.at(start) };
        let fresh = self.at(fresh);
        self.end = self.blocks.on(fresh, from.sum.saturating_add(self.allowance.max), known);
        let reach = self.end.row;
        if reach == start && start < known {
            // Its row is oversize, and the window ends after it.
            self.end = Point { row: start + 1, sum: from.sum + self.blocks.value(start) };
        }
        reach
    }
}

/// Linear search for narrow windows: sums are counted from where a window begins. Falls back to
/// [`Cursor`] past [`NEAR`] rows.
pub(crate) struct Linear<'a> {
    cursor: Cursor<'a, u32>,
    /// What the rows sum to that the window repeats.
    repeated: u64,
}

impl<'a> Linear<'a> {
    /// None where windows are wide: walking a few rows first would not pay.
    pub(crate) fn new(cursor: &Cursor<'a, u32>) -> Option<Self> {
        let is_narrow = cursor.allowance.max <= cursor.blocks.sums.narrow;
        is_narrow.then_some(Linear { cursor: *cursor, repeated: 0 })
    }

    #[inline(never)]
    fn start_far(&mut self, lowest: usize, fresh: usize) -> usize {
        let start = self.cursor.start(lowest, fresh);
        self.repeated = self.cursor.blocks.point(fresh).sum - self.cursor.start.sum;
        start
    }

    #[inline(never)]
    fn reach_far(&mut self, start: usize, fresh: usize, known: usize) -> usize {
        self.cursor.reach(start, fresh, known)
    }
}

impl Search for Linear<'_> {
    #[inline(always)]
    fn start(&mut self, lowest: usize, fresh: usize) -> usize {
        let Cursor { blocks, allowance, .. } = self.cursor;
        let next = blocks.value(fresh);
        self.repeated = 0;
        if next > allowance.max {
            return fresh;
        }
        let most = allowance.overlap.min(allowance.max - next);
        let near = lowest.max(fresh.saturating_sub(NEAR));
        let (mut start, mut sum) = (fresh, 0);
        for &value in blocks.values[near..fresh].iter().rev() {
            let more = sum + u64::from(value);
            if more > most {
                self.repeated = sum;
                return start;
            }
            (start, sum) = (start - 1, more);
        }
        if start > lowest {
            return self.start_far(lowest, fresh);
        }
        self.repeated = sum;
        start
    }

    #[inline(always)]
    fn reach(&mut self, start: usize, fresh: usize, known: usize) -> usize {
        let Cursor { blocks, allowance, .. } = self.cursor;
        let mut sum = if start < fresh { self.repeated } else { 0 };
        let mut end = fresh;
        for &value in &blocks.values[fresh..known.min(fresh + NEAR)] {
            sum += u64::from(value);
            if sum > allowance.max {
                return end;
            }
            end += 1;
        }
        if end < known { self.reach_far(start, fresh, known) } else { end }
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowance, Cursor, Linear, NEAR, Search};
    use crate::{
        Rows, Spec,
        cut::rules::{Resolved, Rules},
        cut::{ends::Full, walk::walk},
        search::blocks::{
            Blocks,
            tests::{Counted, READS, SKEWED, SUM_READS},
        },
    };
    use std::ops::ControlFlow;

    fn windows_by(resolved: &Resolved<'_>, search: &mut impl Search) -> Vec<(usize, usize)> {
        let mut windows = Vec::new();
        let (rows, rules) = (0..resolved.rows.len(), resolved.rules);
        let full = Full(&rules.limits);
        let _ = walk(rows.into(), rules.overlap.is_some(), search, &full, &mut |found| {
            windows.push((found.start, found.end));
            ControlFlow::Continue(())
        });
        windows
    }

    /// Most rows are long, of which some are all that may be repeated, or a whole window, as the first
    /// after each run of short ones; and these are more than are ever walked.
    #[test]
    fn windows_of_a_few_rows_may_have_many_for_once() {
        let is_long = |row: usize| (row % 1_000) / 300 != 1;
        let value = |row: usize| if is_long(row) { [200, 90, 100, 100][row % 4] } else { 0_u32 };
        let values: Vec<u32> = (0..10_000).map(value).collect();
        let table = Rows::builder().measure("bytes", values).build().expect("a measure");
        for overlap in [0.0, 0.2, 0.5, 0.95] {
            let spec = Spec::new().max("bytes", 200).overlap(overlap);
            let rules = Rules::new(&table, &spec).expect("a limit");
            let resolved = Resolved { rows: &table, rules: &rules, edges: &[] };
            let mut budgets = resolved.budgets(&rules.limits);
            let cursor = budgets.only_measure().expect("one measure");
            let mut walk = Linear::new(cursor).expect("narrow windows");
            let windows = windows_by(&resolved, &mut walk);
            assert_eq!(windows, windows_by(&resolved, cursor), "{overlap}");
            let longest = windows.iter().map(|(start, end)| end - start).max();
            assert!(longest > Some(4 * NEAR), "{longest:?}");
        }
    }

    /// The loop as plans run it, over a measure that counts what is read of it.
    #[test]
    fn a_plan_reads_as_many_values_a_window_however_many_rows_that_has() {
        const ROWS: usize = 300_000;
        let shapes: [fn(usize) -> u64; 3] = [
            |_| 100,
            |i| (i as u64 * 7_919) % 200,
            |i| if i.is_multiple_of(1_000) { 90_010 } else { 10 },
        ];
        for shape in shapes.into_iter().chain(SKEWED) {
            let values: Vec<Counted> = (0..ROWS).map(|i| Counted(shape(i))).collect();
            let sums = Counted::sums(&values);
            let blocks = Blocks { values: &values, sums: &sums };
            for rows in [1_000, 10_000, 100_000] {
                let max = rows * 100;
                let spec = Spec::new().max("bytes", max).overlap(0.2);
                let column = (0..ROWS).map(shape).collect::<Vec<u64>>();
                let table = Rows::builder().measure("bytes", column).build().expect("a measure");
                let rules = Rules::new(&table, &spec).expect("a limit");
                let mut cursor = Cursor::new(blocks, Allowance { overlap: max / 5, max });
                let mut windows = 0;
                READS.set(0);
                SUM_READS.set(0);
                let (full, repeats) = (Full(&rules.limits), rules.overlap.is_some());
                let _ = walk((0..ROWS).into(), repeats, &mut cursor, &full, &mut |_| {
                    windows += 1;
                    ControlFlow::Continue(())
                });
                assert_eq!(windows, table.windows(&spec).expect("a limit").len());
                let reads = READS.get() / windows;
                assert!(reads <= 256, "{reads} values a window of about {rows} rows");
                let sums = SUM_READS.get() / windows;
                assert!(sums <= 160, "{sums} sums a window of about {rows} rows");
            }
        }
    }
}
