//! The bindings as JavaScript calls them, in WebAssembly. What the package adds is tested with it.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::float_cmp, reason = "sums are whole numbers, and exact")]

use js_sys::{Array, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use windrow::wasm::Rows;

fn rows(bytes: &[u32]) -> Rows {
    let (names, arrays) = (Array::of1(&"bytes".into()), Array::of1(&Uint32Array::from(bytes)));
    let columns = Array::new_with_length(8);
    columns.set(4, names.into());
    columns.set(5, arrays.into());
    Rows::from_columns(&columns).unwrap_or_else(|_| panic!("good columns"))
}

/// A limit and, as the package packs them, more that is asked for.
fn max_bytes<const N: usize>(bytes: f64, more: [[f64; 3]; N]) -> Vec<f64> {
    [vec![8.0, bytes, 5.0], more.concat()].concat()
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
        .windows(&max_bytes(320_000.0, [[4.0, 0.2, 0.0]]), "bytes", None)
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
    let plan = rows(&[3, 4, 5]).windows(&[6.0, 2.0, 0.0], "", None).unwrap();
    let ipc = plan.to_arrow().unwrap();
    let names = ["measure", "bytes", "sum_bytes", "measure", "at", "start"].map(JsValue::from);
    let read = Rows::from_arrow(vec![ipc], &names.into_iter().collect::<Array>());
    let read = read.unwrap_or_else(|_| panic!("our own stream"));
    assert_eq!(read.length(), 2);
    assert_eq!(read.total("bytes").unwrap(), 12.0);
    assert_eq!(read.total("at").unwrap(), 2.0);
}

#[wasm_bindgen_test]
fn bad_specs_are_told_and_do_no_harm() {
    let rows = rows(&[1, 2, 3]);
    let [ratio, budget, rows_too] = [[4.0, 1.0, 0.0], [5.0, 0.0, 0.0], [9.0, 0.5, 0.0]];
    let cases = [
        (vec![], "NO_LIMIT", "the spec sets no limit"),
        (max_bytes(-1.0, []), "BAD_LIMIT", "max.bytes is -1; give a whole number"),
        (max_bytes(1.5, []), "BAD_LIMIT", "max.bytes is 1.5"),
        (max_bytes(f64::NAN, []), "BAD_LIMIT", "max.bytes is NaN"),
        (max_bytes(2.0, [ratio]), "BAD_OVERLAP", "overlap is 1; give a ratio"),
        (max_bytes(2.0, [budget, rows_too]), "BAD_OVERLAP", "overlap.rows is 0.5"),
    ];
    for (asked, code, sentence) in cases {
        let (found, message) = told(rows.windows(&asked, "bytes", None));
        assert_eq!(found, code, "{asked:?}: {message}");
        assert!(message.starts_with(sentence), "{asked:?}: {message}");
    }
    assert_eq!(rows.windows(&max_bytes(3.0, []), "bytes", None).unwrap().length(), 2);
}

#[wasm_bindgen_test]
fn what_only_the_package_can_give_is_taken_as_it_comes() {
    let rows = rows(&[1, 2, 3]);
    // No choice, no kind, not three numbers, a name that ends early: nothing traps.
    for asked in [&[1.0, 77.0, 0.0][..], &[99.0, 1.0, 9.0], &[6.0], &[8.0, 1.0, 1e300]] {
        told(rows.windows(asked, "é", Some(vec![])));
    }
}
