//! The spec: what a window may hold, and its written form.

mod builder;
mod check;
#[cfg(feature = "serde")]
mod duration;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "serde")]
pub(crate) mod value;
#[cfg(feature = "serde")]
mod written;

pub use builder::{Amounts, Cut, Overlap, Oversize, Spec};
pub(crate) use check::check;
#[cfg(feature = "serde")]
pub use serde::Written;
#[cfg(feature = "serde")]
pub(crate) use serde::written_form;
