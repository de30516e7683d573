//! `windrow-scheduler`.

use super::{health, process::stopped};
use crate::{Stores, register_in};
use ballista_core::{config::TaskSchedulingPolicy, utils::default_session_builder};
use ballista_scheduler::{
    cluster::BallistaCluster, config::SchedulerConfig, scheduler_process::start_server,
};
use clap::Parser;
use datafusion::{
    execution::{SessionStateBuilder, runtime_env::RuntimeEnvBuilder},
    prelude::SessionConfig,
};
use std::sync::Arc;

/// Plans queries, and hands their stages to executors.
///
/// Each option is also read from the environment. SIGTERM and Ctrl-C stop it.
#[derive(Clone, Debug, Parser)]
#[command(version)]
pub struct Scheduler {
    /// The address to listen on.
    #[arg(long, env = "WINDROW_BIND", default_value = "127.0.0.1")]
    bind: String,
    /// The name or address that others reach it by, if that is another one.
    #[arg(long, env = "WINDROW_EXTERNAL_HOST")]
    external_host: Option<String>,
    /// The port to listen on.
    #[arg(long, env = "WINDROW_PORT", default_value_t = 50050)]
    port: u16,
    /// The port of /healthz and /readyz; 0 for none.
    #[arg(long, env = "WINDROW_HEALTH_PORT", default_value_t = 0)]
    health_port: u16,
    /// Seconds without a sign of life after which an executor is taken for dead, and its work given to
    /// others; at least 10, as a busy one gives a sign each 5.
    #[arg(long, env = "WINDROW_EXECUTOR_TIMEOUT", default_value_t = 30, value_parser = clap::value_parser!(u64).range(10..))]
    executor_timeout: u64,
}

impl Scheduler {
    /// Runs until it is stopped.
    ///
    /// # Errors
    /// A port that is taken, an address that is not one.
    pub async fn run(self) -> Result<(), String> {
        let address = format!("{}:{}", self.bind, self.port);
        let address =
            address.parse().map_err(|error| format!("{address} is no address: {error}"))?;
        let stores = Arc::new(Stores::default());
        let builder = move |config: SessionConfig| {
            let stores = Arc::clone(&stores) as _;
            let runtime = RuntimeEnvBuilder::new().with_object_store_registry(stores);
            let mut state = SessionStateBuilder::from(default_session_builder(config)?)
                .with_runtime_env(runtime.build_arc()?)
                .build();
            register_in(&mut state)?;
            Ok(state)
        };
        let mut config = SchedulerConfig {
            external_host: self.external_host.unwrap_or_else(|| self.bind.clone()),
            bind_host: self.bind.clone(),
            bind_port: self.port,
            scheduling_policy: TaskSchedulingPolicy::PullStaged,
            executor_timeout_seconds: self.executor_timeout,
            no_executors_grace_period_seconds: self.executor_timeout,
            ..SchedulerConfig::default()
        };
        config.expire_dead_executor_interval_seconds = (self.executor_timeout / 4).max(1);
        let config = config.with_override_session_builder(Arc::new(builder));
        health::serve(&self.bind, self.health_port, || true).await?;
        let cluster =
            BallistaCluster::new_from_config(&config).await.map_err(|error| error.to_string())?;
        tokio::select! {
            ended = start_server(cluster, address, Arc::new(config)) => ended.map_err(|error| error.to_string()),
            () = stopped() => Ok(()),
        }
    }
}
