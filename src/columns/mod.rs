//! The columns that windows are computed from, each checked when it is built.

mod fingerprint;
mod from;
pub(crate) mod hashing;
pub(crate) mod identity;
mod instant;
pub(crate) mod keys;
pub(crate) mod measure;
pub(crate) mod names;
#[cfg(feature = "arrow")]
pub(crate) mod origin;
pub(crate) mod partitions;
pub(crate) mod rows;
pub(crate) mod time;
mod times;
pub(crate) mod unit;
pub(crate) mod values;

pub use identity::{Identity, key_of};
pub use rows::{Rows, RowsBuilder};
pub use times::Times;
pub use unit::TimeUnit;
pub use values::Values;
