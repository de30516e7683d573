//! Memory and work of the core, counted by the allocator. A stream's memory does not grow with its length,
//! nor its work with the window; a damaged state takes no more than its size. Rows take little
//! beyond their columns. A plan takes its windows, or gives an error without room for them.
//! Too many windows of a clock take no memory.
#![cfg(not(target_arch = "wasm32"))] // which has an allocator of its own
#![expect(clippy::cast_possible_truncation, reason = "the numbers are small")]

#[path = "support/counting.rs"]
mod counting;
mod support;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};
use support::{
    batches::{self, batch},
    oracle::mixed,
    random::{Case, Random, cases},
};
use windrow::{Cut, Hops, Rows, RowsBuilder, Spec, Stream, TimeUnit, key_of};

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

/// The most bytes held at once beyond those held before, and all bytes allocated.
fn counted(run: impl FnOnce()) -> (usize, usize) {
    let allocated = counting::counted(run);
    (allocated.most, allocated.bytes)
}

fn rows(from: u64, len: u64) -> Rows {
    rows_with_keys(from, len, (from..from + len).collect())
}

fn rows_with_keys(from: u64, len: u64, keys: Vec<u64>) -> Rows {
    columns(from, len, keys).build().expect("columns")
}

fn columns(from: u64, len: u64, keys: Vec<u64>) -> RowsBuilder {
    let rows = from..from + len;
    let time: Vec<_> = rows.clone().map(|row| (row / 3 * 5).cast_signed()).collect();
    let bytes: Vec<u32> = rows.map(|row| (mixed(row) % 200) as u32).collect();
    let builder = Rows::builder().time("at", TimeUnit::Second, time);
    let builder = builder.measure("bytes", bytes).key("id", keys);
    builder.partition("chat", &vec![0; len as usize])
}

#[test]
fn rows_take_at_most_1_35_times_their_columns() {
    const LEN: usize = 1_000_000;
    let built = |columns: RowsBuilder, bytes_per_row: usize, ask: fn(&Rows)| {
        let (most, _) = counted(|| ask(&columns.build().expect("columns")));
        let allowed = LEN * bytes_per_row * 35 / 100;
        assert!(most <= allowed, "{most} bytes beyond the columns, where {allowed} may be");
    };
    built(Rows::builder().measure("bytes", vec![100_u32; LEN]), 4, |_| ());
    // Includes everything computed at its first use: silences, the order of keys, fingerprints.
    built(columns(0, LEN as u64, (0..LEN as u64).collect()), 20, |rows| {
        for cut in [Cut::Quiet, Cut::Stable] {
            let plan = rows.windows(&Spec::new().max_rows(100_000).cut(cut)).expect("a good spec");
            black_box(plan.ids().expect("keys").fold(0, std::ops::BitXor::bitxor));
        }
    });
}

fn spec(rows: u64, cut: Cut) -> Spec {
    Spec::new().max_rows(rows).max("bytes", 95 * rows).overlap(0.2).cut(cut)
}

#[test]
fn windows_of_max_rows_take_their_memory_at_once() {
    let rows = Rows::builder().len(1_000_000).build().expect("no column");
    let (_, allocated) = counted(|| drop(black_box(rows.windows(&Spec::new().max_rows(10)))));
    let two_positions_each = 100_000 * 8;
    assert!(allocated <= two_positions_each + 1_000, "{allocated} bytes");
}

#[test]
fn windows_without_room_in_memory_are_refused() {
    let rows = rows(0, 5_000);
    for plan in [
        |rows: &Rows| rows.windows(&Spec::new().max_rows(1)),
        |rows: &Rows| rows.windows(&Spec::new().max("bytes", 1)),
        |rows: &Rows| rows.hops(&Hops::every(Duration::from_secs(1)).empty(true)),
    ] {
        let (most, _) = counted(|| drop(black_box(plan(&rows))));
        let code = |bytes| counting::bounded(bytes, || plan(&rows)).err().map(|it| it.code());
        let told = Some("OUT_OF_MEMORY");
        assert_eq!([code(most / 2), code(most)], [told, None]);
        assert!((0..most).step_by(500).map(code).all(|code| code.is_none() || code == told));
    }
}

/// A row of the tests takes 20 bytes and less than 2 of sums and extremes; a column that grows has
/// twice the room, and is copied when it does.
const BYTES_PER_ROW: usize = 22 * 3;

#[test]
fn stream_memory_depends_only_on_a_window_and_a_batch() {
    for cut in [Cut::Full, Cut::Quiet, Cut::Stable] {
        let mut stream = Stream::new(spec(10_000, cut)).expect("a good spec");
        let mut windows = 0;
        let mut push = |number: u64| {
            let sealed = stream.push(&rows(number * 1_000, 1_000)).expect("a batch");
            windows += sealed.len();
            stream.pending_rows()
        };
        let mut most_rows = 0;
        let (most, _) = counted(|| (0..1_000).for_each(|i| most_rows = most_rows.max(push(i))));
        assert!(windows > 100, "{windows} windows");
        assert!(most_rows <= 2 * 10_000, "{most_rows} rows");
        let window_and_batch = (2 * 10_000 + 2 * 1_000) * BYTES_PER_ROW;
        assert!(most <= window_and_batch, "{most} bytes where {window_and_batch} may be");
    }
}

#[test]
fn a_row_costs_the_same_however_long_its_window() {
    const ROWS: u64 = 100_000;
    // The smallest key is always the first, so that a stable window may be one row of many known.
    let mut keys: Vec<u64> = (0..ROWS).collect();
    keys.sort_by_key(|&key| mixed(key));
    let batches = (0..ROWS).zip(keys).map(|(row, key)| rows_with_keys(row, 1, vec![key]));
    let batches: Vec<Rows> = batches.collect();
    let kinds: [fn(u64) -> Spec; 6] = [
        |rows| spec(rows, Cut::Full),
        |rows| spec(rows, Cut::Full).gap(Duration::from_secs(9)),
        |rows| spec(rows, Cut::Full).edges((0..1_000).map(|at| at * 1_000).collect()),
        |rows| spec(rows, Cut::Quiet),
        |rows| spec(rows, Cut::Stable),
        |rows| spec(rows, Cut::Stable).min_fill(0.0),
    ];
    for kind in kinds {
        let cost = |window: u64| {
            let mut stream = Stream::new(kind(window)).expect("a good spec");
            let mut time = f64::INFINITY;
            let (_, allocated) = counted(|| {
                let begun = Instant::now();
                for batch in &batches {
                    black_box(stream.push(batch).expect("a batch"));
                }
                time = begun.elapsed().as_secs_f64();
            });
            (allocated, time)
        };
        let (few, many) = ([(); 3].map(|()| cost(100)), [(); 3].map(|()| cost(10_000)));
        assert!(many[0].0 <= 2 * few[0].0, "{} bytes, where {} for 100", many[0].0, few[0].0);
        // If the work of a push grew with the window, this would be a factor of 100.
        let best = |of: [(usize, f64); 3]| of.map(|(_, time)| time).into_iter().fold(1e9, f64::min);
        let (few, many) = (best(few), best(many));
        assert!(many <= 8.0 * few, "{many} s, where {few} s for 100 rows a window");
    }
}

#[test]
fn resuming_takes_no_more_memory_than_a_few_times_the_bytes() {
    let mut states = Vec::new();
    for seed in 0..cases(20_000) {
        let mut random = Random::new(seed);
        let case = Case::random(&mut random);
        if case.asked.cut == Cut::Even {
            continue;
        }
        let mut stream = Stream::new(case.spec.clone()).expect("a good spec");
        stream.push(&batch(&case.table, 0..case.table.len)).expect("a good batch");
        let mut state = stream.save().expect("memory");
        batches::damage(&mut state, &states, &mut random);
        let end = state.len().saturating_sub(8);
        let checksum = key_of(&state[..end]).to_le_bytes();
        state.truncate(end);
        state.extend(checksum);
        let (most, _) = counted(|| drop(black_box(Stream::resume(&state))));
        assert!(most <= 16 * state.len() + 4_096, "{most} for {} bytes", state.len());
        if seed % 100 == 0 {
            states.push(stream.save().expect("memory"));
        }
    }
}

#[test]
fn too_many_windows_of_a_clock_are_refused_before_they_are_made() {
    let times = vec![0, 1, 5, i64::MAX];
    let rows = Rows::builder().time("at", TimeUnit::Second, times).build().expect("ascending");
    let hops = Hops::every(Duration::from_secs(1)).empty(true);
    let (most, _) = counted(|| {
        let error = rows.hops(&hops).expect_err("2^63 windows");
        assert_eq!(error.code(), "TOO_MANY_WINDOWS");
    });
    assert!(most <= 10_000, "{most} bytes");
}
