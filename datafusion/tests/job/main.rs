//! The command `windrow-sql`, as a process.

mod calls;
mod failures;
mod stores;
mod support;
