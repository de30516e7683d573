//! The invariants of windows, each by name, over seeded random tables and specs, and the equality
//! with the oracle from which they follow.
#![expect(clippy::cast_possible_truncation, reason = "the numbers are small")]

mod support;

use support::{
    oracle::{self, Table},
    random::{Case, rows},
};
use windrow::{Cut, Plan, Window};

const CASES: u64 = 20_000;

fn each_case(check: impl Fn(&Case, &Plan, &[Window])) {
    for (seed, case, _) in Case::all(CASES) {
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

fn repeats_nothing(case: &Case) -> bool {
    case.asked.overlap.values().all(|&budget| budget == 0)
}

#[test]
fn the_oracle_agrees() {
    each_case(|case, _, windows| {
        // The oracle of even cuts tries all fills, which with overlap need not be monotone.
        if !case.is_long() && (case.asked.cut != Cut::Even || repeats_nothing(case)) {
            assert_eq!(windows, oracle::windows(&case.table, &case.asked));
        }
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
            assert_eq!(window.oversize, !case.table.fits(&case.asked, start, end));
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
fn overlap_stays_within_its_budget_and_its_segment() {
    each_case(|case, _, windows| {
        for window in windows {
            let (start, fresh, _) = range(window);
            assert!(start <= fresh);
            assert!(start == fresh || !repeats_nothing(case));
            assert!(start == fresh || case.table.within(&case.asked.overlap, start, fresh));
            assert!(start == fresh || !case.table.is_broken(&case.asked, fresh));
        }
    });
}

#[test]
fn maximal_one_more_row_would_break_a_limit() {
    each_case(|case, _, windows| {
        for window in windows.iter().filter(|_| case.asked.cut == Cut::Full) {
            let (start, _, end) = range(window);
            assert!(end == case.table.len || !case.table.fits(&case.asked, start, end + 1));
        }
    });
}

#[test]
fn the_rest_of_a_segment_is_one_window_if_it_fits_whatever_the_cut() {
    each_case(|case, _, windows| {
        let Table { len, .. } = case.table;
        for window in windows {
            let (start, fresh, end) = range(window);
            let broken = |&row: &usize| case.table.is_broken(&case.asked, row);
            let segment_end = (fresh + 1..len).find(broken).unwrap_or(len);
            assert!(end == segment_end || !case.table.fits(&case.asked, start, segment_end));
        }
    });
}

#[test]
fn even_cuts_make_equally_many_windows_none_fuller_than_the_fullest() {
    each_case(|case, plan, windows| {
        if case.asked.cut != Cut::Even {
            return;
        }
        let spec = case.spec.clone().cut(Cut::Full);
        let full = plan.rows().windows(&spec).expect("the same spec");
        assert_eq!(full.len(), windows.len());
        let fullest = |windows: &mut dyn Iterator<Item = Window>| {
            let fitting = windows.filter(|window| !window.oversize).map(|window| range(&window));
            let fills = fitting.map(|(s, _, e)| case.table.fill(&case.asked.max, s, e));
            fills.fold(0.0, f64::max)
        };
        assert!(fullest(&mut plan.iter()) <= fullest(&mut full.iter()));
    });
}

fn prefix(table: &Table, len: usize) -> Table {
    let mut prefix = table.clone();
    prefix.len = len;
    prefix.times.truncate(len);
    prefix.partitions.truncate(len);
    prefix.keys.truncate(len);
    prefix.measures.values_mut().for_each(|values| values.truncate(len));
    prefix
}

#[test]
fn prefix_stable_appended_rows_change_only_the_last_window() {
    each_case(|case, _, windows| {
        if case.asked.cut != Cut::Full {
            return;
        }
        let shorter = prefix(&case.table, case.table.len * 2 / 3);
        if shorter.len == 0 {
            return; // nothing is left of it, not even columns
        }
        let plan = rows(&shorter).windows(&case.spec).expect("the same spec");
        let before: Vec<Window> = plan.iter().collect();
        let kept = before.len().saturating_sub(1);
        assert_eq!(before[..kept], windows[..kept]);
    });
}

#[test]
fn partition_blind_windows_of_a_partition_are_those_of_it_alone() {
    each_case(|case, _, windows| {
        let table = &case.table;
        let mut alone = Vec::new();
        let mut start = 0;
        for end in 1..=table.len {
            if end < table.len && table.partitions.get(end) == table.partitions.get(end - 1) {
                continue;
            }
            let mut part = prefix(table, end);
            part.len -= start;
            part.partitions.clear();
            part.times.drain(..start.min(part.times.len()));
            part.keys.drain(..start.min(part.keys.len()));
            part.measures.values_mut().for_each(|values| drop(values.drain(..start)));
            let plan = rows(&part).windows(&case.spec).expect("the same spec");
            let shift = start as u32;
            alone.extend(plan.iter().map(|window| Window {
                start: window.start + shift,
                fresh: window.fresh + shift,
                end: window.end + shift,
                ..window
            }));
            start = end;
        }
        assert_eq!(windows, alone);
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
