//! Prompts as files.

use super::{
    input::{is_url, store_of, url_of},
    options::{Job, Output},
};
use datafusion::{
    arrow::{array::RecordBatch, json::LineDelimitedWriter},
    dataframe::DataFrameWriteOptions,
    error::{DataFusionError, Result},
    parquet::arrow::ArrowWriter,
    prelude::{DataFrame, SessionContext},
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
    /// A folder, or what a store has for one.
    Folder(String, Output),
}

impl Target {
    /// Refuses what is there already.
    pub(super) async fn of(job: &Job, context: &SessionContext) -> Result<Self> {
        if job.output == "-" {
            return Ok(Target::Stream(job.format));
        }
        let there = || {
            DataFusionError::Configuration(format!(
                "{} is there already; name a new or an empty folder",
                job.output
            ))
        };
        if is_url(&job.output) {
            let folder = format!("{}/", job.output.trim_end_matches('/'));
            let (url, store) = store_of(context, &folder)?;
            if store.list(Some(url.prefix())).try_next().await?.is_some() {
                return Err(there());
            }
            return Ok(Target::Folder(folder, job.format));
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
            return Err(there());
        }
        Ok(Target::Folder(url_of(&path, true)?, job.format))
    }

    /// Writes all prompts; how many, where it is this process that writes them.
    pub(super) async fn write(&self, prompts: DataFrame) -> Result<u64> {
        match self {
            Target::Stream(format) => {
                let name = Path::new("standard output");
                stream(prompts, *format, io::stdout(), name).await
            }
            Target::File(path, format) => {
                // Whole, or not there.
                let part = part_of(path);
                let file = File::create(&part).map_err(|error| named(&part, &error))?;
                match stream(prompts, *format, file, path).await {
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
                let options = DataFrameWriteOptions::new();
                let counts = match format {
                    Output::Jsonl => prompts.write_json(folder, options, None).await?,
                    Output::Parquet => prompts.write_parquet(folder, options, None).await?,
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

/// Errors of a file, with its name.
fn named(path: &Path, error: &io::Error) -> DataFusionError {
    DataFusionError::IoError(with_name(path, error))
}

fn with_name(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{} cannot be written: {error}", path.display()))
}

/// A file whose errors have its name.
struct Named<'a, W> {
    file: W,
    name: &'a Path,
}

impl<W: Write> Write for Named<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| with_name(self.name, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| with_name(self.name, &error))
    }
}

/// The number in a batch that says how many rows were written.
fn count_of(batch: &RecordBatch) -> u64 {
    use datafusion::arrow::{array::AsArray, datatypes::UInt64Type};
    let counts = batch.columns().first().and_then(|counts| counts.as_primitive_opt::<UInt64Type>());
    counts.map_or(0, |counts| counts.values().iter().sum())
}

async fn stream(
    prompts: DataFrame,
    format: Output,
    file: impl Write + Send,
    name: &Path,
) -> Result<u64> {
    let file = Named { file, name };
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
