//! Keys, from arrays of any type.

use super::measure::{plain, value_type};
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray},
        compute::cast,
        datatypes::{DataType, Decimal128Type, Int64Type, UInt64Type},
    },
    error::Result,
};
use windrow::{Identity, key_of};

/// Whether values of the type identify rows.
pub(super) fn is_key(data_type: &DataType) -> bool {
    match value_type(data_type) {
        DataType::Decimal128(_, scale) => *scale == 0,
        other => other.is_integer() || other.is_string() || other.is_binary(),
    }
}

/// Appends the key of each value of an array of a type that [`is_key`] knows; a null is a value of its
/// own.
pub(super) fn append(keys: &mut Vec<u64>, array: &ArrayRef) -> Result<()> {
    fn each<T: Identity>(keys: &mut Vec<u64>, values: impl Iterator<Item = T>) {
        keys.extend(values.map(|value| key_of(&value)));
    }
    let plain = plain(array)?;
    let data_type = plain.data_type();
    match data_type {
        DataType::Utf8 => each(keys, plain.as_string::<i32>().iter()),
        DataType::LargeUtf8 => each(keys, plain.as_string::<i64>().iter()),
        DataType::Utf8View => each(keys, plain.as_string_view().iter()),
        DataType::UInt64 => each(keys, plain.as_primitive::<UInt64Type>().iter()),
        DataType::Decimal128(..) => each(keys, plain.as_primitive::<Decimal128Type>().iter()),
        _ if data_type.is_integer() => {
            let numbers = cast(&plain, &DataType::Int64)?;
            each(keys, numbers.as_primitive::<Int64Type>().iter());
        }
        _ => {
            let bytes = cast(&plain, &DataType::LargeBinary)?;
            each(keys, bytes.as_binary::<i64>().iter());
        }
    }
    Ok(())
}
