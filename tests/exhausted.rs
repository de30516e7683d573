//! Running out of memory: in every call that promises an error, the n-th allocation fails, for every n. The error is
//! `OutOfMemory`, and everything made before is unchanged.
#![cfg(not(target_arch = "wasm32"))] // which has an allocator of its own
#![expect(clippy::cast_possible_truncation, reason = "the numbers are small")]

#[path = "support/counting.rs"]
mod counting;

use windrow::{
    Amounts, Cut, Error, ErrorKind, Rows, RowsBuilder, Spec, Stream, TimeUnit, diff, key_of,
};

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

const LEN: u64 = 20_000;

/// Rows with every kind of column, beginning at `from`.
fn columns(from: u64, wide: bool) -> RowsBuilder {
    let rows = from..from + LEN;
    let times: Vec<i64> = rows.clone().map(|row| (row * 3 + row % 2).cast_signed()).collect();
    let bytes: Vec<u32> = rows.clone().map(|row| (row * 7_919 % 200) as u32).collect();
    let costs: Vec<u64> = rows.clone().map(|row| row % 50 + (u64::from(wide) << 33)).collect();
    let chats: Vec<u64> = rows.clone().map(|row| row / 2).collect();
    Rows::builder()
        .time("at", TimeUnit::Second, times)
        .measure("bytes", bytes)
        .measure("costs", costs)
        .key("id", rows.map(|row| key_of(&row)).collect())
        .partition("chat", &chats)
}

fn rows(from: u64) -> Rows {
    columns(from, false).build().expect("columns")
}

fn spec(cut: Cut) -> Spec {
    let spec = Spec::new().max("bytes", 2_000).max_rows(3).cut(cut).min_fill(0.3);
    spec.overlap(Amounts::new().rows(1)).gap(std::time::Duration::from_secs(60))
}

/// Calls once for each allocation and once more, each time on fresh input from `given`. Returns the number of
/// refusals.
fn refused<G, T>(
    given: impl Fn() -> G,
    call: impl Fn(&mut G) -> Result<T, Error>,
    check: impl Fn(G, &T),
) -> usize {
    for nth in 0.. {
        let mut with = given();
        match counting::failing(nth, || call(&mut with)) {
            Ok(result) => {
                check(with, &result);
                return nth;
            }
            Err(error) => {
                assert!(matches!(error.kind(), ErrorKind::OutOfMemory), "{error}");
                assert_eq!(error.code(), "OUT_OF_MEMORY");
                // The next call works as if nothing had happened.
                let result = call(&mut with).expect("memory");
                check(with, &result);
            }
        }
    }
    unreachable!("there are not so many allocations")
}

#[test]
fn rows_are_built_or_refused() {
    for wide in [false, true] {
        let times = refused(
            || [(); 2].map(|()| columns(0, wide)).into_iter(),
            |builders| builders.next().expect("another").build(),
            |_, rows| assert_eq!(rows.len() as u64, LEN),
        );
        println!("rows: {times} allocations refused");
    }
}

#[test]
fn plans_are_made_or_refused() {
    for cut in [Cut::Full, Cut::Quiet, Cut::Even, Cut::Stable] {
        let expected = rows(0).windows(&spec(cut)).expect("windows");
        let times = refused(
            || rows(0),
            |rows| rows.windows(&spec(cut)),
            |_, plan| assert_eq!(plan.end(), expected.end()),
        );
        println!("{cut:?}: {times} allocations refused");
        assert!(times > 1, "nothing is refused");
    }
}

#[test]
fn splits_and_diffs_are_made_or_refused() {
    let plan = |from| rows(from).windows(&Spec::new().max_rows(2)).expect("windows");
    let whole = Rows::builder().len(20_000).build().expect("rows");
    let whole = whole.windows(&Spec::new().max_rows(20_000)).expect("a window");
    let splits =
        refused(|| (), |()| whole.split(0, 20_000), |(), parts| assert_eq!(parts.len(), 20_000));
    let diffs = refused(
        || (plan(0), plan(5_000)),
        |(before, after)| diff(before, after),
        |_, diff| assert_eq!((diff.kept.len(), diff.added.len()), (7_500, 2_500)),
    );
    println!("split: {splits}, diff: {diffs} allocations refused");
    assert!(splits > 0 && diffs > 3, "nothing is refused");
}

#[test]
fn a_push_is_whole_or_not_at_all() {
    for cut in [Cut::Full, Cut::Quiet, Cut::Stable] {
        for wide in [false, true] {
            let batch = columns(LEN, wide).build().expect("columns");
            let begun = || {
                let mut stream = Stream::new(spec(cut)).expect("a spec");
                stream.push(&rows(0)).expect("rows");
                stream
            };
            let mut expected = begun();
            let sealed = expected.push(&batch).expect("rows");
            let state = expected.save().expect("memory");
            let times = refused(
                begun,
                |stream| stream.push(&batch),
                |stream, found| {
                    assert_eq!(found.end(), sealed.end());
                    assert_eq!(found.ids(), sealed.ids());
                    assert_eq!(stream.save().expect("memory"), state);
                },
            );
            println!("push, {cut:?}: {times} allocations refused");
            assert!(times > 5, "nothing is refused");
        }
    }
}

#[test]
fn the_first_push_is_whole_or_not_at_all() {
    let batch = rows(0);
    let times = refused(
        || Stream::new(spec(Cut::Quiet)).expect("a spec"),
        |stream| stream.push(&batch),
        |stream, _| assert_eq!(stream.position(), LEN),
    );
    println!("first push: {times} allocations refused");
}

#[test]
fn states_are_saved_and_resumed_or_refused() {
    let many =
        Spec::new().max_rows(1 << 30).edges((0..5_000).map(|at| i64::MAX - 5_000 + at).collect());
    let mut stream = Stream::new(many).expect("a spec");
    let builder = columns(0, true);
    stream
        .push(&builder.partition("chat", &vec![0; LEN as usize]).build().expect("rows"))
        .expect("rows");
    let state = stream.save().expect("memory");
    let saves = refused(|| (), |()| stream.save(), |(), saved| assert_eq!(*saved, state));
    let resumes = refused(
        || (),
        |()| Stream::resume(&state),
        |(), resumed| assert_eq!(resumed.save().expect("memory"), state),
    );
    println!("save: {saves}, resume: {resumes} allocations refused");
    assert!(saves > 3 && resumes > 3, "nothing is refused");
}
