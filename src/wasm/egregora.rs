//! Egregora's windows for JavaScript, as columns.

use super::failure::{Failure, Need, require};
use crate::EgregoraWindow;
use js_sys::{BigInt64Array, Uint32Array};
use wasm_bindgen::prelude::*;

/// All windows that Egregora makes of one set of rows. Holds on to the rows.
#[wasm_bindgen]
pub struct EgregoraPlan(crate::EgregoraPlan);

impl EgregoraPlan {
    pub(super) fn new(plan: crate::EgregoraPlan) -> Self {
        EgregoraPlan(plan)
    }
}

#[wasm_bindgen]
impl EgregoraPlan {
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// A column, by its name.
    pub fn column(&self, name: &str) -> Result<JsValue, JsValue> {
        require::<i64>(self.0.len(), Need::Windows)?;
        let times = |times: &mut dyn Iterator<Item = i64>| {
            BigInt64Array::from(times.collect::<Vec<_>>().as_slice()).into()
        };
        Ok(match name {
            "start" => Uint32Array::from(self.0.start()).into(),
            "end" => Uint32Array::from(self.0.end()).into(),
            "startTime" => times(&mut self.0.start_time()),
            _ => times(&mut self.0.end_time()),
        })
    }

    /// The parts' first and last times and their ranges of rows: four numbers a part.
    pub fn split(&self, index: usize, parts: usize) -> Result<Vec<i64>, JsValue> {
        let parts = self.0.split(index, parts).map_err(Failure::from)?;
        let numbers = |part: EgregoraWindow| {
            [part.start_time, part.end_time, part.start.into(), part.end.into()]
        };
        Ok(parts.into_iter().flat_map(numbers).collect())
    }
}
