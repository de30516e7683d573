//! The definition of windows, written to be read and not for speed. Everything else is compared with it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use windrow::{Cut, Origin, TimeUnit, Window};

/// Columns, each empty or with a value per row.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub len: usize,
    pub measures: BTreeMap<String, Vec<u64>>,
    pub times: Vec<i64>,
    /// The place in [`TimeUnit::ALL`] of the unit of the times.
    pub unit: usize,
    pub partitions: Vec<u64>,
    pub keys: Vec<u64>,
}

/// Amounts by name, `rows` and `duration` (in steps of the times) among them.
pub type Amounts = BTreeMap<String, u64>;

/// A spec in the oracle's words.
#[derive(Clone, Debug)]
pub struct Asked {
    pub max: Amounts,
    pub gap: Option<u64>,
    pub edges: Vec<i64>,
    pub overlap: Amounts,
    pub cut: Cut,
    pub min_fill: f64,
}

impl Asked {
    /// No limit, no overlap, and the defaults of a spec.
    pub fn nothing() -> Self {
        Asked {
            max: Amounts::new(),
            gap: None,
            edges: Vec::new(),
            overlap: Amounts::new(),
            cut: Cut::Full,
            min_fill: 0.5,
        }
    }
}

impl Table {
    pub fn unit(&self) -> TimeUnit {
        TimeUnit::ALL[self.unit]
    }

    /// The rows of each partition.
    pub fn runs(&self) -> Vec<Range<usize>> {
        let differ = |&row: &usize| self.partitions.get(row) != self.partitions.get(row - 1);
        let ends = (1..self.len).filter(differ).chain([self.len]);
        let mut start = 0;
        ends.map(|end| std::mem::replace(&mut start, end)..end).collect()
    }

    /// How much of `name` the rows `start..end` hold.
    pub fn amount(&self, name: &str, start: usize, end: usize) -> u64 {
        match name {
            "rows" => (end - start) as u64,
            "duration" if start == end => 0,
            "duration" => distance(self.times[start], self.times[end - 1]),
            measure => self.measures[measure][start..end].iter().sum(),
        }
    }

    pub fn within(&self, max: &Amounts, start: usize, end: usize) -> bool {
        max.iter().all(|(name, &max)| self.amount(name, start, end) <= max)
    }

    pub fn fill(&self, max: &Amounts, start: usize, end: usize) -> f64 {
        let fills = max.iter().map(|(name, &max)| match self.amount(name, start, end) {
            0 => 0.0,
            used => used as f64 / max as f64,
        });
        fills.fold(0.0, f64::max)
    }

    /// Whether the rows before and at `row` may not share a window.
    pub fn is_broken(&self, asked: &Asked, row: usize) -> bool {
        let other_partition = self.partitions.get(row) != self.partitions.get(row - 1);
        let time = |row: usize| self.times[row];
        let silent = |gap| distance(time(row - 1), time(row)) > gap;
        let crossed = |&edge: &i64| time(row - 1) < edge && edge <= time(row);
        other_partition || asked.gap.is_some_and(silent) || asked.edges.iter().any(crossed)
    }

    pub fn fits(&self, asked: &Asked, start: usize, end: usize) -> bool {
        self.within(&asked.max, start, end)
            && (start + 1..end).all(|row| !self.is_broken(asked, row))
    }
}

/// From an earlier time to a later one.
fn distance(from: i64, to: i64) -> u64 {
    u64::try_from(i128::from(to) - i128::from(from)).unwrap_or(0)
}

pub fn share_of(max: &Amounts, ratio: f64) -> Amounts {
    max.iter().map(|(name, &max)| (name.clone(), (max as f64 * ratio).floor() as u64)).collect()
}

pub fn windows(table: &Table, asked: &Asked) -> Vec<Window> {
    if asked.cut == Cut::Even {
        return even_windows(table, asked);
    }
    loop_with(table, asked, 0..table.len, |start, fresh, reach| {
        cut(table, asked, start, fresh, reach)
    })
}

/// The loop of the definition, over whole segments.
fn loop_with(
    table: &Table,
    asked: &Asked,
    rows: std::ops::Range<usize>,
    cut: impl Fn(usize, usize, usize) -> usize,
) -> Vec<Window> {
    let repeats = asked.overlap.values().any(|&budget| budget > 0);
    let mut windows = Vec::new();
    let (mut start, mut fresh) = (rows.start, rows.start);
    while fresh < rows.end {
        let reach = (fresh + 1..=rows.end).rev().find(|&end| table.fits(asked, start, end));
        let rest_fits = reach.is_some_and(|end| end == rows.end || table.is_broken(asked, end));
        let end = match reach {
            None => start + 1,
            Some(reach) if rest_fits => reach,
            Some(reach) => cut(start, fresh, reach),
        };
        windows.push(Window {
            start: start as u32,
            fresh: fresh as u32,
            end: end as u32,
            oversize: reach.is_none(),
        });
        fresh = end;
        let may_start = |next: usize| {
            repeats
                && end < rows.end
                && table.within(&asked.overlap, next, end)
                && table.fits(asked, next, end + 1)
        };
        start = (start + 1..end).find(|&next| may_start(next)).unwrap_or(end);
    }
    windows
}

fn cut(table: &Table, asked: &Asked, start: usize, fresh: usize, reach: usize) -> usize {
    let full_enough = |&end: &usize| table.fill(&asked.max, start, end) >= asked.min_fill;
    let candidates = (fresh + 1..=reach).filter(full_enough);
    let chosen = match asked.cut {
        Cut::Quiet => {
            candidates.max_by_key(|&end| distance(table.times[end - 1], table.times[end]))
        }
        Cut::Stable => candidates.rev().min_by_key(|&end| mixed(table.keys[end - 1])),
        _ => None,
    };
    chosen.unwrap_or(reach)
}

/// Without overlap: tries every fill that a window can have, from the least, as the fullest.
fn even_windows(table: &Table, asked: &Asked) -> Vec<Window> {
    let full = Asked { cut: Cut::Full, ..asked.clone() };
    let mut windows = Vec::new();
    let mut start = 0;
    while start < table.len {
        let broken = |&row: &usize| table.is_broken(asked, row);
        let end = (start + 1..table.len).find(broken).unwrap_or(table.len);
        let most = loop_with(table, &full, start..end, |_, _, reach| reach);
        let ranges = (start..end).flat_map(|from| (from + 1..=end).map(move |to| (from, to)));
        let mut fills: Vec<f64> = ranges
            .map(|(from, to)| table.fill(&asked.max, from, to))
            .filter(|&f| f <= 1.0)
            .collect();
        fills.sort_by(f64::total_cmp);
        fills.dedup();
        let found = fills.into_iter().find_map(|fullest| {
            let under = |start: usize, end: usize| table.fill(&asked.max, start, end) <= fullest;
            let cut = |start: usize, fresh: usize, reach: usize| {
                (fresh + 1..=reach).rev().find(|&end| under(start, end)).unwrap_or(fresh + 1)
            };
            let made = loop_with(table, &full, start..end, cut);
            let fits = |window: &Window| {
                window.oversize || under(window.start as usize, window.end as usize)
            };
            (made.len() == most.len() && made.iter().all(fits)).then_some(made)
        });
        windows.extend(found.unwrap_or(most));
        start = end;
    }
    windows
}

/// A window of a clock: when it opens and closes, and its rows.
pub type Hop = (i128, i128, Range<usize>);

/// The spec of a clock, in steps of the times.
#[derive(Clone, Copy, Debug)]
pub struct Hops {
    pub every: u64,
    pub span: u64,
    pub origin: Origin,
    pub empty: bool,
}

impl Hops {
    fn origin(self, first: i64) -> i128 {
        match self.origin {
            Origin::At(time) => time.into(),
            Origin::First => first.into(),
        }
    }

    /// The numbers of the windows that may hold that time.
    fn numbers(self, first: i64, time: i64) -> Range<i128> {
        let (every, passed) = (i128::from(self.every), i128::from(time) - self.origin(first));
        let least = if self.origin == Origin::First { 0 } else { i128::MIN };
        let from = (passed - i128::from(self.span)).div_euclid(every) + 1;
        from.max(least)..passed.div_euclid(every) + 1
    }

    /// An upper bound on the number of windows, with those between rows if empty ones are asked for.
    pub fn most(self, times: &[i64]) -> i128 {
        let Some(&first) = times.first() else { return 0 };
        let held = times.iter().map(|&time| self.numbers(first, time));
        let held: Vec<_> = held.filter(|numbers| numbers.start < numbers.end).collect();
        match held.as_slice() {
            [from, .., to] if self.empty => to.end - from.start,
            _ => held.iter().map(|numbers| numbers.end - numbers.start).sum(),
        }
    }
}

/// The windows of a clock over the rows of one partition.
pub fn hops(times: &[i64], asked: Hops) -> Vec<Hop> {
    let Some(&first) = times.first() else { return Vec::new() };
    let mut numbers: BTreeSet<i128> =
        times.iter().flat_map(|&time| asked.numbers(first, time)).collect();
    if let (true, Some(&from), Some(&to)) = (asked.empty, numbers.first(), numbers.last()) {
        numbers.extend(from..=to);
    }
    let before = |end: i128| times.iter().filter(|&&time| i128::from(time) < end).count();
    let window = |k: i128| {
        let opens = asked.origin(first) + k * i128::from(asked.every);
        let closes = opens + i128::from(asked.span);
        (opens, closes, before(opens)..before(closes))
    };
    numbers.into_iter().map(window).collect()
}

/// The least possible weight of the heaviest of at most `parts` parts of a window, where the first part
/// holds all repeated rows and at least one fresh row.
pub fn lightest(fill: &dyn Fn(u32, u32) -> f64, window: Window, parts: usize) -> f64 {
    let mut best: BTreeMap<u32, f64> = BTreeMap::from([(window.start, 0.0)]);
    for _ in 0..parts {
        let mut next = best.clone();
        for (&from, &heaviest) in &best {
            for to in (from + 1).max(window.fresh + 1)..=window.end {
                let weight = f64::max(heaviest, fill(from, to));
                let least = next.entry(to).or_insert(f64::INFINITY);
                *least = least.min(weight);
            }
        }
        best = next;
    }
    best[&window.end]
}

/// The finaliser of `SplitMix64`.
pub fn mixed(key: u64) -> u64 {
    let key = (key ^ (key >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    key ^ (key >> 31)
}
