//! Cuts an ordered table of messages into windows: at most so many rows, so many bytes, with some
//! overlap.
//!
//! ```text
//! rows      0   1   2   3   4   5   6   7   8   9          0..n, in order
//! window 0 [start = fresh ............ end)
//! window 1                [start .... fresh ....... end)
//!                          repeated    new
//! ```
//!
//! [`Rows`] holds the columns that windows are computed from (measures and, optionally, a time; no
//! text), a [`Spec`] says what a window may hold, [`Rows::windows`] answers with a [`Plan`]: all
//! windows, as columns. A window is never larger than a limit: overlap is spent inside the limits,
//! and a row that alone exceeds one stands by itself and is flagged.
//!
//! ```
//! use windrow::{Rows, Spec};
//!
//! let rows = Rows::builder().measure("bytes", vec![100_u32; 10_000]).build()?;
//! let plan = rows.windows(&Spec::new().max("bytes", 320_000).overlap(0.2))?;
//!
//! let sizes: Vec<u32> = plan.iter().map(|window| window.end - window.start).collect();
//! assert_eq!(sizes, [3_200, 3_200, 3_200, 2_320]);
//! # Ok::<(), windrow::Error>(())
//! ```
//!
//! Rows that come batch by batch, and may be more than memory holds, are cut by a [`Stream`].
//!
//! What is wrong is an [`Error`]; nothing panics, whatever the columns, the spec and the bytes of a
//! state: `docs/panics.md` in the repository says why, module by module. Memory that there is not
//! ends the process, as anywhere.
//!
//! Building [`Rows`] is one pass over the columns; a plan of `w` windows of `k` rows each then
//! costs `O(w log k)`, and allocates for its windows only, never for a row.
//!
//! The crate has no dependency unless a feature asks for one. `serde` reads and writes [`Spec`],
//! [`Hops`] and [`Egregora`](egregora::Egregora) in the form in which JavaScript gives them
//! (`{"max": {"bytes": 32000, "duration": "2d"}, "gap": "6h", "overlap": 0.2, "cut": "quiet"}`), and
//! writes [`Stats`], [`Window`] and [`Diff`]. `arrow` makes rows of the `arrow` crate's record batches
//! (`Rows::from_batches`), and of a plan one more (`Plan::to_batch`). `wasm` adds the JavaScript
//! bindings, which are not part of the Rust interface.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod decimal;
mod error;
mod room;
mod wide;

#[cfg(feature = "serde")]
mod written;

mod spec;

mod columns;

mod search;

mod cut;

mod plan;

mod stream;

mod clock;

pub mod egregora;

#[cfg(any(feature = "arrow", feature = "wasm"))]
mod arrow;

#[cfg(feature = "wasm")]
pub mod wasm;

#[cfg(feature = "arrow")]
pub use crate::arrow::Columns;
pub use clock::{Hops, Origin};
pub use columns::{Identity, Rows, RowsBuilder, TimeUnit, Times, Values, key_of};
pub use error::{Error, ErrorKind};
pub use plan::{Diff, Fill, Plan, Stats, Window, Windows, diff};
pub use spec::{Amounts, Cut, Overlap, Oversize, Spec};
pub use stream::{Sealed, SealedWindow, Stream};
#[cfg(feature = "serde")]
pub use written::Written;
