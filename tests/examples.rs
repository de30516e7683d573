//! Runs the examples, as people would.
#![cfg(not(target_arch = "wasm32"))]

use std::{env, fs, process::Command};

/// The output of an example.
fn run(name: &str, args: &[&str]) -> String {
    let features = [("arrow", cfg!(feature = "arrow")), ("serde", cfg!(feature = "serde"))];
    let features = features.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| *name);
    let features = features.collect::<Vec<_>>().join(",");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--profile", "test", "--features", &features])
        .args(["--example", name, "--"])
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("a text")
}

#[test]
fn csv_by_bytes() {
    let path = env::temp_dir().join(format!("windrow-example-{}.csv", std::process::id()));
    fs::write(&path, "author,text\nA,12345\nB,1\nA,123456789012345\nC,\n").expect("a file");
    let printed = run("csv_by_bytes", &[path.to_str().expect("a path"), "14"]);
    fs::remove_file(path).expect("the file");
    assert_eq!(
        printed,
        "0..2: 12 bytes, 0 records repeated\n\
         2..3: 18 bytes, 0 records repeated, one record over the limit\n\
         3..4: 3 bytes, 0 records repeated\n"
    );
}

#[test]
fn stream_and_resume() {
    let printed = run("stream_and_resume", &[]);
    let ranges: Vec<[u64; 2]> = printed
        .lines()
        .filter_map(|line| {
            let (start, end) = line.split_once("..")?;
            Some([start.parse().ok()?, end.parse().ok()?])
        })
        .collect();
    assert_eq!((ranges[0][0], ranges[ranges.len() - 1][1]), (0, 60));
    assert!(ranges.windows(2).all(|pair| pair[0][1] == pair[1][0]), "{printed}");
}

#[test]
#[cfg(feature = "serde")]
fn spec_from_json() {
    let printed = run("spec_from_json", &[r#"{"max": {"bytes": 1000}, "overlap": {"rows": 2}}"#]);
    assert_eq!(printed, "0..10\n8..18\n16..20\n");
}

#[test]
#[cfg(feature = "arrow")]
fn record_batches() {
    let printed = run("record_batches", &[]);
    assert!(printed.contains("\nsum_tokens: 3, 4, 5\n"), "{printed}");
    assert!(printed.contains("\npartition: family, family, work\n"), "{printed}");
}
