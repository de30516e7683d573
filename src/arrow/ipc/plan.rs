//! A plan → an IPC stream, by its columns.

use super::{labels::Labels, types::Type, write::Writer};
use crate::{Error, Plan, TimeUnit};

/// What a plan says of the columns that its rows were made of, and windows do not depend on.
#[derive(Default)]
pub(crate) struct Origin {
    /// The zone that times are to be shown in.
    pub(crate) zone: Option<String>,
    /// The values of the partitions.
    pub(crate) labels: Option<Labels>,
}

impl Origin {
    /// How many bytes the partitions of a plan's windows take.
    pub(crate) fn label_bytes(&self, plan: &Plan) -> usize {
        let begins = plan.rows().partitions();
        let of = |start: &u32| begins.partition_point(|row| row <= start);
        self.labels.as_ref().map_or(0, |labels| labels.bytes_of(plan.start().iter().map(of)))
    }

    /// The columns of all windows, as [`Plan::to_batch`](crate::Plan) lists them.
    pub(crate) fn write(&self, plan: &Plan) -> Result<Vec<u8>, Error> {
        let mut writer = Writer::new(plan.len(), self.zone.as_deref());
        let row = Type::Int { bits: 32, signed: false };
        writer.numbers("window", row, &mut |window| window as u64);
        let rows = [("start", plan.start()), ("fresh", &fresh(plan)), ("end", plan.end())];
        for (name, rows) in rows {
            writer.numbers(name, row, &mut |window| rows[window].into());
        }
        for measure in plan.rows().measures() {
            let sum = Type::Int { bits: 64, signed: true };
            let sums = sums(plan, measure)?;
            writer.numbers(&format!("sum_{measure}"), sum, &mut |window| sums[window]);
        }
        // Windows of the clock have times, so that there is a unit.
        let unit = plan.rows().time_unit().unwrap_or(TimeUnit::Microsecond);
        for name in ["first_time", "last_time", "opens", "closes"] {
            if let Some(times) = times(plan, name) {
                let time = Type::Timestamp { unit };
                writer.numbers(name, time, &mut |window| times[window].cast_unsigned());
            }
        }
        writer.flags("oversize", &flags(plan));
        if let Some(labels) = &self.labels {
            let begins = plan.rows().partitions();
            let of = |start: &u32| labels.get(begins.partition_point(|row| row <= start));
            let values: Vec<_> = plan.start().iter().map(of).collect();
            writer.values("partition", labels.kind(), &values);
        }
        if let Some(ids) = ids(plan) {
            let id = Type::Int { bits: 64, signed: false };
            writer.numbers("id", id, &mut |window| ids[window]);
        }
        Ok(writer.finish())
    }
}

// Each once in the module, for streams and for JavaScript's columns.

#[inline(never)]
pub(crate) fn fresh(plan: &Plan) -> Vec<u32> {
    plan.fresh().collect()
}

/// Whether each window is one oversize row.
pub(crate) fn flags(plan: &Plan) -> Vec<bool> {
    let mut flags = vec![false; plan.len()];
    for &index in plan.oversize() {
        flags[index as usize] = true;
    }
    flags
}

/// A column of times, by its name, where these windows have one.
#[inline(never)]
pub(crate) fn times(plan: &Plan, name: &str) -> Option<Vec<i64>> {
    match name {
        "first_time" => plan.first_time().map(Iterator::collect),
        "last_time" => plan.last_time().map(Iterator::collect),
        "opens" => plan.opens().map(<[i64]>::to_vec),
        "closes" => plan.closes().map(<[i64]>::to_vec),
        _ => None,
    }
}

#[inline(never)]
pub(crate) fn ids(plan: &Plan) -> Option<Vec<u64>> {
    Some(plan.ids()?.collect())
}

#[inline(never)]
pub(crate) fn sums(plan: &Plan, measure: &str) -> Result<Vec<u64>, Error> {
    Ok(plan.sum(measure)?.collect())
}
