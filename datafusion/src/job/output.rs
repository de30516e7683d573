//! Prompts as files.

use super::options::{Job, Output};
use datafusion::{
    arrow::{array::RecordBatch, json::LineDelimitedWriter},
    dataframe::DataFrameWriteOptions,
    error::{DataFusionError, Result},
    parquet::arrow::ArrowWriter,
    prelude::DataFrame,
};
use futures::TryStreamExt;
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Where prompts go.
#[derive(Debug)]
pub(super) enum Target {
    Stream(Output),
    File(PathBuf, Output),
    Folder(String, Output),
}

impl Target {
    /// Refuses what is there already.
    pub(super) fn of(job: &Job) -> Result<Self> {
        if job.output == "-" {
            return Ok(Target::Stream(job.format));
        }
        let path = PathBuf::from(&job.output);
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("jsonl") => Some(Output::Jsonl),
            Some("parquet") => Some(Output::Parquet),
            _ => None,
        };
        if let Some(format) = format {
            return Ok(Target::File(path, format));
        }
        let is_empty = path.read_dir().map_or(true, |mut entries| entries.next().is_none());
        if !is_empty || path.is_file() {
            return Err(DataFusionError::Configuration(format!(
                "{} is there already; name a new or an empty folder",
                job.output
            )));
        }
        Ok(Target::Folder(job.output.clone(), job.format))
    }

    /// Writes all prompts; how many, where it is this process that writes them.
    pub(super) async fn write(&self, prompts: DataFrame) -> Result<u64> {
        match self {
            Target::Stream(format) => stream(prompts, *format, io::stdout()).await,
            Target::File(path, format) => {
                // Whole, or not there.
                let part = part_of(path);
                let file = File::create(&part).map_err(|error| named(&part, &error))?;
                match stream(prompts, *format, file).await {
                    Ok(written) => {
                        fs::rename(&part, path).map_err(|error| named(path, &error))?;
                        Ok(written)
                    }
                    Err(error) => {
                        let _ = fs::remove_file(&part);
                        Err(error)
                    }
                }
            }
            Target::Folder(folder, format) => {
                let folder = format!("{}/", folder.trim_end_matches('/'));
                let options = DataFrameWriteOptions::new();
                let counts = match format {
                    Output::Jsonl => prompts.write_json(&folder, options, None).await?,
                    Output::Parquet => prompts.write_parquet(&folder, options, None).await?,
                };
                Ok(counts.iter().map(count_of).sum())
            }
        }
    }
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn named(path: &Path, error: &io::Error) -> DataFusionError {
    DataFusionError::IoError(io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

/// The number in a batch that says how many rows were written.
fn count_of(batch: &RecordBatch) -> u64 {
    use datafusion::arrow::{array::AsArray, datatypes::UInt64Type};
    let counts = batch.columns().first().and_then(|counts| counts.as_primitive_opt::<UInt64Type>());
    counts.map_or(0, |counts| counts.values().iter().sum())
}

async fn stream(prompts: DataFrame, format: Output, file: impl Write + Send) -> Result<u64> {
    let mut batches = prompts.execute_stream().await?;
    let mut written = 0;
    match format {
        Output::Jsonl => {
            let mut writer = LineDelimitedWriter::new(BufWriter::with_capacity(1 << 20, file));
            while let Some(batch) = batches.try_next().await? {
                written += batch.num_rows() as u64;
                writer.write(&batch)?;
            }
            writer.finish()?;
            writer.into_inner().flush()?;
        }
        Output::Parquet => {
            let mut writer = ArrowWriter::try_new(file, batches.schema(), None)?;
            while let Some(batch) = batches.try_next().await? {
                written += batch.num_rows() as u64;
                writer.write(&batch)?;
            }
            writer.close()?;
        }
    }
    Ok(written)
}
