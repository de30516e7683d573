//! Writes a data set of many chats: `many_chats FOLDER [ROWS [CHATS [FILES]]]`. Files hold one span of time
//! each, and rows of all chats, as an archive that grew day by day does.

use datafusion::{dataframe::DataFrameWriteOptions, error::Result, prelude::SessionContext};

/// Rows of chats, as SQL: `chat`, `id`, `time`, `author`, `text`.
pub fn rows(from: u64, to: u64, chats: u64) -> String {
    let words = "Good morning! Shall we meet at noon, at the usual place? I will bring the papers, and the rest of what we said. ".repeat(4);
    format!(
        "SELECT 'chat ' || lpad(CAST(mixed % {chats} AS VARCHAR), 7, '0') AS chat, value AS id,
            to_timestamp_micros(1700000000000000 + value * 3000000) AS time,
            'author ' || (mixed % 7) AS author,
            substr('{words}', 1 + mixed % 50, CAST(mixed % 97 AS BIGINT)) AS text
        FROM (SELECT value, (value * 2654435761 % 4294967296) / 64 AS mixed FROM generate_series({from}, {to}))"
    )
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize, default: u64| {
        arguments.get(place).map_or(default, |it| it.parse().expect("a number"))
    };
    let folder = arguments.first().expect("the folder to write into");
    let (total, chats, files) = (number(1, 1_000_000), number(2, 1_000), number(3, 8));
    let context = SessionContext::new();
    for file in 0..files {
        let (from, to) = (total * file / files, total * (file + 1) / files);
        let path = format!("{folder}/part-{file:04}.parquet");
        let options = DataFrameWriteOptions::new().with_single_file_output(true);
        context.sql(&rows(from, to - 1, chats)).await?.write_parquet(&path, options, None).await?;
    }
    println!("{total} rows of {chats} chats in {files} files in {folder}");
    Ok(())
}
