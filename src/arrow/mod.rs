//! Arrow, in and out.
//!
//! ```text
//! ipc       IPC bytes → columns, and columns → an IPC stream: for WebAssembly, on `arrow-ipc` alone
//! batches   record batches → rows, and a plan → a record batch: for native Rust, on `arrow`
//! ```

#[cfg(feature = "arrow")]
mod batches;
#[cfg(feature = "wasm")]
pub(crate) mod ipc;

#[cfg(feature = "arrow")]
pub use batches::Columns;

#[cfg(all(test, feature = "arrow", feature = "wasm"))]
mod oracle;
