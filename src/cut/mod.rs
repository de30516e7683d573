//! From a spec and columns to windows, one after the other.
//!
//! ```text
//! rules      the spec, checked beside the rows: limits, overlap, gap
//! limits     what fits from a row on; scale: the same limits, smaller
//! segments   runs of rows that no window crosses the ends of
//! budgets    where the next window begins and ends, remembering where the last one did
//! walk       from one window to the next; knows no cut
//! ends       full, quiet and stable ends; even: ends of scaled limits
//! segment    one segment, cut as its spec says
//! ```

pub(crate) mod budgets;
pub(crate) mod ends;
mod even;
pub(crate) mod limits;
pub(crate) mod rules;
pub(crate) mod scale;
mod segment;
pub(crate) mod segments;
pub(crate) mod walk;
