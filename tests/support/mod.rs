//! Shared by the tests of the core: the oracle, and seeded randomness. No test uses all of it.
#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "the numbers are small, and each test file takes what it needs"
)]

pub mod batches;
pub mod egregora;
pub mod fuzzed;
pub mod oracle;
pub mod random;
pub mod stats;
