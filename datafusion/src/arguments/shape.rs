//! What the types of the arguments say.

use super::{key, measure};
use crate::failure::Failure;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, TimeUnit};
use std::sync::Arc;
use windrow::ErrorKind;

/// The field of a struct of measures that identifies a row.
const KEY: &str = "key";

/// The columns that windows are computed from, by the types of the arguments.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) measures: Vec<Measure>,
    /// The place of the key in the struct.
    pub(crate) key: Option<usize>,
    pub(crate) time: Option<Time>,
    /// Whether the measures are fields of a struct.
    pub(crate) is_struct: bool,
}

/// A measure by its name, and its place in the struct.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    pub(crate) name: String,
    pub(crate) place: usize,
    /// Whether values may be wider than 32 bits.
    pub(crate) is_wide: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Time {
    /// As errors call it.
    pub(crate) column: String,
    pub(crate) unit: TimeUnit,
    pub(crate) zone: Option<Arc<str>>,
}

impl Time {
    /// The type of the times of a plan.
    pub(crate) fn data_type(&self) -> DataType {
        DataType::Timestamp(self.unit, self.zone.clone())
    }

    pub(crate) fn core_unit(&self) -> windrow::TimeUnit {
        match self.unit {
            TimeUnit::Second => windrow::TimeUnit::Second,
            TimeUnit::Millisecond => windrow::TimeUnit::Millisecond,
            TimeUnit::Microsecond => windrow::TimeUnit::Microsecond,
            TimeUnit::Nanosecond => windrow::TimeUnit::Nanosecond,
        }
    }
}

impl Shape {
    /// The shape of two or three arguments, the spec included.
    pub(crate) fn of(fields: &[FieldRef]) -> Result<Self, Failure> {
        let (first, time) = match fields {
            [first, _] => (first, None),
            [first, time, _] => (first, Some(self::time(time)?)),
            _ => return Err(too_many(fields.len())),
        };
        if let DataType::Struct(fields) = first.data_type() {
            return Shape::of_struct(fields, time);
        }
        if !measure::is_text(first.data_type()) {
            return Err(unsupported(first, "VARCHAR, or to a struct of measures"));
        }
        let bytes = Measure { name: "bytes".to_owned(), place: 0, is_wide: false };
        Ok(Shape { measures: vec![bytes], key: None, time, is_struct: false })
    }

    /// The same where only types are known.
    pub(crate) fn of_types(types: &[DataType]) -> Result<Self, Failure> {
        let field = |(place, data_type): (usize, &DataType)| {
            Arc::new(Field::new(format!("argument {}", place + 1), data_type.clone(), true))
        };
        Shape::of(&types.iter().enumerate().map(field).collect::<Vec<_>>())
    }

    fn of_struct(fields: &[FieldRef], time: Option<Time>) -> Result<Self, Failure> {
        let mut shape = Shape { measures: Vec::new(), key: None, time, is_struct: true };
        for (place, field) in fields.iter().enumerate() {
            let name = field.name();
            if name == KEY {
                if !key::is_key(field.data_type()) {
                    return Err(unsupported(field, "VARCHAR or BIGINT"));
                }
                shape.key = Some(place);
                continue;
            }
            let Some(is_wide) = measure::is_wide(field.data_type()) else {
                return Err(unsupported(field, "BIGINT"));
            };
            shape.measures.push(Measure { name: name.clone(), place, is_wide });
        }
        Ok(shape)
    }
}

fn time(field: &Field) -> Result<Time, Failure> {
    let (unit, zone) = match measure::value_type(field.data_type()) {
        DataType::Timestamp(unit, zone) => (*unit, zone.clone()),
        DataType::Date32 => (TimeUnit::Second, None),
        DataType::Date64 => (TimeUnit::Millisecond, None),
        _ => return Err(unsupported(field, "TIMESTAMP")),
    };
    Ok(Time { column: field.name().clone(), unit, zone })
}

fn unsupported(field: &Field, wanted: &'static str) -> Failure {
    let (column, found) = (field.name().clone(), field.data_type().to_string());
    ErrorKind::UnsupportedType { column, found, wanted }.into()
}

fn too_many(arguments: usize) -> Failure {
    ErrorKind::BadOption {
        option: "the number of arguments".to_owned(),
        value: arguments.to_string(),
        instead: "a text or a struct of measures, a time if there is one, and the spec".to_owned(),
    }
    .into()
}
