//! Streams for JavaScript: rows in, sealed windows out, as columns.

use super::{failure::Failure, options::Value, rows::Rows, spec::spec};
use wasm_bindgen::prelude::*;

/// Cuts rows that come batch by batch.
#[wasm_bindgen]
pub struct Stream(crate::Stream);

#[wasm_bindgen]
impl Stream {
    /// The edges of the spec come apart from it, in the rows' unit.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, edges: Option<Vec<i64>>) -> Result<Stream, JsValue> {
        let mut spec = spec(Value::from_js(options, "the spec")?)?;
        spec.edges = edges.unwrap_or_default();
        Ok(Stream(crate::Stream::new(spec).map_err(Failure::from)?))
    }

    pub fn resume(state: &[u8]) -> Result<Stream, JsValue> {
        Ok(Stream(crate::Stream::resume(state).map_err(Failure::from)?))
    }

    pub fn save(&self) -> Vec<u8> {
        self.0.save()
    }

    pub fn push(&mut self, batch: &Rows) -> Result<Sealed, JsValue> {
        Ok(Sealed(self.0.push(batch.core()).map_err(Failure::from)?))
    }

    /// The tail. The stream is used up.
    pub fn finish(self) -> Sealed {
        Sealed(self.0.finish())
    }

    #[wasm_bindgen(getter)]
    #[expect(clippy::cast_precision_loss, reason = "no stream has 2^53 rows")]
    pub fn position(&self) -> f64 {
        self.0.position() as f64
    }

    #[wasm_bindgen(getter, js_name = pendingRows)]
    pub fn pending_rows(&self) -> usize {
        self.0.pending_rows()
    }
}

/// Windows that nothing can change any more.
#[wasm_bindgen]
pub struct Sealed(crate::Sealed);

#[wasm_bindgen]
impl Sealed {
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    #[wasm_bindgen(getter)]
    pub fn start(&self) -> Vec<f64> {
        numbers(self.0.start())
    }

    #[wasm_bindgen(getter)]
    pub fn fresh(&self) -> Vec<f64> {
        numbers(self.0.fresh())
    }

    #[wasm_bindgen(getter)]
    pub fn end(&self) -> Vec<f64> {
        numbers(self.0.end())
    }

    #[wasm_bindgen(getter)]
    pub fn oversize(&self) -> Vec<u8> {
        self.0.oversize().iter().copied().map(u8::from).collect()
    }

    #[wasm_bindgen(getter)]
    pub fn measures(&self) -> Vec<String> {
        self.0.measures().map(str::to_owned).collect()
    }

    pub fn sum(&self, measure: &str) -> Result<Vec<f64>, JsValue> {
        Ok(numbers(self.0.sum(measure).map_err(Failure::from)?))
    }

    #[wasm_bindgen(getter, js_name = firstTime)]
    pub fn first_time(&self) -> Option<Vec<i64>> {
        self.0.first_time().map(<[i64]>::to_vec)
    }

    #[wasm_bindgen(getter, js_name = lastTime)]
    pub fn last_time(&self) -> Option<Vec<i64>> {
        self.0.last_time().map(<[i64]>::to_vec)
    }

    #[wasm_bindgen(getter)]
    pub fn id(&self) -> Option<Vec<u64>> {
        self.0.ids().ok().map(<[u64]>::to_vec)
    }
}

#[expect(clippy::cast_precision_loss, reason = "positions and sums are below 2^53")]
fn numbers(values: &[u64]) -> Vec<f64> {
    values.iter().map(|&value| value as f64).collect()
}
