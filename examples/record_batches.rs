//! Windows of record batches, and the plan as one more.
//!
//! ```sh
//! cargo run --features arrow --example record_batches
//! ```

use arrow::{
    array::{RecordBatch, StringArray, TimestampSecondArray, UInt32Array},
    util::display::array_value_to_string,
};
use std::{error::Error, sync::Arc};
use windrow::{Columns, Rows, Spec};

fn main() -> Result<(), Box<dyn Error>> {
    let batch = RecordBatch::try_from_iter([
        ("ts", Arc::new(TimestampSecondArray::from(vec![0, 60, 300, 0, 90])) as _),
        (
            "chat",
            Arc::new(StringArray::from(vec!["family", "family", "family", "work", "work"])) as _,
        ),
        (
            "body",
            Arc::new(StringArray::from(vec!["Good morning!", "olá 👋", "", "At ten?", "Yes."]))
                as _,
        ),
        ("tokens", Arc::new(UInt32Array::from(vec![3, 4, 0, 3, 2])) as _),
    ])?;
    let columns =
        Columns::new().time("ts").text("body").measure("tokens", "tokens").partition("chat");
    let rows = Rows::from_batches(&[batch], &columns)?;
    let plan = rows.windows(&Spec::new().max("tokens", 6))?;

    let windows = plan.to_batch()?;
    for (field, column) in windows.schema().fields().iter().zip(windows.columns()) {
        let values: Result<Vec<String>, _> =
            (0..windows.num_rows()).map(|row| array_value_to_string(column, row)).collect();
        println!("{}: {}", field.name(), values?.join(", "));
    }
    Ok(())
}
