//! Files as a table.

use super::options::{Format, Job};
use datafusion::{
    datasource::{
        file_format::file_compression_type::FileCompressionType, listing::ListingTableUrl,
    },
    error::{DataFusionError, Result},
    object_store::ObjectStore,
    prelude::{CsvReadOptions, DataFrame, JsonReadOptions, ParquetReadOptions, SessionContext},
};
use futures::TryStreamExt;
use std::{collections::BTreeMap, path::Path, sync::Arc};
use url::Url;

/// The files of a job.
#[derive(Debug)]
pub(super) struct Files {
    paths: Vec<String>,
    format: Format,
    compression: FileCompressionType,
    /// How their names end.
    ending: String,
    /// How many files of the folders are of no kind that is read here.
    pub(super) left_out: u64,
}

impl Job {
    /// Finds the files, which must be of one kind.
    pub(super) async fn files(&self, context: &SessionContext) -> Result<Files> {
        let mut paths = Vec::new();
        // How many names end in each way, and one of them.
        let mut endings = BTreeMap::new();
        for input in &self.inputs {
            let path = path_of(input)?;
            let names = names_at(context, &path).await?;
            // What is not there would be left out without a word.
            if names.is_empty() {
                let sentence = format!("there is no file at {input}");
                return Err(DataFusionError::Configuration(sentence));
            }
            let is_file = !path.ends_with('/') && names.len() == 1;
            for name in names {
                let (count, is_meant, _) =
                    endings.entry(ending_of(&name)).or_insert((0_u64, false, name));
                *count += 1;
                *is_meant |= is_file;
            }
            paths.push(path);
        }
        let all: u64 = endings.values().map(|(count, ..)| count).sum();
        let meant: Vec<_> = endings
            .iter()
            .filter(|(ending, (_, is_meant, _))| *is_meant || kind_of(ending).0.is_some())
            .collect();
        let several = || {
            let written: Vec<_> = meant.iter().map(|(ending, _)| shown(ending)).collect();
            format!(
                "there are files {}; they are read one kind at a time, so name those of one, such as 'archive/*.{}'",
                written.join(" and "),
                meant[0].0
            )
        };
        let [(ending, (count, ..))] = meant[..] else {
            let sentence = match endings.values().next() {
                Some((_, _, name)) if meant.is_empty() => unknown(name),
                _ => several(),
            };
            return Err(DataFusionError::Configuration(sentence));
        };
        let (known, compression) = kind_of(ending);
        let format = self
            .input
            .or(known)
            .ok_or_else(|| DataFusionError::Configuration(unknown(&endings[ending].2)))?;
        let ending = if ending.is_empty() { String::new() } else { format!(".{ending}") };
        Ok(Files { paths, format, compression, ending, left_out: all - count })
    }
}

impl Files {
    pub(super) async fn read(&self, context: &SessionContext) -> Result<DataFrame> {
        let (paths, ending) = (self.paths.clone(), self.ending.as_str());
        match self.format {
            Format::Parquet => {
                let options = ParquetReadOptions { file_extension: ending, ..Default::default() };
                context.read_parquet(paths, options).await
            }
            Format::Csv => {
                let options = CsvReadOptions::new().has_header(true).newlines_in_values(true);
                let options = options.file_extension(ending);
                context.read_csv(paths, options.file_compression_type(self.compression)).await
            }
            Format::Json => {
                let options = JsonReadOptions::default().file_extension(ending);
                context.read_json(paths, options.file_compression_type(self.compression)).await
            }
        }
    }
}

fn unknown(name: &str) -> String {
    format!("what {name} is cannot be seen by its name; say it with --input parquet, csv or json")
}

/// How a name ends, with what tells its compression: `csv.gz`.
fn ending_of(name: &str) -> String {
    let Some((plain, last)) = name.rsplit_once('.') else { return String::new() };
    match (compression_of(last), plain.rsplit_once('.')) {
        (Some(_), Some((_, extension))) => format!("{extension}.{last}"),
        _ => last.to_owned(),
    }
}

fn compression_of(extension: &str) -> Option<FileCompressionType> {
    match extension {
        "gz" => Some(FileCompressionType::GZIP),
        "zst" => Some(FileCompressionType::ZSTD),
        "bz2" => Some(FileCompressionType::BZIP2),
        "xz" => Some(FileCompressionType::XZ),
        _ => None,
    }
}

/// The format, where an ending tells it, and the compression.
fn kind_of(ending: &str) -> (Option<Format>, FileCompressionType) {
    let last = ending.rsplit_once('.').map_or(ending, |(_, last)| last);
    let compression = compression_of(last).unwrap_or(FileCompressionType::UNCOMPRESSED);
    let extension = ending.split('.').next().unwrap_or_default();
    let format = match extension.to_ascii_lowercase().as_str() {
        "parquet" => Some(Format::Parquet),
        "csv" => Some(Format::Csv),
        "json" | "jsonl" | "ndjson" => Some(Format::Json),
        _ => None,
    };
    (format, compression)
}

fn shown(ending: &str) -> String {
    if ending.is_empty() {
        "whose names have no ending".to_owned()
    } else {
        format!("in .{ending}")
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

/// An input as DataFusion takes it. A path that exists becomes a URL, so that `*`, `?` and `[` in it make no pattern.
fn path_of(input: &str) -> Result<String> {
    let path = Path::new(input);
    if is_url(input) || !path.exists() {
        return Ok(input.to_owned());
    }
    url_of(path, path.is_dir())
}

/// The URL of a path, in which no character is one of a pattern.
pub(super) fn url_of(path: &Path, is_folder: bool) -> Result<String> {
    let whole = std::path::absolute(path)?;
    let url =
        if is_folder { Url::from_directory_path(&whole) } else { Url::from_file_path(&whole) };
    let no_url = |()| DataFusionError::Configuration(format!("{} is no path", path.display()));
    Ok(url.map_err(no_url)?.to_string())
}

/// The names of a file, or of those in a folder; none if it is not there.
async fn names_at(context: &SessionContext, path: &str) -> Result<Vec<String>> {
    let state = context.state();
    let (url, store) = store_of(context, path)?;
    let files = url.list_all_files(&state, store.as_ref(), "").await?;
    let names = files.try_filter_map(async |object| {
        Ok(object.location.filename().filter(|name| is_shown(name)).map(str::to_owned))
    });
    names.try_collect().await
}

fn is_shown(name: &str) -> bool {
    !name.starts_with(['.', '_'])
}
