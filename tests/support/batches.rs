//! Tables cut into batches, and states damaged.

use super::{
    oracle::Table,
    random::{Random, rows_of},
};
use std::ops::Range;
use windrow::Rows;

/// At least one range; the ranges tile `0..len`, with no row, one, a few or many rows each.
pub fn cut(len: usize, random: &mut Random) -> Vec<Range<usize>> {
    let most = random.pick(&[1, 2, 5, 20, 200]);
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < len || ranges.is_empty() || random.chance(30) {
        let end = start + random.below(most + 1).min((len - start) as u64) as usize;
        ranges.push(start..end);
        start = end;
    }
    ranges
}

/// Some of a table's rows, with all of its columns.
pub fn batch(table: &Table, rows: Range<usize>) -> Rows {
    rows_of(&slice(table, rows), table)
}

/// Some of a table's rows.
pub fn slice(table: &Table, rows: Range<usize>) -> Table {
    let mut slice = table.clone();
    slice.len = rows.len();
    for values in slice.measures.values_mut() {
        *values = values[rows.clone()].to_vec();
    }
    let of = |values: &[u64]| values.get(rows.clone()).map(<[u64]>::to_vec).unwrap_or_default();
    slice.partitions = of(&table.partitions);
    slice.keys = of(&table.keys);
    slice.times = table.times.get(rows.clone()).map(<[i64]>::to_vec).unwrap_or_default();
    slice
}

/// Damages bytes in one of several ways.
pub fn damage(bytes: &mut Vec<u8>, others: &[Vec<u8>], random: &mut Random) {
    let at = random.below(bytes.len() as u64 + 1) as usize;
    match random.below(6) {
        0 => bytes.truncate(at),
        1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
        2 => {
            let large = random.pick(&[u64::MAX, 1 << 63, 1 << 36, u64::from(u32::MAX), 255, 1, 0]);
            let to = bytes.iter_mut().skip(at).take(8);
            to.zip(large.to_le_bytes()).for_each(|(byte, new)| *byte = new);
        }
        3 => drop(bytes.drain(at..bytes.len().min(at + 1 + random.below(9) as usize))),
        4 => {
            let new: Vec<u8> = (0..random.below(9)).map(|_| random.next() as u8).collect();
            bytes.splice(at..at, new);
        }
        _ if others.is_empty() => bytes.clear(),
        _ => {
            let other = &others[random.below(others.len() as u64) as usize];
            bytes.truncate(at);
            bytes.extend(other.iter().skip(at));
        }
    }
}
