//! Plans for JavaScript: columns, as copies that the caller owns.

use super::{
    failure::{Failure, Need, require},
    rows::Origin,
};
use crate::{
    Stats, TimeUnit,
    arrow::{Type, Writer},
};
use js_sys::{BigInt64Array, BigUint64Array, Uint8Array, Uint32Array};
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
        require::<u8>(self.plan.len().saturating_mul(bytes), Need::Windows)
    }

    fn flags(&self) -> Vec<bool> {
        let mut flags = vec![false; self.plan.len()];
        for &index in self.plan.oversize() {
            flags[index as usize] = true;
        }
        flags
    }

    #[inline(never)]
    fn fresh(&self) -> Vec<u32> {
        self.plan.fresh().collect()
    }

    /// A column of times, by its name, where these windows have one.
    #[inline(never)]
    fn times(&self, name: &str) -> Option<Vec<i64>> {
        let plan = &self.plan;
        match name {
            "firstTime" => plan.first_time().map(Iterator::collect),
            "lastTime" => plan.last_time().map(Iterator::collect),
            "opens" => plan.opens().map(<[i64]>::to_vec),
            "closes" => plan.closes().map(<[i64]>::to_vec),
            _ => None,
        }
    }

    #[inline(never)]
    fn ids(&self) -> Option<Vec<u64>> {
        Some(self.plan.ids()?.collect())
    }

    #[inline(never)]
    fn sums(&self, measure: &str) -> Result<Vec<u64>, Failure> {
        Ok(self.plan.sum(measure)?.collect())
    }

    /// The columns of all windows.
    fn written(&self) -> Result<Vec<u8>, Failure> {
        let plan = &self.plan;
        let mut writer = Writer::new(plan.len(), self.origin.zone.as_deref());
        let row = Type::Int { bits: 32, signed: false };
        writer.numbers("window", row, &mut |window| window as u64);
        let rows = [("start", plan.start()), ("fresh", &self.fresh()), ("end", plan.end())];
        for (name, rows) in rows {
            writer.numbers(name, row, &mut |window| rows[window].into());
        }
        for measure in plan.rows().measures() {
            let sum = Type::Int { bits: 64, signed: true };
            let sums = self.sums(measure)?;
            writer.numbers(&format!("sum_{measure}"), sum, &mut |window| sums[window]);
        }
        // Windows of the clock have times, so that there is a unit.
        let unit = plan.rows().time_unit().unwrap_or(TimeUnit::Microsecond);
        let time = Type::Timestamp { unit };
        for (name, column) in [
            ("first_time", "firstTime"),
            ("last_time", "lastTime"),
            ("opens", "opens"),
            ("closes", "closes"),
        ] {
            if let Some(times) = self.times(column) {
                writer.numbers(name, time, &mut |window| times[window].cast_unsigned());
            }
        }
        writer.flags("oversize", &self.flags());
        if let Some(labels) = &self.origin.labels {
            let begins = plan.rows().partitions();
            let of = |start: &u32| labels.get(begins.partition_point(|row| row <= start));
            let values: Vec<_> = plan.start().iter().map(of).collect();
            writer.values("partition", labels.kind(), &values);
        }
        if let Some(ids) = self.ids() {
            let id = Type::Int { bits: 64, signed: false };
            writer.numbers("id", id, &mut |window| ids[window]);
        }
        Ok(writer.finish())
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
        if !matches!(name, "start" | "end") {
            self.require(8)?; // as they are made here
        }
        Ok(match name {
            "start" => Uint32Array::from(plan.start()).into(),
            "fresh" => Uint32Array::from(self.fresh().as_slice()).into(),
            "end" => Uint32Array::from(plan.end()).into(),
            "oversize" => {
                let flags: Vec<u8> = self.flags().into_iter().map(u8::from).collect();
                Uint8Array::from(flags.as_slice()).into()
            }
            "id" => self
                .ids()
                .map_or(JsValue::UNDEFINED, |ids| BigUint64Array::from(ids.as_slice()).into()),
            _ => self.times(name).map_or(JsValue::UNDEFINED, times),
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    pub fn sum(&self, measure: &str) -> Result<Vec<f64>, JsValue> {
        self.require(8)?;
        Ok(self.sums(measure)?.into_iter().map(|sum| sum as f64).collect())
    }

    pub fn split(&self, index: usize, parts: usize) -> Result<Plan, JsValue> {
        let plan = self.plan.split(index, parts).map_err(Failure::from)?;
        Ok(Plan::new(plan, &self.origin))
    }

    /// Windows, oversize, repeated rows; the least, median and largest fill, not a number where
    /// there is none; how much of each measure is repeated.
    #[expect(clippy::cast_precision_loss, reason = "totals are below 2^53")]
    pub fn stats(&self) -> Result<Vec<f64>, JsValue> {
        self.require(8)?;
        let Stats { windows, oversize, repeated_rows, repeated, fill, .. } = self.plan.stats();
        let fill = fill.map_or([f64::NAN; 3], |fill| [fill.min, fill.median, fill.max]);
        let counts = [windows as f64, oversize as f64, repeated_rows as f64];
        let repeated = repeated.iter().map(|(_, amount)| *amount as f64);
        Ok(counts.into_iter().chain(fill).chain(repeated).collect())
    }

    #[wasm_bindgen(js_name = toArrow)]
    pub fn to_arrow(&self) -> Result<Uint8Array, JsValue> {
        const BYTES: usize = 128; // of all columns but the sums, while they are written
        self.require(BYTES + 16 * self.plan.rows().measures().len())?;
        Ok(Uint8Array::from(self.written()?.as_slice()))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as columns are made")]
pub(super) fn times(values: Vec<i64>) -> JsValue {
    BigInt64Array::from(values.as_slice()).into()
}

/// The windows kept, of the plan before and of the one after; those added, and those removed.
#[wasm_bindgen]
pub fn diff(before: &Plan, after: &Plan) -> Result<Vec<Uint32Array>, JsValue> {
    // Ids, chains of places, and places.
    require::<[u64; 5]>(before.plan.len().max(after.plan.len()).saturating_mul(2), Need::Windows)?;
    let diff = crate::diff(&before.plan, &after.plan).map_err(Failure::from)?;
    let kept = |place: fn(&(u32, u32)) -> u32| diff.kept.iter().map(place).collect();
    let all = [kept(|kept| kept.0), kept(|kept| kept.1), diff.added, diff.removed];
    Ok(all.iter().map(|places| Uint32Array::from(places.as_slice())).collect())
}
