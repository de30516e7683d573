//! The arguments of the functions, `(text | struct of measures, [time,] spec)`.
//!
//! ```text
//! shape     their types: which measures, whether there is a key and a time
//! options   the spec, a constant text
//! measure   values of measures, from arrays of any type
//! key       keys, from arrays of any type
//! columns   all of these, gathered from batches
//! ```

mod columns;
mod key;
mod measure;
mod options;
mod shape;

pub(crate) use columns::{BadRow, Columns};
pub(crate) use measure::Amounts;
pub(crate) use options::{Options, check};
pub(crate) use shape::Shape;
