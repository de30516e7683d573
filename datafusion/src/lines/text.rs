//! `windrow_text(value [, format])`.

use super::{
    civil::{write_date, write_timestamp},
    numbers::{write_double, write_float},
    strftime::Format,
};
use crate::failure::Failure;
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, StringBuilder},
        compute::cast,
        datatypes::{
            DataType, Date32Type, Field, FieldRef, Float32Type, Float64Type, Int64Type,
            TimeUnit as ArrowUnit,
        },
    },
    error::Result,
    logical_expr::{
        ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
        TypeSignature, Volatility,
    },
};
use std::sync::{Arc, LazyLock};
use windrow::TimeUnit;

/// The scalar function `windrow_text(value [, format])`: a value as a template writes it, which is how
/// DuckDB casts it to `VARCHAR`; a time by a format of DuckDB's strftime, which is a constant. A time with a
/// zone is written in UTC. A null is null.
#[must_use]
pub fn windrow_text() -> Arc<ScalarUDF> {
    static FUNCTION: LazyLock<Arc<ScalarUDF>> =
        LazyLock::new(|| Arc::new(ScalarUDF::new_from_impl(TextFunction::new())));
    Arc::clone(&FUNCTION)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct TextFunction {
    signature: Signature,
}

impl TextFunction {
    fn new() -> Self {
        let counts = vec![TypeSignature::Any(1), TypeSignature::Any(2)];
        TextFunction { signature: Signature::one_of(counts, Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for TextFunction {
    fn name(&self) -> &'static str {
        "windrow_text"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        if let [value, _] = args.arg_fields {
            let format = args.scalar_arguments[1].and_then(|it| it.try_as_str().flatten());
            read(format)?;
            if !is_time(value.data_type()) {
                return Err(no_time(value.data_type()).into());
            }
        }
        Ok(Arc::new(Field::new(self.name(), DataType::Utf8, true)))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let format = match args.args.get(1) {
            None => None,
            Some(ColumnarValue::Scalar(format)) => Some(read(format.try_as_str().flatten())?),
            Some(ColumnarValue::Array(_)) => return Err(not_constant().into()),
        };
        let value = args.args[0].to_array(args.number_rows)?;
        Ok(ColumnarValue::Array(texts(&value, format.as_ref())?))
    }
}

fn read(format: Option<&str>) -> Result<Format, Failure> {
    let wrong = |wrong| Failure::new("BAD_TEMPLATE", format!("the format {wrong}"));
    Format::parse(format.ok_or_else(not_constant)?).map_err(wrong)
}

fn not_constant() -> Failure {
    Failure::new(
        "BAD_TEMPLATE",
        "the format is no constant text; give one such as '%H:%M'".to_owned(),
    )
}

fn no_time(data_type: &DataType) -> Failure {
    let sentence = format!("the value is {data_type}, and has a format; cast it to TIMESTAMP");
    Failure::new("UNSUPPORTED_TYPE", sentence)
}

/// Whether a type has a date, so that a format can write it.
pub(crate) fn is_time(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Timestamp(..) | DataType::Date32 | DataType::Date64)
}

fn texts(array: &ArrayRef, format: Option<&Format>) -> Result<ArrayRef> {
    let data_type = array.data_type();
    Ok(match (data_type, format) {
        (DataType::Timestamp(unit, zone), _) => {
            let unit = core_unit(*unit);
            let zone = if zone.is_some() { "+00" } else { "" };
            let times = cast(array, &DataType::Int64)?;
            written(times.as_primitive::<Int64Type>().iter(), |time, text| {
                if let Some(format) = format {
                    return format.write(time, unit, text);
                }
                write_timestamp(time, unit, text);
                text.push_str(zone);
            })
        }
        (DataType::Date32 | DataType::Date64, Some(_)) => {
            texts(&cast(array, &DataType::Timestamp(ArrowUnit::Microsecond, None))?, format)?
        }
        (other, Some(_)) => return Err(no_time(other).into()),
        (DataType::Date32, None) => {
            written(array.as_primitive::<Date32Type>().iter(), |days, text| {
                write_date(days.into(), text);
            })
        }
        (DataType::Float64, None) => {
            written(array.as_primitive::<Float64Type>().iter(), write_double)
        }
        (DataType::Float32, None) => {
            written(array.as_primitive::<Float32Type>().iter(), write_float)
        }
        (_, None) => cast(array, &DataType::Utf8)?,
    })
}

fn core_unit(unit: ArrowUnit) -> TimeUnit {
    match unit {
        ArrowUnit::Second => TimeUnit::Second,
        ArrowUnit::Millisecond => TimeUnit::Millisecond,
        ArrowUnit::Microsecond => TimeUnit::Microsecond,
        ArrowUnit::Nanosecond => TimeUnit::Nanosecond,
    }
}

fn written<T>(
    values: impl ExactSizeIterator<Item = Option<T>>,
    write: impl Fn(T, &mut String),
) -> ArrayRef {
    let mut texts = StringBuilder::with_capacity(values.len(), 16 * values.len());
    let mut text = String::new();
    for value in values {
        text.clear();
        texts.append_option(value.map(|value| {
            write(value, &mut text);
            &text
        }));
    }
    Arc::new(texts.finish())
}
