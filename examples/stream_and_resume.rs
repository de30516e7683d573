//! Cuts rows that come batch by batch, and goes on after a restart where it was.
//!
//! ```sh
//! cargo run --example stream_and_resume
//! ```

use std::{error::Error, fs, time::Duration};
use windrow::{Rows, Sealed, Spec, Stream, TimeUnit};

fn main() -> Result<(), Box<dyn Error>> {
    let state = std::env::temp_dir().join(format!("windrow-{}.state", std::process::id()));
    let spec = Spec::new().max("bytes", 1_000).gap(Duration::from_secs(3_600));

    let mut stream = Stream::new(spec)?;
    for batch in 0..4 {
        show(&stream.push(&rows_of(batch)?)?);
        fs::write(&state, stream.save()?)?; // after the windows are dealt with
    }
    drop(stream);

    // Another process.
    let mut stream = Stream::resume(&fs::read(&state)?)?;
    for batch in 4..6 {
        show(&stream.push(&rows_of(batch)?)?);
    }
    show(&stream.finish()?);
    fs::remove_file(state)?;
    Ok(())
}

/// Ten messages a minute apart, as a database or a queue would bring them.
fn rows_of(batch: i64) -> Result<Rows, windrow::Error> {
    let times: Vec<i64> = (0..10).map(|row| (batch * 10 + row) * 60).collect();
    let bytes = [80_u32, 120, 0, 300, 75, 220, 90, 1_100, 60, 30];
    Rows::builder().time("ts", TimeUnit::Second, times).measure("bytes", bytes).build()
}

fn show(sealed: &Sealed) {
    for window in sealed {
        println!("{}..{}", window.start, window.end);
    }
}
