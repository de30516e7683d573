//! Seeded randomness, and cases made of it.

use super::oracle::{self, Amounts, Table};
use windrow::{Overlap, Rows, Spec};

/// `SplitMix64`. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number in `0..below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.next() % below
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    pub fn chance(&mut self, of_100: u64) -> bool {
        self.below(100) < of_100
    }
}

/// A table, a spec, and the same spec in the oracle's words.
#[derive(Debug)]
pub struct Case {
    pub table: Table,
    pub max: Amounts,
    pub overlap: Amounts,
    pub spec: Spec,
}

impl Case {
    pub fn random(random: &mut Random) -> Self {
        let table = table(random);
        let mut max = Amounts::new();
        for name in table.measures.keys().cloned().chain(["rows".to_owned()]) {
            if random.chance(60) {
                max.insert(name.clone(), limit(random, &table, &name));
            }
        }
        if max.is_empty() {
            max.insert("rows".to_owned(), 1 + random.below(70));
        }
        let mut spec = Spec::new();
        spec.max = amounts(&max);
        let overlap = if random.chance(50) {
            let ratio = random.pick(&[0.0, 0.01, 0.1, 0.2, 0.5, 0.7, 0.9, 0.99]);
            spec.overlap = Overlap::Ratio(ratio);
            oracle::share_of(&max, ratio)
        } else {
            let mut budgets = Amounts::new();
            for name in table.measures.keys().cloned().chain(["rows".to_owned()]) {
                if random.chance(50) {
                    let below = max.get(&name).copied().unwrap_or(1_000);
                    budgets.insert(name, if random.chance(20) { 0 } else { random.below(below) });
                }
            }
            spec.overlap = Overlap::Budget(amounts(&budgets));
            budgets
        };
        Case { table, max, overlap, spec }
    }

    pub fn rows(&self) -> Rows {
        rows(&self.table)
    }
}

pub fn rows(table: &Table) -> Rows {
    let builder = Rows::builder().len(table.len);
    let builder = table.measures.iter().fold(builder, |builder, (name, values)| {
        match values.iter().map(|&value| u32::try_from(value)).collect::<Result<Vec<_>, _>>() {
            Ok(narrow) => builder.measure(name, narrow),
            Err(_) => builder.measure(name, values.clone()),
        }
    });
    builder.build().expect("a table of the tests is a good one")
}

pub fn amounts(amounts: &Amounts) -> windrow::Amounts {
    amounts.iter().fold(windrow::Amounts::new(), |all, (name, &amount)| match name.as_str() {
        "rows" => all.rows(amount),
        measure => all.measure(measure, amount),
    })
}

/// Few rows, or about as many as some blocks of the core hold.
fn table(random: &mut Random) -> Table {
    let around = random.pick(&[0, 0, 0, 8, 32, 64, 96, 128]);
    let len = (around + random.below(12)).saturating_sub(4) as usize;
    let mut table = Table { len, ..Table::default() };
    for name in ["bytes", "tokens"].into_iter().take(1 + random.below(2) as usize) {
        let shape = random.below(5);
        let values = (0..len).map(|_| value(random, shape)).collect();
        table.measures.insert(name.to_owned(), values);
    }
    table
}

fn value(random: &mut Random, shape: u64) -> u64 {
    match shape {
        0 => random.below(3),                                         // many zeros
        1 => random.below(100),                                       // even
        2 => 1 << random.below(14),                                   // heavy tail
        3 => random.pick(&[0, 0, 0, 0, 1, 500, u64::from(u32::MAX)]), // sums past 2^32
        _ => random.below(1 << 40),                                   // wide
    }
}

/// A limit that some rows exceed and that others fill, exactly now and then.
fn limit(random: &mut Random, table: &Table, name: &str) -> u64 {
    if table.len == 0 || random.chance(10) {
        return 1 + random.next() % random.pick(&[2, 50, 1 << 45, u64::MAX]);
    }
    let start = random.below(table.len as u64) as usize;
    let end = start + 1 + random.below((table.len - start) as u64) as usize;
    (table.amount(name, start, end) + random.pick(&[0, 0, 1])).max(1)
}
