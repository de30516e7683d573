//! Egregora's windows for JavaScript, as columns.

use super::{
    failure::{Failure, Need, require},
    plan::times,
};
use crate::egregora::{self, EgregoraWindow};
use js_sys::Uint32Array;
use wasm_bindgen::prelude::*;

/// All windows that Egregora makes of one set of rows. Holds on to the rows.
#[wasm_bindgen]
pub struct EgregoraPlan(egregora::EgregoraPlan);

impl EgregoraPlan {
    pub(super) fn new(plan: egregora::EgregoraPlan) -> Self {
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
        if !matches!(name, "start" | "end") {
            require::<i64>(self.0.len(), Need::Windows)?; // as they are made here
        }
        Ok(match name {
            "start" => Uint32Array::from(self.0.start()).into(),
            "end" => Uint32Array::from(self.0.end()).into(),
            "startTime" => times(self.0.start_time().collect()),
            _ => times(self.0.end_time().collect()),
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
