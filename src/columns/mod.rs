//! The columns that windows are computed from, each checked when it is built.

pub(crate) mod keys;
pub(crate) mod measure;
pub(crate) mod partitions;
pub(crate) mod rows;
pub(crate) mod time;
pub(crate) mod values;

pub use keys::key_of;
pub use rows::{Rows, RowsBuilder};
pub use time::{TimeUnit, Times};
pub use values::Values;
