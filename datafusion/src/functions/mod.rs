//! The functions, as DataFusion calls them.
//!
//! ```text
//! plan         windrow_plan, an aggregate
//! accumulator  what it gathers by
//! windows      windrow, a window function
//! ```

mod accumulator;
mod plan;
mod windows;

pub use plan::windrow_plan;
pub use windows::windrow;
