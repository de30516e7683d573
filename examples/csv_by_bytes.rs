//! Cuts the lines of a CSV file into windows of at most so many bytes.
//!
//! ```sh
//! cargo run --example csv_by_bytes -- messages.csv 32000
//! ```
//! The windows are ranges of lines; a record is taken to be a line.

use std::{error::Error, fs};
use windrow::{Rows, Spec, Values};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(path), Some(max)) = (args.next(), args.next()) else {
        return Err("give a file, and the most bytes of a window".into());
    };
    let text = fs::read_to_string(path)?;
    let records: Vec<&str> = text.lines().skip(1).collect();

    let bytes: Values = records.iter().map(|record| record.len() as u64 + 1).collect();
    let rows = Rows::builder().measure("bytes", bytes).build()?;
    let plan = rows.windows(&Spec::new().max("bytes", max.parse()?).overlap(0.1))?;

    for (window, bytes) in plan.iter().zip(plan.sum("bytes")?) {
        let repeated = window.fresh - window.start;
        let flag = if window.oversize { ", one record over the limit" } else { "" };
        println!(
            "{}..{}: {bytes} bytes, {repeated} records repeated{flag}",
            window.start, window.end
        );
    }
    Ok(())
}
