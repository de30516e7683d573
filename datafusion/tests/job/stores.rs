//! Objects in a bucket, and files of a web server: the same prompts as from files on disk.

use super::support::{job, many_chats, told, write};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::{Arc, Mutex},
    thread,
};
use tempfile::TempDir;

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A server of one bucket, `b`, that speaks as much of S3 as reading, listing and writing small objects take.
struct Bucket {
    objects: Objects,
    port: u16,
}

impl Bucket {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let objects = Objects::default();
        let served = Arc::clone(&objects);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let objects = Arc::clone(&served);
                // A client that goes away is no failure.
                thread::spawn(move || serve(&stream, &objects));
            }
        });
        Self { objects, port }
    }

    fn put(&self, key: &str, bytes: Vec<u8>) {
        self.objects.lock().unwrap().insert(key.to_owned(), bytes);
    }

    /// A command that finds the bucket by its environment.
    fn job(&self, input: &str, output: &str) -> Command {
        let mut command = job(input, output);
        command.env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", self.port));
        command.env("AWS_ALLOW_HTTP", "true").env("AWS_REGION", "here");
        command.env("AWS_ACCESS_KEY_ID", "key").env("AWS_SECRET_ACCESS_KEY", "secret");
        command
    }
}

/// Answers requests until the connection is closed.
fn serve(stream: &TcpStream, objects: &Objects) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let (method, target) = line.split_once(' ')?;
        let target = target.split(' ').next()?;
        let (mut length, mut range) = (0, None);
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            let Some((name, value)) = header.trim().split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().ok()?,
                "range" => range = Some(value.strip_prefix("bytes=")?.to_owned()),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        let (status, headers, body) = answer(method, target, range, body, objects)?;
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {length}\r\netag: \"1\"\r\n\
             last-modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n{headers}\r\n"
        );
        let mut stream = stream;
        stream.write_all(head.as_bytes()).ok()?;
        if method != "HEAD" {
            stream.write_all(&body).ok()?;
        }
    }
}

fn answer(
    method: &str,
    target: &str,
    range: Option<String>,
    body: Vec<u8>,
    objects: &Objects,
) -> Option<(&'static str, String, Vec<u8>)> {
    let mut objects = objects.lock().unwrap();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let key = path.strip_prefix("/b")?.trim_start_matches('/').replace("%3D", "=");
    if key.is_empty() {
        let prefix = query.split('&').find_map(|pair| pair.strip_prefix("prefix="))?;
        let prefix = prefix.replace("%2F", "/");
        let mut list = "<ListBucketResult><IsTruncated>false</IsTruncated>".to_owned();
        for (key, bytes) in objects.iter().filter(|(key, _)| key.starts_with(&prefix)) {
            let size = bytes.len();
            write!(
                list,
                "<Contents><Key>{key}</Key><LastModified>2024-01-01T00:00:00.000Z</LastModified>\
                 <ETag>\"1\"</ETag><Size>{size}</Size></Contents>"
            )
            .ok()?;
        }
        list += "</ListBucketResult>";
        return Some(("200 OK", String::new(), list.into_bytes()));
    }
    if method == "PUT" {
        objects.insert(key, body);
        return Some(("200 OK", String::new(), Vec::new()));
    }
    let Some(bytes) = objects.get(&key) else {
        return Some(("404 Not Found", String::new(), Vec::new()));
    };
    let Some(range) = range else { return Some(("200 OK", String::new(), bytes.clone())) };
    let (start, end) = range.split_once('-')?;
    let (start, end) = match (start.parse::<usize>(), end.parse::<usize>()) {
        (Ok(start), Ok(end)) => (start, bytes.len().min(end + 1)),
        (Ok(start), Err(_)) => (start, bytes.len()),
        (Err(_), Ok(last)) => (bytes.len().saturating_sub(last), bytes.len()),
        _ => return None,
    };
    let content = format!("content-range: bytes {start}-{}/{}\r\n", end - 1, bytes.len());
    Some(("206 Partial Content", content, bytes[start..end].to_vec()))
}

#[tokio::test]
async fn objects_give_the_same_prompts_as_files() {
    let folder = TempDir::new().unwrap();
    let bucket = Bucket::start();
    for part in [0, 1] {
        let path = folder.path().join(format!("part-{part}.parquet"));
        write(&many_chats::rows(part * 500, part * 500 + 499, 20), &path).await;
        bucket.put(&format!("chats/part-{part}.parquet"), std::fs::read(&path).unwrap());
    }
    let printed = |mut command: Command| {
        let ended = command.output().unwrap();
        assert!(ended.status.success(), "{}", told(&ended));
        let mut lines: Vec<_> =
            String::from_utf8(ended.stdout).unwrap().lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let folder_name = folder.path().to_str().unwrap();
    let expected = printed(job(folder_name, "-"));
    assert!(expected.len() >= 20);
    assert_eq!(printed(bucket.job("s3://b/chats/", "-")), expected);

    let one = printed(job(&format!("{folder_name}/part-0.parquet"), "-"));
    assert_eq!(printed(bucket.job("s3://b/chats/part-0.parquet", "-")), one);
    let url = format!("http://127.0.0.1:{}/b/chats/part-0.parquet", bucket.port);
    assert_eq!(printed(job(&url, "-")), one);

    printed(bucket.job("s3://b/chats/", "s3://b/prompts"));
    let objects = bucket.objects.lock().unwrap().clone();
    let written = objects.iter().filter(|(key, _)| key.starts_with("prompts/"));
    let mut lines: Vec<_> = written
        .flat_map(|(_, bytes)| {
            String::from_utf8(bytes.clone()).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    lines.sort();
    assert_eq!(lines, expected);

    for (input, output, words) in [
        ("s3://b/chats/", "s3://b/prompts", "s3://b/prompts is there already"),
        ("s3://b/none.parquet", "-", "there is no file at s3://b/none.parquet"),
        ("s3://b/none/", "-", "there is no file at s3://b/none/"),
    ] {
        let ended = bucket.job(input, output).output().unwrap();
        assert!(!ended.status.success() && told(&ended).contains(words), "{}", told(&ended));
    }
}
