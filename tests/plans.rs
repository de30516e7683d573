//! Operations on plans: hops, splits, statistics, ids and differences, each compared with its
//! written-out definition.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "the numbers are small, and computed in the same way"
)]

mod support;

use std::time::Duration;
use support::{
    oracle,
    random::{self, Case, Random, cases},
    stats,
};
use windrow::{
    Amounts, Cut, ErrorKind, Hops, Origin, Oversize, Plan, Rows, Spec, TimeUnit, Window, diff,
};

fn each_case(check: impl Fn(&Case, &Plan, &mut Random)) {
    for seed in 0..cases(5_000) {
        let mut random = Random::new(seed);
        let case = Case::random(&mut random);
        let plan = case.rows().windows(&case.spec).expect("a good spec");
        check(&case, &plan, &mut random);
    }
}

fn times(times: &[i64]) -> Rows {
    Rows::builder().time("time", TimeUnit::Second, times.to_vec()).build().expect("ascending")
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn hops_match_the_definition() {
    for seed in 0..cases(5_000) {
        let mut random = Random::new(seed);
        let mut time = random.below(100) as i64 - 50;
        let values: Vec<i64> = (0..random.below(12))
            .map(|_| {
                time += random.pick(&[0, 1, 3, 20]);
                time
            })
            .collect();
        let (every, span) = (1 + random.below(15), 1 + random.below(30));
        let origin =
            random.pick(&[Origin::At(0), Origin::At(-7), Origin::At(1_000), Origin::First]);
        let empty = random.chance(50);
        let hops = Hops::every(seconds(every)).span(seconds(span)).origin(origin).empty(empty);
        let plan = times(&values).hops(&hops).expect("good hops");
        let found = (0..plan.len()).map(|i| {
            let [opens, closes] =
                [plan.opens(), plan.closes()].map(|times| i128::from(times.expect("hops")[i]));
            (opens, closes, plan.start()[i] as usize..plan.end()[i] as usize)
        });
        let expected = oracle::hops(&values, oracle::Hops { every, span, origin, empty });
        assert_eq!(found.collect::<Vec<_>>(), expected, "seed {seed}: {values:?} {hops:?}");
        for window in &plan {
            assert!(window.start <= window.fresh && window.fresh <= window.end);
        }
    }
}

#[test]
fn hops_keep_to_their_partition_and_to_the_ends_of_time() {
    let rows = Rows::builder()
        .time("time", TimeUnit::Second, vec![0, 5, 12, 3, 4])
        .partition("chat", &["a", "a", "a", "b", "b"])
        .build()
        .expect("good columns");
    let plan = rows.hops(&Hops::every(seconds(10))).expect("good hops");
    assert_eq!((plan.start(), plan.end()), (&[0, 2, 3][..], &[2, 3, 5][..]));

    let ends = times(&[i64::MIN, 0, i64::MAX]);
    let plan = ends.hops(&Hops::every(seconds(1 << 62))).expect("good hops");
    assert_eq!((plan.start(), plan.end()), (&[0, 1, 2][..], &[1, 2, 3][..]));
    let too_many = ends.hops(&Hops::every(seconds(1)).empty(true)).expect_err("2^64 windows");
    assert_eq!(too_many.code(), "TOO_MANY_WINDOWS");
    let none = ends.hops(&Hops::every(Duration::from_millis(1))).expect_err("less than a step");
    assert_eq!(none.code(), "BAD_DURATION");
    let timeless = Rows::builder().len(3).build().expect("no column");
    let missing = timeless.hops(&Hops::every(seconds(1))).expect_err("no time");
    assert_eq!(missing.code(), "MISSING_COLUMN");
}

#[test]
fn an_empty_hop_has_the_time_of_its_opening() {
    for every in [10_i64, 1 << 30] {
        let hops = Hops::every(seconds(every.cast_unsigned())).empty(true);
        let late = 4 * every + 5;
        let plan = times(&[0, late]).hops(&hops).expect("few windows, however long they are");
        let expected = [0, every, 2 * every, 3 * every, late];
        assert!(plan.first_time().expect("times").eq(expected));
        assert!(plan.last_time().expect("times").eq(expected));
    }
}

#[test]
fn parts_tile_the_window_and_the_heaviest_is_as_light_as_can_be() {
    each_case(|case, plan, random| {
        if plan.is_empty() || case.asked.max.is_empty() {
            return;
        }
        let index = random.below(plan.len() as u64) as usize;
        let n = 1 + random.below(4) as usize;
        let parts: Vec<Window> = plan.split(index, n).expect("a window").iter().collect();
        let whole = plan.get(index).expect("a window");
        assert!((1..=n).contains(&parts.len()));
        assert_eq!((parts[0].start, parts[0].fresh), (whole.start, whole.fresh));
        assert_eq!(parts[parts.len() - 1].end, whole.end);
        for pair in parts.windows(2) {
            assert_eq!((pair[1].start, pair[1].fresh), (pair[0].end, pair[0].end));
        }
        assert!(parts.iter().all(|part| part.fresh < part.end));
        let fill = |s: u32, e: u32| case.table.fill(&case.asked.max, s as usize, e as usize);
        let heaviest = parts.iter().map(|part| fill(part.start, part.end)).fold(0.0, f64::max);
        let best = oracle::lightest(&fill, whole, n);
        // Weights are distinguished to a 2^53rd of a limit.
        assert!(heaviest <= best + f64::EPSILON, "{heaviest} where {best} can be");
    });
}

#[test]
fn impossible_splits_are_refused() {
    let rows = Rows::builder().measure("bytes", vec![5_u32; 4]).build().expect("a column");
    let plan = rows.windows(&Spec::new().max_rows(2)).expect("a limit");
    assert!(!rows.is_empty() && !plan.is_empty());
    assert_eq!(plan.split(2, 2).expect_err("two windows").code(), "BAD_SPLIT");
    assert_eq!(plan.split(0, 0).expect_err("no parts").code(), "BAD_SPLIT");
    for parts in [2, 9, usize::MAX] {
        assert_eq!(plan.split(0, parts).expect("a window").len(), 2);
    }
    let uneven = Rows::builder().measure("bytes", vec![1_u32, 5]).build().expect("a column");
    let plan = uneven.windows(&Spec::new().max("bytes", 6)).expect("a limit");
    assert_eq!(plan.split(0, usize::MAX).expect("a window").end(), [1, 2]);
}

#[test]
fn a_window_without_rows_has_no_parts() {
    let plan = times(&[0, 25]).hops(&Hops::every(seconds(10)).empty(true)).expect("good hops");
    let parts = plan.split(1, 2).expect("a window");
    assert!(parts.is_empty());
    assert_eq!(
        parts.first_time().expect("times").chain(parts.last_time().expect("times")).next(),
        None
    );
}

#[test]
fn the_row_at_which_a_measure_exceeds_its_sum_is_named() {
    let most = (1_u64 << 53) - 1;
    let build = |values: Vec<u64>| Rows::builder().measure("bytes", values).build();
    for len in 2..40 {
        for row in 1..len {
            for (first, value) in [(most, 1), (1, most), (0, u64::MAX), (most, u64::MAX)] {
                let mut values = vec![0; len];
                (values[0], values[row]) = (first, value);
                let error = build(values).expect_err("too much");
                let column = "bytes".to_owned();
                assert_eq!(
                    *error.kind(),
                    ErrorKind::TotalTooLarge { column, row, value, max: most }
                );
            }
            let mut values = vec![0; len];
            (values[0], values[row]) = (1, most - 1);
            assert_eq!(build(values).expect("just enough").total("bytes"), Ok(most));
        }
    }
}

#[test]
fn impossible_capacity_is_not_allocated() {
    let mut values = windrow::Values::with_capacity(usize::MAX);
    assert!(values.is_empty());
    values.push(7);
    assert!(values.len() == 1 && !values.is_empty());
}

#[test]
fn statistics_match_the_windows() {
    each_case(|case, plan, _| stats::check(case, plan));
}

#[test]
fn differences_match_the_keys() {
    each_case(|case, before, random| {
        if case.table.keys.is_empty() {
            return;
        }
        // Another spec, or a row changed.
        let mut table = case.table.clone();
        let row = random.below(table.len as u64) as usize;
        table.keys[row] ^= 1 << 40;
        let rows = random::rows(&table);
        let after = rows.windows(&case.spec).expect("the same spec");
        let keys_of = |table: &support::oracle::Table, window: Window| {
            table.keys[window.start as usize..window.end as usize].to_vec()
        };
        let old: Vec<_> = before.iter().map(|window| keys_of(&case.table, window)).collect();
        let mut left: Vec<Option<&Vec<u64>>> = old.iter().map(Some).collect();
        let found = diff(before, &after).expect("keys");
        let (mut kept, mut added) = (0, Vec::new());
        for (index, window) in (0_u32..).zip(after.iter()) {
            let keys = keys_of(&table, window);
            match left.iter().position(|left| *left == Some(&keys)) {
                Some(place) => (left[place], kept) = (None, kept + 1),
                None => added.push(index),
            }
        }
        assert_eq!((found.kept.len(), &found.added), (kept, &added));
        assert_eq!(found.removed.len(), left.iter().flatten().count());
        for (a, b) in found.kept {
            let window = after.get(b as usize).expect("a place in the plan after");
            assert_eq!(old[a as usize], keys_of(&table, window));
        }
    });
}

#[test]
fn a_stable_plan_keeps_most_windows_when_a_row_is_inserted() {
    let rows = |keys: Vec<u64>| {
        Rows::builder()
            .measure("bytes", vec![100_u32; keys.len()])
            .key("id", keys)
            .build()
            .expect("columns")
    };
    let keys: Vec<u64> = (0..5_000).collect();
    let mut inserted = keys.clone();
    inserted.insert(700, 1_000_000);
    let share_kept = |cut: Cut| {
        let spec = Spec::new().max("bytes", 4_000).cut(cut);
        let plan = |keys: &[u64]| rows(keys.to_vec()).windows(&spec).expect("a limit");
        let (before, after) = (plan(&keys), plan(&inserted));
        let kept = diff(&before, &after).expect("keys").kept.len();
        kept as f64 / before.len() as f64
    };
    assert!(share_kept(Cut::Stable) > 0.95, "{}", share_kept(Cut::Stable));
    assert!(share_kept(Cut::Full) < 0.2, "{}", share_kept(Cut::Full));
}

#[test]
fn a_limit_past_all_sums_holds_everything() {
    for len in [1, 31, 32, 64, 100] {
        for value in [0_u32, 1, u32::MAX] {
            let rows =
                Rows::builder().measure("bytes", vec![value; len]).build().expect("a column");
            for overlap in [0.0, 0.9] {
                let spec = Spec::new().max("bytes", u64::MAX).max_rows(u64::MAX).overlap(overlap);
                assert_eq!(rows.windows(&spec).expect("limits").end(), [len as u32]);
            }
        }
    }
}

#[test]
fn differences_need_keys() {
    let plan = times(&[1, 2]).windows(&Spec::new().max_rows(1)).expect("a limit");
    assert_eq!(diff(&plan, &plan).expect_err("no keys").code(), "MISSING_COLUMN");
}

#[test]
fn columns_that_a_spec_needs_are_required() {
    let rows = times(&[1, 2]);
    let code = |spec: Spec| rows.windows(&spec).expect_err("a bad spec").code();
    let limited = || Spec::new().max_rows(1);
    assert_eq!(code(limited().cut(Cut::Stable)), "MISSING_COLUMN");
    assert_eq!(code(limited().min_fill(1.5)), "BAD_FILL");
    assert_eq!(code(limited().min_fill(f64::NAN)), "BAD_FILL");
    let bad_edges = rows.windows(&limited().edges(vec![1, 2, 3, 2])).expect_err("decreasing");
    assert_eq!(*bad_edges.kind(), ErrorKind::BadEdges { index: 3 });
    assert_eq!(code(Spec::new().max_duration(Duration::ZERO)), "BAD_LIMIT");
    let endless = Amounts::new().duration(seconds(2));
    assert_eq!(code(Spec::new().max_duration(seconds(2)).overlap(endless)), "BAD_OVERLAP");
    let timeless = Rows::builder().len(2).build().expect("no column");
    for spec in [
        limited().cut(Cut::Quiet),
        limited().gap(seconds(1)),
        limited().edges(vec![1]),
        Spec::new().max_duration(seconds(1)),
    ] {
        let error = timeless.windows(&spec).expect_err("no time");
        assert_eq!(error.to_string(), "there is no column time, as there is no column at all");
    }
}

#[test]
fn errors_of_overlaps_and_columns_have_their_own_sentences() {
    let rows =
        Rows::builder().time("time", TimeUnit::Second, vec![1]).measure("bytes", vec![1_u32]);
    let rows = rows.key("id", vec![1]).build().expect("columns");
    let message = |spec: Spec| rows.windows(&spec).expect_err("a bad spec").to_string();
    let overlap = message(Spec::new().max_rows(1).overlap(1.0));
    assert!(overlap.starts_with("overlap is 1; give a ratio from 0 up to"), "{overlap}");
    let bytes = message(Spec::new().max("bytes", 5).overlap(Amounts::new().measure("bytes", 6)));
    assert!(bytes.starts_with("overlap.bytes is 6, which is not below max.bytes, 5;"), "{bytes}");
    let longer = Amounts::new().duration(seconds(3));
    let duration = message(Spec::new().max_duration(seconds(2)).overlap(longer));
    assert!(duration.starts_with("overlap.duration is not below max.duration;"), "{duration}");
    let missing = message(Spec::new().max("tokens", 1));
    assert_eq!(missing, "there is no column tokens; there is bytes, time, key");
    let negative = ErrorKind::BadOverlap { overlap: "overlap.rows".into(), value: "-1".into() };
    assert_eq!(negative.to_string(), "overlap.rows is -1; give a whole number of at least 0");
}

#[test]
fn the_first_time_that_decreases_within_a_chat_is_named() {
    for case in 0..4_u32.pow(4) * 2_u32.pow(4) {
        let times: Vec<i64> = (0..4).map(|row| i64::from(case / 4_u32.pow(row) % 4)).collect();
        let chats: Vec<u32> = (0..4).map(|row| case / 256 / 2_u32.pow(row) % 2).collect();
        let decreases = |&row: &usize| times[row - 1] > times[row] && chats[row - 1] == chats[row];
        let told = (1..4).find(decreases).map(|row| format!("at row {row},"));
        let rows = Rows::builder().time("at", TimeUnit::Second, times.clone());
        match (rows.partition("chat", &chats).build(), told) {
            (Ok(rows), None) => assert_eq!(rows.times(), Some(times.as_slice())),
            (Err(error), Some(row)) => {
                assert_eq!(error.code(), "UNSORTED");
                assert!(error.to_string().contains(&row), "{error}: {times:?} {chats:?}");
            }
            (rows, told) => panic!("{rows:?} where {told:?} decreases: {times:?} {chats:?}"),
        }
    }
}

#[test]
fn a_measure_has_a_unique_name() {
    for taken in ["bytes", "rows", "duration"] {
        let measures = Rows::builder().measure("bytes", vec![1_u32]).measure(taken, vec![2_u32]);
        let column = taken.to_owned();
        let error = measures.build().expect_err("taken");
        assert_eq!(*error.kind(), ErrorKind::BadName { column });
    }
}

#[test]
fn an_oversize_row_is_reported_by_the_limit_that_it_exceeds() {
    let rows = Rows::builder().measure("bytes", vec![3_u32, 5, 5]);
    let rows = rows.measure("tokens", vec![1_u32, 1, 2]).build().expect("measures");
    for (bytes, tokens, exceeded) in
        [(5, 1, Some(("tokens", 2, 2, 1))), (4, 2, Some(("bytes", 1, 5, 4))), (5, 2, None)]
    {
        let spec = Spec::new().max("bytes", bytes).max("tokens", tokens);
        let error = rows.windows(&spec.oversize(Oversize::Error)).err();
        let expected = exceeded.map(|(column, row, value, max)| ErrorKind::OversizeRow {
            column: column.to_owned(),
            row,
            value,
            max,
        });
        assert_eq!(error.as_ref().map(windrow::Error::kind), expected.as_ref());
    }
}

/// Short windows are walked row by row, and long ones are searched.
#[test]
fn a_duration_ends_where_it_does_however_many_rows_it_holds() {
    let len = 300;
    let times: Vec<i64> = (0..len as i64).map(|row| row / 2).collect();
    let table = oracle::Table { len, times, ..oracle::Table::default() };
    let rows = random::rows(&table);
    for max in 1..80 {
        for overlap in [max / 2, max - 1] {
            let duration = |amount: u64| oracle::Amounts::from([("duration".to_owned(), amount)]);
            let (max, overlap) = (duration(max), duration(overlap));
            let asked = oracle::Asked { max, overlap, ..oracle::Asked::nothing() };
            let found = rows.windows(&random::spec_of(&asked, table.unit())).expect("a good spec");
            assert!(found.iter().eq(oracle::windows(&table, &asked)), "{asked:?}");
        }
    }
}

/// Two limits on one measure, which only a list can hold, both count, also for repeated rows.
#[test]
fn a_measure_that_is_limited_twice_keeps_to_the_smaller_limit() {
    let rows = Rows::builder().measure("bytes", vec![4_u32, 5, 6, 7, 8]).build().expect("bytes");
    let twice = |overlap: u64| {
        let mut spec =
            Spec::new().max("bytes", 100).overlap(Amounts::new().measure("bytes", overlap));
        spec.max.measures.push(("bytes".to_owned(), 11));
        spec
    };
    let once = |overlap: u64| {
        Spec::new().max("bytes", 11).overlap(Amounts::new().measure("bytes", overlap))
    };
    for overlap in 0..11 {
        let found = rows.windows(&twice(overlap)).expect("a good spec");
        let expected = rows.windows(&once(overlap)).expect("a good spec");
        assert!(found.iter().eq(expected.iter()));
    }
    for overlap in 11..13 {
        assert_eq!(rows.windows(&twice(overlap)).expect_err("endless").code(), "BAD_OVERLAP");
    }
}
