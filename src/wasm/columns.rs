//! Typed arrays → columns.

use super::{failure::Failure, options::whole_number};
use crate::{TimeUnit, Values};
use js_sys::{
    Array, BigInt64Array, BigUint64Array, Float64Array, Int8Array, Int16Array, Int32Array,
    Uint8Array, Uint16Array, Uint32Array,
};
use std::fmt::Display;
use wasm_bindgen::{JsCast, JsValue};

/// A measure, from an array of any kind of number.
pub(super) fn measure(name: &str, array: &JsValue) -> Result<Values, Failure> {
    fn cast<T: JsCast>(array: &JsValue) -> Option<&T> {
        array.dyn_ref()
    }
    if let Some(array) = cast::<Uint32Array>(array) {
        Ok(Values::from(array.to_vec()))
    } else if let Some(array) = cast::<Float64Array>(array) {
        from_numbers(name, array.to_vec().into_iter())
    } else if let Some(array) = cast::<Array>(array) {
        from_numbers(name, array.iter().map(|value| value.as_f64().unwrap_or(f64::NAN)))
    } else if let Some(array) = cast::<BigInt64Array>(array) {
        whole(name, array.to_vec())
    } else if let Some(array) = cast::<BigUint64Array>(array) {
        Ok(Values::from(array.to_vec()))
    } else if let Some(array) = cast::<Int32Array>(array) {
        whole(name, array.to_vec())
    } else if let Some(array) = cast::<Uint16Array>(array) {
        whole(name, array.to_vec())
    } else if let Some(array) = cast::<Int16Array>(array) {
        whole(name, array.to_vec())
    } else if let Some(array) = cast::<Uint8Array>(array) {
        whole(name, array.to_vec())
    } else if let Some(array) = cast::<Int8Array>(array) {
        whole(name, array.to_vec())
    } else {
        Err(unsupported(name, array, "an array of numbers, best a Uint32Array"))
    }
}

/// Times, which have more digits than a double.
pub(super) fn times(column: &str, array: &JsValue) -> Result<Vec<i64>, Failure> {
    match array.dyn_ref::<BigInt64Array>() {
        Some(array) => Ok(array.to_vec()),
        None => Err(unsupported(column, array, "a BigInt64Array")),
    }
}

pub(super) fn time_unit(symbol: &str) -> Result<TimeUnit, Failure> {
    let found = TimeUnit::ALL.into_iter().find(|unit| unit.symbol() == symbol);
    found.ok_or_else(|| Failure::BadOption {
        option: "timeUnit".to_owned(),
        problem: format!("is \"{symbol}\"; give \"s\", \"ms\", \"us\" or \"ns\""),
    })
}

fn whole<T: Copy + Display + TryInto<u64>>(name: &str, array: Vec<T>) -> Result<Values, Failure> {
    let mut values = Values::with_capacity(array.len());
    for value in array {
        values.push(value.try_into().map_err(|_| bad_value(name, values.len(), value))?);
    }
    Ok(values)
}

fn from_numbers(
    name: &str,
    numbers: impl ExactSizeIterator<Item = f64>,
) -> Result<Values, Failure> {
    let mut values = Values::with_capacity(numbers.len());
    for number in numbers {
        let value = whole_number(number).ok_or_else(|| bad_value(name, values.len(), number))?;
        values.push(value);
    }
    Ok(values)
}

fn bad_value(name: &str, row: usize, value: impl Display) -> Failure {
    Failure::BadValue { column: name.to_owned(), row, value: value.to_string() }
}

fn unsupported(column: &str, found: &JsValue, wanted: &'static str) -> Failure {
    let found = match found.dyn_ref::<js_sys::Object>() {
        Some(object) => format!("of class {}", String::from(object.constructor().name())),
        None => format!("of type {}", found.js_typeof().as_string().unwrap_or_default()),
    };
    Failure::UnsupportedType { column: column.to_owned(), found, wanted }
}
