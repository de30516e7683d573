//! Windows as arrays.
//!
//! ```text
//! plan     a list of structs, a window each
//! holders  for each row, the windows that hold it
//! ```

mod holders;
mod plan;

pub(crate) use holders::{holders, holders_type};
pub(crate) use plan::{PlanBuilder, list_of_plans, plan_type};
