//! Arrow IPC, in and out, on what arrow-rs's own metadata types say.
//!
//! Reading takes the few buffers that windows are computed from and no others, checks every offset
//! before it is used, and copies no text: the lengths of texts are differences of their offsets. So
//! damaged bytes end in an error, never in a trap, and the caller's buffer stays his own.
//!
//! ```text
//! flat      metadata → its tables        each place checked when it is read
//! framing   bytes → messages             where each message and its body lie
//! layout    schema → places              which node and buffers a column has in every batch
//! table     messages + places → parts    where a column's buffers lie, batch by batch
//! pieces    parts → numbers              through a small buffer, for every type and use
//! column    numbers → values             one column at a time, in one allocation each
//! labels    texts → partitions           and the value of each, for plans to say
//! write     columns → an IPC stream
//! ```

mod column;
mod error;
mod flat;
mod framing;
mod labels;
mod layout;
mod pieces;
mod source;
mod table;
mod write;

#[cfg(test)]
mod tests;

pub(super) use error::Error;
pub(super) use labels::Labels;
pub(super) use layout::Type;
pub(super) use source::Source;
pub(super) use table::Table;
pub(super) use write::Writer;
