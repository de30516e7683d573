//! From tables to prompts.

use super::{
    columns::check_columns,
    diagnose::{diagnose, sentence},
    options::Job,
    output::Target,
};
use crate::{Prompts, Windows};
use datafusion::{
    arrow::{
        array::AsArray,
        compute::cast,
        datatypes::{DataType, Int64Type},
    },
    common::Column,
    error::{DataFusionError, Result},
    execution::{memory_pool::FairSpillPool, runtime_env::RuntimeEnvBuilder},
    functions::string::expr_fn::octet_length,
    functions_aggregate::expr_fn::max,
    logical_expr::Expr,
    prelude::{DataFrame, SessionConfig, SessionContext},
};
use std::{
    fmt,
    num::NonZeroUsize,
    sync::Arc,
    time::{Duration, Instant},
};

/// What a job did.
#[derive(Clone, Debug)]
pub struct Done {
    /// How many prompts were written.
    pub prompts: u64,
    /// How many files of the folders were left out, as they are no Parquet, CSV or JSON.
    pub left_out: u64,
    /// How long it took.
    pub took: Duration,
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.took.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "shown with no decimals")]
        let rate = self.prompts as f64 / seconds.max(0.001);
        write!(f, "{} prompts in {seconds:.1} s, {rate:.0} a second", self.prompts)?;
        match self.left_out {
            0 => Ok(()),
            1 => f.write_str("; 1 file was left out, as it is no Parquet, CSV or JSON"),
            some => write!(f, "; {some} files were left out, as they are no Parquet, CSV or JSON"),
        }
    }
}

impl Job {
    /// Runs the job.
    ///
    /// # Errors
    /// What is wrong with the command line, the files, or rows: a sentence that names the chat, where it is
    /// about one.
    pub async fn run(self) -> Result<Done, String> {
        let began = Instant::now();
        match self.write().await {
            Ok((prompts, left_out)) => Ok(Done { prompts, left_out, took: began.elapsed() }),
            Err(error) => Err(self.explain(&error).await),
        }
    }

    /// Writes all prompts, and counts them and the files that were left out.
    async fn write(&self) -> Result<(u64, u64)> {
        let mut prompts = self.prompts()?;
        let context = self.session(self.memory).await?;
        let target = Target::of(self, &context).await?;
        let files = self.files(&context).await?;
        let table = files.read(&context).await?;
        check_columns(table.schema(), &prompts)?;
        prompts.widest_chat = widest_chat(&table, &prompts).await?;
        Ok((target.write(table.prompts(&prompts)?).await?, files.left_out))
    }

    /// An error, and which chats it is about.
    async fn explain(&self, error: &DataFusionError) -> String {
        let diagnosed = async {
            let context = self.session(None).await.ok()?;
            let table = self.files(&context).await.ok()?.read(&context).await.ok()?;
            let prompts = self.prompts().ok()?;
            diagnose(error, table, &prompts, self.cluster.is_some()).await
        };
        let told = sentence(error, self.cluster.as_deref());
        match diagnosed.await {
            Some(chats) => format!("{chats}\n{told}"),
            None => told,
        }
    }

    async fn session(&self, memory: Option<u64>) -> Result<SessionContext> {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let parts = self.parts.map_or_else(cores, NonZeroUsize::get);
        if let Some(scheduler) = &self.cluster {
            let context = connect(scheduler, parts).await?;
            whole_folders(context.state_ref().write().config_mut());
            return Ok(context);
        }
        let stores = Arc::new(crate::Stores::default());
        let mut runtime = RuntimeEnvBuilder::new().with_object_store_registry(stores);
        if let Some(folder) = &self.work_dir {
            runtime = runtime.with_temp_file_path(folder);
        }
        // The disk is the limit.
        runtime = runtime.with_max_temp_directory_size(u64::MAX);
        let mut config = SessionConfig::new().with_target_partitions(parts);
        whole_folders(&mut config);
        if let Some(memory) = memory {
            let memory = usize::try_from(memory).unwrap_or(usize::MAX);
            runtime = runtime.with_memory_pool(Arc::new(FairSpillPool::new(memory)));
            // What a sort keeps back to merge with, of the share of its part.
            let kept = config.options().execution.sort_spill_reservation_bytes;
            config = config.with_sort_spill_reservation_bytes(kept.min(memory / parts / 4));
        }
        let context = SessionContext::new_with_config_rt(config, runtime.build_arc()?);
        crate::register(&context)?;
        Ok(context)
    }
}

/// Reads what is in the folders of a folder, too.
fn whole_folders(config: &mut SessionConfig) {
    config.options_mut().execution.listing_table_ignore_subdirectory = false;
}

#[cfg(feature = "cluster")]
async fn connect(scheduler: &str, parts: usize) -> Result<SessionContext> {
    crate::cluster::connect(scheduler, parts).await
}

#[cfg(not(feature = "cluster"))]
#[expect(clippy::unused_async, reason = "as with the feature")]
async fn connect(scheduler: &str, _: usize) -> Result<SessionContext> {
    let sentence =
        format!("{scheduler} cannot be reached: this was built without the feature cluster");
    Err(DataFusionError::Configuration(sentence))
}

/// The most bytes of a chat's name, where it is written around the lines.
async fn widest_chat(table: &DataFrame, prompts: &Prompts) -> Result<usize> {
    let is_written = prompts.before.has("chat") || prompts.after.has("chat");
    let Some(chat) = prompts.partition.as_ref().filter(|_| is_written) else { return Ok(0) };
    let text = crate::windrow_text().call(vec![Expr::Column(Column::new_unqualified(chat))]);
    let widest = table.clone().aggregate(vec![], vec![max(octet_length(text))])?.collect().await?;
    let Some(batch) = widest.first() else { return Ok(0) };
    let widest = cast(batch.column(0), &DataType::Int64)?;
    let widest = widest.as_primitive::<Int64Type>().iter().next().flatten().unwrap_or(0);
    usize::try_from(widest).map_err(|error| DataFusionError::External(Box::new(error)))
}
