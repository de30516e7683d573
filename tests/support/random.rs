//! Seeded randomness, and cases made of it.

use super::oracle::{self, Amounts, Asked, Table, mixed};
use std::time::Duration;
use windrow::{Cut, Overlap, Rows, Spec, TimeUnit};

/// `SplitMix64`. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
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

/// The number of cases: that of `WINDROW_CASES` if set, such as for a quick look.
pub fn cases(unless_given: u64) -> u64 {
    let given = std::env::var("WINDROW_CASES").ok();
    given.map_or(unless_given, |cases| cases.parse().expect("WINDROW_CASES is a number"))
}

/// A table, a spec, and the same spec in the oracle's words.
#[derive(Debug)]
pub struct Case {
    pub table: Table,
    pub asked: Asked,
    pub spec: Spec,
}

/// Lengths around those of the larger blocks, whose blocks are of blocks.
const LONG: [usize; 4] = [1_023, 1_024, 1_025, 1_060];

impl Case {
    /// Random cases, each by a seed of its own, and some of long tables among them.
    pub fn all(unless_given: u64) -> impl Iterator<Item = (u64, Case, Random)> {
        (0..cases(unless_given)).map(|seed| {
            let mut random = Random::new(seed);
            let long = (seed % 1_000 == 999).then(|| random.pick(&LONG));
            let case = match long {
                Some(len) => Case::of_rows(len, &mut random),
                None => Case::random(&mut random),
            };
            (seed, case, random)
        })
    }

    pub fn is_long(&self) -> bool {
        self.table.len >= LONG[0]
    }

    /// Few rows, or about as many as some blocks of the core hold.
    pub fn random(random: &mut Random) -> Self {
        let around = random.pick(&[0, 0, 0, 8, 32, 64, 96, 128]);
        let len = (around + random.below(12)).saturating_sub(4) as usize;
        Self::of_rows(len, random)
    }

    fn of_rows(len: usize, random: &mut Random) -> Self {
        let table = table(random, len);
        let asked = asked(random, &table);
        let spec = spec_of(&asked, table.unit());
        let mut case = Case { table, asked, spec };
        if random.chance(40) {
            let ratio = random.pick(&[0.0, 0.01, 0.1, 0.2, 0.5, 0.7, 0.9, 0.99]);
            case.spec.overlap = Overlap::Ratio(ratio);
            case.asked.overlap = oracle::share_of(&case.asked.max, ratio);
        }
        case
    }

    pub fn rows(&self) -> Rows {
        rows(&self.table)
    }
}

/// The spec in the core's types, with its overlap as budgets.
pub fn spec_of(asked: &Asked, unit: TimeUnit) -> Spec {
    let mut spec = Spec::new();
    spec.max = amounts(&asked.max, unit);
    spec.gap = asked.gap.map(|gap| duration(gap, unit));
    spec.edges.clone_from(&asked.edges);
    spec.cut = asked.cut;
    spec.min_fill = asked.min_fill;
    spec.overlap = Overlap::Budget(amounts(&asked.overlap, unit));
    spec
}

pub fn rows(table: &Table) -> Rows {
    rows_of(table, table)
}

/// The rows of a table that is some of another, with that one's columns though it may be empty.
pub fn rows_of(table: &Table, whole: &Table) -> Rows {
    let mut builder = Rows::builder().len(table.len);
    for (name, values) in &table.measures {
        builder = match values.iter().map(|&value| u32::try_from(value)).collect() {
            Ok(narrow) => builder.measure(name, Vec::<u32>::clone(&narrow)),
            Err::<Vec<u32>, _>(_) => builder.measure(name, values.clone()),
        };
    }
    if !whole.times.is_empty() {
        builder = builder.time("time", whole.unit(), table.times.clone());
    }
    if !whole.partitions.is_empty() {
        builder = builder.partition("partition", &table.partitions);
    }
    if !whole.keys.is_empty() {
        builder = builder.key("key", table.keys.clone());
    }
    builder.build().expect("a table of the tests is a good one")
}

/// A duration of so many steps of the unit, and, for every other number, of all but a whole one more,
/// which does not matter.
pub fn duration(steps: u64, unit: TimeUnit) -> Duration {
    let (duration, step) = match unit {
        TimeUnit::Second => (Duration::from_secs(steps), 1_000_000_000),
        TimeUnit::Millisecond => (Duration::from_millis(steps), 1_000_000),
        TimeUnit::Microsecond => (Duration::from_micros(steps), 1_000),
        TimeUnit::Nanosecond => (Duration::from_nanos(steps), 1),
    };
    if steps.is_multiple_of(2) { duration } else { duration + Duration::from_nanos(step - 1) }
}

pub fn amounts(amounts: &Amounts, unit: TimeUnit) -> windrow::Amounts {
    amounts.iter().fold(windrow::Amounts::new(), |all, (name, &amount)| match name.as_str() {
        "rows" => all.rows(amount),
        "duration" => all.duration(duration(amount, unit)),
        measure => all.measure(measure, amount),
    })
}

fn table(random: &mut Random, len: usize) -> Table {
    let mut table = Table { len, ..Table::default() };
    for name in ["bytes", "tokens"].into_iter().take(1 + random.below(2) as usize) {
        let shape = random.below(5);
        let values = (0..len).map(|_| value(random, shape)).collect();
        table.measures.insert(name.to_owned(), values);
    }
    if random.chance(30) {
        let many = random.pick(&[2, 10, 100]);
        let mut partition = 0;
        table.partitions = (0..len)
            .map(|_| {
                partition += u64::from(random.below(many) == 0);
                partition
            })
            .collect();
    }
    if random.chance(60) {
        table.unit = random.below(4) as usize;
        table.times = times(random, &table);
    }
    if random.chance(60) {
        let running = random.chance(50);
        table.keys = (0..len as u64).map(|i| if running { i } else { random.below(20) }).collect();
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

/// Times that never decrease within a partition, with runs of equal ones; now and then from one end
/// of the numbers to the other.
fn times(random: &mut Random, table: &Table) -> Vec<i64> {
    let whole_range = random.chance(10);
    let mut time = 0_i64;
    (0..table.len)
        .map(|row| {
            let begins = row == 0 || table.partitions.get(row) != table.partitions.get(row - 1);
            if begins {
                time = if whole_range { i64::MIN } else { random.below(2_000) as i64 - 1_000 };
            } else if whole_range {
                let step = random.pick(&[0, 1, i64::MAX / 2, i64::MAX]);
                time = time.saturating_add(step);
            } else {
                time += random.pick(&[0, 0, 1, 1, 2, 5, 60, 3_600]);
            }
            time
        })
        .collect()
}

fn asked(random: &mut Random, table: &Table) -> Asked {
    let mut names: Vec<String> = table.measures.keys().cloned().collect();
    names.push("rows".to_owned());
    if !table.times.is_empty() {
        names.push("duration".to_owned());
    }
    let mut asked = Asked::nothing();
    for name in &names {
        if random.chance(50) {
            asked.max.insert(name.clone(), limit(random, table, name));
        }
    }
    if !table.times.is_empty() {
        if random.chance(30) {
            asked.gap = Some(random.pick(&[0, 1, 5, 60, u64::MAX / 2]));
        }
        if random.chance(30) {
            let mut edges: Vec<i64> = (0..random.below(6))
                .map(|_| random.pick(&table.times).saturating_add(random.below(3) as i64 - 1))
                .collect();
            edges.sort_unstable();
            asked.edges = edges;
        }
    }
    if asked.max.is_empty() && asked.gap.is_none() && asked.edges.is_empty() {
        asked.max.insert("rows".to_owned(), 1 + random.below(70));
    }
    for name in names {
        if random.chance(40) {
            let below = asked.max.get(&name).copied().unwrap_or(1_000);
            asked.overlap.insert(name, if random.chance(20) { 0 } else { random.below(below) });
        }
    }
    asked.cut = random.pick(&[Cut::Full, Cut::Full, Cut::Even, Cut::Quiet, Cut::Stable]);
    let possible = match asked.cut {
        Cut::Quiet => !table.times.is_empty(),
        Cut::Stable => !table.keys.is_empty(),
        _ => true,
    };
    if !possible {
        asked.cut = Cut::Full;
    }
    asked.min_fill = random.pick(&[0.0, 0.1, 0.5, 0.5, 0.9, 1.0, 1.0 / 3.0]);
    asked
}

/// A limit that some rows exceed and others fill, sometimes exactly.
fn limit(random: &mut Random, table: &Table, name: &str) -> u64 {
    if table.len == 0 || random.chance(10) {
        return 1 + random.next() % random.pick(&[2, 50, 1 << 45, u64::MAX]);
    }
    let start = random.below(table.len as u64) as usize;
    let end = start + 1 + random.below((table.len - start) as u64) as usize;
    table.amount(name, start, end).saturating_add(random.pick(&[0, 0, 1])).max(1)
}
