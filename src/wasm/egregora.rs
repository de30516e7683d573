//! Egregora's windows for JavaScript, as columns.

use super::{
    failure::{Failure, require},
    plan::big_integers,
    results::to_js_with_bigints,
};
use crate::egregora::{self, EgregoraWindow};
use js_sys::Uint32Array;
use serde::Serialize;
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
            require(self.0.len().saturating_mul(8))?; // as they are made here
        }
        Ok(match name {
            "start" => Uint32Array::from(self.0.start()).into(),
            "end" => Uint32Array::from(self.0.end()).into(),
            "startTime" => big_integers(self.0.start_time().collect()),
            _ => big_integers(self.0.end_time().collect()),
        })
    }

    pub fn split(&self, index: usize, parts: usize) -> Result<JsValue, JsValue> {
        let parts = self.0.split(index, parts).map_err(Failure::from)?;
        to_js_with_bigints(&parts.into_iter().map(Window::from).collect::<Vec<_>>())
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Window {
    index: u32,
    start: u32,
    end: u32,
    size: u32,
    start_time: i64,
    end_time: i64,
}

impl From<EgregoraWindow> for Window {
    fn from(window: EgregoraWindow) -> Self {
        let EgregoraWindow { index, start, end, start_time, end_time } = window;
        Window { index, start, end, size: window.size(), start_time, end_time }
    }
}
