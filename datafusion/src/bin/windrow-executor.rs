//! An executor of a cluster that knows the functions.

use clap::Parser;
use windrow_datafusion::cluster::{Executor, run};

fn main() -> std::process::ExitCode {
    run(Executor::parse().run())
}
