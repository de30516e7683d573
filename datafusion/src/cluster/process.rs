//! Logs, signals and the exit code.

use std::{future::Future, process::ExitCode, str::FromStr};
use tokio::signal;

/// A host and a port.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) host: String,
    pub(super) port: u16,
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let apart = text.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
        let Some((host, port)) = apart else {
            return Err(format!("{text} is no address; give one such as 127.0.0.1:50050"));
        };
        Ok(Address { host: host.to_owned(), port })
    }
}

/// Runs a process to its end. Logs go to standard error, as much as `RUST_LOG` asks for.
pub fn run(process: impl Future<Output = Result<(), String>>) -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
    // Plans are trees that recursive code walks down.
    let stack = 32 << 20;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(stack).build();
    let ended = match runtime {
        Ok(runtime) => runtime.block_on(process),
        Err(error) => Err(error.to_string()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Resolves at SIGTERM or Ctrl-C.
pub(super) async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut terminated) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = signal::ctrl_c() => {}
        }
        return;
    }
    let _ = signal::ctrl_c().await;
}
