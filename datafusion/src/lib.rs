//! windrow's windows as functions in SQL, on DataFusion and on a Ballista cluster.
//!
//! ```
//! # use datafusion::prelude::*;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let context = SessionContext::new();
//! windrow_datafusion::register(&context)?;
//! let plans = context
//!     .sql(
//!         r#"SELECT chat, windrow_plan(body, '{"max":{"bytes":11}}' ORDER BY id) AS windows
//!            FROM (VALUES ('a', 1, 'hello'), ('a', 2, 'world'), ('a', 3, '!!')) AS m(chat, id, body)
//!            GROUP BY chat"#,
//!     )
//!     .await?;
//! assert_eq!(plans.count().await?, 1);
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod arguments;
#[cfg(feature = "command")]
mod bytes;
#[cfg(feature = "cluster")]
pub mod cluster;
mod failure;
mod frames;
mod functions;
mod gathered;
#[cfg(feature = "command")]
pub mod job;
mod lines;
mod register;
#[cfg(feature = "stores")]
mod stores;
mod windows;

pub use failure::Failure;
pub use frames::{Prompts, Windows};
pub use functions::{windrow, windrow_plan};
pub use lines::{Facts, Frame, Reserve, Template, windrow_text};
pub use register::{register, register_in};
#[cfg(feature = "stores")]
pub use stores::Stores;
