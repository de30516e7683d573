//! The functions in SQL, against the core.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the numbers are small"
)]

mod aggregation;
mod counting;
mod equality;
mod large;
mod refusals;
mod shapes;
mod spill;
mod support;
mod templates;
