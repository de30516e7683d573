//! A Ballista cluster whose processes know the functions.
//!
//! ```text
//! scheduler  plans queries, and hands out their stages
//! executor   runs them
//! client     a session whose queries run on a cluster
//! health     whether a process is up, for whoever looks after it
//! process    logs, signals and the exit code
//! ```
//! Functions travel by name: each of the three has to know them.

mod client;
mod executor;
mod health;
mod process;
mod scheduler;

pub use client::connect;
pub use executor::Executor;
pub use process::run;
pub use scheduler::Scheduler;
