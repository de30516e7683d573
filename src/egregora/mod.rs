//! The windows that Egregora makes, exactly. Egregora is a pipeline that writes a blog from chat
//! exports; this is for its users, and for a preview of what its settings do. New code wants
//! [`Rows::windows`](crate::Rows::windows).
//!
//! ```text
//! messages  [i·step ......... (i+1)·step ··· + overlap)       the overlap is past the end
//! bytes     [start: free │ up to the limit ... end)           the first row is not counted
//!                                 [next: within the overlap, and counted in full ...
//! hours,    ├─ step ─┼─ overlap ─┤                            from the first row's time on,
//! days               ├─ step ────┼─ overlap ─┤                empty windows included
//! ```
//!
//! Source: `egregora/transformations/windowing.py` of <https://github.com/franklinbaldo/egregora>,
//! in the version that found byte windows by bisection.

mod clock;
mod plan;
mod settings;
mod timedelta;
mod windows;
#[cfg(feature = "serde")]
mod written;

pub use plan::{EgregoraPlan, EgregoraWindow};
pub use settings::{Egregora, StepUnit};
