//! Calls that cannot be right are told in a line, without the words of the engine.

use super::support::{job, many_chats, told, write};
use std::{
    fs,
    process::{Command, Output},
};
use tempfile::TempDir;

#[tokio::test]
async fn wrong_calls_are_told_in_a_line() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("a.parquet");
    write(&many_chats::rows(0, 99, 3), &data).await;
    let data = data.to_str().unwrap();
    for (more, words) in [
        (&["--spec", r#"{"max":{"byte":4000}}"#][..], "MISSING_COLUMN: there is no column byte"),
        (&["--spec", "{max:4}"], "BAD_OPTION: --spec is no JSON"),
        (&["--order", "nope"], "there is no column nope; there is chat, id, time, author, text"),
        (&["--partition", "room"], "Name one of them by --partition, or ''"),
        (&["--time", "id"], "column id is Int64, and no time"),
        (&["--measure", "tokens"], "there is no column tokens"),
        (&["--template", "{autor}"], "MISSING_COLUMN: {autor} at character 1"),
        (&["--reserve", "bytes=5000"], "BAD_RESERVE: "),
        (&["--cluster", "localhost"], "localhost is no address; give one such as df://"),
        (&["--cluster", "df://127.0.0.1:1"], "nobody answers at df://127.0.0.1:1"),
        (&["--parts", "0"], "invalid value '0' for '--parts"),
        (&["--memory", "much"], "much is no size; give one such as 8GB"),
        (&["--output", "no/such/folder/a.jsonl"], "no/such/folder/a.jsonl"),
        (&["no-such.parquet"], "no-such.parquet"),
    ] {
        // What is given twice is an error to clap.
        let all = [&["--spec", r#"{"max":{"bytes":4000}}"#][..], &["--order", "id"]];
        let defaults = all.into_iter().filter(|pair| pair[0] != more[0]).flatten();
        let mut command = Command::new(env!("CARGO_BIN_EXE_windrow-sql"));
        let ended = command.arg(data).args(defaults).args(more).output().unwrap();
        let told = told(&ended);
        assert!(!ended.status.success() && told.contains(words), "{more:?}: {told}");
        for engine in ["External error", "Optimizer rule", "Schema error", "caused by"] {
            assert!(!told.contains(engine), "{more:?}: {told}");
        }
    }
    for (input, words) in [
        ("none.parquet", "there is no file at none.parquet"),
        ("none/", "there is no file at none/"),
        ("file:///none/", "there is no file at file:///none/"),
        ("ftp://host/a.parquet", "give a path, or a URL that begins with file, s3, gs"),
    ] {
        let ended = job(input, "-").output().unwrap();
        assert!(!ended.status.success() && told(&ended).contains(words), "{}", told(&ended));
    }
}

#[tokio::test]
async fn folders_files_and_urls_give_the_same_prompts() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    for part in [0, 1] {
        let path = folder.path().join(format!("part-{part}.parquet"));
        write(&many_chats::rows(part * 500, part * 500 + 499, 20), &path).await;
    }
    let prompts = |inputs: &[String]| {
        let mut command = job(&inputs[0], "-");
        let ended = command.args(&inputs[1..]).output().unwrap();
        assert!(ended.status.success(), "{}", told(&ended));
        let text = String::from_utf8(ended.stdout).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let expected = prompts(&[data.to_owned()]);
    assert!(expected.len() >= 20);
    let files = [0, 1].map(|part| format!("{data}/part-{part}.parquet"));
    let urls = files.clone().map(|file| format!("file://{file}"));
    for inputs in [&files[..], &urls, &[format!("file://{data}/")]] {
        assert!(prompts(inputs) == expected, "{inputs:?}");
    }
    let output = format!("file://{data}/prompts");
    assert!(job(data, &output).status().unwrap().success());
    let ended = job(&files[0], &output).output().unwrap();
    assert!(told(&ended).contains("is there already; name a new"), "{}", told(&ended));
}

#[tokio::test]
async fn files_of_several_kinds_are_refused_and_others_counted() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    // Names that could be patterns, folders in a folder, and what a program left beside them.
    let files = ["a [1].parquet", "2024/b.parquet", "2024/05/c?.parquet"];
    for (part, file) in (0..).zip(files) {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let plain = folder.path().join("plain");
        write(&many_chats::rows(part * 300, part * 300 + 299, 20), &plain).await;
        fs::rename(plain, path).unwrap();
    }
    let lines = |ended: &Output| {
        assert!(ended.status.success(), "{}", told(ended));
        ended.stdout.iter().filter(|byte| **byte == b'\n').count()
    };
    let all = lines(&job(data, "-").output().unwrap());
    let apart = files.map(|file| format!("{data}/{file}"));
    let mut named = job(&apart[0], "-");
    assert_eq!(lines(&named.args(&apart[1..]).output().unwrap()), all);
    assert_eq!(lines(&job(&format!("{data}/**/*.parquet"), "-").output().unwrap()), all);

    let output = folder.path().join("out [*]");
    assert!(job(data, output.to_str().unwrap()).status().unwrap().success());
    let parts = fs::read_dir(&output).unwrap().map(|part| part.unwrap().path());
    let written: usize = parts.map(|part| fs::read_to_string(part).unwrap().lines().count()).sum();
    assert_eq!(written, all);
    fs::remove_dir_all(&output).unwrap();

    fs::write(folder.path().join("README"), "About these chats").unwrap();
    fs::write(folder.path().join("_SUCCESS"), "").unwrap();
    let ended = job(data, "-").output().unwrap();
    assert_eq!(lines(&ended), all);
    assert!(told(&ended).contains("; 1 file was left out"), "{}", told(&ended));

    fs::write(folder.path().join("2024/d.csv"), "chat,id,time,author,text\n").unwrap();
    let ended = job(data, "-").output().unwrap();
    let words = "there are files in .csv and in .parquet; they are read one kind at a time";
    assert!(!ended.status.success() && told(&ended).contains(words), "{}", told(&ended));
    let readme = format!("{data}/README");
    let ended = job(&apart[0], "-").arg(&readme).output().unwrap();
    let words = "there are files whose names have no ending and in .parquet";
    assert!(!ended.status.success() && told(&ended).contains(words), "{}", told(&ended));
    let ended = job(&readme, "-").output().unwrap();
    assert!(told(&ended).contains("what README is cannot be seen by its name"), "{}", told(&ended));
}
