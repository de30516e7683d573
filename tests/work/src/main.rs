//! Makes plans of 100,000 rows, and prints how often and how much each allocates, as JSON. Under
//! callgrind, with `--toggle-collect='*measured*'` and the name of one thing, counts its instructions.
//!
//! `work NAME…` does only those named; `--a-row-each` before it allocates once a row besides, as no
//! code should, for the tests of the guard.

#[path = "../../support/counting.rs"]
mod counting;

use counting::counted;
use std::{env, hint::black_box, time::Duration};
use windrow::{Cut, Rows, Spec, TimeUnit};

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

const ROWS: u32 = 100_000;

/// The only code that is counted.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
}

/// Lengths of 0 to 199, and some large ones; times with bursts and silences; running keys.
fn rows() -> Rows {
    let mixed = |row: u32| row.wrapping_mul(2_654_435_761) >> 16;
    let bytes = |row| if row % 1_000 == 0 { 20_000 } else { mixed(row) % 200 };
    let time = |row| i64::from(row) * 60 + i64::from(row / 100) * 7_200;
    let bytes: Vec<u32> = (0..ROWS).map(bytes).collect();
    let tokens: Vec<u32> = bytes.iter().map(|bytes| bytes / 4).collect();
    let builder = Rows::builder().measure("bytes", bytes).measure("tokens", tokens);
    let builder = builder.time("time", TimeUnit::Second, (0..ROWS).map(time).collect::<Vec<_>>());
    builder.key("id", (0..u64::from(ROWS)).collect()).build().expect("rows")
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let each_row = arguments.iter().any(|argument| argument == "--a-row-each");
    let wanted = |name: &str| {
        let mut names = arguments.iter().filter(|argument| !argument.starts_with("--")).peekable();
        names.peek().is_none() || names.any(|wanted| wanted == name)
    };
    let by_bytes = Spec::new().max("bytes", 32_000).overlap(0.2);
    let many = by_bytes.clone().max("tokens", 7_000).max_rows(300);
    let many = many.max_duration(Duration::from_hours(12)).gap(Duration::from_hours(3));
    let specs = [
        ("by-bytes", by_bytes.clone()),
        ("narrow", by_bytes.clone().max("bytes", 500)),
        ("many-limits", many),
        ("quiet", by_bytes.clone().cut(Cut::Quiet)),
        ("even", by_bytes.clone().cut(Cut::Even)),
        ("stable", by_bytes.cut(Cut::Stable)),
    ];
    let rows = rows();
    let mut lines = Vec::new();
    for (name, spec) in specs.iter().filter(|(name, _)| wanted(name)) {
        let mut plan = || {
            black_box(rows.windows(spec)).expect("a plan");
            if each_row {
                (0..ROWS).for_each(|row| drop(black_box(Box::new(row))));
            }
        };
        let allocated = counted(|| measured(&mut plan));
        let (times, bytes) = (allocated.times, allocated.bytes);
        lines.push(format!("\"{name}\":{{\"times\":{times},\"bytes\":{bytes}}}"));
    }
    println!("{{{}}}", lines.join(","));
}
