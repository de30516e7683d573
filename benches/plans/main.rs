//! Plans against their rivals, natively: `cargo bench`, or `cargo bench -- 10000 1000000`.
//!
//! Each line is what one thing takes and, as ratios, how many times as long its rivals take in the
//! same run: above 1, windrow is faster. Runs alternate and the least of each counts, so that what
//! else the machine does falls on all of them.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the numbers are small"
)]

mod rivals;

use rivals::{lengths, linear, read_once, times};
use std::{
    env,
    hint::black_box,
    time::{Duration, Instant},
};
use windrow::{Rows, Spec, TimeUnit};

const OVERLAP: f64 = 0.2;

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 1_000_000, 10_000_000] } else { sizes };
    for n in sizes {
        println!("\n{n} rows");
        by_bytes(n);
        by_others(n);
        sweeping(n);
        building(n);
    }
}

/// Windows by bytes, from a row or two to thousands.
fn by_bytes(n: usize) {
    let bytes = lengths(n);
    let rows = Rows::builder().measure("bytes", bytes.clone()).build().expect("rows");
    for max in [100, 300, 700, 2_000, 8_000, 32_000, 320_000] {
        let spec = Spec::new().max("bytes", max).overlap(OVERLAP);
        let overlap = max / 5;
        let plan = rows.windows(&spec).expect("a plan");
        let expected = [plan.start(), plan.end(), plan.oversize()].map(<[u32]>::to_vec);
        assert_eq!(linear(&bytes, max, overlap), expected, "the rival makes other windows");
        let windows = plan.len();
        compare(
            &format!("{max} bytes a window, {windows} windows"),
            &mut [
                ("windrow", &mut || drop(black_box(rows.windows(&spec)))),
                ("linear", &mut || drop(black_box(linear(&bytes, max, overlap)))),
            ],
        );
    }
}

/// Each other limit, against all of them together.
fn by_others(n: usize) {
    let bytes = lengths(n);
    let tokens = bytes.iter().map(|bytes| bytes / 4).collect::<Vec<u32>>();
    let times = times(n);
    let rows = Rows::builder()
        .measure("bytes", bytes)
        .measure("tokens", tokens)
        .time("time", TimeUnit::Second, times)
        .build()
        .expect("rows");
    let of = |spec: &Spec| drop(black_box(rows.windows(spec)));
    let plain = Spec::new().overlap(OVERLAP);
    let bytes = plain.clone().max("bytes", 32_000);
    let tokens = plain.clone().max("tokens", 8_000);
    let many = plain.clone().max_rows(320);
    let long = plain.clone().max_duration(Duration::from_secs(320 * 60));
    let all = bytes.clone().max("tokens", 8_000).max_rows(320);
    let all = all.max_duration(Duration::from_secs(320 * 60));
    let windows = rows.windows(&all).expect("a plan").len();
    compare(
        &format!("four limits together, {windows} windows; alone"),
        &mut [
            ("together", &mut || of(&all)),
            ("bytes", &mut || of(&bytes)),
            ("tokens", &mut || of(&tokens)),
            ("rows", &mut || of(&many)),
            ("duration", &mut || of(&long)),
            ("one after another", &mut || {
                of(&bytes);
                of(&tokens);
                of(&many);
                of(&long);
            }),
        ],
    );
    let partitions: Vec<u32> = (0..n as u32).collect();
    let rows = lengths(n);
    let alone = Rows::builder().measure("bytes", rows.clone()).partition("chat", &partitions);
    let alone = alone.build().expect("rows");
    compare(
        "partitions of one row; one window a row without",
        &mut [
            ("windrow", &mut || drop(black_box(alone.windows(&bytes)))),
            ("linear", &mut || drop(black_box(linear(&rows, 1, 0)))),
        ],
    );
}

/// 64 specs, limits spread evenly in the logarithm from 1,000 to 100,000 rows a window.
fn sweeping(n: usize) {
    let bytes = lengths(n);
    let mean = bytes.iter().map(|&bytes| u64::from(bytes)).sum::<u64>() as f64 / n as f64;
    let limits = (0..64).map(|i| (mean * 1_000.0 * 100_f64.powf(f64::from(i) / 63.0)) as u64);
    let specs: Vec<Spec> =
        limits.map(|max| Spec::new().max("bytes", max).overlap(OVERLAP)).collect();
    let rows = Rows::builder().measure("bytes", bytes.clone()).build().expect("rows");
    compare(
        "sweep of 64 specs",
        &mut [
            ("windrow", &mut || drop(black_box(rows.sweep(&specs)))),
            ("read once", &mut || drop(black_box(vec![read_once(&bytes)]))),
        ],
    );
}

fn building(n: usize) {
    let bytes = lengths(n);
    compare(
        "building Rows",
        &mut [
            ("windrow, with a copy", &mut || {
                let rows = Rows::builder().measure("bytes", bytes.clone()).build();
                drop(black_box(rows));
            }),
            ("read once", &mut || drop(black_box(vec![read_once(&bytes)]))),
            ("copy", &mut || drop(black_box(bytes.clone()))),
        ],
    );
}

type Run<'r> = (&'r str, &'r mut dyn FnMut());

/// Prints how many times as long the rivals take as the first run does.
fn compare(subject: &str, runs: &mut [Run]) {
    let mut least = vec![Duration::MAX; runs.len()];
    let until = Instant::now() + Duration::from_millis(500);
    for round in 0.. {
        for ((_, run), least) in runs.iter_mut().zip(&mut least) {
            let began = Instant::now();
            run();
            *least = began.elapsed().min(*least);
        }
        if round >= 5 && Instant::now() > until {
            break;
        }
    }
    let own = least[0].as_secs_f64();
    let rivals = runs.iter().zip(&least).skip(1);
    let ratios = rivals.map(|((name, _), time)| format!("{name} {:.2}", time.as_secs_f64() / own));
    let ratios: Vec<String> = ratios.collect();
    println!("  {subject:<48} {:9.3} ms; {}", own * 1e3, ratios.join("  "));
}
