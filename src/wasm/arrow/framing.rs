//! Where the messages of an IPC stream or file lie.
//!
//! ```text
//! stream   message … message [FFFFFFFF 00000000]
//! file     ARROW1 00 00 | a stream's messages | footer | footer's length (4) | ARROW1
//! message  FFFFFFFF | metadata's length (4) | metadata, padded to 8 | body
//! ```
//! Source: Arrow Columnar Format, "Serialization and Interprocess Communication (IPC)".

use super::source::{Source, Span};
use crate::wasm::failure::Failure;
use arrow_ipc::{Message, MetadataVersion, RecordBatch, Schema, root_as_footer, root_as_message};

const MAGIC: &[u8; 6] = b"ARROW1";
const CONTINUATION: u32 = u32::MAX;

/// A message's metadata, copied, and where its body lies.
pub(super) struct Framed {
    metadata: Vec<u8>,
    at: u64,
    pub(super) body: Span,
}

impl Framed {
    fn message(&self) -> Result<Message<'_>, Failure> {
        verified(&self.metadata, self.at)
    }

    /// Where the next message begins.
    fn end(&self) -> u64 {
        self.body.at + self.body.len
    }

    pub(super) fn corrupt(&self, what: &'static str) -> Failure {
        Failure::Corrupt { what, at: self.at }
    }
}

/// Takes what a stream or file holds: the schema, then batch after batch.
pub(super) trait Visitor {
    fn schema(&mut self, schema: Schema<'_>, version: MetadataVersion) -> Result<(), Failure>;
    fn batch(&mut self, framed: &Framed, batch: RecordBatch<'_>) -> Result<(), Failure>;
}

/// Shows `visitor` every message, in order.
pub(super) fn walk(
    source: &(impl Source + ?Sized),
    visitor: &mut impl Visitor,
) -> Result<(), Failure> {
    if is_file(source) { walk_file(source, visitor) } else { walk_stream(source, visitor) }
}

fn walk_stream(source: &(impl Source + ?Sized), visitor: &mut impl Visitor) -> Result<(), Failure> {
    let mut at = 0;
    while at < source.len() {
        let Some(framed) = message_at(source, at)? else { break };
        let message = framed.message()?;
        if let Some(schema) = message.header_as_schema() {
            if at > 0 {
                return Err(framed.corrupt("a second schema"));
            }
            visitor.schema(schema, message.version())?;
        } else if let Some(batch) = message.header_as_record_batch() {
            visitor.batch(&framed, batch)?;
        }
        at = framed.end();
    }
    Ok(())
}

fn is_file(source: &(impl Source + ?Sized)) -> bool {
    let mut start = [0; 6];
    source.len() >= 6 && {
        source.read(0, &mut start);
        &start == MAGIC
    }
}

/// A file's footer holds the schema and says where the batches are.
fn walk_file(source: &(impl Source + ?Sized), visitor: &mut impl Visitor) -> Result<(), Failure> {
    const HEAD: u64 = 8; // the magic, padded
    const TAIL: usize = 4 + 6; // the footer's length and the magic
    let truncated = |at| Failure::Corrupt { what: "the file's end", at };
    let tail = source.len().checked_sub(TAIL as u64).filter(|&at| at >= HEAD);
    let tail = tail.ok_or_else(|| truncated(source.len()))?;
    let mut bytes = [0; TAIL];
    source.read(tail, &mut bytes);
    let [l0, l1, l2, l3, magic @ ..] = bytes;
    if &magic != MAGIC {
        return Err(truncated(tail));
    }
    let footer_len = u64::from(u32::from_le_bytes([l0, l1, l2, l3]));
    let footer_at = tail.checked_sub(footer_len).filter(|&at| at >= HEAD);
    let footer_at = footer_at.ok_or_else(|| truncated(tail))?;
    let footer = Span { at: footer_at, len: footer_len }.bytes(source);
    let damaged = || Failure::Corrupt { what: "the file's footer", at: footer_at };
    let footer = root_as_footer(&footer).map_err(|_| damaged())?;

    visitor.schema(footer.schema().ok_or_else(damaged)?, footer.version())?;
    let mut end = HEAD;
    for block in footer.recordBatches().into_iter().flatten() {
        // Blocks lie one after the other: one listed twice would make much out of little.
        let at = u64::try_from(block.offset()).ok().filter(|&at| at >= end).ok_or_else(damaged)?;
        let framed = message_at(source, at)?.ok_or_else(damaged)?;
        end = framed.end();
        let batch = framed.message()?.header_as_record_batch().ok_or_else(damaged)?;
        visitor.batch(&framed, batch)?;
    }
    Ok(())
}

/// The message at `at`, or `None` for the end-of-stream marker.
fn message_at(source: &(impl Source + ?Sized), at: u64) -> Result<Option<Framed>, Failure> {
    let what = "the length of a message";
    let word = |at| -> Result<u32, Failure> {
        Span::within(source, at, 4, what)?;
        let mut word = [0; 4];
        source.read(at, &mut word);
        Ok(u32::from_le_bytes(word))
    };
    // Streams from before Arrow 0.15 have no continuation marker.
    let (len, metadata_at) = match word(at)? {
        CONTINUATION => (word(at + 4)?, at + 8),
        len => (len, at + 4),
    };
    if len == 0 {
        return Ok(None);
    }
    let metadata = Span::within(source, metadata_at, u64::from(len), "the metadata of a message")?;
    let bytes = metadata.bytes(source);
    let body_at = metadata.at + metadata.len;
    let body_len = verified(&bytes, metadata_at)?.bodyLength();
    let body_len = u64::try_from(body_len).unwrap_or(u64::MAX);
    let body = Span::within(source, body_at, body_len, "the body of a message")?;
    Ok(Some(Framed { metadata: bytes, at: metadata_at, body }))
}

fn verified(metadata: &[u8], at: u64) -> Result<Message<'_>, Failure> {
    root_as_message(metadata)
        .map_err(|_| Failure::Corrupt { what: "the metadata of a message", at })
}
