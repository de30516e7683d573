//! Rows as a template writes them, byte for byte as JavaScript and DuckDB do.
//!
//! ```text
//! template  text with placeholders, and the expression that writes a row
//! strftime  formats of times
//! civil     the calendar
//! numbers   floats as text
//! text      windrow_text, a scalar function
//! sending   what is sent around the lines, and the spec that leaves room for it
//! ```

mod civil;
mod numbers;
mod sending;
mod strftime;
mod template;
mod text;

pub use sending::{Facts, Frame, Reserve};
pub use template::Template;
pub(crate) use text::is_time;
pub use text::windrow_text;
