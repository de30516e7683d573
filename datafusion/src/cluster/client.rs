//! A session whose queries run on a cluster.

use crate::{Stores, register};
use ballista::prelude::{SessionConfigExt, SessionContextExt};
use datafusion::{
    error::Result,
    execution::{SessionStateBuilder, runtime_env::RuntimeEnvBuilder},
    prelude::{SessionConfig, SessionContext},
};
use std::sync::Arc;

/// A session whose queries run on the cluster of that scheduler, such as `df://127.0.0.1:50050`, and that
/// knows the functions. `partitions` is how many parts a table is divided into: as many as the cluster has
/// cores.
///
/// # Errors
/// An address that is not one. That nobody answers is found out by the first query.
pub async fn connect(scheduler: &str, partitions: usize) -> Result<SessionContext> {
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(partitions)
        // The planner that changes a plan while it runs loses the end of a task where an executor dies at that moment,
        // and then waits for it for ever (Ballista 55: "Can't find active stage to update stage outputs").
        .with_ballista_adaptive_query_planner(false);
    let runtime = RuntimeEnvBuilder::new().with_object_store_registry(Arc::new(Stores::default()));
    let state = SessionStateBuilder::new()
        .with_config(config)
        .with_runtime_env(runtime.build_arc()?)
        .with_default_features()
        .build();
    // The session that this makes has functions of its own, so ours come after it.
    let context = SessionContext::remote_with_state(scheduler, state).await?;
    register(&context)?;
    Ok(context)
}
