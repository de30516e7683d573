//! Data sets, and jobs over them.

use datafusion::{dataframe::DataFrameWriteOptions, prelude::SessionContext};
use std::{
    path::Path,
    process::{Command, Output},
};

#[path = "../../examples/many_chats.rs"]
#[allow(dead_code, reason = "its main")]
pub mod many_chats;

/// The command with a spec and an order.
pub fn job(input: &str, output: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_windrow-sql"));
    command.args([input, "--spec", r#"{"max":{"bytes":4000},"overlap":0.1}"#, "--order", "id"]);
    command.args(["--parts", "2", "--output", output]);
    command
}

/// Writes what a query selects into one file.
pub async fn write(select: &str, path: &Path) {
    let options = DataFrameWriteOptions::new().with_single_file_output(true);
    let frame = SessionContext::new().sql(select).await.unwrap();
    frame.write_parquet(path.to_str().unwrap(), options, None).await.unwrap();
}

/// What a job that failed says.
pub fn told(ended: &Output) -> String {
    String::from_utf8_lossy(&ended.stderr).into_owned()
}
