//! Files as a table.

use super::options::{Format, Job};
use datafusion::{
    datasource::file_format::file_compression_type::FileCompressionType,
    error::{DataFusionError, Result},
    prelude::{CsvReadOptions, DataFrame, JsonReadOptions, ParquetReadOptions, SessionContext},
};
use std::path::Path;

impl Job {
    pub(super) async fn read(&self, context: &SessionContext) -> Result<DataFrame> {
        let Some(first) = self.inputs.first() else {
            return Err(DataFusionError::Configuration("no file is named".to_owned()));
        };
        let (format, compression, extension) = self.recognise(first)?;
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
    fn recognise(&self, first: &str) -> Result<(Format, FileCompressionType, String)> {
        let name = name_of(first).unwrap_or_default();
        let (plain, compression, ending) = match name.rsplit_once('.') {
            Some((plain, "gz")) => (plain, FileCompressionType::GZIP, ".gz"),
            Some((plain, "zst")) => (plain, FileCompressionType::ZSTD, ".zst"),
            Some((plain, "bz2")) => (plain, FileCompressionType::BZIP2, ".bz2"),
            Some((plain, "xz")) => (plain, FileCompressionType::XZ, ".xz"),
            _ => (name.as_str(), FileCompressionType::UNCOMPRESSED, ""),
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
                "what {first} is cannot be seen by its name; say it with --input parquet, csv or json"
            );
            return Err(DataFusionError::Configuration(sentence));
        };
        let all =
            if extension.is_empty() { String::new() } else { format!(".{extension}{ending}") };
        Ok((format, compression, all))
    }
}

/// The name of a file, or of the first in a folder.
fn name_of(path: &str) -> Option<String> {
    let is_folder = Path::new(path).is_dir();
    let mut folder = Path::new(path).to_path_buf();
    while is_folder && folder.is_dir() {
        let mut entries: Vec<_> =
            folder.read_dir().ok()?.filter_map(Result::ok).map(|entry| entry.path()).collect();
        entries.sort();
        folder = entries.into_iter().find(|entry| {
            !entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '_']))
        })?;
    }
    folder.file_name().map(|name| name.to_string_lossy().into_owned())
}
