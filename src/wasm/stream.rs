//! Streams for JavaScript: rows in, sealed windows out.

use super::{
    failure::{Failure, require},
    options::Options,
    results::to_js_with_bigints,
    rows::Rows,
};
use crate::{Spec, TimeUnit};
use js_sys::Uint8Array;
use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

/// Cuts rows that come batch by batch.
#[wasm_bindgen]
pub struct Stream {
    stream: crate::Stream,
    /// How many windows have been handed out.
    windows: u64,
}

impl From<crate::Stream> for Stream {
    fn from(stream: crate::Stream) -> Self {
        Stream { stream, windows: 0 }
    }
}

#[wasm_bindgen]
impl Stream {
    /// Edges that are dates are microseconds: no batch has said yet what its unit is.
    #[wasm_bindgen(constructor)]
    pub fn new(spec: Options) -> Result<Stream, JsValue> {
        let spec = Spec::read(&spec.value(), TimeUnit::Microsecond).map_err(Failure::from)?;
        Ok(crate::Stream::new(spec).map_err(Failure::from)?.into())
    }

    pub fn resume(state: &Uint8Array) -> Result<Stream, JsValue> {
        require(state.length() as usize)?;
        Ok(crate::Stream::resume(&state.to_vec()).map_err(Failure::from)?.into())
    }

    pub fn save(&self) -> Result<Uint8Array, JsValue> {
        Ok(Uint8Array::from(self.stream.save().map_err(Failure::from)?.as_slice()))
    }

    pub fn push(&mut self, batch: &Rows) -> Result<JsValue, JsValue> {
        let sealed = self.stream.push(batch.core()).map_err(Failure::from)?;
        let first = self.windows;
        self.windows += sealed.len() as u64;
        windows(&sealed, first)
    }

    /// The tail. The stream is used up.
    pub fn finish(self) -> Result<JsValue, JsValue> {
        windows(&self.stream.finish().map_err(Failure::from)?, self.windows)
    }

    #[wasm_bindgen(getter)]
    #[expect(clippy::cast_precision_loss, reason = "no stream has 2^53 rows")]
    pub fn position(&self) -> f64 {
        self.stream.position() as f64
    }

    #[wasm_bindgen(getter, js_name = pendingRows)]
    pub fn pending_rows(&self) -> usize {
        self.stream.pending_rows()
    }
}

/// Windows that nothing can change any more. Their positions and sums are below 2⁵³, and numbers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Window<'a> {
    index: f64,
    start: f64,
    fresh: f64,
    end: f64,
    oversize: bool,
    sums: Sums<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
}

/// The sum of each measure in a window, by its name.
struct Sums<'a> {
    sealed: &'a crate::Sealed,
    index: usize,
}

impl Serialize for Sums<'_> {
    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.sealed.measures().enumerate();
        serializer.collect_map(
            names.map(|(place, name)| (name, self.sealed.sum_at(place)[self.index] as f64)),
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "no stream has 2^53 rows")]
fn windows(sealed: &crate::Sealed, first: u64) -> Result<JsValue, JsValue> {
    let window = |(index, window): (usize, crate::SealedWindow)| Window {
        index: (first + index as u64) as f64,
        start: window.start as f64,
        fresh: window.fresh as f64,
        end: window.end as f64,
        oversize: window.oversize,
        sums: Sums { sealed, index },
        first_time: sealed.first_time().map(|times| times[index]),
        last_time: sealed.last_time().map(|times| times[index]),
        id: sealed.ids().map(|ids| ids[index]),
    };
    to_js_with_bigints(&List(std::cell::Cell::new(Some(sealed.iter().enumerate().map(window)))))
}

/// A list that is written while it is made: as a whole it would take memory that there may not be.
struct List<I>(std::cell::Cell<Option<I>>);

impl<T: Serialize, I: Iterator<Item = T>> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}
