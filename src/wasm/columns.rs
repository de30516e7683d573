//! Typed arrays → columns. What can stand for one is told by the package (`pkg/src/columns.ts`).

use super::failure::{Failure, Problem, require};
use crate::{
    ErrorKind, Values,
    arrow::ipc::Labels,
    columns::{identity::fingerprint_of, partitions::Partitions},
    decimal::{self, whole_number},
    key_of,
};
use js_sys::{Array, BigInt64Array, BigUint64Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

/// The largest whole number that a double tells from the next, as `Number.MAX_SAFE_INTEGER`.
const MAX_SAFE: u64 = (1 << 53) - 1;

/// Refuses an array whose values, of so many bytes each, there is no memory for.
fn require_room(array: &JsValue, bytes: usize) -> Result<(), Failure> {
    let len = array.unchecked_ref::<Array>().length() as usize;
    require(len.saturating_mul(bytes))
}

/// A measure, from an array of unsigned integers or of doubles.
pub(super) fn measure(name: &str, array: &JsValue) -> Result<Values, Failure> {
    if let Some(array) = array.dyn_ref::<Uint32Array>() {
        require_room(array, 5)?; // with the sums of blocks
        return Ok(Values::from(array.to_vec()));
    }
    if let Some(array) = array.dyn_ref::<BigUint64Array>() {
        require_room(array, 13)?; // and in four bytes each, where these do
        return Ok(Values::from(array.to_vec()));
    }
    require_room(array, 20)?; // as it comes, and while it grows wide
    let numbers = array.unchecked_ref::<Float64Array>().to_vec();
    let mut values = Values::with_capacity(numbers.len());
    for number in numbers {
        let value = whole_number(number);
        values.push(value.ok_or_else(|| bad_number(name, values.len(), number))?);
    }
    Ok(values)
}

/// Times, which have more digits than a double.
pub(super) fn times(array: &BigInt64Array) -> Result<Vec<i64>, Failure> {
    require_room(array, 9)?; // with the longest silences
    Ok(array.to_vec())
}

/// Partitions, of how many rows, and their values, from how many rows there are, where partitions
/// begin, the values as text, whether all are whole numbers, and the canonical form of the first and
/// last.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of elements")]
pub(super) fn partitions(packed: &Array) -> Result<(usize, Partitions, Labels), Failure> {
    let begins = packed.get(1).unchecked_into::<Uint32Array>();
    let values = packed.get(2).unchecked_into::<Array>();
    // Where they begin, and what each is; their texts make room for themselves.
    require(values.length() as usize * 16)?;
    let begins = begins.to_vec();
    let texts = values.iter().map(|value| value.as_string());
    let labels = if packed.get(3).is_truthy() {
        Labels::integers(texts.map(|text| text?.parse().ok()))?
    } else {
        Labels::texts(texts)?
    };
    let [first, last] =
        [4, 5].map(|at| packed.get(at).as_string().map(|canonical| fingerprint_of(&canonical)));
    let rows = packed.get(0).as_f64().unwrap_or(0.0);
    Ok((rows as usize, Partitions { begins, first, last }, labels))
}

/// Keys, from an array of whole numbers of any sign and width, or of strings.
pub(super) fn keys(array: &JsValue) -> Result<Vec<u64>, Failure> {
    if let Some(array) = array.dyn_ref::<BigUint64Array>() {
        require_room(array, 9)?; // with the smallest
        return Ok(array.to_vec());
    }
    if let Some(array) = array.dyn_ref::<BigInt64Array>() {
        require_room(array, 17)?;
        return Ok(array.to_vec().iter().map(key_of).collect());
    }
    require_room(array, 17)?; // as it comes, too
    let mut keys = Vec::with_capacity(array.unchecked_ref::<Array>().length() as usize);
    if let Some(strings) = array.dyn_ref::<Array>() {
        for string in strings.iter() {
            let Some(string) = string.as_string() else {
                return Err(bad_key(keys.len(), "no string"));
            };
            keys.push(key_of(&string));
        }
        return Ok(keys);
    }
    for number in array.unchecked_ref::<Float64Array>().to_vec() {
        let size = whole_number(number.abs()).filter(|&size| size <= MAX_SAFE);
        let key = size.map(|size| if number < 0.0 { key_of(&-size.cast_signed()) } else { size });
        keys.push(key.ok_or_else(|| bad_key(keys.len(), &decimal::text(number)))?);
    }
    Ok(keys)
}

fn bad_number(column: &str, row: usize, number: f64) -> Failure {
    ErrorKind::BadValue { column: column.to_owned(), row, value: decimal::text(number) }.into()
}

fn bad_key(row: usize, value: &str) -> Failure {
    Problem::BadKey { row, value: value.to_owned() }.into()
}
