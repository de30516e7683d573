//! The bindings as JavaScript calls them, in WebAssembly. The package's own tests cover what it adds.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::float_cmp, reason = "sums are whole numbers, and exact")]

use js_sys::{Array, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use windrow::wasm::{Options, Rows};

fn rows(bytes: &[u32]) -> Rows {
    let (names, arrays) = (Array::of1(&"bytes".into()), Array::of1(&Uint32Array::from(bytes)));
    let columns = Array::new_with_length(8);
    columns.set(4, names.into());
    columns.set(5, arrays.into());
    Rows::from_columns(&columns).unwrap_or_else(|_| panic!("good columns"))
}

/// A spec, from JSON.
fn spec(json: &str) -> Options {
    let spec = Options::spec(&js_sys::JSON::parse(json).expect(json));
    spec.unwrap_or_else(|_| panic!("{json} can be read"))
}

/// The code and the sentence of an error.
fn told<T>(result: Result<T, JsValue>) -> (String, String) {
    let error = result.err().expect("an error");
    let code = Reflect::get(&error, &"code".into()).unwrap().as_string().unwrap();
    (code, Reflect::get(&error, &"message".into()).unwrap().as_string().unwrap())
}

#[wasm_bindgen_test]
fn a_plan_is_columns() {
    let plan = rows(&vec![100; 10_000])
        .windows(spec(r#"{"max": {"bytes": 320000}, "overlap": 0.2}"#))
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
fn a_written_plan_can_be_read() {
    let plan = rows(&[3, 4, 5]).windows(spec(r#"{"max": {"rows": 2}}"#)).unwrap();
    let ipc = plan.to_arrow().unwrap();
    let names = ["measure", "bytes", "sum_bytes", "measure", "at", "start"].map(JsValue::from);
    let read = Rows::from_arrow(vec![ipc], &names.into_iter().collect::<Array>());
    let read = read.unwrap_or_else(|_| panic!("our own stream"));
    assert_eq!(read.length(), 2);
    assert_eq!(read.total("bytes").unwrap(), 12.0);
    assert_eq!(read.total("at").unwrap(), 2.0);
}

#[wasm_bindgen_test]
fn bad_specs_are_refused_and_do_no_harm() {
    let rows = rows(&[1, 2, 3]);
    let cases = [
        ("{}", "NO_LIMIT", "the spec sets no limit"),
        (r#"{"max": {"bytes": -1}}"#, "BAD_LIMIT", "max.bytes is -1; give a whole number"),
        (r#"{"max": {"bytes": 1.5}}"#, "BAD_LIMIT", "max.bytes is 1.5"),
        (r#"{"max": {"bytes": 2}, "overlap": 1}"#, "BAD_OVERLAP", "overlap is 1; give a ratio"),
        (r#"{"max": {"rows": 2}, "overlap": {"rows": 0.5}}"#, "BAD_OVERLAP", "overlap.rows is 0.5"),
    ];
    for (json, code, sentence) in cases {
        let (found, message) = told(rows.windows(spec(json)));
        assert_eq!(found, code, "{json}: {message}");
        assert!(message.starts_with(sentence), "{json}: {message}");
    }
    assert_eq!(rows.windows(spec(r#"{"max": {"bytes": 3}}"#)).unwrap().length(), 2);
}

#[wasm_bindgen_test]
fn unreadable_options_are_refused_before_rows_are_used() {
    let revoked = js_sys::Function::new_no_args(
        "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy;",
    );
    let given = revoked.call0(&JsValue::UNDEFINED).unwrap();
    let (code, message) = told(Options::spec(&given));
    assert_eq!(code, "BAD_OPTION");
    assert!(message.starts_with("the spec cannot be read: TypeError"), "{message}");
}
