//! What a window is, written for the eye and not for speed. Everything else is held against this.

use std::collections::BTreeMap;
use windrow::Window;

/// Measures by name, a value per row.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub len: usize,
    pub measures: BTreeMap<String, Vec<u64>>,
}

/// Amounts by name, `rows` among them.
pub type Amounts = BTreeMap<String, u64>;

impl Table {
    /// How much of `name` the rows `start..end` hold.
    pub fn amount(&self, name: &str, start: usize, end: usize) -> u64 {
        match name {
            "rows" => (end - start) as u64,
            measure => self.measures[measure][start..end].iter().sum(),
        }
    }

    pub fn fits(&self, max: &Amounts, start: usize, end: usize) -> bool {
        max.iter().all(|(name, &max)| self.amount(name, start, end) <= max)
    }
}

pub fn share_of(max: &Amounts, ratio: f64) -> Amounts {
    max.iter().map(|(name, &max)| (name.clone(), (max as f64 * ratio).floor() as u64)).collect()
}

pub fn windows(table: &Table, max: &Amounts, overlap: &Amounts) -> Vec<Window> {
    let repeats = overlap.values().any(|&budget| budget > 0);
    let mut windows = Vec::new();
    let (mut start, mut fresh) = (0, 0);
    while fresh < table.len {
        let fitting = (fresh + 1..=table.len).rev().find(|&end| table.fits(max, start, end));
        let end = fitting.unwrap_or(start + 1);
        windows.push(Window {
            start: start as u32,
            fresh: fresh as u32,
            end: end as u32,
            oversize: fitting.is_none(),
        });
        fresh = end;
        start = (start + 1..end)
            .find(|&next| {
                repeats
                    && end < table.len
                    && table.fits(overlap, next, end)
                    && table.fits(max, next, end + 1)
            })
            .unwrap_or(end);
    }
    windows
}
