//! From tables to prompts, on this machine or on a cluster.

use clap::Parser;
use std::process::ExitCode;
use windrow_datafusion::job::Job;

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn")).init();
    let job = Job::parse();
    // Plans are trees that recursive code walks down.
    let stack = 32 << 20;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(stack).build();
    let ended = match runtime {
        Ok(runtime) => runtime.block_on(job.run()),
        Err(error) => Err(error.to_string()),
    };
    match ended {
        Ok(done) => {
            eprintln!("{done}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("windrow-sql: {error}");
            ExitCode::FAILURE
        }
    }
}
