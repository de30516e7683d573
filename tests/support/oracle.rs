//! What a window is, written for the eye and not for speed. Everything else is held against this.

use std::collections::BTreeMap;
use windrow::{Cut, Window};

/// Columns, each empty or with a value per row.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub len: usize,
    pub measures: BTreeMap<String, Vec<u64>>,
    pub times: Vec<i64>,
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

impl Table {
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
        Cut::Full | Cut::Even => None,
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

/// The finaliser of `SplitMix64`.
pub fn mixed(key: u64) -> u64 {
    let key = (key ^ (key >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    key ^ (key >> 31)
}
