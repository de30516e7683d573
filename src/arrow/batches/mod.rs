//! Rows from record batches of the `arrow` crate, and a plan as one.

mod columns;
mod plan;
mod rows;
mod values;

pub use columns::Columns;
