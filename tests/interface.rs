//! Promises about the crate's types.
#![cfg(not(target_arch = "wasm32"))] // a module runs on one thread, and its caches are made for that

use windrow::{
    Amounts, Cut, Diff, Error, Fill, Hops, Origin, Overlap, Oversize, Plan, Rows, RowsBuilder,
    Sealed, SealedWindow, Spec, Stats, Stream, TimeUnit, Times, Values, Window, Windows,
    egregora::{Egregora, EgregoraPlan, EgregoraWindow, StepUnit},
};

/// Compiles only if all types can be sent and shared between threads.
#[test]
fn types_are_send_and_sync() {
    fn shared<T: Send + Sync + 'static>() {}
    macro_rules! all {
        ($($type:ty),*) => { $(shared::<$type>();)* };
    }
    all!(Amounts, Cut, Diff, Error, Fill, Hops, Origin, Overlap, Oversize, Plan, Rows, RowsBuilder);
    all!(Sealed, SealedWindow, Spec, Stats, Stream, TimeUnit, Times, Values, Window);
    all!(Windows<'static>, Windows<'static, Sealed>, Windows<'static, EgregoraPlan>);
    all!(Egregora, EgregoraPlan, EgregoraWindow, StepUnit);
    #[cfg(feature = "arrow")]
    all!(windrow::Columns);
    #[cfg(feature = "serde")]
    all!(windrow::Written);
}

#[test]
fn plans_are_iterated_from_both_ends() {
    let bytes: Vec<u32> = (0..1_000).map(|row| if row % 3 == 0 { 90 } else { 20 }).collect();
    let rows = Rows::builder().measure("bytes", bytes).build().expect("good columns");
    let plan = rows.windows(&Spec::new().max("bytes", 50)).expect("a limit");
    assert_eq!(plan.iter().len(), plan.len());
    let forth: Vec<Window> = (&plan).into_iter().collect();
    let mut back: Vec<Window> = plan.iter().rev().collect();
    back.reverse();
    assert_eq!(forth, back);
    let by_index: Vec<Window> = (0..plan.len()).filter_map(|index| plan.get(index)).collect();
    assert_eq!(forth, by_index);
    let flagged = (0..).zip(&plan).filter(|(_, window)| window.oversize);
    assert!(flagged.map(|(index, _)| index).eq(plan.oversize().iter().copied()));
    assert!(!plan.oversize().is_empty() && plan.oversize().len() < plan.len());
}
