//! The written form: specs and settings from JSON, and the errors of invalid ones.
//! The package's tests run the cases of `fixtures/written.json` through JavaScript.
#![cfg(feature = "serde")]

mod support;

use serde_json::{Value, json};
use std::time::Duration;
use support::random::{Random, cases};
use windrow::{
    Amounts, Cut, Error, Hops, Origin, Overlap, Oversize, Rows, Spec, Stream, TimeUnit, Written,
    diff,
    egregora::{Egregora, StepUnit},
};

/// The result of a case: the written form, or an error.
fn outcome(kind: &str, given: &Value) -> Result<Value, Error> {
    let written: Written = serde_json::from_str(&given.to_string()).unwrap();
    let rows = rows();
    match kind {
        "spec" => {
            let spec = Spec::try_from(written)?;
            if spec.cut != Cut::Even {
                Stream::new(spec.clone())?;
            }
            Ok(json!(spec))
        }
        "hops" => {
            let hops = Hops::try_from(written)?;
            rows.hops(&hops)?;
            Ok(json!(hops))
        }
        _ => {
            let settings = Egregora::try_from(written)?;
            rows.egregora(&settings)?;
            Ok(json!(settings))
        }
    }
}

fn rows() -> Rows {
    let rows = Rows::builder().time("time", TimeUnit::Nanosecond, vec![0, 1, 2, 3]);
    rows.measure("bytes", vec![1_u32, 2, 3, 4]).build().unwrap()
}

#[test]
fn json_gives_the_results_of_the_fixtures() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("fixtures/written.json")).unwrap();
    assert!(!cases.is_empty());
    for case in &cases {
        let found = match outcome(case["kind"].as_str().unwrap(), &case["given"]) {
            Ok(written) => json!({ "written": written }),
            Err(error) => json!({ "code": error.code(), "told": error.written().to_string() }),
        };
        for name in ["written", "code", "told"] {
            assert_eq!(found[name], case[name], "{case}");
        }
    }
}

#[test]
fn a_type_read_at_once_tells_the_same() {
    let told = |json| serde_json::from_str::<Spec>(json).unwrap_err().to_string();
    let sentence =
        "overlp is not an option; there is max, gap, edges, overlap, cut, minFill and oversize";
    assert!(told(r#"{"overlp": 0.2}"#).starts_with(sentence));
    assert!(told(r#"{"gap": "6h", "gap": "7h"}"#).starts_with("gap is given twice; give it once"));
    assert!(
        told(r#"{"max": {"bytes": 18446744073709551616.0}, "minFill": "x"}"#)
            .starts_with("minFill is \"x\"")
    );
}

#[test]
fn whole_numbers_of_64_bits_are_exact() {
    let spec: Spec = serde_json::from_str(r#"{"max": {"bytes": 18446744073709551615}}"#).unwrap();
    assert_eq!(spec, Spec::new().max("bytes", u64::MAX));
    let edges = format!(r#"{{"edges": [{}, {}]}}"#, i64::MIN, i64::MAX);
    let spec: Spec = serde_json::from_str(&edges).unwrap();
    assert_eq!(spec.edges, [i64::MIN, i64::MAX]);
    let past = Spec::try_from(
        serde_json::from_str::<Written>(r#"{"edges": [9223372036854775808]}"#).unwrap(),
    );
    assert!(
        past.unwrap_err().to_string().starts_with("edges at place 0 is 9223372036854775808; give")
    );
}

fn duration(random: &mut Random) -> Duration {
    let seconds = match random.below(4) {
        0 => random.below(3),
        1 => random.below(10_000_000),
        2 => random.below(100) * 86_400,
        _ => random.next(),
    };
    let nanos = random.pick(&[0, 1, 1_000, 1_000_000, 999_999_999, 123_456_789]);
    Duration::new(seconds, nanos)
}

fn number(random: &mut Random) -> u64 {
    let bits = random.below(64);
    random.next() >> bits
}

fn time(random: &mut Random) -> i64 {
    let bits = random.below(64);
    random.next().cast_signed() >> bits
}

fn amounts(random: &mut Random) -> Amounts {
    let mut amounts = Amounts::new();
    if random.chance(50) {
        amounts = amounts.rows(number(random));
    }
    if random.chance(50) {
        amounts = amounts.duration(duration(random));
    }
    for name in ["bytes", "tokens", "n \"q\" é", ""] {
        if random.chance(25) {
            amounts = amounts.measure(name, number(random));
        }
    }
    amounts
}

fn ratio(random: &mut Random) -> f64 {
    random.pick(&[0.0, 0.2, 1.0 / 3.0, 0.1 + 0.2, 1e-300, 5.0, -1.5, f64::MAX, f64::MIN_POSITIVE])
}

fn spec(random: &mut Random) -> Spec {
    let mut spec = Spec::new();
    spec.max = amounts(random);
    spec.gap = random.chance(50).then(|| duration(random));
    spec.edges = (0..random.below(4)).map(|_| time(random)).collect();
    spec.overlap = match random.below(3) {
        0 => Overlap::default(),
        1 => Overlap::Ratio(ratio(random)),
        _ => Overlap::Budget(amounts(random)),
    };
    spec.cut = random.pick(&[Cut::Full, Cut::Quiet, Cut::Even, Cut::Stable]);
    spec.min_fill = if random.chance(50) { 0.5 } else { ratio(random) };
    spec.oversize = random.pick(&[Oversize::Alone, Oversize::Error]);
    spec
}

/// Through text, as a file holds it.
fn again<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    let json = serde_json::to_string(value).unwrap();
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[test]
fn a_written_form_reads_back_unchanged() {
    for seed in 0..cases(20_000) {
        let random = &mut Random::new(seed);
        let spec = spec(random);
        assert_eq!(again(&spec), spec, "seed {seed}");

        let at = Origin::At(time(random));
        let origin = random.pick(&[Origin::First, Origin::At(0), at]);
        let mut hops = Hops::every(duration(random)).origin(origin).empty(random.chance(50));
        if random.chance(50) {
            hops = hops.span(duration(random));
        }
        assert_eq!(again(&hops), hops, "seed {seed}");

        let unit =
            random.pick(&[StepUnit::Messages, StepUnit::Hours, StepUnit::Days, StepUnit::Bytes]);
        let mut settings = Egregora::new().step(time(random), unit).overlap_ratio(ratio(random));
        settings = settings.max_bytes_per_window(number(random));
        settings.max_window_time = random.chance(50).then(|| duration(random));
        assert_eq!(again(&settings), settings, "seed {seed}");
    }
}

#[test]
fn numbers_that_json_lacks_are_not_written() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let specs = [Spec::new().min_fill(number), Spec::new().overlap(number)];
        for spec in &specs {
            assert!(serde_json::to_string(spec).is_err(), "{spec:?}");
        }
        assert!(serde_json::to_string(&Egregora::new().overlap_ratio(number)).is_err());
    }
}

#[test]
fn options_have_the_names_of_the_caller() {
    let error = rows().windows(&Spec::new().max_rows(1).min_fill(2.0)).unwrap_err();
    assert_eq!(error.to_string(), "min_fill is 2; give a number from 0 to 1");
    assert_eq!(error.written().to_string(), "minFill is 2; give a number from 0 to 1");
    let error = rows().egregora(&Egregora::new().step(0, StepUnit::Messages)).unwrap_err();
    assert!(error.to_string().starts_with("step_size is 0;"));
    assert!(error.written().to_string().starts_with("stepSize is 0;"));
}

#[test]
fn results_are_written_as_javascript_gets_them() {
    let rows = |keys: Vec<u64>| {
        let bytes = vec![10_u32; keys.len()];
        Rows::builder().measure("bytes", bytes).key("id", keys).build().unwrap()
    };
    let spec = Spec::new().max("bytes", 30).overlap(0.4);
    let before = rows(vec![1, 2, 3, 4, 5]).windows(&spec).unwrap();
    let after = rows(vec![1, 2, 3, 4, 5, 6]).windows(&spec).unwrap();
    let fill = json!({ "min": 1.0, "median": 1.0, "max": 1.0 });
    let stats = json!({
        "windows": 2, "oversize": 0, "repeatedRows": 1, "repeated": { "bytes": 10 }, "fill": fill,
    });
    assert_eq!(json!(before.stats()), stats);
    let window = json!({ "start": 2, "fresh": 3, "end": 5, "oversize": false });
    assert_eq!(json!(before.get(1)), window);
    let kept = json!({ "before": [0, 1], "after": [0, 1] });
    let found = json!(diff(&before, &after).unwrap());
    assert_eq!(found, json!({ "kept": kept, "added": [2], "removed": [] }));
}
