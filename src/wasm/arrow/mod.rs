//! Arrow IPC, in and out, on arrow-rs's own metadata types.
//!
//! Reading takes the few buffers that windows are computed from and no others, checks every offset
//! before it is used, and copies no text: the lengths of texts are differences of their offsets. So
//! damaged bytes end in an error, never in a trap, and the caller's buffer stays his own.
//!
//! ```text
//! framing   bytes → messages             where each message and its body lie
//! layout    schema → places              which node and buffers a column has in every batch
//! table     messages + places → parts    where a column's buffers lie, batch by batch
//! column    parts → values               one column at a time, in one allocation each
//! write     columns → an IPC stream
//! ```

mod column;
mod framing;
mod layout;
mod source;
mod table;
mod write;

#[cfg(test)]
mod tests;

pub(super) use table::Table;
pub(super) use write::{Data, Field, stream};
