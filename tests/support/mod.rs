//! What the tests of the core share: the oracle, and seeded randomness.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the numbers are small"
)]

pub mod oracle;
pub mod random;
