//! Values of measures, from arrays of any type.

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray},
        compute::cast,
        datatypes::{DataType, Decimal128Type, Float64Type, Int64Type, UInt32Type, UInt64Type},
    },
    error::Result,
};

/// One value a row, in 32 bits where the type allows it.
#[derive(Clone, Debug)]
pub(crate) enum Amounts {
    Narrow(Vec<u32>),
    Wide(Vec<u64>),
}

impl Amounts {
    pub(crate) fn new(is_wide: bool) -> Self {
        if is_wide { Amounts::Wide(Vec::new()) } else { Amounts::Narrow(Vec::new()) }
    }

    /// Appends the values of an array of a type that [`is_wide`] knows; a null counts 0. Or the first
    /// place without a whole number of at least 0, and what is there.
    pub(crate) fn append(&mut self, array: &ArrayRef) -> Result<Result<(), (usize, String)>> {
        let plain = plain(array)?;
        let is_text = is_text(plain.data_type());
        match self {
            Amounts::Narrow(values) if is_text => append_lengths(values, &plain)?,
            Amounts::Narrow(values) => return append_narrow(values, &plain),
            Amounts::Wide(values) => return append_wide(values, &plain),
        }
        Ok(Ok(()))
    }

    pub(crate) fn capacity_bytes(&self) -> usize {
        match self {
            Amounts::Narrow(values) => values.capacity() * 4,
            Amounts::Wide(values) => values.capacity() * 8,
        }
    }
}

/// The type of the values behind dictionaries and runs.
pub(super) fn value_type(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::Dictionary(_, values) => value_type(values),
        DataType::RunEndEncoded(_, values) => value_type(values.data_type()),
        plain => plain,
    }
}

/// The values of an array, without dictionaries and runs.
pub(super) fn plain(array: &ArrayRef) -> Result<ArrayRef> {
    let values = value_type(array.data_type());
    // To its own type, `cast` would copy the list of all buffers: of a sorted table's texts there are hundreds of
    // thousands, for each chat.
    if values == array.data_type() {
        return Ok(ArrayRef::clone(array));
    }
    Ok(cast(array, values)?)
}

pub(super) fn is_text(data_type: &DataType) -> bool {
    matches!(
        value_type(data_type),
        DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
    )
}

/// Whether a measure of this type may be wider than 32 bits; nothing if it is no measure.
pub(super) fn is_wide(data_type: &DataType) -> Option<bool> {
    use DataType::{Decimal128, Float16, Float32, Float64, Int8, Int16, Int32, Int64};
    use DataType::{UInt8, UInt16, UInt32, UInt64};
    match value_type(data_type) {
        Int8 | Int16 | Int32 | UInt8 | UInt16 | UInt32 => Some(false),
        Int64 | UInt64 | Float16 | Float32 | Float64 => Some(true),
        Decimal128(_, scale) if *scale >= 0 => Some(true),
        other => is_text(other).then_some(false),
    }
}

/// Appends the bytes of each text. Those of views stand in the views: no text is touched.
fn append_lengths(values: &mut Vec<u32>, texts: &ArrayRef) -> Result<()> {
    let from = values.len();
    match texts.data_type() {
        DataType::Utf8View => {
            values.extend(texts.as_string_view().views().iter().map(|view| low_half(*view)));
        }
        DataType::BinaryView => {
            values.extend(texts.as_binary_view().views().iter().map(|view| low_half(*view)));
        }
        DataType::Utf8 => extend_by(values, texts.as_string::<i32>().value_offsets()),
        DataType::Binary => extend_by(values, texts.as_binary::<i32>().value_offsets()),
        DataType::LargeUtf8 => extend_by(values, texts.as_string::<i64>().value_offsets()),
        _ => {
            let texts = cast(texts, &DataType::LargeBinary)?;
            extend_by(values, texts.as_binary::<i64>().value_offsets());
        }
    }
    if let Some(valid) = texts.nulls().filter(|nulls| nulls.null_count() > 0) {
        // What stands in the place of a null is any text.
        values[from..].iter_mut().zip(valid).for_each(|(value, valid)| *value *= u32::from(valid));
    }
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "the length of a view is its low 32 bits")]
fn low_half(view: u128) -> u32 {
    view as u32
}

fn extend_by<T: Copy + std::ops::Sub<Output = T> + TryInto<u32>>(
    values: &mut Vec<u32>,
    offsets: &[T],
) {
    let length = |pair: &[T]| (pair[1] - pair[0]).try_into().unwrap_or(u32::MAX);
    values.extend(offsets.windows(2).map(length));
}

type Measured = Result<Result<(), (usize, String)>>;

fn append_narrow(values: &mut Vec<u32>, array: &ArrayRef) -> Measured {
    if let DataType::UInt32 = array.data_type() {
        let array = array.as_primitive::<UInt32Type>();
        if array.null_count() == 0 {
            values.extend_from_slice(array.values());
            return Ok(Ok(()));
        }
    }
    let wide = cast(array, &DataType::Int64)?;
    let read = |value: i64| u32::try_from(value).map_err(|_| value.to_string());
    Ok(append_each(values, wide.as_primitive::<Int64Type>().iter(), read))
}

fn append_wide(values: &mut Vec<u64>, array: &ArrayRef) -> Measured {
    Ok(match array.data_type() {
        DataType::UInt64 => append_each(values, array.as_primitive::<UInt64Type>().iter(), Ok),
        DataType::Int64 => {
            let read = |value: i64| u64::try_from(value).map_err(|_| value.to_string());
            append_each(values, array.as_primitive::<Int64Type>().iter(), read)
        }
        DataType::Decimal128(_, scale) => {
            let one = 10_i128.pow(scale.unsigned_abs().into());
            let decimals = array.as_primitive::<Decimal128Type>();
            let read = |value: i128| match u64::try_from(value / one) {
                Ok(whole) if value % one == 0 => Ok(whole),
                _ => Err(format!("{value}e-{scale}")),
            };
            append_each(values, decimals.iter(), read)
        }
        _ => {
            let floats = cast(array, &DataType::Float64)?;
            append_each(values, floats.as_primitive::<Float64Type>().iter(), whole)
        }
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and in range")]
fn whole(value: f64) -> Result<u64, String> {
    let is_whole = value.fract() == 0.0 && (0.0..18_446_744_073_709_551_616.0).contains(&value);
    if is_whole { Ok(value as u64) } else { Err(value.to_string()) }
}

fn append_each<T, V: Default>(
    values: &mut Vec<V>,
    items: impl Iterator<Item = Option<T>>,
    read: impl Fn(T) -> Result<V, String>,
) -> Result<(), (usize, String)> {
    for (place, item) in items.enumerate() {
        let value = item.map_or(Ok(V::default()), &read);
        values.push(value.map_err(|shown| (place, shown))?);
    }
    Ok(())
}
