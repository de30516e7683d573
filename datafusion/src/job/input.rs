//! Files as a table.

use super::options::{Format, Job};
use datafusion::{
    datasource::{
        file_format::file_compression_type::FileCompressionType, listing::ListingTableUrl,
    },
    error::{DataFusionError, Result},
    object_store::{self, ObjectStore, ObjectStoreExt},
    prelude::{CsvReadOptions, DataFrame, JsonReadOptions, ParquetReadOptions, SessionContext},
};
use futures::TryStreamExt;
use std::{path::Path, sync::Arc};

impl Job {
    pub(super) async fn read(&self, context: &SessionContext) -> Result<DataFrame> {
        // What is not there would be left out without a word.
        let mut names = Vec::new();
        for input in &self.inputs {
            let name = name_of(context, input).await?;
            let none = || DataFusionError::Configuration(format!("there is no file at {input}"));
            names.push(name.ok_or_else(none)?);
        }
        let (format, compression, extension) = self.recognise(&names[0])?;
        let paths = self.inputs.clone();
        match format {
            Format::Parquet => {
                let options =
                    ParquetReadOptions { file_extension: &extension, ..Default::default() };
                context.read_parquet(paths, options).await
            }
            Format::Csv => {
                let options = CsvReadOptions::new().has_header(true).newlines_in_values(true);
                context
                    .read_csv(
                        paths,
                        options.file_extension(&extension).file_compression_type(compression),
                    )
                    .await
            }
            Format::Json => {
                let options = JsonReadOptions::default().file_extension(&extension);
                context.read_json(paths, options.file_compression_type(compression)).await
            }
        }
    }

    /// The format and the compression of the files, and how their names end.
    fn recognise(&self, name: &str) -> Result<(Format, FileCompressionType, String)> {
        let (plain, compression, ending) = match name.rsplit_once('.') {
            Some((plain, "gz")) => (plain, FileCompressionType::GZIP, ".gz"),
            Some((plain, "zst")) => (plain, FileCompressionType::ZSTD, ".zst"),
            Some((plain, "bz2")) => (plain, FileCompressionType::BZIP2, ".bz2"),
            Some((plain, "xz")) => (plain, FileCompressionType::XZ, ".xz"),
            _ => (name, FileCompressionType::UNCOMPRESSED, ""),
        };
        let extension = plain.rsplit_once('.').map_or("", |(_, extension)| extension);
        let known = match extension.to_ascii_lowercase().as_str() {
            "parquet" => Some(Format::Parquet),
            "csv" => Some(Format::Csv),
            "json" | "jsonl" | "ndjson" => Some(Format::Json),
            _ => None,
        };
        let Some(format) = self.input.or(known) else {
            let sentence = format!(
                "what {name} is cannot be seen by its name; say it with --input parquet, csv or json"
            );
            return Err(DataFusionError::Configuration(sentence));
        };
        let all =
            if extension.is_empty() { String::new() } else { format!(".{extension}{ending}") };
        Ok((format, compression, all))
    }
}

/// Whether it is a URL, and no path.
pub(super) fn is_url(path: &str) -> bool {
    path.contains("://")
}

/// The store of a URL.
pub(super) fn store_of(
    context: &SessionContext,
    url: &str,
) -> Result<(ListingTableUrl, Arc<dyn ObjectStore>)> {
    let parsed = ListingTableUrl::parse(url)?;
    let store = context.runtime_env().object_store(&parsed).map_err(|error| {
        DataFusionError::Configuration(format!(
            "{url} cannot be read or written: {error}; give a path, or a URL that begins with file, s3, gs, az, http or https"
        ))
    })?;
    Ok((parsed, store))
}

/// The name of a file, or of one in a folder; none if it is not there.
async fn name_of(context: &SessionContext, path: &str) -> Result<Option<String>> {
    if is_url(path) { name_in_store(context, path).await } else { Ok(name_on_disk(path)) }
}

fn name_on_disk(path: &str) -> Option<String> {
    let mut path = Path::new(path).to_path_buf();
    while path.is_dir() {
        let mut entries: Vec<_> =
            path.read_dir().ok()?.filter_map(Result::ok).map(|entry| entry.path()).collect();
        entries.sort();
        path = entries.into_iter().find(|entry| {
            entry.file_name().is_some_and(|name| is_shown(&name.to_string_lossy()))
        })?;
    }
    let name = path.file_name().filter(|_| path.exists())?;
    Some(name.to_string_lossy().into_owned())
}

async fn name_in_store(context: &SessionContext, url: &str) -> Result<Option<String>> {
    let (url, store) = store_of(context, url)?;
    if !url.is_collection() {
        return match store.head(url.prefix()).await {
            Ok(object) => Ok(object.location.filename().map(str::to_owned)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        };
    }
    let names = store.list(Some(url.prefix())).try_filter_map(async |object| {
        Ok(object.location.filename().filter(|name| is_shown(name)).map(str::to_owned))
    });
    Ok(std::pin::pin!(names).try_next().await?)
}

fn is_shown(name: &str) -> bool {
    !name.starts_with(['.', '_'])
}
