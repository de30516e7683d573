//! `windrow-executor`.

use super::{health, process::Address};
use crate::Stores;
use ballista_core::{config::TaskSchedulingPolicy, registry::BallistaFunctionRegistry};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use clap::Parser;
use datafusion::{execution::runtime_env::RuntimeEnvBuilder, prelude::SessionConfig};
use std::{path::PathBuf, sync::Arc};

/// Runs the stages of queries, and keeps what they hand on to the next.
///
/// Each option is also read from the environment. SIGTERM and Ctrl-C stop it: what is running gets to its
/// end first.
#[derive(Clone, Debug, Parser)]
#[command(version)]
pub struct Executor {
    /// The scheduler, HOST:PORT.
    #[arg(long, env = "WINDROW_SCHEDULER", default_value = "127.0.0.1:50050")]
    scheduler: Address,
    /// The address to listen on.
    #[arg(long, env = "WINDROW_BIND", default_value = "127.0.0.1")]
    bind: String,
    /// The name or address that others reach it by, if that is another one.
    #[arg(long, env = "WINDROW_EXTERNAL_HOST")]
    external_host: Option<String>,
    /// The port that results are fetched from.
    #[arg(long, env = "WINDROW_PORT", default_value_t = 50051)]
    port: u16,
    /// The port of /healthz and /readyz; 0 for none.
    #[arg(long, env = "WINDROW_HEALTH_PORT", default_value_t = 0)]
    health_port: u16,
    /// How many tasks run at once; 0 is as many as there are cores.
    #[arg(long, env = "WINDROW_CORES", default_value_t = 0)]
    cores: usize,
    /// The folder for what is handed from one stage to the next.
    #[arg(long, env = "WINDROW_WORK_DIR")]
    work_dir: PathBuf,
    /// Memory that tasks share, such as 8GB; what takes more goes to disk.
    #[arg(long, env = "WINDROW_MEMORY", value_parser = crate::bytes::parse)]
    memory: u64,
}

impl Executor {
    /// Runs until it is stopped.
    ///
    /// # Errors
    /// A port that is taken, a folder that cannot be written, a scheduler that nobody answers at.
    pub async fn run(self) -> Result<(), String> {
        std::fs::create_dir_all(&self.work_dir)
            .map_err(|error| format!("{} cannot be made: {error}", self.work_dir.display()))?;
        let folder = self.work_dir.clone();
        let stores = Arc::new(Stores::default());
        let runtime = move |_: &SessionConfig| {
            let stores = Arc::clone(&stores) as _;
            let runtime = RuntimeEnvBuilder::new().with_temp_file_path(&folder);
            runtime.with_object_store_registry(stores).build_arc()
        };
        let config = ExecutorProcessConfig {
            bind_host: self.bind.clone(),
            external_host: self.external_host,
            port: self.port,
            scheduler_host: self.scheduler.host,
            scheduler_port: self.scheduler.port,
            scheduler_connect_timeout_seconds: 30,
            vcores: self.cores,
            work_dir: Some(self.work_dir.to_string_lossy().into_owned()),
            memory_pool_size: Some(self.memory),
            // An executor asks for work. A scheduler that pushes it counts what each can take, and Ballista 55 forgets
            // a task that it takes back as another executor dies: then nothing is given out any more.
            task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
            override_runtime_producer: Some(Arc::new(runtime)),
            override_function_registry: Some(Arc::new(functions())),
            ..ExecutorProcessConfig::default()
        };
        let state = config.health.clone();
        health::serve(&self.bind, self.health_port, move || state.is_ready()).await?;
        start_executor_process(Arc::new(config)).await.map_err(|error| error.to_string())
    }
}

fn functions() -> BallistaFunctionRegistry {
    let mut functions = BallistaFunctionRegistry::default();
    let (plan, rows, text) = (crate::windrow_plan(), crate::windrow(), crate::windrow_text());
    functions.aggregate_functions.insert(plan.name().to_owned(), plan);
    functions.window_functions.insert(rows.name().to_owned(), rows);
    functions.scalar_functions.insert(text.name().to_owned(), text);
    functions
}
