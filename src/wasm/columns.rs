//! Typed arrays → columns.

use super::{
    arrow::Labels,
    failure::{Failure, Need, Problem, require},
    options::{is_list, type_of, unreadable, whole_number, written},
};
use crate::{
    TimeUnit, Values, key_of,
    partitions::{Partitions, fingerprint},
};
use js_sys::{Array, BigInt64Array, BigUint64Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ArrayBuffer, js_name = isView)]
    fn is_view(value: &JsValue) -> bool;

    /// An array of the same elements, which none of the caller's code gives: that could throw.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn copied(array: &JsValue) -> Result<Array, JsValue>;
}

/// Refuses an array whose values, of so many bytes each, there is no memory for.
fn require_room(array: &JsValue, bytes: usize) -> Result<(), Failure> {
    let len = array.unchecked_ref::<Array>().length() as usize;
    require::<u8>(len.saturating_mul(bytes), Need::Rows)
}

/// Whether a value is a typed array: a view of another kind has no elements.
fn is_typed(value: &JsValue) -> bool {
    is_view(value) && is_list(value).unwrap_or(false)
}

/// A measure, from an array of any kind of number.
pub(super) fn measure(name: &str, array: &JsValue) -> Result<Values, Failure> {
    if let Some(array) = array.dyn_ref::<Uint32Array>() {
        require_room(array, 5)?; // with the sums of blocks
        return Ok(Values::from(array.to_vec()));
    }
    if let Some(array) = array.dyn_ref::<BigUint64Array>() {
        require_room(array, 9)?;
        return Ok(Values::from(array.to_vec()));
    }
    require_room(array, 20)?; // as it comes, and while it grows wide
    let mut values;
    if let Some(array) = array.dyn_ref::<BigInt64Array>() {
        values = Values::with_capacity(array.length() as usize);
        for value in array.to_vec() {
            let value = value.try_into().map_err(|_| bad_measure(name, values.len(), value));
            values.push(value?);
        }
    } else {
        let numbers = numbers(name, array)?;
        values = Values::with_capacity(numbers.len());
        for number in numbers {
            let value = whole_number(number);
            values.push(value.ok_or_else(|| bad_measure(name, values.len(), number))?);
        }
    }
    Ok(values)
}

/// Numbers of any kind; what is none is not a number.
fn numbers(column: &str, array: &JsValue) -> Result<Vec<f64>, Failure> {
    if let Some(array) = array.dyn_ref::<Array>() {
        let numbers = own(column, array)?.into_iter();
        return Ok(numbers.map(|value| value.as_f64().unwrap_or(f64::NAN)).collect());
    }
    if let Some(array) = array.dyn_ref::<Float64Array>() {
        return Ok(array.to_vec());
    }
    if is_typed(array) {
        return Ok(Float64Array::new(array).to_vec());
    }
    Err(unsupported(column, array, "an array of numbers, best a Uint32Array"))
}

/// A copy of an array that runs no code of the caller's.
fn own(column: &str, array: &JsValue) -> Result<Array, Failure> {
    copied(array).map_err(|thrown| unreadable(column, &thrown))
}

/// Times, which have more digits than a double.
pub(super) fn times(column: &str, array: &JsValue) -> Result<Vec<i64>, Failure> {
    match array.dyn_ref::<BigInt64Array>() {
        Some(array) => {
            require_room(array, 9)?; // with the longest silences
            Ok(array.to_vec())
        }
        None => Err(unsupported(column, array, "a BigInt64Array")),
    }
}

/// Partitions, of how many rows, and their values, from an array of anything that can be told apart
/// as `Object.is` does.
pub(super) fn partitions(
    column: &str,
    array: &JsValue,
) -> Result<(usize, Partitions, Labels), Failure> {
    let values = match array.dyn_ref::<Array>() {
        Some(array) => own(column, array)?,
        // Its elements are there by number, as those of an array are.
        None if is_typed(array) => array.clone().unchecked_into(),
        None => return Err(unsupported(column, array, "an array or a typed array")),
    };
    let (mut begins, mut firsts) = (Vec::new(), Vec::<JsValue>::new());
    for (row, value) in (0..).zip(values.iter()) {
        match firsts.last() {
            Some(last) if js_sys::Object::is(last, &value) => {}
            Some(_) => {
                begins.push(row);
                firsts.push(value);
            }
            None => firsts.push(value),
        }
    }
    // Of its type and of how it is written, which tells apart what a partition can be.
    let of = |value: &JsValue| fingerprint(&(type_of(value), written(value)));
    let (first, last) = (firsts.first().map(of), firsts.last().map(of));
    Ok((values.length() as usize, Partitions { begins, first, last }, labels(&firsts)))
}

/// The values as whole numbers, where all are, else as JavaScript writes them.
fn labels(values: &[JsValue]) -> Labels {
    let is_null = |value: &JsValue| value.is_null() || value.is_undefined();
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole, and small")]
    let whole = |value: &JsValue| match value.as_f64() {
        Some(number) => (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64),
        None if value.is_bigint() => written(value).parse().ok(),
        None => None,
    };
    if values.iter().all(|value| is_null(value) || whole(value).is_some()) {
        return Labels::integers(values.iter().map(whole));
    }
    let text = |value| if is_null(value) { None } else { Some(written(value)) };
    Labels::texts(values.iter().map(text))
}

/// Keys, from an array of whole numbers of any sign, or of strings.
pub(super) fn keys(column: &str, array: &JsValue) -> Result<Vec<u64>, Failure> {
    if let Some(array) = array.dyn_ref::<BigUint64Array>() {
        require_room(array, 9)?; // with the smallest
        return Ok(array.to_vec());
    }
    require_room(array, 17)?; // as it comes, too
    if let Some(array) = array.dyn_ref::<BigInt64Array>() {
        return Ok(array.to_vec().into_iter().map(i64::cast_unsigned).collect());
    }
    if let Some(array) = array.dyn_ref::<Uint32Array>() {
        return Ok(array.to_vec().into_iter().map(u64::from).collect());
    }
    if let Some(array) = array.dyn_ref::<Array>() {
        let strings = own(column, array)?;
        if strings.get(0).is_string() {
            let keys = strings.iter().enumerate().map(|(row, key)| match key.as_string() {
                Some(key) => Ok(key_of(key.as_bytes())),
                None => Err(bad_value(column, row, "not a string like the others".to_owned())),
            });
            return keys.collect();
        }
    }
    let keys = numbers(column, array)?.into_iter().enumerate().map(|(row, number)| {
        let key = whole_number(number.abs()).and_then(|key| i64::try_from(key).ok());
        let key = key.map(|key| if number < 0.0 { -key } else { key }.cast_unsigned());
        key.ok_or_else(|| bad_value(column, row, written(&number.into())))
    });
    keys.collect()
}

pub(super) fn time_unit(symbol: &str) -> Result<TimeUnit, Failure> {
    let found = TimeUnit::ALL.into_iter().find(|unit| unit.symbol() == symbol);
    found.ok_or_else(|| {
        Problem::BadOption {
            option: "timeUnit".to_owned(),
            problem: format!("is \"{symbol}\"; give \"s\", \"ms\", \"us\" or \"ns\""),
        }
        .into()
    })
}

fn bad_measure(name: &str, row: usize, value: impl Into<JsValue>) -> Failure {
    bad_value(name, row, written(&value.into()))
}

fn bad_value(name: &str, row: usize, value: String) -> Failure {
    Problem::BadValue { column: name.to_owned(), row, value }.into()
}

fn unsupported(column: &str, found: &JsValue, wanted: &'static str) -> Failure {
    let found = match found.dyn_ref::<js_sys::Object>() {
        Some(object) => format!("of class {}", String::from(object.constructor().name())),
        None => format!("of type {}", type_of(found)),
    };
    Problem::UnsupportedType { column: column.to_owned(), found, wanted }.into()
}
