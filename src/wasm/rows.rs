//! Rows for JavaScript: from typed arrays or Arrow bytes, to plans.

use super::{
    arrow::{Chunks, Labels, Table},
    columns::{keys, measure, partitions, times},
    egregora::EgregoraPlan,
    failure::Failure,
    plan::Plan,
    spec::{duration, egregora, spec},
};
use crate::{Hops, TimeUnit};
use js_sys::{Array, BigInt64Array, Uint8Array};
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
    /// Columns as typed arrays: the place of the times' unit, names of measures with their values,
    /// and what partitions are made of.
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(
        length: Option<f64>,
        time: Option<BigInt64Array>,
        unit: usize,
        zone: Option<String>,
        measures: &Array,
        partition: Option<Array>,
        key: &JsValue,
    ) -> Result<Rows, JsValue> {
        Ok(from_columns(length, time, unit, zone, measures, partition, key)?)
    }

    /// The chunks of an IPC stream or file, and what each column in it is for, with its name.
    #[wasm_bindgen(js_name = fromArrow)]
    #[expect(clippy::needless_pass_by_value, reason = "as strings are handed over")]
    pub fn from_arrow(chunks: Vec<Uint8Array>, columns: Vec<String>) -> Result<Rows, JsValue> {
        Ok(from_arrow(chunks, &columns)?)
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

    pub fn windows(
        &self,
        asked: &[f64],
        names: &str,
        edges: Option<Vec<i64>>,
    ) -> Result<Plan, JsValue> {
        let plan = self.rows.windows(&spec(asked, names, edges)?).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }

    pub fn egregora(&self, asked: &[f64]) -> Result<EgregoraPlan, JsValue> {
        Ok(EgregoraPlan::new(self.rows.egregora(&egregora(asked)).map_err(Failure::from)?))
    }

    /// Durations as seconds and nanoseconds; without an origin it is the first row's time.
    pub fn hops(
        &self,
        every: f64,
        every_rest: f64,
        span: f64,
        span_rest: f64,
        origin: Option<i64>,
        empty: bool,
    ) -> Result<Plan, JsValue> {
        let hops = Hops::every(duration(every, every_rest))
            .span(duration(span, span_rest))
            .origin(origin.map_or(crate::Origin::First, crate::Origin::At))
            .empty(empty);
        let plan = self.rows.hops(&hops).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and saturates")]
fn from_columns(
    length: Option<f64>,
    time: Option<BigInt64Array>,
    unit: usize,
    zone: Option<String>,
    measures: &Array,
    partition: Option<Array>,
    key: &JsValue,
) -> Result<Rows, Failure> {
    let mut builder = crate::Rows::builder();
    let mut origin = Origin { zone, labels: None };
    if let Some(rows) = length {
        let rows = rows as u64;
        let len = usize::try_from(rows).map_err(|_| crate::ErrorKind::TooManyRows { rows })?;
        builder = builder.len(len);
    }
    for at in (0..measures.length()).step_by(2) {
        let name = measures.get(at).as_string().unwrap_or_default();
        builder = builder.measure(&name, measure(&name, &measures.get(at + 1))?);
    }
    if let Some(packed) = partition {
        let (len, partitions, labels) = partitions(&packed);
        origin.labels = Some(labels);
        builder = builder.partitions("partition", len, partitions);
    }
    if !key.is_undefined() {
        builder = builder.key("key", keys("key", key)?);
    }
    if let Some(time) = time {
        let unit = TimeUnit::ALL.get(unit).copied().unwrap_or(TimeUnit::Microsecond);
        builder = builder.time("time", unit, times(&time)?);
    }
    Ok(Rows { rows: builder.build()?, origin: Rc::new(origin) })
}

fn from_arrow(chunks: Vec<Uint8Array>, columns: &[String]) -> Result<Rows, Failure> {
    let columns = columns.as_chunks::<2>().0;
    let names: Vec<&str> = columns.iter().map(|[_, name]| name.as_str()).collect();
    let chunks = Chunks::new(chunks);
    let table = Table::open(&chunks, &names)?;
    let mut builder = crate::Rows::builder().len(table.rows());
    let mut origin = Origin::default();
    for (index, [used, column]) in columns.iter().enumerate() {
        builder = match used.as_str() {
            "text" => builder.measure("bytes", table.lengths(index)?),
            "partition" => {
                let (partitions, labels) = table.partitions(index)?;
                origin.labels = Some(labels);
                builder.partitions(column, table.rows(), partitions)
            }
            "key" => builder.key(column, table.keys(index)?),
            "time" => {
                let times = table.times(index)?;
                origin.zone = times.zone;
                builder.time(column, times.unit, times.values)
            }
            measure => {
                let name = measure.strip_prefix("measures.").unwrap_or(measure);
                builder.measure(name, table.integers(index)?)
            }
        };
    }
    Ok(Rows { rows: builder.build()?, origin: Rc::new(origin) })
}
