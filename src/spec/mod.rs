//! What is asked for.

mod builder;

pub use builder::{Amounts, Cut, Overlap, Oversize, Spec};
