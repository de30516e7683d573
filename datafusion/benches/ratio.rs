//! What windows cost, as a ratio to the scan of the same columns in the same process:
//! `cargo bench --bench ratio -- [ROWS [TIMES [CHATS]]]`. The least of several runs each; CPU time beside the time that
//! passed. `count` is what DataFusion's own aggregates take for the same columns.

use datafusion::{
    error::Result,
    physical_plan::{ExecutionPlan, execute_stream_partitioned},
    prelude::{ParquetReadOptions, SessionConfig, SessionContext},
};
use futures::{StreamExt, future::try_join_all};
use std::{fs, path::Path, sync::Arc, time::Instant};

#[path = "../examples/many_chats.rs"]
#[allow(dead_code, reason = "its main")]
mod many_chats;

const SCAN: &str = "SELECT chat, id, time, text FROM m";
const COUNT: &str =
    "SELECT chat, count(*), sum(octet_length(text)), min(time), max(id) FROM m GROUP BY chat";
const PLAN: &str = r#"SELECT chat, windrow_plan(text, time, '{"max":{"bytes":32000},"overlap":0.1}' ORDER BY time, id) FROM m GROUP BY chat"#;
const ONE: &str = r#"SELECT windrow_plan(text, time, '{"max":{"bytes":32000},"overlap":0.1}' ORDER BY time, id) FROM m"#;
const OVER: &str = r#"SELECT chat, id, windrow(text, time, '{"max":{"bytes":32000},"overlap":0.1}') OVER (PARTITION BY chat ORDER BY time, id) FROM m"#;
/// What DataFusion's own window function takes for the same order, with the text beside it.
const NUMBER: &str = "SELECT chat, id, octet_length(text), row_number() OVER (PARTITION BY chat ORDER BY time, id) FROM m";

/// Runs a plan to its end, all parts at once, and drops what comes.
async fn drain(context: &SessionContext, plan: Arc<dyn ExecutionPlan>) -> Result<usize> {
    let parts = execute_stream_partitioned(plan, context.task_ctx())?;
    let rows = parts.into_iter().map(|mut part| async move {
        tokio::spawn(async move {
            let mut rows = 0;
            while let Some(batch) = part.next().await {
                rows += batch?.num_rows();
            }
            Result::<usize>::Ok(rows)
        })
        .await
        .expect("no panic")
    });
    Ok(try_join_all(rows).await?.into_iter().sum())
}

/// Seconds of CPU so far, of all threads.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks =
        |place: usize| fields.get(place).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory since it was last asked for, in bytes.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    let _ = fs::write("/proc/self/clear_refs", "5");
    kilobytes.unwrap_or(0.0) * 1024.0
}

/// The least of several runs.
#[derive(Clone, Copy)]
struct Measured {
    wall: f64,
    cpu: f64,
    peak: f64,
}

async fn run(path: &Path, partitions: usize, sql: &str) -> Result<Measured> {
    let config = SessionConfig::new().with_target_partitions(partitions);
    let context = SessionContext::new_with_config(config);
    windrow_datafusion::register(&context)?;
    context.register_parquet("m", path.to_string_lossy(), ParquetReadOptions::default()).await?;
    let plan = context.sql(sql).await?.create_physical_plan().await?;
    peak();
    let (began, before) = (Instant::now(), cpu());
    drain(&context, plan).await?;
    Ok(Measured { wall: began.elapsed().as_secs_f64(), cpu: cpu() - before, peak: peak() })
}

/// In turn, so that what else the machine does falls on all alike.
async fn measure(
    path: &Path,
    partitions: usize,
    queries: &[(&str, &str)],
    times: usize,
) -> Result<Vec<Measured>> {
    let none = Measured { wall: f64::MAX, cpu: f64::MAX, peak: f64::MAX };
    let mut least = vec![none; queries.len()];
    for _ in 0..times {
        for ((_, sql), least) in queries.iter().zip(&mut least) {
            let it = run(path, partitions, sql).await?;
            *least = Measured {
                wall: least.wall.min(it.wall),
                cpu: least.cpu.min(it.cpu),
                peak: least.peak.min(it.peak),
            };
        }
    }
    Ok(least)
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).filter_map(|it| it.parse::<u64>().ok());
    let rows = arguments.next().unwrap_or(10_000_000);
    let times = arguments.next().map_or(5, |it| it as usize);
    let only = arguments.next();
    let folder = tempfile::tempdir()?;
    println!(
        "| chats | partitions | query | seconds | CPU | ratio to the scan | ratio of CPU | bytes a row beyond the scan |"
    );
    println!("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |");
    for chats in [1, 1_000, 1_000_000].into_iter().filter(|it| only.is_none_or(|only| only == *it))
    {
        let path = folder.path().join(format!("{chats}.parquet"));
        let options =
            datafusion::dataframe::DataFrameWriteOptions::new().with_single_file_output(true);
        let frame = SessionContext::new().sql(&many_chats::rows(0, rows - 1, chats)).await?;
        frame.write_parquet(&path.to_string_lossy(), options, None).await?;
        let mut queries = vec![("scan", SCAN), ("count", COUNT), ("plan", PLAN)];
        queries.extend(match chats {
            1 => vec![("plan, no group", ONE)],
            1_000 => vec![("row_number", NUMBER), ("over", OVER)],
            _ => vec![],
        });
        for partitions in [1, 2] {
            let found = measure(&path, partitions, &queries, times).await?;
            for ((name, _), it) in queries.iter().zip(&found) {
                let scan = &found[0];
                println!(
                    "| {chats} | {partitions} | {name} | {:.2} | {:.2} | {:.2} | {:.2} | {:.1} |",
                    it.wall,
                    it.cpu,
                    it.wall / scan.wall,
                    it.cpu / scan.cpu,
                    (it.peak - scan.peak) / rows as f64,
                );
            }
        }
        fs::remove_file(&path)?;
    }
    Ok(())
}
