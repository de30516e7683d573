//! What ends a job is told by a sentence that names chats.

use super::support::{job, many_chats, told, write};
use std::{
    fs::{self, OpenOptions},
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

/// Many small chats, and a large one.
async fn one_large_chat(path: &Path) {
    let select = format!(
        "SELECT CASE WHEN id % 3 = 0 THEN chat ELSE 'the large chat' END AS chat, id, time, text FROM ({})",
        many_chats::rows(0, 199_999, 1_000)
    );
    write(&select, path).await;
}

fn assert_names(ended: &Output, words: &[&str]) {
    let told = told(ended);
    assert!(!ended.status.success(), "{told}");
    assert!(words.iter().all(|words| told.contains(words)), "{told}");
}

#[tokio::test]
async fn too_little_memory_names_the_largest_chats() {
    let folder = TempDir::new().unwrap();
    let (data, output) = (folder.path().join("a.parquet"), folder.path().join("prompts.jsonl"));
    one_large_chat(&data).await;
    let ended = job(data.to_str().unwrap(), output.to_str().unwrap())
        .args(["--memory", "100KB"])
        .output()
        .unwrap();
    assert_names(
        &ended,
        &["memory is too small", "the large chat has 133333 rows", "Resources exhausted"],
    );
    assert!(fs::read_dir(folder.path()).unwrap().count() == 1, "nothing is left behind");
}

#[tokio::test]
async fn a_full_disk_is_told_with_the_file_and_the_largest_chats() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("a.parquet");
    one_large_chat(&data).await;
    let data = data.to_str().unwrap();
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = job(data, "-").stdout(full).output().unwrap();
    assert_names(
        &ended,
        &["standard output cannot be written", "No space left", "the large chat has"],
    );

    // A file system of one megabyte, where the system lets us make one.
    let small = folder.path().join("small");
    fs::create_dir(&small).unwrap();
    let small = small.to_str().unwrap();
    let on_small = |job: &Command| {
        let mut command = Command::new("unshare");
        let script = format!("mount -t tmpfs -o size=1m tmpfs '{small}' && exec \"$@\"");
        command.args(["--map-root-user", "--mount", "sh", "-c", &script, "sh"]);
        command.arg(job.get_program()).args(job.get_args());
        command.output()
    };
    if !on_small(&Command::new("true")).is_ok_and(|ended| ended.status.success()) {
        eprintln!("no file system can be made here: only /dev/full was tried");
        return;
    }
    let output = format!("{small}/prompts.jsonl");
    let ended = on_small(&job(data, &output)).unwrap();
    assert_names(&ended, &[&output, "No space left", "the large chat has"]);
    let mut spilling = job(data, "/dev/null/none");
    spilling.args(["--memory", "24MB", "--work-dir", small]);
    let ended = on_small(&spilling).unwrap();
    assert_names(&ended, &["a disk is full", "No space left", "the large chat has"]);
}
