//! Rows for JavaScript: from typed arrays or Arrow bytes, to plans.

use super::{
    chunks::Chunks,
    columns::{keys, measure, partitions, times},
    egregora::EgregoraPlan,
    failure::{Failure, require},
    options::Options,
    plan::Plan,
};
use crate::{
    Hops, Spec, TimeUnit,
    arrow::ipc::{Table, plan::Origin},
    egregora::Egregora,
};
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The columns that windows are computed from, resident in WebAssembly's memory.
#[wasm_bindgen]
pub struct Rows {
    rows: crate::Rows,
    origin: Rc<Origin>,
}

impl Rows {
    pub(super) fn core(&self) -> &crate::Rows {
        &self.rows
    }
}

#[wasm_bindgen]
impl Rows {
    /// What the package packs of columns (`pkg/src/columns.ts`).
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(columns: &Array) -> Result<Rows, JsValue> {
        Ok(from_columns(columns)?)
    }

    /// The chunks of an IPC stream or file, and of each column in it what it is for, its measure's
    /// name if it is one, and its own.
    #[wasm_bindgen(js_name = fromArrow)]
    pub fn from_arrow(chunks: Vec<Uint8Array>, columns: &Array) -> Result<Rows, JsValue> {
        Ok(from_arrow(chunks, &texts(columns))?)
    }

    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.rows.len()
    }

    #[wasm_bindgen(getter, js_name = timeUnit)]
    pub fn time_unit(&self) -> Option<String> {
        self.rows.time_unit().map(|unit| unit.symbol().to_owned())
    }

    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    pub fn total(&self, measure: &str) -> Result<f64, JsValue> {
        Ok(self.rows.total(measure).map_err(Failure::from)? as f64)
    }

    #[wasm_bindgen(getter, js_name = hasKeys)]
    pub fn has_keys(&self) -> bool {
        self.rows.has_keys()
    }

    pub fn windows(&self, spec: Options) -> Result<Plan, JsValue> {
        // Rows without times refuse edges, of whichever unit.
        let unit = self.rows.time_unit().unwrap_or(TimeUnit::Microsecond);
        let spec = Spec::read(&spec.value(), unit).map_err(Failure::from)?;
        let plan = self.rows.windows(&spec).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }

    pub fn hops(&self, hops: Options) -> Result<Plan, JsValue> {
        let hops = Hops::read(&hops.value()).map_err(Failure::from)?;
        let plan = self.rows.hops(&hops).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }

    pub fn egregora(&self, settings: Options) -> Result<EgregoraPlan, JsValue> {
        let settings = Egregora::read(&settings.value()).map_err(Failure::from)?;
        Ok(EgregoraPlan::new(self.rows.egregora(&settings).map_err(Failure::from)?))
    }
}

/// The most bytes that a row of a column takes while it is read: eight, and what is found out of blocks.
const WIDEST: usize = 9;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and saturates")]
fn from_columns(columns: &Array) -> Result<Rows, Failure> {
    let [length, time, unit, zone, names, arrays, partition, key] =
        [0, 1, 2, 3, 4, 5, 6, 7].map(|place| columns.get(place));
    let mut builder = crate::Rows::builder();
    let mut origin = Origin { zone: zone.as_string(), labels: None };
    if let Some(rows) = length.as_f64() {
        let rows = rows as u64;
        let len = usize::try_from(rows).map_err(|_| crate::ErrorKind::TooManyRows { rows })?;
        builder = builder.len(len);
    }
    let names = texts(names.unchecked_ref());
    for (name, array) in names.iter().zip(arrays.unchecked_ref::<Array>().iter()) {
        builder = builder.measure(name, measure(name, &array)?);
    }
    if !partition.is_undefined() {
        let (len, partitions, labels) = partitions(partition.unchecked_ref())?;
        origin.labels = Some(labels);
        builder = builder.partitions("partition", len, partitions);
    }
    if !key.is_undefined() {
        builder = builder.key("key", keys(&key)?);
    }
    if !time.is_undefined() {
        let place = unit.as_f64().unwrap_or_default() as usize;
        let unit = TimeUnit::ALL.get(place).copied().unwrap_or(TimeUnit::Microsecond);
        builder = builder.time("time", unit, times(time.unchecked_ref())?);
    }
    Ok(Rows { rows: builder.build()?, origin: Rc::new(origin) })
}

fn from_arrow(chunks: Vec<Uint8Array>, columns: &[String]) -> Result<Rows, Failure> {
    let columns = columns.as_chunks::<3>().0;
    let names: Vec<&str> = columns.iter().map(|[.., name]| name.as_str()).collect();
    let chunks = Chunks::new(chunks);
    let table = Table::open(&chunks, &names)?;
    let mut builder = crate::Rows::builder().len(table.rows());
    let mut origin = Origin::default();
    for (index, [used, name, column]) in columns.iter().enumerate() {
        require(table.rows().saturating_mul(WIDEST))?;
        builder = match used.as_str() {
            "text" => builder.measure(name, table.lengths(index)?),
            "partition" => {
                let (partitions, labels) = table.partitions(index)?;
                origin.labels = Some(labels);
                builder.partitions(column, table.rows(), partitions)
            }
            "key" => builder.key(column, table.keys(index)?),
            "time" => {
                let found = table.times(index)?;
                origin.zone = found.zone;
                builder.time(column, found.unit, found.times)
            }
            _ => builder.measure(name, table.integers(index)?),
        };
    }
    Ok(Rows { rows: builder.build()?, origin: Rc::new(origin) })
}

fn texts(values: &Array) -> Vec<String> {
    values.iter().map(|value| value.as_string().unwrap_or_default()).collect()
}
