//! The invariants of windows, each by name, over seeded random tables and specs, and the equality
//! with the oracle from which they follow.

mod support;

use support::{
    oracle,
    random::{Case, Random, rows},
};
use windrow::{Plan, Window};

const CASES: u64 = 20_000;

fn each_case(check: impl Fn(&Case, &Plan, &[Window])) {
    for seed in 0..CASES {
        let case = Case::random(&mut Random::new(seed));
        let plan = case.rows().windows(&case.spec);
        let plan = plan.unwrap_or_else(|error| panic!("seed {seed}: {error}\n{case:?}"));
        let windows: Vec<Window> = plan.iter().collect();
        let checked = std::panic::AssertUnwindSafe(|| check(&case, &plan, &windows));
        if let Err(panic) = std::panic::catch_unwind(checked) {
            eprintln!("seed {seed}\n{case:#?}\n{windows:#?}");
            std::panic::resume_unwind(panic);
        }
    }
}

fn range(window: &Window) -> (usize, usize, usize) {
    (window.start as usize, window.fresh as usize, window.end as usize)
}

#[test]
fn the_oracle_agrees() {
    each_case(|case, _, windows| {
        assert_eq!(windows, oracle::windows(&case.table, &case.max, &case.overlap));
    });
}

#[test]
fn coverage_fresh_rows_tile_the_table() {
    each_case(|case, _, windows| {
        let mut next = 0;
        for window in windows {
            assert_eq!(window.fresh, next);
            assert!(window.fresh < window.end);
            next = window.end;
        }
        assert_eq!(next as usize, case.table.len);
    });
}

#[test]
fn cap_every_window_fits_or_is_one_flagged_row() {
    each_case(|case, _, windows| {
        for window in windows {
            let (start, _, end) = range(window);
            assert_eq!(window.oversize, !case.table.fits(&case.max, start, end));
            assert!(!window.oversize || end - start == 1);
        }
    });
}

#[test]
fn progress_starts_and_ends_increase() {
    each_case(|_, _, windows| {
        for pair in windows.windows(2) {
            assert!(pair[0].start < pair[1].start && pair[0].end < pair[1].end);
        }
    });
}

#[test]
fn overlap_stays_within_its_budget() {
    each_case(|case, _, windows| {
        let nothing = case.overlap.values().all(|&budget| budget == 0);
        for window in windows {
            let (start, fresh, _) = range(window);
            assert!(start <= fresh);
            assert!(start == fresh || !nothing);
            assert!(case.table.fits(&case.overlap, start, fresh) || start == fresh);
        }
    });
}

#[test]
fn maximal_one_more_row_would_break_a_limit() {
    each_case(|case, _, windows| {
        for window in windows {
            let (start, _, end) = range(window);
            assert!(end == case.table.len || !case.table.fits(&case.max, start, end + 1));
        }
    });
}

#[test]
fn prefix_stable_appended_rows_change_only_the_last_window() {
    each_case(|case, _, windows| {
        let mut shorter = case.table.clone();
        shorter.len = case.table.len * 2 / 3;
        for values in shorter.measures.values_mut() {
            values.truncate(shorter.len);
        }
        let plan = rows(&shorter).windows(&case.spec).expect("the same spec");
        let before: Vec<Window> = plan.iter().collect();
        let kept = before.len().saturating_sub(1);
        assert_eq!(before[..kept], windows[..kept]);
    });
}

#[test]
fn columns_agree_with_the_windows() {
    each_case(|case, plan, windows| {
        assert_eq!(plan.len(), windows.len());
        assert!(plan.start().iter().copied().eq(windows.iter().map(|window| window.start)));
        assert!(plan.fresh().eq(windows.iter().map(|window| window.fresh)));
        assert!(plan.end().iter().copied().eq(windows.iter().map(|window| window.end)));
        let flagged = (0_u32..).zip(windows).filter(|(_, window)| window.oversize);
        assert!(plan.oversize().iter().copied().eq(flagged.map(|(index, _)| index)));
        for name in case.table.measures.keys() {
            let sums = windows.iter().map(range).map(|(s, _, e)| case.table.amount(name, s, e));
            assert!(plan.sum(name).expect("a measure").eq(sums));
            let total = case.table.amount(name, 0, case.table.len);
            assert_eq!(plan.rows().total(name), Ok(total));
        }
    });
}
