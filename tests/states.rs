//! Saved states of each version, kept as files: old states stay readable, or are refused
//! with a sentence. A new version adds a file here and keeps the others.

use std::time::Duration;
use windrow::{Amounts, Rows, RowsBuilder, Spec, Stream, TimeUnit};

/// States of older versions: refused, because the same bytes now mean something else. Version 2 told
/// partitions apart by the standard library's `Hash`.
const REFUSED: [(u64, &[u8]); 1] = [(2, include_bytes!("fixtures/states/version-2.bin"))];
const CURRENT: &[u8] = include_bytes!("fixtures/states/version-3.bin");

fn batch(time: &[i64], chats: &[&str], keys: &[u64]) -> RowsBuilder {
    let first = u32::try_from(keys[0]).expect("a small key");
    let tokens: Vec<u32> = (first..).take(keys.len()).collect();
    let bytes: Vec<u64> = tokens.iter().map(|&row| u64::from(row) << (row * 11 % 34)).collect();
    Rows::builder()
        .measure("bytes", bytes)
        .measure("tokens", tokens)
        .time("time", TimeUnit::Second, time.to_vec())
        .partition("chat", chats)
        .key("id", keys.to_vec())
}

/// The stream whose states these are.
fn stream() -> Stream {
    let overlap = Amounts::new().rows(1);
    let spec = Spec::new().max_rows(4).max("bytes", 1 << 40).gap(Duration::from_secs(60));
    let mut stream = Stream::new(spec.edges(vec![1_000]).overlap(overlap)).expect("a spec");
    let chats = ["a", "a", "a", "b", "b", "b"];
    let rows = batch(&[0, 10, 20, 30, 40, 50], &chats, &[1, 2, 3, 4, 5, u64::MAX]);
    stream.push(&rows.build().expect("rows")).expect("a batch");
    stream
}

#[test]
fn a_state_of_this_version_is_resumed() {
    assert_eq!(stream().save().expect("memory"), CURRENT);
    let rows = batch(&[60, 70, 0], &["b", "b", "c"], &[7, 8, 9]).build().expect("rows");
    let mut resumed = Stream::resume(CURRENT).expect("a state");
    let sealed = resumed.push(&rows).expect("a batch");
    assert_eq!((sealed.start(), sealed.end()), (&[3, 6][..], &[7, 8][..]), "b goes on");
    let expected = stream().push(&rows).expect("a batch");
    assert_eq!(sealed.ids(), expected.ids());
}

#[test]
fn states_of_other_versions_are_refused_by_their_number() {
    for (version, state) in REFUSED {
        let error = Stream::resume(state).expect_err("another version");
        assert_eq!(error.code(), "BAD_STATE");
        let told = error.to_string();
        assert!(told.contains(&format!("version {version}, and this windrow reads version 3")));
    }
}
