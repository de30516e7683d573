//! Plans for JavaScript: columns, as copies that the caller owns.

use super::{
    failure::{Failure, require},
    results::to_js,
};
use crate::arrow::ipc::plan::{Origin, flags, fresh, ids, sums, times};
use js_sys::{BigInt64Array, BigUint64Array, Uint8Array, Uint32Array};
use serde::Serialize;
use serde_wasm_bindgen::preserve;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// All windows of one spec over one set of rows. Holds on to the rows.
#[wasm_bindgen]
pub struct Plan {
    plan: crate::Plan,
    origin: Rc<Origin>,
}

impl Plan {
    pub(super) fn new(plan: crate::Plan, origin: &Rc<Origin>) -> Self {
        Plan { plan, origin: Rc::clone(origin) }
    }

    /// Refuses a copy of so many bytes a window that there is no memory for.
    fn require(&self, bytes: usize) -> Result<(), Failure> {
        require(self.plan.len().saturating_mul(bytes))
    }
}

#[wasm_bindgen]
impl Plan {
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.plan.len()
    }

    /// One of the columns that are not sums, by its name; undefined where these windows have none.
    pub fn column(&self, name: &str) -> Result<JsValue, JsValue> {
        let plan = &self.plan;
        match name {
            "start" | "end" => {}
            "id" => {
                plan.prepare_ids().map_err(Failure::from)?;
                self.require(8)?;
            }
            _ => self.require(8)?, // as they are made here
        }
        let of_times = |name| times(plan, name).map_or(JsValue::UNDEFINED, big_integers);
        Ok(match name {
            "start" => Uint32Array::from(plan.start()).into(),
            "fresh" => Uint32Array::from(fresh(plan).as_slice()).into(),
            "end" => Uint32Array::from(plan.end()).into(),
            "oversize" => {
                let flags: Vec<u8> = flags(plan).into_iter().map(u8::from).collect();
                Uint8Array::from(flags.as_slice()).into()
            }
            "id" => ids(plan)
                .map_or(JsValue::UNDEFINED, |ids| BigUint64Array::from(ids.as_slice()).into()),
            "firstTime" => of_times("first_time"),
            "lastTime" => of_times("last_time"),
            _ => of_times(name),
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    pub fn sum(&self, measure: &str) -> Result<Vec<f64>, JsValue> {
        self.require(8)?;
        Ok(sums(&self.plan, measure)
            .map_err(Failure::from)?
            .into_iter()
            .map(|sum| sum as f64)
            .collect())
    }

    pub fn split(&self, index: usize, parts: usize) -> Result<Plan, JsValue> {
        let plan = self.plan.split(index, parts).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }

    pub fn stats(&self) -> Result<JsValue, JsValue> {
        self.require(16)?; // how full each is, and while that grows
        require(self.plan.rows().measures().map(|name| name.len() + 64).sum())?;
        to_js(&self.plan.stats())
    }

    #[wasm_bindgen(js_name = toArrow)]
    pub fn to_arrow(&self) -> Result<Uint8Array, JsValue> {
        const BYTES: usize = 128; // of all columns but the sums, while they are written
        self.plan.prepare_ids().map_err(Failure::from)?;
        let rows = self.plan.rows();
        let names = rows.measures().map(|name| 8 * name.len() + 512).sum::<usize>();
        let each = self.plan.len().saturating_mul(BYTES + 24 * rows.measures().len());
        let labels = self.origin.label_bytes(&self.plan).saturating_mul(3); // while it grows
        require(each.saturating_add(names).saturating_add(labels))?;
        let stream = self.origin.write(&self.plan).map_err(Failure::from)?;
        Ok(Uint8Array::from(stream.as_slice()))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as columns are made")]
pub(super) fn big_integers(values: Vec<i64>) -> JsValue {
    BigInt64Array::from(values.as_slice()).into()
}

/// Which windows two plans share: the written form of the core's `Diff`, in typed arrays.
#[wasm_bindgen]
pub fn diff(before: &Plan, after: &Plan) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct Diff {
        kept: Kept,
        #[serde(with = "preserve")]
        added: Uint32Array,
        #[serde(with = "preserve")]
        removed: Uint32Array,
    }
    #[derive(Serialize)]
    struct Kept {
        #[serde(with = "preserve")]
        before: Uint32Array,
        #[serde(with = "preserve")]
        after: Uint32Array,
    }
    let diff = crate::diff(&before.plan, &after.plan).map_err(Failure::from)?;
    require(diff.kept.len().saturating_mul(8))?; // in two columns
    let (before, after): (Vec<_>, Vec<_>) = diff.kept.into_iter().unzip();
    let places = |places: Vec<u32>| Uint32Array::from(places.as_slice());
    to_js(&Diff {
        kept: Kept { before: places(before), after: places(after) },
        added: places(diff.added),
        removed: places(diff.removed),
    })
}
