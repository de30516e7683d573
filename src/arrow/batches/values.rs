//! An array's values as the core takes them, whatever their type.

use crate::{
    Identity,
    columns::identity::{self, Kind},
    decimal::{self, whole_number},
};
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
            if data_type.is_unsigned_integer() {
                let values = cast(&plain, &DataType::UInt64)?;
                collect(&mut or_zero::<UInt64Type>(&values).map(Some))
            } else {
                let values = cast(&plain, &DataType::Int64)?;
                collect(&mut or_zero::<Int64Type>(&values).map(|value| u64::try_from(value).ok()))
            }
        }
        _ => {
            let scale = decimal_scale(data_type).unwrap_or_default();
            let values = cast(&plain, &DataType::Decimal256(76, scale.cast_signed()))?;
            let one = power_of_ten(scale);
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

fn power_of_ten(exponent: u8) -> i256 {
    i256::from_i128(10).wrapping_pow(exponent.into())
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

/// Whether values of the type tell partitions and rows apart.
pub(super) fn is_identity(data_type: &DataType) -> bool {
    is_text(data_type) || data_type.is_integer() || decimal_scale(data_type).is_some()
}

/// A value that tells partitions or rows apart. Of one column, all but the nulls are of one kind.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Signed(i64),
    Unsigned(u64),
    /// So many parts of a power of ten.
    Decimal(i256, u8),
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl Identity for Value<'_> {
    fn fingerprint(&self) -> u64 {
        match *self {
            Value::Null => None::<u64>.fingerprint(),
            Value::Signed(number) => number.fingerprint(),
            Value::Unsigned(number) => number.fingerprint(),
            Value::Decimal(value, scale) => {
                identity::fingerprint(Kind::Number, decimal_text(value, scale).as_bytes())
            }
            Value::Text(text) => text.fingerprint(),
            Value::Bytes(bytes) => bytes.fingerprint(),
        }
    }

    fn key(&self) -> u64 {
        match *self {
            Value::Null => None::<u64>.key(),
            Value::Signed(number) => number.key(),
            Value::Unsigned(number) => number,
            Value::Decimal(value, scale) => {
                whole(value, power_of_ten(scale)).unwrap_or_else(|| {
                    identity::key(Kind::Number, decimal_text(value, scale).as_bytes())
                })
            }
            Value::Text(text) => text.key(),
            Value::Bytes(bytes) => bytes.key(),
        }
    }
}

/// The digits of a decimal, as few as tell it apart: `-12.5`.
pub(super) fn decimal_text(value: i256, scale: u8) -> String {
    let digits = value.to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", &*digits), |digits| ("-", digits));
    let places = usize::from(scale);
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// Values that [`is_identity`] accepts, as [`each_value`] takes them: numbers as wide as can be, and
/// texts as they are, but for runs.
pub(super) fn widened(array: &ArrayRef, data_type: &DataType) -> Result<ArrayRef, ArrowError> {
    let wide = match data_type {
        unsigned if unsigned.is_unsigned_integer() => DataType::UInt64,
        signed if signed.is_signed_integer() => DataType::Int64,
        other => match (decimal_scale(other), array.data_type()) {
            (Some(scale), _) => DataType::Decimal256(76, scale.cast_signed()),
            (None, DataType::RunEndEncoded(..)) => other.clone(),
            (None, _) => return Ok(ArrayRef::clone(array)),
        },
    };
    cast(array, &wide)
}

/// Hands out each value of an array that is [`widened`]. Dictionaries are not taken apart.
pub(super) fn each_value<'a>(array: &'a dyn Array, take: &mut dyn FnMut(Value<'a>)) {
    fn each<'a, T>(
        values: impl Iterator<Item = Option<T>>,
        of: impl Fn(T) -> Value<'a>,
        take: &mut dyn FnMut(Value<'a>),
    ) {
        values.for_each(|value| take(value.map_or(Value::Null, &of)));
    }
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let mut values = Vec::with_capacity(dictionary.values().len());
        each_value(dictionary.values().as_ref(), &mut |value| values.push(value));
        let keys = if values.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
        let key = |row: usize| keys.get(row).filter(|_| array.is_valid(row));
        return (0..array.len())
            .for_each(|row| take(key(row).map_or(Value::Null, |&key| values[key])));
    }
    match array.data_type() {
        DataType::Utf8 => each(array.as_string::<i32>().iter(), Value::Text, take),
        DataType::LargeUtf8 => each(array.as_string::<i64>().iter(), Value::Text, take),
        DataType::Utf8View => each(array.as_string_view().iter(), Value::Text, take),
        DataType::Binary => each(array.as_binary::<i32>().iter(), Value::Bytes, take),
        DataType::LargeBinary => each(array.as_binary::<i64>().iter(), Value::Bytes, take),
        DataType::BinaryView => each(array.as_binary_view().iter(), Value::Bytes, take),
        DataType::UInt64 => {
            each(array.as_primitive::<UInt64Type>().iter(), Value::Unsigned, take);
        }
        DataType::Int64 => each(array.as_primitive::<Int64Type>().iter(), Value::Signed, take),
        DataType::Decimal256(_, scale) => {
            let of = |value| Value::Decimal(value, scale.cast_unsigned());
            each(array.as_primitive::<Decimal256Type>().iter(), of, take);
        }
        _ => each(array.as_fixed_size_binary().iter(), Value::Bytes, take),
    }
}
