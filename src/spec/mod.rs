//! What is asked for.

mod builder;
mod check;

pub use builder::{Amounts, Cut, Overlap, Oversize, Spec};
pub(crate) use check::check;
