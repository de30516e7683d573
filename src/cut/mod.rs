//! From a spec and columns to windows, one after the other.

pub(crate) mod budgets;
pub(crate) mod even;
pub(crate) mod limits;
pub(crate) mod rules;
pub(crate) mod segments;
pub(crate) mod walk;
