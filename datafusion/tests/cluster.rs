//! A scheduler and two executors as processes: the same prompts as on one machine, also when an executor dies
//! in the middle.

use datafusion::{
    arrow::util::pretty::pretty_format_batches,
    dataframe::DataFrameWriteOptions,
    prelude::{ParquetReadOptions, SessionContext},
};
use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

#[path = "../examples/many_chats.rs"]
#[allow(dead_code, reason = "its main")]
mod many_chats;

const SPEC: &str = r#"{"max":{"bytes":4000},"overlap":0.1}"#;
const DEADLINE: Duration = Duration::from_secs(240);

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ports that nobody has.
fn ports<const N: usize>() -> [u16; N] {
    let listeners = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().port())
}

fn start(mut command: Command, log: &Path, arguments: &[String]) -> Process {
    let log = fs::File::create(log).unwrap();
    command.args(arguments).stdout(Stdio::null()).stderr(log);
    Process(command.spawn().unwrap())
}

/// A program for which a folder is a disk of two megabytes.
fn on_small_disk(program: &str, folder: &Path) -> Command {
    let mount = format!("mount -t tmpfs -o size=2m tmpfs '{}' && exec \"$@\"", folder.display());
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", &mount, "sh", program]);
    command
}

fn status(port: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\n\r\n").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < DEADLINE, "{what} did not happen");
        sleep(Duration::from_millis(50));
    }
}

struct Cluster {
    url: String,
    scheduler: Process,
    executors: Vec<Process>,
    folder: PathBuf,
}

impl Cluster {
    fn start(folder: &Path) -> Self {
        Self::start_with(folder, |_| Command::new(env!("CARGO_BIN_EXE_windrow-executor")))
    }

    /// With executors that are started in another way, given their folder.
    fn start_with(folder: &Path, executor: impl Fn(&Path) -> Command) -> Self {
        let [port, health] = ports();
        let timeout = ["--executor-timeout", "10"].map(str::to_owned);
        let arguments = [format!("--port={port}"), format!("--health-port={health}")];
        let log = folder.join("scheduler.log");
        let scheduler = start(
            Command::new(env!("CARGO_BIN_EXE_windrow-scheduler")),
            &log,
            &[&arguments[..], &timeout].concat(),
        );
        wait_until("the scheduler", || status(health, "/healthz") == Some(200));
        let executors = [1, 2].map(|number| {
            let [flight, health] = ports();
            let work = folder.join(format!("work {number}"));
            fs::create_dir(&work).unwrap();
            let arguments = [
                format!("--scheduler=127.0.0.1:{port}"),
                format!("--port={flight}"),
                format!("--health-port={health}"),
                format!("--work-dir={}", work.display()),
                "--cores=1".to_owned(),
                "--memory=200MB".to_owned(),
            ];
            let log = folder.join(format!("executor {number}.log"));
            let executor = start(executor(&work), &log, &arguments);
            wait_until("an executor", || status(health, "/readyz") == Some(200));
            executor
        });
        let url = format!("df://127.0.0.1:{port}");
        Cluster { url, scheduler, executors: executors.into(), folder: folder.to_owned() }
    }
}

fn job(data: &Path, output: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_windrow-sql"));
    command
        .arg(data)
        .args(["--spec", SPEC, "--order", "id", "--parts", "4", "--output"])
        .arg(output);
    command.args([
        "--template",
        "[{time:%H:%M}] {author}: {text}",
        "--before",
        "{n} of {of} of {chat}\\n",
    ]);
    command.args(more).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn lines(path: &Path) -> Vec<String> {
    let mut lines: Vec<String> =
        fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

fn assert_done(ended: &Output) {
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// The windows of all chats, as a table of text.
async fn windows(context: &SessionContext, data: &Path) -> String {
    let options = ParquetReadOptions::default();
    context.register_parquet("m", data.to_str().unwrap(), options).await.unwrap();
    let sql = format!(
        "SELECT chat, w['window'] AS window, w['start'] AS start, w['fresh'] AS fresh, w['end'] AS \"end\",
            w['sum_bytes'] AS bytes, w['id'] AS id
        FROM (SELECT chat, unnest(windrow_plan(named_struct('bytes', text, 'key', id), time, '{SPEC}' ORDER BY time, id)) AS w
            FROM m GROUP BY chat)
        ORDER BY window, chat"
    );
    let batches = context.sql(&sql).await.unwrap().collect().await.unwrap();
    pretty_format_batches(&batches).unwrap().to_string()
}

async fn write(folder: &Path, select: &[String]) {
    for (file, select) in select.iter().enumerate() {
        let path = folder.join(format!("part-{file}.parquet"));
        let options = DataFrameWriteOptions::new().with_single_file_output(true);
        let frame = SessionContext::new().sql(select).await.unwrap();
        frame.write_parquet(path.to_str().unwrap(), options, None).await.unwrap();
    }
}

#[tokio::test]
async fn a_cluster_gives_the_prompts_of_one_machine() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let select: Vec<String> =
        (0..4).map(|file| many_chats::rows(file * 10_000, (file + 1) * 10_000 - 1, 50)).collect();
    write(&data, &select).await;
    let local = folder.path().join("local.jsonl");
    assert_done(&job(&data, &local, &[]).output().unwrap());
    let expected = lines(&local);
    assert!(expected.len() > 500);

    let mut cluster = Cluster::start(folder.path());
    let url = cluster.url.clone();
    let remote = folder.path().join("remote.jsonl");
    assert_done(&job(&data, &remote, &["--cluster", &url]).output().unwrap());
    assert!(lines(&remote) == expected);

    let here = SessionContext::new();
    windrow_datafusion::register(&here).unwrap();
    let there = windrow_datafusion::cluster::connect(&url, 4).await.unwrap();
    let plans = windows(&here, &data).await;
    assert!(plans.lines().count() > 300, "{plans}");
    assert!(windows(&there, &data).await == plans);

    // One time that is missing, in one chat of many.
    let bad = folder.path().join("bad");
    fs::create_dir(&bad).unwrap();
    let poisoned = format!(
        "SELECT chat, id, CASE WHEN id = 4711 THEN NULL ELSE time END AS time, author, text FROM ({})",
        select[0]
    );
    write(&bad, &[poisoned]).await;
    for more in [&["--cluster", &url][..], &[]] {
        let none = folder.path().join("none.jsonl");
        let ended = job(&bad, &none, more).output().unwrap();
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success(), "{told}");
        assert!(told.contains("NULL_TIME") && told.contains("chat chat 00000"), "{told}");
        assert!(told.contains("has 1 row without a time"), "{told}");
        assert!(!none.exists());
    }

    // An executor that dies once it has done some of the work.
    let after = folder.path().join("after.jsonl");
    let before = count_files(&cluster.folder.join("work 2"));
    let running = job(&data, &after, &["--cluster", &url]).spawn().unwrap();
    let work = cluster.folder.join("work 2");
    wait_until("work", || count_files(&work) > before);
    drop(cluster.executors.pop());
    let ended = running.wait_with_output().unwrap();
    if ended.status.success() {
        assert!(lines(&after) == expected);
    } else {
        // Told, and nothing that looks whole.
        assert!(!after.exists() && !ended.stderr.is_empty());
        panic!("{}", String::from_utf8_lossy(&ended.stderr));
    }

    // Who is asked to stop, stops.
    for process in cluster.executors.iter_mut().chain([&mut cluster.scheduler]) {
        Command::new("kill").arg(process.0.id().to_string()).status().unwrap();
        let began = Instant::now();
        while process.0.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < DEADLINE, "it did not stop");
            sleep(Duration::from_millis(50));
        }
    }
}

#[tokio::test]
async fn a_full_disk_of_executors_is_told_with_the_largest_chats() {
    let folder = TempDir::new().unwrap();
    if !on_small_disk("true", folder.path()).status().is_ok_and(|status| status.success()) {
        eprintln!("not run: no file system can be made here");
        return;
    }
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    write(&data, &[many_chats::rows(0, 399_999, 20)]).await;
    let executor = env!("CARGO_BIN_EXE_windrow-executor");
    let cluster = Cluster::start_with(folder.path(), |work| on_small_disk(executor, work));
    let output = folder.path().join("none.jsonl");
    let ended = job(&data, &output, &["--cluster", &cluster.url]).output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(!ended.status.success() && !output.exists(), "{told}");
    for words in
        ["a disk is full", "the --work-dir of windrow-executor", "No space left", "rows; chat"]
    {
        assert!(told.contains(words), "{told}");
    }
}

fn count_files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| if entry.path().is_dir() { count_files(&entry.path()) } else { 1 }).sum()
}
