//! The statistics of a plan, by their definition.

use super::random::Case;
use windrow::{Plan, Window};

pub fn check(case: &Case, plan: &Plan) {
    let stats = plan.stats();
    let windows: Vec<Window> = plan.iter().collect();
    assert_eq!(stats.windows, windows.len());
    assert_eq!(stats.oversize, windows.iter().filter(|window| window.oversize).count());
    let repeated = |name: &str| -> u64 {
        let amount = |w: &Window| case.table.amount(name, w.start as usize, w.fresh as usize);
        windows.iter().map(amount).sum()
    };
    assert_eq!(stats.repeated_rows, repeated("rows"));
    for (name, amount) in &stats.repeated {
        assert_eq!(*amount, repeated(name));
    }
    assert_eq!(stats.repeated.len(), case.table.measures.len());
    let fill = |w: &Window| case.table.fill(&case.asked.max, w.start as usize, w.end as usize);
    let mut fills: Vec<f64> = windows.iter().map(fill).collect();
    fills.sort_by(f64::total_cmp);
    assert_eq!(stats.fill.is_none(), fills.is_empty() || case.asked.max.is_empty());
    if let Some(found) = stats.fill {
        let (middle, last) = (fills.len() / 2, fills.len() - 1);
        let median = f64::midpoint(fills[last / 2], fills[middle]);
        assert_eq!([found.min, found.median, found.max], [fills[0], median, fills[last]]);
    }
    let swept = plan.rows().sweep([&case.spec, &case.spec]).expect("the same spec");
    assert_eq!(swept, [stats.clone(), stats]);
}
