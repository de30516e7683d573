//! The scheduler of a cluster that knows the functions.

use clap::Parser;
use windrow_datafusion::cluster::{Scheduler, run};

fn main() -> std::process::ExitCode {
    run(Scheduler::parse().run())
}
