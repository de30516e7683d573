//! Windows of a spec in JSON, as the command line and JavaScript take it.
//!
//! ```sh
//! cargo run --features serde --example spec_from_json -- '{"max":{"bytes":300},"overlap":0.2}'
//! ```

use std::error::Error;
use windrow::{Rows, Spec, Written};

fn main() -> Result<(), Box<dyn Error>> {
    let json = std::env::args().nth(1).ok_or("give a spec")?;
    let written: Written = serde_json::from_str(&json)?;
    let spec = Spec::try_from(written)?;

    let rows = Rows::builder().measure("bytes", [100_u32; 20]).build()?;
    for window in &rows.windows(&spec)? {
        println!("{}..{}", window.start, window.end);
    }
    Ok(())
}
