//! Structured results, written by serde-wasm-bindgen.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What is by name is a `Map`, as a name may be `__proto__`.
const NUMBERS: Serializer = Serializer::new();

const BIGINTS: Serializer = NUMBERS.serialize_large_number_types_as_bigints(true);

/// A result whose integers are all numbers in JavaScript.
pub(super) fn to_js<T: Serialize>(result: &T) -> Result<JsValue, JsValue> {
    Ok(result.serialize(&NUMBERS)?)
}

/// A result whose integers of 64 bits, such as times and ids, are `bigint`s in JavaScript.
pub(super) fn to_js_with_bigints<T: Serialize>(result: &T) -> Result<JsValue, JsValue> {
    Ok(result.serialize(&BIGINTS)?)
}
