//! Windows of the clock.

mod hops;

pub use hops::{Hops, Origin};
