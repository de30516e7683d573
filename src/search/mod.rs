//! Searches in columns: where a sum passes a limit, where the largest value of a range is.

pub(crate) mod blocks;
pub(crate) mod extremes;
pub(crate) mod gallop;
pub(crate) mod once;
pub(crate) mod order;
