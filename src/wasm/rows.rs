//! Rows for JavaScript: from typed arrays or Arrow bytes, to plans.

use super::{
    arrow::{Chunks, Labels, Table},
    columns::{keys, measure, partitions, time_unit, times},
    egregora::EgregoraPlan,
    failure::{Failure, Problem},
    options::{Value, properties, unknown, unreadable},
    plan::Plan,
    spec::{egregora, hops, spec},
};
use crate::TimeUnit;
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The columns that windows are computed from, resident in WebAssembly's memory.
#[wasm_bindgen]
pub struct Rows {
    rows: crate::Rows,
    origin: Rc<Origin>,
}

/// What windows do not depend on, for the plan to say.
#[derive(Default)]
pub(super) struct Origin {
    /// The zone that times are to be shown in.
    pub(super) zone: Option<String>,
    /// What the partitions are of.
    pub(super) labels: Option<Labels>,
}

impl Rows {
    pub(super) fn core(&self) -> &crate::Rows {
        &self.rows
    }
}

#[wasm_bindgen]
impl Rows {
    /// `{ length, time, timeUnit, timeZone, measures, … }`, the columns as typed arrays.
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(columns: &JsValue) -> Result<Rows, JsValue> {
        Ok(from_columns(columns)?)
    }

    /// The chunks of an IPC stream or file, and `{ time, text, measures }`, the names of columns in it.
    #[wasm_bindgen(js_name = fromArrow)]
    pub fn from_arrow(chunks: Vec<Uint8Array>, columns: &JsValue) -> Result<Rows, JsValue> {
        Ok(from_arrow(chunks, Value::from_js(columns, "columns")?)?)
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

    #[wasm_bindgen(getter, js_name = hasKeys)]
    pub fn has_keys(&self) -> bool {
        self.rows.has_keys()
    }

    /// The edges of the spec come apart from it, in the rows' unit.
    pub fn windows(&self, options: &JsValue, edges: Option<Vec<i64>>) -> Result<Plan, JsValue> {
        let mut spec = spec(Value::from_js(options, "the spec")?)?;
        spec.edges = edges.unwrap_or_default();
        let plan = self.rows.windows(&spec).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }

    pub fn egregora(&self, options: &JsValue) -> Result<EgregoraPlan, JsValue> {
        let asked = egregora(Value::from_js(options, "Egregora's options")?)?;
        Ok(EgregoraPlan::new(self.rows.egregora(&asked).map_err(Failure::from)?))
    }

    pub fn hops(&self, options: &JsValue) -> Result<Plan, JsValue> {
        let hops = hops(Value::from_js(options, "the hops")?)?;
        let plan = self.rows.hops(&hops).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }
}

fn from_columns(columns: &JsValue) -> Result<Rows, Failure> {
    let mut builder = crate::Rows::builder();
    let mut origin = Origin::default();
    let mut time = None;
    let mut unit = TimeUnit::Microsecond;
    for (column, array) in entries(columns, "columns", "{ measures: { bytes: lengths } }")? {
        match column.as_str() {
            "length" => builder = builder.len(length(&array)?),
            "time" => time = Some(times("time", &array)?),
            "timeUnit" => {
                let value = Value::from_js(&array, "timeUnit")?;
                unit = time_unit(&value.text("timeUnit", "\"us\"")?)?;
            }
            "timeZone" => {
                let value = Value::from_js(&array, "timeZone")?;
                origin.zone = Some(value.text("timeZone", "\"UTC\"")?);
            }
            "measures" => {
                for (name, array) in entries(&array, "measures", "{ bytes: lengths }")? {
                    builder = builder.measure(&name, measure(&name, &array)?);
                }
            }
            "partition" => {
                let (len, partitions, labels) = partitions("partition", &array)?;
                origin.labels = Some(labels);
                builder = builder.partitions("partition", len, partitions);
            }
            "key" => builder = builder.key("key", keys("key", &array)?),
            _ => {
                let known = "length, time, timeUnit, timeZone, measures, partition and key";
                return Err(unknown(&column, known));
            }
        }
    }
    if let Some(times) = time {
        builder = builder.time("time", unit, times);
    }
    Ok(Rows { rows: builder.build()?, origin: Rc::new(origin) })
}

/// What a column of Arrow is read for.
enum Use {
    Time,
    Text,
    Measure(String),
    Partition,
    Key,
}

fn from_arrow(chunks: Vec<Uint8Array>, options: Value) -> Result<Rows, Failure> {
    let columns = named_columns(options)?;
    let names: Vec<&str> = columns.iter().map(|(_, column)| column.as_str()).collect();
    let chunks = Chunks::new(chunks);
    let table = Table::open(&chunks, &names)?;
    let mut builder = crate::Rows::builder().len(table.rows());
    let mut origin = Origin::default();
    for (index, (used, column)) in columns.iter().enumerate() {
        builder = match used {
            Use::Text => builder.measure("bytes", table.lengths(index)?),
            Use::Measure(name) => builder.measure(name, table.integers(index)?),
            Use::Partition => {
                let (partitions, labels) = table.partitions(index)?;
                origin.labels = Some(labels);
                builder.partitions(column, table.rows(), partitions)
            }
            Use::Key => builder.key(column, table.keys(index)?),
            Use::Time => {
                let times = table.times(index)?;
                origin.zone = times.zone;
                builder.time(column, times.unit, times.values)
            }
        };
    }
    Ok(Rows { rows: builder.build()?, origin: Rc::new(origin) })
}

fn named_columns(options: Value) -> Result<Vec<(Use, String)>, Failure> {
    let example = "the name of a column";
    let mut columns = Vec::new();
    for (option, value) in options.entries("columns", "{ time: \"ts\", text: \"body\" }")? {
        let used = match option.as_str() {
            "time" => Use::Time,
            "text" => Use::Text,
            "partition" => Use::Partition,
            "key" => Use::Key,
            "measures" => {
                for (name, column) in value.entries("measures", "{ tokens: \"n_tokens\" }")? {
                    let column = column.text(&format!("measures.{name}"), example)?;
                    columns.push((Use::Measure(name), column));
                }
                continue;
            }
            _ => return Err(unknown(&option, "time, text, measures, partition and key")),
        };
        columns.push((used, value.text(&option, example)?));
    }
    Ok(columns)
}

fn length(value: &JsValue) -> Result<usize, Failure> {
    let value = Value::from_js(value, "length")?;
    let rows = value.whole().ok_or_else(|| Problem::BadOption {
        option: "length".to_owned(),
        problem: format!("is {value}; give the number of rows"),
    })?;
    usize::try_from(rows).map_err(|_| crate::ErrorKind::TooManyRows { rows }.into())
}

/// The columns of an object that are there, in its own order.
fn entries(
    object: &JsValue,
    option: &str,
    example: &str,
) -> Result<Vec<(String, JsValue)>, Failure> {
    if !object.is_object() || js_sys::Array::is_array(object) {
        return Err(Problem::BadOption {
            option: option.to_owned(),
            problem: format!("is not an object such as {example}"),
        }
        .into());
    }
    properties(object).map_err(|thrown| unreadable(option, &thrown))
}
