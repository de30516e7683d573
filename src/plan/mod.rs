//! All windows of one spec over one set of rows, and what can be asked of them.

mod diff;
pub(crate) mod iter;
mod split;
mod stats;
pub(crate) mod table;
mod windows;

pub use diff::{Diff, diff};
pub use iter::Windows;
pub use stats::{Fill, Stats};
pub use table::{Plan, Window};
