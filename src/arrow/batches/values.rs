//! An array's values as the core takes them, whatever their type.

use crate::{columns::values::whole_number, decimal};
use arrow::{
    array::{Array, ArrayRef, AsArray, PrimitiveArray},
    compute::{cast, kernels::length::length},
    datatypes::{
        ArrowPrimitiveType, DataType, Decimal256Type, Float64Type, Int64Type, UInt64Type, i256,
    },
    error::ArrowError,
    util::display::array_value_to_string,
};

/// The type of the values behind dictionaries and runs.
pub(super) fn value_type(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::Dictionary(_, values) => value_type(values),
        DataType::RunEndEncoded(_, values) => value_type(values.data_type()),
        plain => plain,
    }
}

pub(super) fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::FixedSizeBinary(width) => *width > 0,
        other => other.is_string() || other.is_binary(),
    }
}

/// The length of each text in bytes; 0 for a null.
pub(super) fn lengths(texts: &dyn Array) -> Result<Vec<u64>, ArrowError> {
    let lengths = cast(&length(texts)?, &DataType::UInt64)?;
    Ok(or_zero::<UInt64Type>(&lengths).collect())
}

/// Whole numbers as their bits, sign-extended; 0 for a null.
pub(super) fn integers(array: &dyn Array, data_type: &DataType) -> Result<Vec<u64>, ArrowError> {
    if data_type.is_unsigned_integer() {
        return Ok(or_zero::<UInt64Type>(&cast(array, &DataType::UInt64)?).collect());
    }
    let signed = cast(array, &DataType::Int64)?;
    Ok(or_zero::<Int64Type>(&signed).map(i64::cast_unsigned).collect())
}

/// Whole numbers of at least 0, or the first row that has none and what it has.
pub(super) type Measured = Result<Vec<u64>, (usize, String)>;

/// The values of a measure, whose type is one that [`is_measure`] accepts; a null counts 0.
pub(super) fn measured(array: &dyn Array, data_type: &DataType) -> Result<Measured, ArrowError> {
    let collect = |values: &mut dyn Iterator<Item = Option<u64>>| -> Result<Vec<u64>, usize> {
        values.enumerate().map(|(row, value)| value.ok_or(row)).collect()
    };
    let plain = cast(array, data_type)?;
    let values = match data_type {
        DataType::Float16 | DataType::Float32 | DataType::Float64 => {
            let values = cast(&plain, &DataType::Float64)?;
            collect(&mut or_zero::<Float64Type>(&values).map(whole_number))
        }
        _ if data_type.is_integer() => {
            let is_signed = data_type.is_signed_integer();
            let values = integers(&plain, data_type)?;
            let fits = |value: &u64| !(is_signed && value.cast_signed() < 0);
            collect(&mut values.into_iter().map(|value| Some(value).filter(fits)))
        }
        _ => {
            let scale = decimal_scale(data_type).unwrap_or_default();
            let values = cast(&plain, &DataType::Decimal256(76, scale.cast_signed()))?;
            let one = i256::from_i128(10).wrapping_pow(scale.into());
            collect(&mut or_zero::<Decimal256Type>(&values).map(|value| whole(value, one)))
        }
    };
    let Err(row) = values else { return Ok(values.map_err(|row| (row, String::new()))) };
    let value = match data_type {
        DataType::Float32 | DataType::Float64 => {
            let values = cast(&plain, &DataType::Float64)?;
            decimal::text(values.as_primitive::<Float64Type>().value(row))
        }
        _ => array_value_to_string(&plain, row)?,
    };
    Ok(Err((row, value)))
}

pub(super) fn is_measure(data_type: &DataType) -> bool {
    data_type.is_integer() || data_type.is_floating() || decimal_scale(data_type).is_some()
}

/// The digits after the point, if these are decimals with some or none.
fn decimal_scale(data_type: &DataType) -> Option<u8> {
    match data_type {
        DataType::Decimal32(_, scale)
        | DataType::Decimal64(_, scale)
        | DataType::Decimal128(_, scale)
        | DataType::Decimal256(_, scale) => u8::try_from(*scale).ok(),
        _ => None,
    }
}

/// A decimal of so many parts of `one`, if it is a whole number of at least 0.
fn whole(value: i256, one: i256) -> Option<u64> {
    let is_whole = one == i256::ONE || value.checked_rem(one)? == i256::ZERO;
    match value.checked_div(one)?.to_parts() {
        (low, 0) if is_whole => u64::try_from(low).ok(),
        _ => None,
    }
}

fn or_zero<T: ArrowPrimitiveType>(array: &ArrayRef) -> impl Iterator<Item = T::Native> {
    let array: &PrimitiveArray<T> = array.as_primitive();
    array.iter().map(Option::unwrap_or_default)
}

/// Shows the bytes of each text, without taking dictionaries apart.
pub(super) fn each_text<'a>(array: &'a dyn Array, take: &mut dyn FnMut(Option<&'a [u8]>)) {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let mut values = Vec::with_capacity(dictionary.values().len());
        each_text(dictionary.values().as_ref(), &mut |value| values.push(value));
        let keys = if values.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
        let key = |row: usize| keys.get(row).filter(|_| array.is_valid(row));
        return (0..array.len()).for_each(|row| take(key(row).and_then(|&key| values[key])));
    }
    match array.data_type() {
        DataType::Utf8 => texts(array.as_string::<i32>().iter(), take),
        DataType::LargeUtf8 => texts(array.as_string::<i64>().iter(), take),
        DataType::Utf8View => texts(array.as_string_view().iter(), take),
        DataType::Binary => array.as_binary::<i32>().iter().for_each(take),
        DataType::LargeBinary => array.as_binary::<i64>().iter().for_each(take),
        DataType::BinaryView => array.as_binary_view().iter().for_each(take),
        _ => array.as_fixed_size_binary().iter().for_each(take),
    }
}

fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>>, take: &mut dyn FnMut(Option<&'a [u8]>)) {
    texts.for_each(|text| take(text.map(str::as_bytes)));
}
