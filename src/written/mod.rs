//! The form in which options are written, whatever says them: JSON, JavaScript, a command line.
//!
//! ```text
//! value      a tree of names, numbers and texts, before it is judged
//! duration   the durations among them
//! serde      the tree in any format of serde
//! ```
//! How a [`Spec`](crate::Spec), [`Hops`](crate::Hops) or [`Egregora`](crate::egregora::Egregora) is
//! read from a tree stands beside each, in a file `written.rs`.

mod duration;
mod serde;
mod value;

pub use serde::Written;
pub(crate) use serde::written_form;
#[cfg(feature = "wasm")]
pub(crate) use value::DEPTH;
pub(crate) use value::{Value, unknown};
