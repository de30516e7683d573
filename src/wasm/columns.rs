//! Typed arrays → columns.

use super::{arrow::Labels, failure::Failure, options::whole_number};
use crate::{
    TimeUnit, Values, key_of,
    partitions::{Partitions, fingerprint},
};
use js_sys::{
    Array, BigInt64Array, BigUint64Array, Float64Array, Int8Array, Int16Array, Int32Array,
    Uint8Array, Uint16Array, Uint32Array,
};
use std::fmt::Display;
use wasm_bindgen::prelude::*;

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

/// Partitions, of how many rows, and their values, from an array of anything that can be told apart
/// as `Object.is` does.
pub(super) fn partitions(
    column: &str,
    array: &JsValue,
) -> Result<(usize, Partitions, Labels), Failure> {
    let wanted = "an array or a typed array";
    let values = js_sys::try_iter(array).ok().flatten();
    let values = values.filter(|_| array.is_object());
    let values = values.ok_or_else(|| unsupported(column, array, wanted))?;
    let (mut len, mut begins, mut firsts) = (0_u32, Vec::new(), Vec::<JsValue>::new());
    for value in values {
        let value = value.map_err(|_| unsupported(column, array, wanted))?;
        match firsts.last() {
            Some(last) if js_sys::Object::is(last, &value) => {}
            Some(_) => {
                begins.push(len);
                firsts.push(value);
            }
            None => firsts.push(value),
        }
        len = len.checked_add(1).ok_or(crate::Error::TooManyRows { rows: 1 << 32 })?;
    }
    // Of its type and of how it is written, which tells apart what a partition can be.
    let of = |value: Option<&JsValue>| value.map(|value| fingerprint(&format!("{value:?}")));
    let (first, last) = (of(firsts.first()), of(firsts.last()));
    Ok((len as usize, Partitions { begins, first, last }, labels(&firsts)))
}

#[wasm_bindgen]
extern "C" {
    /// How JavaScript writes a value; some objects refuse.
    #[wasm_bindgen(js_name = String, catch)]
    fn string(value: &JsValue) -> Result<String, JsValue>;
}

/// The values as whole numbers, where all are, else as JavaScript writes them.
fn labels(values: &[JsValue]) -> Labels {
    let is_null = |value: &JsValue| value.is_null() || value.is_undefined();
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole, and small")]
    let whole = |value: &JsValue| match value.as_f64() {
        Some(number) => (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64),
        None => i64::try_from(value.clone()).ok(),
    };
    if values.iter().all(|value| is_null(value) || whole(value).is_some()) {
        return Labels::integers(values.iter().map(whole));
    }
    let text = |value| if is_null(value) { None } else { string(value).ok() };
    Labels::texts(values.iter().map(text))
}

/// Keys, from an array of whole numbers of any sign, or of strings.
pub(super) fn keys(column: &str, array: &JsValue) -> Result<Vec<u64>, Failure> {
    if let Some(array) = array.dyn_ref::<BigUint64Array>() {
        Ok(array.to_vec())
    } else if let Some(array) = array.dyn_ref::<BigInt64Array>() {
        Ok(array.to_vec().into_iter().map(i64::cast_unsigned).collect())
    } else if let Some(array) = array.dyn_ref::<Int32Array>() {
        Ok(array.to_vec().into_iter().map(|key| i64::from(key).cast_unsigned()).collect())
    } else if let Some(strings) = array.dyn_ref::<Array>().filter(|array| array.get(0).is_string())
    {
        let keys = strings.iter().enumerate().map(|(row, key)| match key.as_string() {
            Some(key) => Ok(key_of(key.as_bytes())),
            None => Err(bad_value(column, row, "not a string like the others")),
        });
        keys.collect()
    } else {
        Ok(match measure(column, array)? {
            Values::U32(keys) => keys.into_iter().map(u64::from).collect(),
            Values::U64(keys) => keys,
        })
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
