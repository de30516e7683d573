//! The fuzzer's kept inputs, and random bytes like the fuzzer's: see `fuzz/README.md`.
#![expect(clippy::cast_possible_truncation, reason = "the numbers are small")]

mod support;

use std::{fs, path::Path};
use support::{
    fuzzed::Input,
    random::{Random, cases},
};

fn check(name: &str, bytes: &[u8]) {
    if let Err(panic) = std::panic::catch_unwind(|| Input::of(bytes).check()) {
        eprintln!("{name}\n{:#?}", Input::of(bytes));
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn the_corpus_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/windows");
    let files = fs::read_dir(folder).expect("the corpus").map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        check(&file.display().to_string(), &fs::read(&file).expect("a file of the corpus"));
    }
}

#[test]
fn random_bytes_hold() {
    let first: u64 =
        std::env::var("WINDROW_SEED").map_or(0, |seed| seed.parse().expect("a number"));
    for seed in (first << 20..).take(cases(4_000) as usize) {
        let mut random = Random::new(seed);
        let len = 40 + random.below(80);
        let bytes: Vec<u8> = (0..len).map(|_| random.below(256) as u8).collect();
        check(&format!("seed {seed}"), &bytes);
    }
}
