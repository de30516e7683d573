//! The spec: what a window may hold, and its written form.

mod builder;
mod check;
#[cfg(feature = "serde")]
mod written;

pub use builder::{Amounts, Cut, Overlap, Oversize, Spec};
pub(crate) use check::check;
