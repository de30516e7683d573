//! The command `windrow-sql`: tables in, prompts out.
//!
//! ```text
//! options   the command line
//! input     files as a table
//! columns   the columns that the command line names
//! output    prompts as files
//! diagnose  which chats an error is about
//! run       from the first to the last
//! ```

mod columns;
mod diagnose;
mod input;
mod options;
mod output;
mod run;

pub use options::Job;
pub use run::Done;
