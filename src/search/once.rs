//! What is found out when it is first asked for, and then kept.

// In a module that runs on one thread, the standard library's lock is code without a use.
#[cfg(all(feature = "wasm", target_family = "wasm"))]
pub(crate) use std::cell::OnceCell as Once;
#[cfg(not(all(feature = "wasm", target_family = "wasm")))]
pub(crate) use std::sync::OnceLock as Once;
