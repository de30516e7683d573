//! `GET /healthz` and `GET /readyz`.

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    time::{Duration, timeout},
};

/// Answers 200 to /healthz while the process is up, and to /readyz while it is ready, else 503. Listens to
/// nothing if the port is 0.
pub(super) async fn serve(
    host: &str,
    port: u16,
    is_ready: impl Fn() -> bool + Send + Sync + 'static,
) -> Result<(), String> {
    if port == 0 {
        return Ok(());
    }
    let listener = TcpListener::bind((host, port)).await.map_err(|error| {
        format!("{host}:{port} cannot be listened to: {error}; give another --health-port")
    })?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // One that says nothing does not keep others waiting for long.
            let _ = timeout(Duration::from_secs(1), answer(stream, &is_ready)).await;
        }
    });
    Ok(())
}

async fn answer(stream: TcpStream, is_ready: &impl Fn() -> bool) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    stream.read_line(&mut request).await?;
    let status = match request.split_whitespace().nth(1) {
        Some("/healthz") => "200 OK",
        Some("/readyz") if is_ready() => "200 OK",
        Some("/readyz") => "503 Service Unavailable",
        _ => "404 Not Found",
    };
    stream
        .write_all(
            format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                .as_bytes(),
        )
        .await
}
