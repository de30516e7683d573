//! Streams give the windows of all rows at once, as early as possible, from batches of any
//! size, across processes; and they refuse bad batches and states.
#![expect(clippy::cast_possible_truncation, reason = "the numbers are small")]

mod support;

use std::{iter, ops::Range, time::Duration};
use support::{
    batches::{self, batch},
    oracle::{Table, mixed},
    random::{Case, Random, cases},
};
use windrow::{
    Amounts, Cut, ErrorKind, Oversize, Plan, Rows, Sealed, SealedWindow, Spec, Stream, TimeUnit,
    key_of,
};

const CASES: u64 = 20_000;

/// The cases whose cut a stream supports, with the windows of all rows at once.
fn each_case(unless_given: u64, check: impl Fn(&Case, &Plan, &mut Random)) {
    for (seed, case, mut random) in Case::all(unless_given) {
        if case.asked.cut == Cut::Even {
            continue;
        }
        let plan = batch(&case.table, 0..case.table.len).windows(&case.spec).expect("a good spec");
        let checked = std::panic::AssertUnwindSafe(|| check(&case, &plan, &mut random));
        if let Err(panic) = std::panic::catch_unwind(checked) {
            eprintln!("seed {seed}\n{case:#?}\n{:#?}", plan.iter().collect::<Vec<_>>());
            std::panic::resume_unwind(panic);
        }
    }
}

/// All columns of windows, one after the other.
#[derive(Debug, Default, PartialEq)]
struct Columns {
    windows: Vec<SealedWindow>,
    sums: Vec<Vec<u64>>,
    times: Vec<(i64, i64)>,
    ids: Vec<u64>,
}

impl Columns {
    fn of(plan: &Plan) -> Self {
        let times = plan.first_time().into_iter().flatten();
        let sums = |name| plan.sum(name).expect("a measure").collect();
        Columns {
            windows: sealed(plan).collect(),
            sums: plan.rows().measures().map(sums).collect(),
            times: times.zip(plan.last_time().into_iter().flatten()).collect(),
            ids: plan.ids().into_iter().flatten().collect(),
        }
    }

    fn add(&mut self, sealed: &Sealed) {
        assert_eq!(sealed.is_empty(), sealed.iter().next().is_none());
        assert_eq!(sealed.len(), sealed.iter().count());
        assert!(sealed.iter().map(|window| window.start).eq(sealed.start().iter().copied()));
        assert!(sealed.iter().map(|window| window.fresh).eq(sealed.fresh().iter().copied()));
        assert!(sealed.iter().map(|window| window.end).eq(sealed.end().iter().copied()));
        let flagged = (0..).zip(sealed).filter(|(_, window)| window.oversize);
        assert!(flagged.map(|(index, _)| index).eq(sealed.oversize().iter().copied()));
        self.windows.extend(sealed.iter());
        self.sums.resize(sealed.measures().len(), Vec::new());
        for (name, sums) in sealed.measures().zip(&mut self.sums) {
            sums.extend(sealed.sum(name).expect("a measure"));
        }
        let first = sealed.first_time().into_iter().flatten().copied();
        self.times.extend(first.zip(sealed.last_time().into_iter().flatten().copied()));
        self.ids.extend(sealed.ids().unwrap_or_default());
    }
}

fn sealed(plan: &Plan) -> impl Iterator<Item = SealedWindow> {
    plan.iter().map(|window| SealedWindow {
        start: window.start.into(),
        fresh: window.fresh.into(),
        end: window.end.into(),
        oversize: window.oversize,
    })
}

#[test]
fn a_stream_gives_the_windows_of_all_rows_at_once() {
    each_case(CASES, |case, plan, random| {
        for _ in 0..3 {
            let mut stream = Stream::new(case.spec.clone()).expect("a good spec");
            assert_eq!(stream.spec(), &case.spec);
            let mut found = Columns::default();
            for rows in batches::cut(case.table.len, random) {
                let end = rows.end;
                found.add(&stream.push(&batch(&case.table, rows)).expect("a good batch"));
                assert_eq!(stream.position(), end as u64);
            }
            found.add(&stream.finish().expect("memory"));
            assert_eq!(found, Columns::of(plan));
        }
    });
}

#[test]
fn a_stream_resumes_from_its_state_wherever_it_stops() {
    each_case(CASES, |case, plan, random| {
        let mut stream = Stream::new(case.spec.clone()).expect("a good spec");
        let mut by_row = stream.clone();
        let mut found = Columns::default();
        for rows in batches::cut(case.table.len, random) {
            stream = resumed(&stream);
            found.add(&stream.push(&batch(&case.table, rows.clone())).expect("a good batch"));
            let one_by_one = rows.clone().map(|row| row..row + 1);
            for row in one_by_one.chain(iter::once(rows.end..rows.end)) {
                by_row.push(&batch(&case.table, row)).expect("a good batch");
            }
            assert_eq!(
                stream.save().expect("memory"),
                by_row.save().expect("memory"),
                "the state depends on the batches"
            );
        }
        found.add(&resumed(&stream).finish().expect("memory"));
        assert_eq!(found, Columns::of(plan));
    });
}

fn resumed(stream: &Stream) -> Stream {
    let state = stream.save().expect("memory");
    let resumed = Stream::resume(&state).expect("the state of a stream");
    assert_eq!((resumed.spec(), resumed.position()), (stream.spec(), stream.position()));
    assert_eq!(resumed.save().expect("memory"), state);
    resumed
}

/// Sound: a sealed window is in the plan, whatever follows. Complete: an open window is missing
/// from the plan for one of a few tables that may follow.
#[test]
fn a_window_is_sealed_as_soon_as_nothing_can_change_it() {
    each_case(1_000, |case, _, _| {
        let mut stream = Stream::new(case.spec.clone()).expect("a good spec");
        let mut out = Vec::new();
        for row in 0..case.table.len.min(200) {
            let sealed = stream.push(&batch(&case.table, row..row + 1)).expect("a good batch");
            out.extend(sealed.iter());
            let known = batches::slice(&case.table, 0..row + 1);
            let quiet_row = |key| with_row(&known, false, key);
            let tables = [
                case.table.clone(),
                known.clone(),
                with_row(&known, true, 0),
                quiet_row(SMALLEST),
                quiet_row(known.keys.last().copied().unwrap_or(0)),
            ];
            let plans = tables.iter().map(|table| {
                let plan = batch(table, 0..table.len).windows(&case.spec).expect("a good spec");
                sealed_windows(&plan)
            });
            let same = plans.reduce(|these, those| {
                let pairs = these.into_iter().zip(those).take_while(|(this, that)| this == that);
                pairs.map(|(this, _)| this).collect()
            });
            assert_eq!(Some(&out), same.as_ref(), "after row {row}");
        }
    });
}

fn sealed_windows(plan: &Plan) -> Vec<SealedWindow> {
    sealed(plan).collect()
}

/// The key that `mixed` makes the least number.
const SMALLEST: u64 = 0;

/// One more row that adds nothing up: at the same time, or long after and of another partition.
fn with_row(table: &Table, breaks: bool, key: u64) -> Table {
    assert_eq!(mixed(SMALLEST), 0);
    let mut table = table.clone();
    table.len += 1;
    table.measures.values_mut().for_each(|values| values.push(0));
    let last = |values: &[u64]| values.last().copied();
    let partition = last(&table.partitions).map(|last| last + u64::from(breaks));
    table.partitions.extend(partition);
    let time = table.times.last().map(|&last| if breaks { i64::MAX } else { last });
    table.times.extend(time);
    let key = last(&table.keys).map(|_| key);
    table.keys.extend(key);
    table
}

#[test]
fn a_window_of_max_rows_is_sealed_with_its_last_row() {
    let mut stream = Stream::new(Spec::new().max_rows(100).overlap(0.1)).expect("a good spec");
    let rows = |len| Rows::builder().len(len).build().expect("no column");
    let ends = |sealed: Sealed| sealed.end().to_vec();
    assert_eq!(stream.pending_rows(), 0);
    assert_eq!(ends(stream.push(&rows(100)).expect("rows")), [100]);
    assert_eq!(ends(stream.push(&rows(0)).expect("rows")), []);
    assert_eq!(ends(stream.push(&rows(89)).expect("rows")), []);
    assert_eq!(ends(stream.push(&rows(1)).expect("rows")), [190]);
    assert!(stream.finish().expect("memory").is_empty());

    let mut stream = Stream::new(Spec::new().max_rows(100)).expect("a good spec");
    assert_eq!(ends(stream.push(&rows(150)).expect("rows")), [100]);
    assert_eq!(stream.pending_rows(), 50);
}

#[test]
fn a_partition_continues_if_the_next_batch_begins_with_its_value() {
    let chats = |chats: &[&str]| Rows::builder().partition("chat", chats).build().expect("chats");
    let batches: [&[&str]; 7] = [&[], &["a", "b"], &["b"], &[], &["b", "b"], &["c"], &["b"]];
    let mut stream = Stream::new(Spec::new().max_rows(100)).expect("a good spec");
    let mut ends = Vec::new();
    for batch in batches {
        stream = resumed(&stream);
        ends.extend_from_slice(stream.push(&chats(batch)).expect("the same column").end());
    }
    ends.extend_from_slice(stream.finish().expect("memory").end());
    assert_eq!(ends, [1, 5, 6, 7]);
}

fn seconds(times: &[i64]) -> Rows {
    Rows::builder().time("at", TimeUnit::Second, times.to_vec()).build().expect("ascending")
}

fn bytes(bytes: &[u64]) -> Rows {
    Rows::builder().measure("bytes", bytes.to_vec()).build().expect("a measure")
}

/// Pushes a batch that is refused, and checks that it left no trace.
fn refused(stream: &mut Stream, batch: &Rows) -> (&'static str, String) {
    let before = stream.save().expect("memory");
    let error = stream.push(batch).expect_err("a bad batch");
    assert_eq!(stream.save().expect("memory"), before, "{error}");
    (error.code(), error.to_string())
}

#[test]
fn other_columns_are_refused_by_name() {
    let all = || Rows::builder().measure("bytes", vec![1_u32]).measure("tokens", vec![1_u32]);
    let timed = |unit| all().time("at", unit, vec![0]);
    let mut stream = Stream::new(Spec::new().max_rows(2)).expect("a good spec");
    let first = timed(TimeUnit::Second).partition("chat", &[0]).key("id", vec![0]).build();
    stream.push(&first.expect("columns")).expect("the first batch");
    let cases = [
        (timed(TimeUnit::Second).partition("chat", &[0]), "column key is missing", "there"),
        (timed(TimeUnit::Second).key("id", vec![0]), "column partition is missing", "there"),
        (all().partition("chat", &[0]).key("id", vec![0]), "column time is missing", "in s"),
        (
            timed(TimeUnit::Millisecond).partition("chat", &[0]).key("id", vec![0]),
            "column time is in ms",
            "in s",
        ),
        (Rows::builder().measure("tokens", vec![1_u32]), "column bytes is missing", "measure 0"),
        (
            Rows::builder().measure("tokens", vec![1_u32]).measure("bytes", vec![1_u32]),
            "column bytes is measure 1",
            "measure 0",
        ),
        (
            timed(TimeUnit::Second)
                .partition("chat", &[0])
                .key("id", vec![0])
                .measure("cost", vec![1_u32]),
            "column cost is measure 2",
            "missing",
        ),
    ];
    for (builder, is, was) in cases {
        let (code, message) = refused(&mut stream, &builder.build().expect("columns"));
        assert_eq!(code, "BAD_BATCH");
        let all = "; give each batch the same columns";
        assert_eq!(message, format!("{is} in this batch, but {was} in the first{all}"));
    }
}

#[test]
fn times_that_decrease_between_batches_are_refused_by_their_place_in_the_stream() {
    let mut stream = Stream::new(Spec::new().max_rows(2)).expect("a good spec");
    for batch in [&[0, 1, 5][..], &[5, 6, 7], &[]] {
        stream.push(&seconds(batch)).expect("ascending");
    }
    let (code, message) = refused(&mut stream, &seconds(&[6, 9]));
    assert_eq!(code, "UNSORTED");
    let times = "from 1970-01-01 00:00:07 to 1970-01-01 00:00:06";
    assert_eq!(message, format!("column time decreases at row 6, {times}; order the rows by it"));
    assert_eq!(stream.push(&seconds(&[7])).map(|sealed| sealed.end().to_vec()), Ok(vec![]));

    let chats = |time, chat| {
        let rows = Rows::builder().time("at", TimeUnit::Second, vec![time]);
        rows.partition("chat", &[chat]).build().expect("columns")
    };
    let mut stream = Stream::new(Spec::new().max_rows(2)).expect("a good spec");
    stream.push(&chats(9, "a")).expect("the first");
    stream.push(&chats(0, "b")).expect("another chat");
    assert_eq!(refused(&mut stream, &chats(-1, "b")).0, "UNSORTED");
}

#[test]
fn an_oversize_row_is_refused_with_its_batch_if_the_spec_asks_for_it() {
    let spec = Spec::new().max("bytes", 10).oversize(Oversize::Error);
    let mut stream = Stream::new(spec).expect("a good spec");
    let error = stream.push(&bytes(&[11])).expect_err("an oversize row");
    assert!(matches!(error.kind(), ErrorKind::OversizeRow { row: 0, .. }));
    assert!(stream.push(&bytes(&[1; 25])).is_ok_and(|sealed| sealed.end() == [10, 20]));
    let (code, message) = refused(&mut stream, &bytes(&[5, 5, 5, 12]));
    assert_eq!(code, "OVERSIZE_ROW");
    assert!(message.starts_with("row 28 has 12 bytes, more than max.bytes, 10;"), "{message}");
    assert!(stream.push(&bytes(&[5, 5, 10])).is_ok_and(|sealed| sealed.end() == [26, 27]));
}

#[test]
fn a_stream_may_have_a_larger_sum_than_its_windows_may() {
    let most = (1 << 53) - 1;
    let mut stream = Stream::new(Spec::new().max_rows(3)).expect("a good spec");
    for row in 0..100 {
        let sealed = stream.push(&bytes(&[most / 3])).expect("few rows at once");
        let full = (row % 3 == 2).then_some(most / 3 * 3);
        assert_eq!(sealed.sum("bytes"), Ok(full.as_slice()));
    }
    let (code, message) = refused(&mut stream, &bytes(&[0, most]));
    assert_eq!(code, "BAD_MEASURE");
    assert!(message.starts_with(&format!("column bytes adds up past {most} at row 101")));

    // Rows that are kept, but not needed, do not count.
    let overlap = Amounts::new().rows(5);
    let mut stream = Stream::new(Spec::new().max_rows(8).overlap(overlap)).expect("a good spec");
    for row in 0..100 {
        let sealed = stream.push(&bytes(&[most / 9])).expect("few rows at once");
        let full = (row >= 7 && (row - 7) % 3 == 0).then_some(most / 9 * 8);
        assert_eq!(sealed.sum("bytes"), Ok(full.as_slice()));
    }
}

/// 32 bits number the rows that are kept, not those of the stream.
#[test]
fn a_stream_may_have_more_rows_than_can_be_numbered() {
    const MANY: u64 = 3_000_000_000;
    let rows = |len: u64| Rows::builder().len(len as usize).build().expect("no column");
    let mut stream = Stream::new(Spec::new().max_rows(MANY)).expect("a good spec");
    for batch in 1..=4 {
        assert_eq!(stream.push(&rows(MANY)).expect("rows").end(), [batch * MANY]);
        assert_eq!(stream.position(), batch * MANY);
    }
    // Rows that are kept, but not needed, do not count.
    let overlap = Amounts::new().rows(MANY / 3);
    let spec = Spec::new().max_rows(MANY / 3 * 2).overlap(overlap);
    let mut stream = Stream::new(spec).expect("a good spec");
    let mut ends = |len: u64| stream.push(&rows(len)).expect("rows").end().to_vec();
    assert_eq!(ends(MANY / 3 * 2), [MANY / 3 * 2]);
    assert_eq!(ends(MANY / 6), []);
    assert_eq!(ends(MANY / 3 * 2), [MANY, MANY / 3 * 4]);

    let mut stream = Stream::new(Spec::new().max_rows(u64::MAX)).expect("a good spec");
    assert!(stream.push(&rows(MANY)).expect("rows").is_empty());
    let rest = u64::from(u32::MAX) - MANY;
    let (code, message) = refused(&mut stream, &rows(rest + 1));
    assert_eq!(code, "TOO_MANY_ROWS");
    assert!(message.starts_with("4294967296 rows are more than"), "{message}");
    assert!(stream.push(&rows(rest)).expect("rows").is_empty());
    assert_eq!(stream.finish().expect("memory").end(), [u64::from(u32::MAX)]);
}

#[test]
fn a_bad_spec_is_refused_at_once_or_with_the_first_batch() {
    let new = |spec: Spec| Stream::new(spec).expect_err("a bad spec");
    assert_eq!(new(Spec::new()).code(), "NO_LIMIT");
    assert_eq!(new(Spec::new().max_rows(0)).code(), "BAD_LIMIT");
    assert_eq!(new(Spec::new().max_rows(1).overlap(1.0)).code(), "BAD_OVERLAP");
    let even = new(Spec::new().max_rows(1).cut(Cut::Even));
    assert_eq!(even.code(), "BAD_OPTION");
    assert!(even.to_string().starts_with("cut is Cut::Even, which a stream cannot be cut by"));
    for spec in [
        Spec::new().max("tokens", 1),
        Spec::new().max_rows(9).cut(Cut::Quiet),
        Spec::new().max_rows(9).cut(Cut::Stable),
        Spec::new().gap(Duration::from_secs(1)),
    ] {
        let mut stream = Stream::new(spec).expect("good, but for the columns");
        assert_eq!(refused(&mut stream, &bytes(&[1])).0, "MISSING_COLUMN");
    }
}

#[test]
fn a_stream_without_a_batch_has_no_window() {
    let stream = Stream::new(Spec::new().max("bytes", 1)).expect("a good spec");
    let sealed = resumed(&stream).finish().expect("memory");
    assert!(sealed.is_empty());
    assert_eq!(sealed.sum("bytes").expect_err("no column").code(), "MISSING_COLUMN");
}

#[test]
fn a_state_has_8_bytes_a_row_only_for_values_that_4_do_not_hold() {
    let len = |value: u64| {
        let mut stream = Stream::new(Spec::new().max_rows(5)).expect("a good spec");
        let _ = stream.push(&bytes(&[0, 0, value])).expect("a batch");
        stream.save().expect("memory").len()
    };
    assert_eq!([len(u32::MAX.into()), len(1 << 32)], [len(0), len(0) + 3 * 4]);
}

/// A spec with every option survives, as the windows after the state show.
#[test]
fn a_state_holds_the_whole_spec() {
    let spec = Spec::new()
        .max_rows(7)
        .max("bytes", u64::MAX)
        .max_duration(Duration::new(u64::MAX, 999_999_999))
        .gap(Duration::from_nanos(1))
        .edges(vec![i64::MIN, 0, i64::MAX])
        .min_fill(1.0 / 3.0)
        .oversize(Oversize::Error);
    for cut in [Cut::Full, Cut::Quiet, Cut::Stable] {
        let by_ratio = spec.clone().cut(cut).overlap(0.3);
        let budget = Amounts::new().rows(3).duration(Duration::from_millis(5)).measure("é", 9);
        let by_budget = spec.clone().cut(cut).overlap(budget);
        for spec in [by_ratio, by_budget] {
            let _ = resumed(&Stream::new(spec).expect("a good spec"));
        }
    }
}

fn with_checksum(mut state: Vec<u8>) -> Vec<u8> {
    let end = state.len().saturating_sub(8);
    let checksum = key_of(&state[..end]).to_le_bytes();
    state.truncate(end);
    state.extend(checksum);
    state
}

fn what(state: &[u8]) -> String {
    let error = Stream::resume(state).expect_err("no state");
    assert_eq!(error.code(), "BAD_STATE");
    error.to_string()
}

#[test]
fn an_invalid_state_is_refused_by_its_fault() {
    let mut stream = Stream::new(Spec::new().max("bytes", 10)).expect("a good spec");
    stream.push(&bytes(&[1, 2, 3])).expect("bytes");
    let state = stream.save().expect("memory");
    let patched = |at: usize, byte: u8| {
        let mut state = state.clone();
        state[at] = byte;
        state
    };
    let again = "; begin it again";
    for foreign in [&b""[..], b"windrow", b"ARROW1\0\0 and so on"] {
        let no = "the stream cannot be resumed: this is not the state of a stream";
        assert_eq!(what(foreign), format!("{no}{again}"));
    }
    for version in [0, 1, 2, 4] {
        let told = format!("is of version {version}, and this windrow reads version 3");
        assert!(what(&patched(8, version)).contains(&told));
    }
    for byte in [state.len() - 1, state.len() - 20, 20] {
        let damaged = patched(byte, state[byte] ^ 1);
        assert!(what(&damaged).contains("damaged, as its checksum is wrong"));
    }
    assert!(what(&state[..10]).contains("cut short"));
    assert!(what(&state[..state.len() - 1]).contains("checksum is wrong"));
    let longer = [&state[..state.len() - 8], &[0; 9]].concat();
    assert!(what(&with_checksum(longer)).contains("contradicts itself"));
    let gap = Duration::new(u64::MAX, 999_999_999);
    let with_gap =
        Stream::new(Spec::new().max_rows(1).gap(gap)).expect("a good spec").save().expect("memory");
    let at = with_gap.windows(4).position(|bytes| bytes == 999_999_999_u32.to_le_bytes());
    let mut no_duration = with_gap.clone();
    let nanos = &mut no_duration[at.expect("the gap")..][..4];
    nanos.copy_from_slice(&1_000_000_000_u32.to_le_bytes());
    assert!(what(&with_checksum(no_duration)).contains("contradicts itself"));
    // A row that would have been sealed: 200 bytes under a limit of 10.
    let first_value = state.len() - 3 * 8 - 3 * 4;
    assert_eq!(state[first_value..][..4], [1, 0, 0, 0]);
    let full = with_checksum(patched(first_value, 200));
    assert!(what(&full).contains("contradicts itself"));
    // One that is kept, but may not be in a window.
    let overlap = Amounts::new().rows(2);
    let mut stream = Stream::new(Spec::new().max_rows(3).overlap(overlap)).expect("a good spec");
    stream.push(&Rows::builder().len(3).build().expect("no column")).expect("rows");
    let unneeded = stream.save().expect("memory");
    let least = unneeded.len() - 8 * 8;
    assert_eq!(unneeded[least..][..16], [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    for (at, byte) in [(least, 1), (least + 8, 3)] {
        let mut other = unneeded.clone();
        other[at] = byte;
        let what = what(&with_checksum(other));
        assert!(what.contains("contradicts itself"), "{what}");
    }
}

#[test]
fn no_bytes_make_resuming_panic() {
    let mut states = Vec::new();
    let first: u64 = std::env::var("WINDROW_SEED").map_or(0, |it| it.parse().expect("a number"));
    for seed in (first << 20..).take(cases(20_000) as usize) {
        let mut random = Random::new(seed);
        let case = Case::random(&mut random);
        if case.asked.cut == Cut::Even {
            continue;
        }
        let Table { len, .. } = case.table;
        let known = random.below(len as u64 + 1) as usize;
        let mut stream = Stream::new(case.spec.clone()).expect("a good spec");
        if random.chance(95) {
            stream.push(&batch(&case.table, 0..known)).expect("a good batch");
        }
        let mut state = stream.save().expect("memory");
        for _ in 0..=random.below(3) {
            batches::damage(&mut state, &states, &mut random);
        }
        if random.chance(80) {
            state = with_checksum(state);
        }
        match Stream::resume(&state) {
            Err(error) => assert_eq!(error.code(), "BAD_STATE"),
            Ok(mut resumed) => {
                // Whatever the stream is now, no later call may panic.
                assert_eq!(
                    resumed.save().expect("memory"),
                    state,
                    "there is one way to write a state"
                );
                let _ = resumed.push(&batch(&case.table, known..len));
                assert!(Stream::resume(&resumed.save().expect("memory")).is_ok());
                let _ = resumed.finish();
            }
        }
        if seed % 100 == 0 {
            states.push(stream.save().expect("memory"));
        }
    }
}

#[test]
fn pending_rows_are_those_of_a_window_and_no_more_than_as_many_again() {
    let rows = |rows: Range<u64>| {
        let time: Vec<_> = rows.clone().map(|row| (row / 3 * 5).cast_signed()).collect();
        let builder = Rows::builder().time("at", TimeUnit::Second, time);
        let bytes: Vec<u32> = rows.clone().map(|row| (mixed(row) % 200) as u32).collect();
        builder.measure("bytes", bytes).key("id", rows.collect()).build().expect("columns")
    };
    for cut in [Cut::Full, Cut::Quiet, Cut::Stable] {
        let spec = Spec::new().max_rows(10_000).max("bytes", 900_000).overlap(0.2).cut(cut);
        let mut stream = Stream::new(spec).expect("a good spec");
        let (mut most, mut most_bytes) = (0, 0);
        let mut windows = 0;
        for batch in 0..1_000 {
            let sealed = stream.push(&rows(batch * 1_000..(batch + 1) * 1_000)).expect("a batch");
            assert!(sealed.iter().all(|window| window.end - window.start <= 10_000));
            windows += sealed.len();
            most = most.max(stream.pending_rows());
            if batch % 10 == 0 {
                most_bytes = most_bytes.max(stream.save().expect("memory").len());
            }
        }
        assert!(windows > 100, "{windows}");
        assert!(most <= 2 * 10_000, "{most} rows");
        assert!(most_bytes <= 10_000 * 20 + 300, "{most_bytes} bytes");
    }
}

/// Takes seconds if any step is quadratic in the measures: see `columns::names` for a count.
#[test]
fn a_stream_may_have_as_many_measures_as_a_table_has() {
    const MEASURES: usize = 40_000;
    let named = |place: usize| format!("m{place}");
    let batch = (0..MEASURES)
        .fold(Rows::builder(), |rows, place| rows.measure(&named(place), vec![1_u32, 2]));
    let batch = batch.build().expect("measures");
    let mut spec = Spec::new();
    spec.max.measures = (0..MEASURES).map(|place| (named(place), 3)).collect();
    let mut budget = windrow::Amounts::new();
    budget.measures = (0..MEASURES).map(|place| (named(place), 1)).collect();
    let mut stream = Stream::new(spec.overlap(budget)).expect("limits");
    assert!(stream.push(&batch).expect("a batch").is_empty());
    let mut stream = Stream::resume(&stream.save().expect("memory")).expect("a state");
    assert_eq!(stream.push(&batch).expect("a batch").len(), 1);
    assert_eq!(batch.total(&named(MEASURES - 1)), Ok(3));
}
