//! Plans for JavaScript: columns, as copies that the caller owns.

use super::{
    arrow::{Data, Field, stream},
    failure::Failure,
};
use crate::{Stats, TimeUnit};
use js_sys::{Uint8Array, Uint32Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// All windows of one spec over one set of rows. Holds on to the rows.
#[wasm_bindgen]
pub struct Plan {
    plan: crate::Plan,
    zone: Option<Rc<str>>,
}

impl Plan {
    pub(super) fn new(plan: crate::Plan, zone: Option<Rc<str>>) -> Self {
        Plan { plan, zone }
    }

    fn flags(&self) -> Vec<bool> {
        let mut flags = vec![false; self.plan.len()];
        for &index in self.plan.oversize() {
            flags[index as usize] = true;
        }
        flags
    }

    fn fields(&self) -> Result<Vec<Field<'_>>, Failure> {
        let plan = &self.plan;
        let index = 0_u32..;
        let mut fields = vec![
            Field::new("window", Data::UInt32(index.take(plan.len()).collect())),
            Field::new("start", Data::UInt32(plan.start().to_vec())),
            Field::new("fresh", Data::UInt32(plan.fresh().collect())),
            Field::new("end", Data::UInt32(plan.end().to_vec())),
        ];
        for measure in plan.rows().measures() {
            let sums = plan.sum(measure)?.map(u64::cast_signed).collect();
            fields.push(Field::new(format!("sum_{measure}"), Data::Int64(sums)));
        }
        if let Some(unit) = plan.rows().time_unit() {
            let zone = self.zone.as_deref();
            let first = plan.first_time().into_iter().flatten().collect();
            let last = plan.last_time().into_iter().flatten().collect();
            fields.push(Field::new("first_time", Data::Timestamp(unit, zone, first)));
            fields.push(Field::new("last_time", Data::Timestamp(unit, zone, last)));
        }
        if !plan.opens().is_empty() {
            let (unit, zone) = (plan.rows().time_unit(), self.zone.as_deref());
            let unit = unit.unwrap_or(TimeUnit::Microsecond); // a clock has times
            fields.push(Field::new("opens", Data::Timestamp(unit, zone, plan.opens().to_vec())));
            fields.push(Field::new("closes", Data::Timestamp(unit, zone, plan.closes().to_vec())));
        }
        fields.push(Field::new("oversize", Data::Bool(self.flags())));
        if plan.rows().has_keys() {
            fields.push(Field::new("id", Data::UInt64(plan.ids()?)));
        }
        Ok(fields)
    }
}

#[wasm_bindgen]
impl Plan {
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.plan.len()
    }

    #[wasm_bindgen(getter)]
    pub fn measures(&self) -> Vec<String> {
        self.plan.rows().measures().map(str::to_owned).collect()
    }

    #[wasm_bindgen(getter)]
    pub fn start(&self) -> Uint32Array {
        Uint32Array::from(self.plan.start())
    }

    #[wasm_bindgen(getter)]
    pub fn fresh(&self) -> Vec<u32> {
        self.plan.fresh().collect()
    }

    #[wasm_bindgen(getter)]
    pub fn end(&self) -> Uint32Array {
        Uint32Array::from(self.plan.end())
    }

    #[wasm_bindgen(getter)]
    pub fn oversize(&self) -> Vec<u8> {
        self.flags().into_iter().map(u8::from).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    pub fn sum(&self, measure: &str) -> Result<Vec<f64>, JsValue> {
        Ok(self.plan.sum(measure).map_err(Failure::from)?.map(|sum| sum as f64).collect())
    }

    #[wasm_bindgen(getter, js_name = firstTime)]
    pub fn first_time(&self) -> Option<Vec<i64>> {
        Some(self.plan.first_time()?.collect())
    }

    #[wasm_bindgen(getter, js_name = lastTime)]
    pub fn last_time(&self) -> Option<Vec<i64>> {
        Some(self.plan.last_time()?.collect())
    }

    #[wasm_bindgen(getter)]
    pub fn opens(&self) -> Option<Vec<i64>> {
        (!self.plan.opens().is_empty()).then(|| self.plan.opens().to_vec())
    }

    #[wasm_bindgen(getter)]
    pub fn closes(&self) -> Option<Vec<i64>> {
        (!self.plan.closes().is_empty()).then(|| self.plan.closes().to_vec())
    }

    #[wasm_bindgen(getter)]
    pub fn id(&self) -> Option<Vec<u64>> {
        self.plan.ids().ok()
    }

    pub fn split(&self, index: usize, parts: usize) -> Result<Plan, JsValue> {
        let plan = self.plan.split(index, parts).map_err(Failure::from)?;
        Ok(Plan::new(plan, self.zone.clone()))
    }

    /// Windows, oversize, repeated rows; the least, median and largest fill, not a number where
    /// there is none; how much of each measure is repeated.
    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    pub fn stats(&self) -> Vec<f64> {
        let Stats { windows, oversize, repeated_rows, repeated, fill, .. } = self.plan.stats();
        let fill = fill.map_or([f64::NAN; 3], |fill| [fill.min, fill.median, fill.max]);
        let counts = [windows as f64, oversize as f64, repeated_rows as f64];
        let repeated = repeated.iter().map(|(_, amount)| *amount as f64);
        counts.into_iter().chain(fill).chain(repeated).collect()
    }

    #[wasm_bindgen(js_name = toArrow)]
    pub fn to_arrow(&self) -> Result<Uint8Array, JsValue> {
        Ok(Uint8Array::from(stream(&self.fields()?, self.plan.len()).as_slice()))
    }
}

/// The windows kept, of the plan before and of the one after; those added, and those removed.
#[wasm_bindgen]
pub fn diff(before: &Plan, after: &Plan) -> Result<Vec<Uint32Array>, JsValue> {
    let diff = crate::diff(&before.plan, &after.plan).map_err(Failure::from)?;
    let (kept_before, kept_after): (Vec<u32>, Vec<u32>) = diff.kept.into_iter().unzip();
    let all = [kept_before, kept_after, diff.added, diff.removed];
    Ok(all.iter().map(|places| Uint32Array::from(places.as_slice())).collect())
}
