//! What the tests of the core share: the oracle, and seeded randomness.

pub mod oracle;
pub mod random;
