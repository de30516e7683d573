//! The command line.

use crate::{Frame, Prompts, Template, failure::Failure};
use clap::{Parser, ValueEnum};
use std::{num::NonZeroUsize, path::PathBuf};
use windrow::{Amounts, Spec, Written};

/// Cuts tables of messages into windows, and writes a prompt for each.
///
/// Windows are those of every chat by itself. Prompts are written in no order.
#[derive(Clone, Debug, Parser)]
#[command(name = "windrow-sql", version)]
pub struct Job {
    /// Files or folders of Parquet, CSV with a header, or JSON, an object a line; also compressed.
    #[arg(required = true)]
    pub(super) inputs: Vec<String>,
    /// What the files are, if their names do not say it.
    #[arg(long)]
    pub(super) input: Option<Format>,
    /// What a prompt may hold, in JSON, such as '{"max":{"bytes":32000},"overlap":0.2}'.
    #[arg(long)]
    pub(super) spec: String,
    /// How a row is written, such as '[{time:%Y-%m-%d %H:%M}] {author}: {text}'.
    #[arg(long, default_value = "{text}")]
    pub(super) template: String,
    /// What follows each line but the last; \n is a line feed.
    #[arg(long, default_value = "\\n", allow_hyphen_values = true)]
    pub(super) separator: String,
    /// The text before the lines. Placeholders: {first} and {last}, times; {rows}, their number; {chat}; {of}, the
    /// number of prompts of the chat; and the letter n in braces, the number of the prompt among them.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub(super) before: String,
    /// The text after the lines, with the same placeholders.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub(super) after: String,
    /// What of a limit is kept for instructions or an answer, as NAME=AMOUNT; repeatable.
    #[arg(long, value_parser = amount)]
    pub(super) reserve: Vec<(String, u64)>,
    /// The column of the text.
    #[arg(long, default_value = "text")]
    pub(super) text: String,
    /// The column of who wrote it.
    #[arg(long, default_value = "author")]
    pub(super) author: String,
    /// The column of the time; '' for none.
    #[arg(long, default_value = "time")]
    pub(super) time: String,
    /// The column that tells chats apart; '' for one chat.
    #[arg(long, default_value = "chat")]
    pub(super) partition: String,
    /// Columns that rows are ordered by after the time, so that no two tie, such as id.
    #[arg(long, value_delimiter = ',', required = true)]
    pub(super) order: Vec<String>,
    /// A measure besides bytes, as NAME=COLUMN or NAME; repeatable.
    #[arg(long, value_parser = measure)]
    pub(super) measure: Vec<(String, String)>,
    /// A file that ends in .jsonl or .parquet, a new folder for a file each part, or - for standard output.
    #[arg(long, default_value = "-")]
    pub(super) output: String,
    /// What is written into a folder or to standard output.
    #[arg(long, default_value = "jsonl")]
    pub(super) format: Output,
    /// The scheduler of a cluster, such as `df://127.0.0.1:50050`; this machine unless given.
    #[arg(long, env = "WINDROW_CLUSTER", value_parser = scheduler)]
    pub(super) cluster: Option<String>,
    /// How many parts the work is divided into: as many as there are cores, unless given.
    #[arg(long)]
    pub(super) parts: Option<NonZeroUsize>,
    /// Memory on this machine, such as 8GB; what takes more goes to disk.
    #[arg(long, value_parser = crate::bytes::parse)]
    pub(super) memory: Option<u64>,
    /// The folder for what takes more than --memory; the system's for temporary files, unless given.
    #[arg(long)]
    pub(super) work_dir: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Parquet,
    Csv,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Output {
    Jsonl,
    Parquet,
}

fn amount(text: &str) -> Result<(String, u64), String> {
    let apart = text
        .split_once('=')
        .and_then(|(name, amount)| Some((name.to_owned(), amount.parse().ok()?)));
    apart.ok_or_else(|| format!("{text} is no amount; give one such as tokens=1000"))
}

fn scheduler(text: &str) -> Result<String, String> {
    let is_address = text.strip_prefix("df://").is_some_and(|host| !host.is_empty());
    let wrong = || format!("{text} is no address; give one such as df://127.0.0.1:50050");
    is_address.then(|| text.to_owned()).ok_or_else(wrong)
}

#[expect(clippy::unnecessary_wraps, reason = "as clap asks for it")]
fn measure(text: &str) -> Result<(String, String), String> {
    let (name, column) = text.split_once('=').unwrap_or((text, text));
    Ok((name.to_owned(), column.to_owned()))
}

impl Job {
    /// What is asked, read once.
    pub(super) fn prompts(&self) -> Result<Prompts, Failure> {
        let bad = |error: serde_json::Error| {
            Failure::new("BAD_OPTION", format!("--spec is no JSON: {error}"))
        };
        let written: Written = serde_json::from_str(&self.spec).map_err(bad)?;
        let mut reserve = Amounts::new();
        for (name, amount) in &self.reserve {
            reserve =
                if name == "rows" { reserve.rows(*amount) } else { reserve.measure(name, *amount) };
        }
        let given = |name: &String| Some(name.clone()).filter(|name| !name.is_empty());
        Ok(Prompts {
            spec: Spec::try_from(written)?,
            template: Template::parse(&self.template)?,
            separator: self.separator.replace("\\n", "\n"),
            before: Frame::parse(&self.before.replace("\\n", "\n"))?,
            after: Frame::parse(&self.after.replace("\\n", "\n"))?,
            reserve,
            partition: given(&self.partition),
            time: given(&self.time),
            roles: vec![
                ("text".to_owned(), self.text.clone()),
                ("author".to_owned(), self.author.clone()),
            ],
            measures: self.measure.clone(),
            order: self.order.clone(),
            widest_chat: 0,
        })
    }
}
