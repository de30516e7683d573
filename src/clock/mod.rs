//! Windows of the clock.

mod hops;
#[cfg(feature = "serde")]
mod written;

pub use hops::{Hops, Origin};
