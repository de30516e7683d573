//! Arrow IPC, in and out, on what arrow-rs's own metadata types say.
//!
//! Reading takes the few buffers that windows are computed from and no others, checks every offset
//! before it is used, and copies no text: the lengths of texts are differences of their offsets. So
//! damaged bytes end in an error, never in a trap, and the caller's buffer stays his own.
//!
//! ```text
//! flat      metadata → its tables         each place checked when it is read
//! framing   bytes → messages              where each message and its body lie
//! types     metadata → types              those that are read, and their names
//! layout    schema → places               which node and buffers a column has in every batch
//! table     messages + places → parts     where a column's buffers lie, batch by batch
//! pieces    parts → words                 through a small buffer, for every type and use:
//!                                         words, of numbers and views
//! column    words → values                one column at a time, in one allocation each
//! labels    values → partitions           and the value of each, for plans to say
//! write     columns → an IPC stream
//! plan      a plan → its columns
//! ```

mod column;
mod error;
mod flat;
mod framing;
mod labels;
mod layout;
mod numbers;
mod parts;
mod piece;
mod pieces;
pub(crate) mod plan;
mod source;
mod table;
mod types;
mod views;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use error::Error;
pub(crate) use labels::Labels;
pub(crate) use source::Source;
pub(crate) use table::Table;
