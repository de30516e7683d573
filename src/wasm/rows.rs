//! Rows for JavaScript: from typed arrays or Arrow bytes, to plans.

use super::{
    arrow::Table,
    columns::{measure, time_unit, times},
    failure::Failure,
    options::{Value, unknown},
    plan::Plan,
    spec::spec,
};
use crate::TimeUnit;
use js_sys::{Object, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The columns that windows are computed from, resident in WebAssembly's memory.
#[wasm_bindgen]
pub struct Rows {
    rows: crate::Rows,
    /// The zone that an Arrow producer gave to the times, for the plan's own.
    zone: Option<Rc<str>>,
}

#[wasm_bindgen]
impl Rows {
    /// `{ length, time, timeUnit, measures }`, the columns as typed arrays.
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(columns: &JsValue) -> Result<Rows, JsValue> {
        Ok(Rows { rows: from_columns(columns)?, zone: None })
    }

    /// An IPC stream or file, and `{ time, text, measures }`, the names of columns in it.
    #[wasm_bindgen(js_name = fromArrow)]
    pub fn from_arrow(bytes: &Uint8Array, columns: JsValue) -> Result<Rows, JsValue> {
        Ok(from_arrow(bytes, Value::from_js(columns, "columns")?)?)
    }

    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.rows.len()
    }

    #[wasm_bindgen(getter, js_name = timeUnit)]
    pub fn time_unit(&self) -> Option<String> {
        self.rows.time_unit().map(|unit| unit.symbol().to_owned())
    }

    #[wasm_bindgen(getter)]
    pub fn measures(&self) -> Vec<String> {
        self.rows.measures().map(str::to_owned).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    pub fn total(&self, measure: &str) -> Result<f64, JsValue> {
        Ok(self.rows.total(measure).map_err(Failure::from)? as f64)
    }

    pub fn windows(&self, options: JsValue) -> Result<Plan, JsValue> {
        let spec = spec(Value::from_js(options, "the spec")?)?;
        let plan = self.rows.windows(&spec).map_err(Failure::from)?;
        Ok(Plan::new(plan, self.zone.clone()))
    }
}

fn from_columns(columns: &JsValue) -> Result<crate::Rows, Failure> {
    let mut builder = crate::Rows::builder();
    let mut time = None;
    let mut unit = TimeUnit::Microsecond;
    for (column, array) in entries(columns, "columns", "{ measures: { bytes: lengths } }")? {
        match column.as_str() {
            "length" => builder = builder.len(length(array)?),
            "time" => time = Some(times("time", &array)?),
            "timeUnit" => {
                let value = Value::from_js(array, "timeUnit")?;
                unit = time_unit(&value.text("timeUnit", "\"us\"")?)?;
            }
            "measures" => {
                for (name, array) in entries(&array, "measures", "{ bytes: lengths }")? {
                    builder = builder.measure(&name, measure(&name, &array)?);
                }
            }
            _ => return Err(unknown(&column, "length, time, timeUnit and measures")),
        }
    }
    if let Some(times) = time {
        builder = builder.time("time", unit, times);
    }
    Ok(builder.build()?)
}

fn from_arrow(bytes: &Uint8Array, columns: Value) -> Result<Rows, Failure> {
    let mut time = None;
    let mut measures = Vec::new();
    for (option, value) in columns.entries("columns", "{ time: \"ts\", text: \"body\" }")? {
        let example = "the name of a column";
        match option.as_str() {
            "time" => time = Some(value.text("time", example)?),
            "text" => measures.push(("bytes".to_owned(), value.text("text", example)?, true)),
            "measures" => {
                for (name, column) in value.entries("measures", "{ tokens: \"n_tokens\" }")? {
                    let column = column.text(&format!("measures.{name}"), example)?;
                    measures.push((name, column, false));
                }
            }
            _ => return Err(unknown(&option, "time, text and measures")),
        }
    }
    let names = measures.iter().map(|(_, column, _)| column).chain(&time);
    let table = Table::open(bytes, &names.map(String::as_str).collect::<Vec<_>>())?;
    let mut builder = crate::Rows::builder().len(table.rows());
    for (index, (name, _, is_text)) in measures.iter().enumerate() {
        let values = if *is_text { table.lengths(index)? } else { table.integers(index)? };
        builder = builder.measure(name, values);
    }
    let mut zone = None;
    if let Some(column) = &time {
        let times = table.times(measures.len())?;
        builder = builder.time(column, times.unit, times.values);
        zone = times.zone.map(Rc::from);
    }
    Ok(Rows { rows: builder.build()?, zone })
}

fn length(value: JsValue) -> Result<usize, Failure> {
    let value = Value::from_js(value, "length")?;
    let rows = value.whole().ok_or_else(|| Failure::BadOption {
        option: "length".to_owned(),
        problem: format!("is {value}; give the number of rows"),
    })?;
    usize::try_from(rows).map_err(|_| crate::Error::TooManyRows { rows }.into())
}

/// The entries of an object that are there, in its own order.
fn entries(
    object: &JsValue,
    option: &str,
    example: &str,
) -> Result<Vec<(String, JsValue)>, Failure> {
    if !object.is_object() || js_sys::Array::is_array(object) {
        return Err(Failure::BadOption {
            option: option.to_owned(),
            problem: format!("is not an object such as {example}"),
        });
    }
    let entries = Object::entries(object.unchecked_ref::<Object>()).into_iter();
    let entries = entries.map(|entry| {
        let entry: js_sys::Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
    });
    Ok(entries.filter(|(_, value)| !value.is_undefined() && !value.is_null()).collect())
}
