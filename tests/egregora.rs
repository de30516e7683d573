//! Egregora's windows, compared with those of Egregora's own Python: `fixtures/egregora.json`
//! are 60 random cases, `fixtures/egregora-edges.json` those where rounding, order or a rule of its
//! own decides. In both, `ids` is the range of rows, or null for no row.

use serde_json::Value;
use std::time::Duration;
use windrow::{
    ErrorKind, Rows, TimeUnit,
    egregora::{Egregora, EgregoraPlan, EgregoraWindow, StepUnit},
};

const HOUR: i64 = 3_600;

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn random_cases_are_answered_as_by_egregora() {
    assert_eq!(check(include_str!("fixtures/egregora.json")), 60);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn edge_cases_are_answered_as_by_egregora() {
    assert!(check(include_str!("fixtures/egregora-edges.json")) > 30);
}

/// Compares every field of every case, and returns the number of cases.
fn check(json: &str) -> usize {
    let cases: Vec<Value> = serde_json::from_str(json).unwrap();
    for (number, case) in cases.iter().enumerate() {
        let name = format!("case {number} {}", case["name"]);
        let plan = plan(case);
        let windows = case["windows"].as_array().unwrap();
        assert_eq!(plan.len(), windows.len(), "{name}");
        assert_eq!([plan.start().len(), plan.end().len()], [plan.len(); 2], "{name}");
        assert_eq!(plan.is_empty(), windows.is_empty(), "{name}");
        let columns =
            plan.start_time().zip(plan.end_time()).zip(plan.start().iter().zip(plan.end()));
        for ((window, columns), expected) in plan.iter().zip(columns).zip(windows) {
            let EgregoraWindow { start_time, end_time, start, end, .. } = window;
            assert_eq!(columns, ((start_time, end_time), (&start, &end)), "{name}");
            assert_eq!(window.index, expected["index"], "{name}");
            assert_same(window, expected, &name);
            if let Some(rows) = expected.get("rows") {
                assert_eq!(window.size(), *rows, "{name}");
            }
            match expected.get("ids") {
                None => {}
                Some(Value::Null) => assert_eq!(start, end, "{name}"),
                Some(ids) => assert_eq!([start, end].as_slice(), ids.as_array().unwrap(), "{name}"),
            }
        }
        if let Some(split) = case["split"].as_object() {
            let [index, n] = ["window", "n"].map(|key| usize::try_from(int(&split[key])).unwrap());
            let parts = plan.split(index, n).unwrap();
            let expected = split["parts"].as_array().unwrap();
            assert_eq!(parts.len(), expected.len(), "{name}");
            for (&part, expected) in parts.iter().zip(expected) {
                assert_eq!(part.index as usize, index, "{name}");
                assert_same(part, expected, &name);
            }
        }
    }
    cases.len()
}

fn assert_same(window: EgregoraWindow, expected: &Value, name: &str) {
    assert_eq!(window.start_time, expected["start_time"], "{name}: start of {window:?}");
    assert_eq!(window.end_time, expected["end_time"], "{name}: end of {window:?}");
    assert_eq!(window.size(), expected["size"], "{name}: size of {window:?}");
}

fn plan(case: &Value) -> EgregoraPlan {
    let column = |name: &str| case[name].as_array().unwrap().iter().map(int);
    let bytes: Vec<u64> = column("bytes").map(|bytes| u64::try_from(bytes).unwrap()).collect();
    let rows = Rows::builder()
        .time("ts", TimeUnit::Microsecond, column("ts_us").collect::<Vec<_>>())
        .measure("bytes", bytes)
        .build();
    let unit = match case["unit"].as_str().unwrap() {
        "messages" => StepUnit::Messages,
        "hours" => StepUnit::Hours,
        "days" => StepUnit::Days,
        "bytes" => StepUnit::Bytes,
        unit => panic!("{unit}"),
    };
    let mut spec = Egregora::new()
        .step(int(&case["step_size"]), unit)
        .overlap_ratio(case["overlap_ratio"].as_f64().unwrap())
        .max_bytes_per_window(case["max_bytes"].as_u64().unwrap());
    spec.max_window_time = case["max_window_seconds"].as_f64().map(Duration::from_secs_f64);
    rows.unwrap().egregora(&spec).unwrap()
}

fn int(json: &Value) -> i64 {
    json.as_i64().unwrap()
}

fn rows_at(unit: TimeUnit, times: Vec<i64>) -> Rows {
    let bytes = vec![1_u32; times.len()];
    Rows::builder().time("ts", unit, times).measure("bytes", bytes).build().unwrap()
}

fn every_second(len: i64) -> Rows {
    rows_at(TimeUnit::Second, (0..len).collect())
}

fn of_bytes(bytes: Vec<u32>) -> Rows {
    let times: Vec<_> = (0..).take(bytes.len()).collect();
    Rows::builder().time("ts", TimeUnit::Second, times).measure("bytes", bytes).build().unwrap()
}

fn ranges(rows: &Rows, spec: &Egregora) -> Vec<(u32, u32)> {
    rows.egregora(spec).unwrap().iter().map(|window| (window.start, window.end)).collect()
}

fn times(rows: &Rows, spec: &Egregora) -> Vec<(i64, i64)> {
    let plan = rows.egregora(spec).unwrap();
    plan.start_time().zip(plan.end_time()).collect()
}

fn messages(step: i64, ratio: f64) -> Egregora {
    Egregora::new().step(step, StepUnit::Messages).overlap_ratio(ratio)
}

fn hours(step: i64, ratio: f64) -> Egregora {
    Egregora::new().step(step, StepUnit::Hours).overlap_ratio(ratio)
}

fn bytes(max: u64, ratio: f64) -> Egregora {
    Egregora::new().step(1, StepUnit::Bytes).max_bytes_per_window(max).overlap_ratio(ratio)
}

#[test]
fn an_overlap_of_messages_is_cut_off_in_floating_point() {
    assert_eq!(ranges(&every_second(130), &messages(100, 0.29)), [(0, 128), (100, 130)]);
}

#[test]
fn the_last_window_of_messages_may_repeat_only_old_rows() {
    assert_eq!(ranges(&every_second(12), &messages(5, 0.5)), [(0, 7), (5, 12), (10, 12)]);
}

#[test]
fn a_step_past_all_rows_is_one_window() {
    for step in [13, i64::MAX] {
        assert_eq!(ranges(&every_second(12), &messages(step, 0.5)), [(0, 12)], "{step}");
    }
}

#[test]
fn the_first_row_of_a_window_of_bytes_is_not_counted() {
    let windows = ranges(&of_bytes(vec![50, 27, 1, 27, 27]), &bytes(27, 0.0));
    assert_eq!(windows, [(0, 2), (2, 4), (4, 5)]);
}

#[test]
fn a_window_of_bytes_holds_a_row_and_the_next_begins_after_it() {
    assert_eq!(ranges(&of_bytes(vec![50, 60, 70]), &bytes(9, 0.5)), [(0, 1), (1, 2), (2, 3)]);
    assert_eq!(ranges(&of_bytes(vec![1, 1, 1]), &bytes(100, 0.5)), [(0, 3), (1, 3), (2, 3)]);
}

#[test]
fn rows_without_bytes_are_repeated_without_any_overlap() {
    let windows = ranges(&of_bytes(vec![5, 0, 0, 6, 0]), &bytes(5, 0.0));
    assert_eq!(windows, [(0, 3), (1, 3), (2, 3), (3, 5), (4, 5)]);
}

/// 10,000 messages of 100 bytes, by Egregora's defaults.
#[test]
fn the_staircase_at_the_tail_has_its_full_length() {
    let plan = of_bytes(vec![100; 10_000]).egregora(&bytes(320_000, 0.2)).unwrap();
    let rows: u64 = plan.iter().map(|window| u64::from(window.size())).sum();
    assert_eq!((plan.len(), rows * 100), (644, 21_704_000));
}

#[test]
fn the_step_is_ignored_when_bytes_are_counted() {
    let rows = of_bytes(vec![5, 6, 7]);
    let spec = bytes(6, 0.2);
    assert_eq!(ranges(&rows, &spec), ranges(&rows, &spec.clone().step(0, StepUnit::Bytes)));
}

#[test]
fn ratios_are_clamped_from_zero_to_a_half() {
    let rows = every_second(40);
    for (given, taken) in
        [(-0.1, 0.0), (-0.0, 0.0), (f64::NEG_INFINITY, 0.0), (0.7, 0.5), (f64::INFINITY, 0.5)]
    {
        let same = |spec: fn(f64) -> Egregora| {
            let [given, taken] = [given, taken].map(|ratio| rows.egregora(&spec(ratio)).unwrap());
            assert!(given.iter().eq(taken.iter()), "a ratio of {given:?}");
        };
        same(|ratio| messages(10, ratio));
        same(|ratio| hours(1, ratio));
        same(|ratio| bytes(10, ratio));
    }
}

#[test]
fn windows_of_hours_begin_with_the_first_row_and_may_be_empty() {
    let rows = rows_at(TimeUnit::Second, vec![10, 10 + HOUR, 10 + 3 * HOUR]);
    let plan = rows.egregora(&hours(1, 0.0)).unwrap();
    let windows: Vec<_> = plan.iter().map(|w| (w.start_time, w.start, w.end)).collect();
    let begins = |k| 10 + k * HOUR;
    assert_eq!(windows, [(10, 0, 1), (begins(1), 1, 2), (begins(2), 2, 2), (begins(3), 2, 3)]);
    assert_eq!(plan.get(2).map(EgregoraWindow::size), Some(0));
    assert_eq!(plan.get(4), None);
    assert_eq!(plan.split(2, 3), Ok(vec![]));
}

#[test]
fn a_longest_time_shortens_longer_steps_of_hours_and_days_only() {
    let rows = rows_at(TimeUnit::Second, vec![0, 1_000 * HOUR]);
    let step = |spec: Egregora, seconds: f64| {
        let spec = spec.max_window_time(Duration::from_secs_f64(seconds));
        times(&rows, &spec).get(1).map(|&(second, _)| second / HOUR)
    };
    let hour = 3_600.0;
    assert_eq!(
        step(hours(5, 0.5), 5.0 * hour),
        Some(5),
        "as long as it may be, without its overlap"
    );
    assert_eq!(step(hours(5, 0.5), 4.999 * hour), Some(3), "3.33 hours");
    assert_eq!(
        step(hours(5, 0.35), 2.7 * hour),
        Some(2),
        "exactly 2 hours, though 1.99… in floats"
    );
    assert_eq!(step(hours(5, 0.0), 1.0), Some(1), "an hour at the least");
    assert_eq!(step(hours(99, 0.0), 23.99 * hour), Some(23), "hours below a day");
    assert_eq!(step(hours(99, 0.0), 71.0 * hour), Some(48), "else days");
    assert_eq!(step(hours(5, 0.0), 0.0), Some(5), "none");
    assert_eq!(step(hours(5, 0.0), 4e-7), Some(5), "none, in microseconds");
    assert_eq!(step(hours(5, 0.0), 6e-7), Some(1), "a microsecond");
    let by_rows = messages(1, 0.0).max_window_time(Duration::from_secs(1));
    assert_eq!(ranges(&rows, &by_rows), [(0, 1), (1, 2)]);
}

#[test]
fn a_step_beyond_all_time_is_one_window() {
    let rows = rows_at(TimeUnit::Second, vec![0, 5]);
    for step in [1_000_000_000, i64::MAX] {
        let spec = Egregora::new().step(step, StepUnit::Days).overlap_ratio(0.0);
        assert_eq!(times(&rows, &spec), [(0, 86_400_000_000_000)]);
    }
    let rows = rows_at(TimeUnit::Nanosecond, vec![0, 5]);
    let spec = Egregora::new().step(1_000_000, StepUnit::Days);
    assert_eq!(times(&rows, &spec), [(0, i64::MAX)]);
}

/// A boundary between two times of the unit moves to the later one: the rows on its
/// sides stay the same.
#[test]
fn coarser_times_have_the_windows_of_the_same_times_in_microseconds() {
    let seconds: Vec<i64> = vec![-7, 0, 1, 2, 3_599, 3_600, 4_000, 4_001, 4_002, 9_000];
    let micros = rows_at(TimeUnit::Microsecond, seconds.iter().map(|s| s * 1_000_000).collect());
    for ratio in [0.1, 0.1111, 1.0 / 3.0] {
        let exact = micros.egregora(&hours(1, ratio)).unwrap();
        let coarser = [(TimeUnit::Second, 1), (TimeUnit::Millisecond, 1_000)];
        for (unit, per_second) in coarser {
            let rows = rows_at(unit, seconds.iter().map(|s| s * per_second).collect());
            let plan = rows.egregora(&hours(1, ratio)).unwrap();
            let rounded_up = |window: EgregoraWindow| EgregoraWindow {
                start_time: -(-window.start_time).div_euclid(1_000_000 / per_second),
                end_time: -(-window.end_time).div_euclid(1_000_000 / per_second),
                ..window
            };
            assert!(plan.iter().eq(exact.iter().map(rounded_up)), "{ratio} in {}", unit.symbol());
            let of_exact = exact.split(0, 7).unwrap().into_iter().map(rounded_up);
            assert!(plan.split(0, 7).unwrap().into_iter().eq(of_exact), "{ratio}, split");
        }
    }
}

#[test]
fn nanoseconds_are_not_lost() {
    let hour = HOUR * 1_000_000_000;
    let rows = rows_at(TimeUnit::Nanosecond, vec![1, hour, hour + 1]);
    assert_eq!(times(&rows, &hours(1, 1e-9)), [(1, hour + 4_001), (hour + 1, 2 * hour + 4_001)]);
    assert_eq!(ranges(&rows, &hours(1, 0.0)), [(0, 2), (2, 3)]);
}

#[test]
fn parts_are_equal_times_of_which_the_last_holds_its_end() {
    let rows = rows_at(TimeUnit::Microsecond, vec![0, 2, 3, 9, 10, 10]);
    let plan = rows.egregora(&messages(6, 0.0)).unwrap();
    let parts = |n| -> Vec<_> {
        let parts = plan.split(0, n).unwrap().into_iter();
        parts.map(|part| (part.start_time, part.end_time, part.start, part.end)).collect()
    };
    assert_eq!(parts(1), [(0, 10, 0, 6)]);
    assert_eq!(parts(3), [(0, 3, 0, 2), (3, 6, 2, 3), (6, 10, 3, 6)]);
    assert_eq!(parts(5), [(0, 2, 0, 1), (2, 4, 1, 3), (8, 10, 3, 6)]);
    assert_eq!(parts(11), [(0, 10, 0, 6)], "fewer microseconds than parts: a part of no length");
    assert_eq!(parts(usize::MAX), [(0, 10, 0, 6)]);
}

#[test]
fn a_split_into_nothing_or_of_nothing_is_an_error() {
    let plan = every_second(3).egregora(&messages(3, 0.0)).unwrap();
    assert_eq!(plan.split(0, 0).unwrap_err().code(), "BAD_SPLIT");
    assert_eq!(plan.split(1, 2).unwrap_err().code(), "BAD_SPLIT");
}

#[test]
fn no_rows_give_no_window() {
    for spec in [messages(3, 0.2), hours(1, 0.2), bytes(10, 0.2)] {
        let plan = every_second(0).egregora(&spec).unwrap();
        assert!(plan.is_empty() && plan.iter().next().is_none());
    }
}

#[test]
fn steps_below_one_are_errors_where_egregora_crashed_or_was_silent() {
    let units = [StepUnit::Messages, StepUnit::Hours, StepUnit::Days];
    for (unit, step) in units.into_iter().flat_map(|unit| [(unit, 0), (unit, -1), (unit, i64::MIN)])
    {
        let error = every_second(3).egregora(&Egregora::new().step(step, unit)).unwrap_err();
        let (limit, value) = ("step_size".to_owned(), step.to_string());
        assert_eq!(*error.kind(), ErrorKind::BadLimit { limit, value });
    }
}

#[test]
fn a_ratio_that_is_not_a_number_is_an_error() {
    let error = every_second(3).egregora(&messages(1, f64::NAN)).unwrap_err();
    assert_eq!(error.code(), "BAD_OVERLAP");
    assert_eq!(
        error.to_string(),
        "overlap_ratio is NaN; give a number, taken as one from 0 to 0.5"
    );
}

#[test]
fn a_time_is_required_and_bytes_when_they_are_counted() {
    let no_time = Rows::builder().measure("bytes", vec![1_u32]).build().unwrap();
    let no_bytes = Rows::builder().time("ts", TimeUnit::Second, vec![1]).build().unwrap();
    let missing = |rows: &Rows, spec: &Egregora| match rows.egregora(spec) {
        Err(error) => match error.kind() {
            ErrorKind::MissingColumn { column, .. } => Some(column.clone()),
            other => panic!("{other}"),
        },
        Ok(_) => None,
    };
    for spec in [messages(1, 0.0), hours(1, 0.0), bytes(1, 0.0)] {
        assert_eq!(missing(&no_time, &spec).as_deref(), Some("time"));
    }
    assert_eq!(missing(&no_bytes, &bytes(1, 0.0)).as_deref(), Some("bytes"));
    assert!(no_bytes.egregora(&messages(1, 0.0)).is_ok());
}

#[test]
fn times_that_decrease_where_a_partition_begins_are_an_error() {
    let rows = |times: Vec<i64>| {
        let rows = Rows::builder().time("ts", TimeUnit::Second, times);
        rows.partition("chat", &["a", "a", "b"]).build().unwrap()
    };
    let error = rows(vec![5, 6, 4]).egregora(&messages(1, 0.0)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "column time decreases at row 2, from 6 s to 4 s; order the rows by it"
    );
    assert_eq!(ranges(&rows(vec![5, 6, 6]), &messages(3, 0.0)), [(0, 3)]);
}

/// Such as an infinite time, which databases export as the largest value.
#[test]
fn a_distant_time_does_not_fill_the_memory() {
    for unit in TimeUnit::ALL {
        let rows = rows_at(unit, vec![i64::MIN, 0, i64::MAX]);
        let error = rows.egregora(&hours(1, 0.2));
        if unit == TimeUnit::Nanosecond {
            assert!(error.is_ok(), "584 years");
        } else {
            assert_eq!(error.unwrap_err().code(), "TOO_MANY_WINDOWS");
        }
        assert_eq!(ranges(&rows, &messages(2, 0.0)), [(0, 2), (2, 3)]);
        let plan = rows.egregora(&messages(3, 0.0)).unwrap();
        assert_eq!(plan.split(0, 2).unwrap().iter().map(|part| part.size()).sum::<u32>(), 3);
    }
    let one_too_many = rows_at(TimeUnit::Second, vec![0, 3_600 << 24]);
    assert_eq!(one_too_many.egregora(&hours(1, 0.0)).unwrap_err().code(), "TOO_MANY_WINDOWS");
}
