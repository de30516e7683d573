//! The JavaScript bindings: parse, call the core once, encode. Their interface is documented where
//! it is used, in the npm package.
#![allow(
    missing_docs,
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    reason = "the npm package documents the interface"
)]

mod chunks;
mod columns;
mod egregora;
mod failure;
mod options;
mod plan;
mod results;
mod rows;
mod stream;

pub use egregora::EgregoraPlan;
pub use options::Options;
pub use plan::{Plan, diff};
pub use rows::Rows;
pub use stream::Stream;

/// Quicker than the standard library's, and 2 kB less of it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
