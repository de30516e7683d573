//! Streams for JavaScript: rows in, sealed windows out, as columns.

use super::{failure::Failure, rows::Rows, spec::spec};
use js_sys::{Array, BigInt64Array, BigUint64Array, Float64Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// Cuts rows that come batch by batch.
#[wasm_bindgen]
pub struct Stream(crate::Stream);

#[wasm_bindgen]
impl Stream {
    #[wasm_bindgen(constructor)]
    pub fn new(asked: &[f64], names: &str, edges: Option<Vec<i64>>) -> Result<Stream, JsValue> {
        let spec = spec(asked, names, edges)?;
        Ok(Stream(crate::Stream::new(spec).map_err(Failure::from)?))
    }

    pub fn resume(state: &[u8]) -> Result<Stream, JsValue> {
        Ok(Stream(crate::Stream::resume(state).map_err(Failure::from)?))
    }

    pub fn save(&self) -> Vec<u8> {
        self.0.save()
    }

    pub fn push(&mut self, batch: &Rows) -> Result<Array, JsValue> {
        Ok(columns(&self.0.push(batch.core()).map_err(Failure::from)?))
    }

    /// The tail. The stream is used up.
    pub fn finish(self) -> Array {
        columns(&self.0.finish())
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

/// Windows that nothing can change any more, as columns: start, fresh, end, oversize, the first and
/// last time and the id, where there are some, and the sum of each measure after its name.
fn columns(sealed: &crate::Sealed) -> Array {
    let numbers = |values: &[u64]| -> JsValue {
        #[expect(clippy::cast_precision_loss, reason = "positions and sums are below 2^53")]
        let values: Vec<f64> = values.iter().map(|&value| value as f64).collect();
        Float64Array::from(values.as_slice()).into()
    };
    let times = |times: Option<&[i64]>| times.map(BigInt64Array::from);
    let mut oversize = vec![0_u8; sealed.len()];
    for &index in sealed.oversize() {
        oversize[index as usize] = 1;
    }
    let columns =
        Array::of3(&numbers(sealed.start()), &numbers(sealed.fresh()), &numbers(sealed.end()));
    columns.push(&Uint8Array::from(oversize.as_slice()).into());
    columns.push(&times(sealed.first_time()).into());
    columns.push(&times(sealed.last_time()).into());
    columns.push(&sealed.ids().map(BigUint64Array::from).into());
    for (index, name) in sealed.measures().enumerate() {
        columns.push(&name.into());
        columns.push(&numbers(sealed.sum_at(index)));
    }
    columns
}
