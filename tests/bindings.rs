//! The bindings as JavaScript calls them, in WebAssembly. What the package adds is tested with it.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::float_cmp, reason = "sums are whole numbers, and exact")]

use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use windrow::wasm::Rows;

fn js(json: &str) -> JsValue {
    JSON::parse(json).expect("a test's own JSON")
}

fn rows(bytes: &[u32]) -> Rows {
    let measures = Object::new();
    Reflect::set(&measures, &"bytes".into(), &Uint32Array::from(bytes)).unwrap();
    let columns = Object::new();
    Reflect::set(&columns, &"measures".into(), &measures).unwrap();
    Rows::from_columns(&columns).unwrap_or_else(|_| panic!("good columns"))
}

/// The code and the sentence of an error.
fn told<T>(result: Result<T, JsValue>) -> (String, String) {
    let error = result.err().expect("an error");
    let code = Reflect::get(&error, &"code".into()).unwrap().as_string().unwrap();
    (code, error.unchecked_into::<js_sys::Error>().message().into())
}

#[wasm_bindgen_test]
fn a_plan_is_columns() {
    let plan = rows(&vec![100; 10_000])
        .windows(&js(r#"{"max": {"bytes": 320000}, "overlap": 0.2}"#), None)
        .unwrap();
    assert_eq!(plan.length(), 4);
    let column = |name: &str| plan.column(name).unwrap();
    let rows = |name: &str| column(name).unchecked_into::<Uint32Array>().to_vec();
    assert_eq!(rows("start"), [0, 2_560, 5_120, 7_680]);
    assert_eq!(rows("fresh"), [0, 3_200, 5_760, 8_320]);
    assert_eq!(rows("end"), [3_200, 5_760, 8_320, 10_000]);
    assert_eq!(column("oversize").unchecked_into::<Uint8Array>().to_vec(), [0; 4]);
    assert_eq!(plan.sum("bytes").unwrap(), [320_000.0, 320_000.0, 320_000.0, 232_000.0]);
    assert!(column("firstTime").is_undefined());
    assert_eq!(told(plan.sum("tokens")).0, "MISSING_COLUMN");
}

#[wasm_bindgen_test]
fn what_a_plan_writes_can_be_read() {
    let plan = rows(&[3, 4, 5]).windows(&js(r#"{"max": {"rows": 2}}"#), None).unwrap();
    let ipc = plan.to_arrow().unwrap();
    let read =
        Rows::from_arrow(vec![ipc], &js(r#"{"measures": {"bytes": "sum_bytes", "at": "start"}}"#));
    let read = read.unwrap_or_else(|_| panic!("our own stream"));
    assert_eq!(read.length(), 2);
    assert_eq!(read.measures(), ["bytes", "at"]);
    assert_eq!(read.total("bytes").unwrap(), 12.0);
    assert_eq!(read.total("at").unwrap(), 2.0);
}

#[wasm_bindgen_test]
fn bad_specs_are_told_and_do_no_harm() {
    let rows = rows(&[1, 2, 3]);
    let cases = [
        ("1", "BAD_OPTION", "the spec is 1; give an object such as { max: { bytes: 32000 } }"),
        (r#"{"max": 1}"#, "BAD_OPTION", "max is 1; give an object"),
        (r#"{"max": {}}"#, "NO_LIMIT", "the spec sets no limit"),
        (r#"{"max": {"bytes": -1}}"#, "BAD_LIMIT", "max.bytes is -1; give a whole number"),
        (r#"{"max": {"bytes": 1.5}}"#, "BAD_LIMIT", "max.bytes is 1.5"),
        (r#"{"max": {"bytes": "32k"}}"#, "BAD_LIMIT", "max.bytes is \"32k\""),
        (r#"{"max": {"bytes": [1]}}"#, "BAD_LIMIT", "max.bytes is a list"),
        (r#"{"max": {"bytes": {"a": {"b": {}}}}}"#, "BAD_LIMIT", "max.bytes is an object"),
        (r#"{"max": {"rows": 2}, "overlap": 1}"#, "BAD_OVERLAP", "overlap is 1; give a ratio"),
        (r#"{"max": {"rows": 2}, "overlap": "x"}"#, "BAD_OVERLAP", "overlap is \"x\""),
        (r#"{"max": {"rows": 2}, "overlap": {"rows": 0.5}}"#, "BAD_OVERLAP", "overlap.rows is 0.5"),
        (r#"{"max": {"rows": 2}, "oversize": "drop"}"#, "BAD_OPTION", "oversize is \"drop\""),
        (r#"{"max": {"rows": 2}, "overlp": 0.2}"#, "BAD_OPTION", "overlp is not an option"),
    ];
    for (spec, code, sentence) in cases {
        let (found, message) = told(rows.windows(&js(spec), None));
        assert_eq!(found, code, "{spec}: {message}");
        assert!(message.starts_with(sentence), "{spec}: {message}");
    }
    assert_eq!(rows.windows(&js(r#"{"max": {"rows": 2}}"#), None).unwrap().length(), 2);
}

#[wasm_bindgen_test]
fn absent_options_are_as_if_not_given() {
    let spec = js(r#"{"max": {"rows": 2, "bytes": null}, "overlap": null, "oversize": null}"#);
    assert_eq!(rows(&[1, 2, 3]).windows(&spec, None).unwrap().length(), 2);
}

#[wasm_bindgen_test]
fn an_object_that_holds_itself_ends() {
    let spec = Object::new();
    Reflect::set(&spec, &"max".into(), &spec).unwrap();
    assert_eq!(told(rows(&[1]).windows(&spec, None)).0, "BAD_LIMIT");
}

#[wasm_bindgen_test]
fn numbers_of_all_kinds_are_a_measure() {
    let arrays = Array::of4(
        &Array::of2(&1.into(), &2.into()),
        &js_sys::Float64Array::from(&[1.0, 2.0][..]),
        &js_sys::BigInt64Array::from(&[1, 2][..]),
        &js_sys::Int8Array::from(&[1, 2][..]),
    );
    for array in arrays {
        let columns = js(r#"{"measures": {}}"#);
        let measures = Reflect::get(&columns, &"measures".into()).unwrap();
        Reflect::set(&measures, &"bytes".into(), &array).unwrap();
        let rows = Rows::from_columns(&columns).unwrap_or_else(|_| panic!("numbers"));
        assert_eq!(rows.total("bytes").unwrap(), 3.0);
    }
}

#[wasm_bindgen_test]
fn an_option_that_throws_is_told() {
    let value = |body: &str| Function::new_no_args(body).call0(&JsValue::NULL).unwrap();
    let cases = [
        "return { get max() { throw new Error('boom') } }",
        "return { max: { get bytes() { throw new Error('boom') } } }",
        "return new Proxy({}, { has() { throw new Error('boom') } })",
        "return new Proxy({}, { ownKeys() { throw new Error('boom') } })",
    ];
    let rows = rows(&[1, 2, 3]);
    for case in cases {
        let (code, message) = told(rows.windows(&value(case), None));
        assert_eq!(
            (code.as_str(), message.as_str()),
            ("BAD_OPTION", "the spec cannot be read: Error: boom"),
            "{case}"
        );
    }
    assert_eq!(told(Rows::from_columns(&value(cases[0]))).1, "columns cannot be read: Error: boom");
}
