//! The cases of `fixtures/windows.json`, natively and in WebAssembly. The package's tests run the
//! same ones through JavaScript and through SQL.

use serde_json::Value;
use windrow::{Amounts, Overlap, Oversize, Rows, Spec};

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn windows_are_those_of_the_fixtures() {
    let cases: Value = serde_json::from_str(include_str!("fixtures/windows.json")).unwrap();
    let cases = cases.as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let name = &case["name"];
        let rows = Rows::builder().measure("bytes", bytes(case)).build().unwrap();
        match rows.windows(&spec(&case["spec"])) {
            Ok(plan) => {
                let windows = plan.iter().map(|window| {
                    let mut window_json =
                        vec![window.start.into(), window.fresh.into(), window.end.into()];
                    window_json.extend(window.oversize.then_some(Value::Bool(true)));
                    Value::Array(window_json)
                });
                assert_eq!(Value::Array(windows.collect()), case["windows"], "{name}");
            }
            Err(error) => assert_eq!(error.code(), case["error"], "{name}: {error}"),
        }
    }
}

/// The lengths of a case, which gives them as pairs of a count and a length.
fn bytes(case: &Value) -> Vec<u32> {
    let pairs = case["bytes"].as_array().unwrap().iter();
    let runs = pairs.map(|pair| {
        let value = u32::try_from(pair[1].as_u64().unwrap()).unwrap();
        vec![value; usize::try_from(pair[0].as_u64().unwrap()).unwrap()]
    });
    runs.flatten().collect()
}

fn spec(json: &Value) -> Spec {
    let mut spec = Spec::new();
    spec.max = amounts(&json["max"]);
    spec.overlap = match &json["overlap"] {
        Value::Null => Overlap::default(),
        Value::Number(ratio) => Overlap::Ratio(ratio.as_f64().unwrap()),
        budget => Overlap::Budget(amounts(budget)),
    };
    if json["oversize"] == "error" {
        spec.oversize = Oversize::Error;
    }
    spec
}

fn amounts(json: &Value) -> Amounts {
    json.as_object().unwrap().iter().fold(Amounts::new(), |amounts, (name, amount)| {
        let amount = amount.as_u64().unwrap();
        if name == "rows" { amounts.rows(amount) } else { amounts.measure(name, amount) }
    })
}
