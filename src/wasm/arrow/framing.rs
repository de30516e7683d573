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
use arrow_ipc::{
    DictionaryBatch, Message, MetadataVersion, RecordBatch, Schema, root_as_footer_with_opts,
    root_as_message_with_opts,
};
use flatbuffers::VerifierOptions;

const MAGIC: &[u8; 6] = b"ARROW1";
const CONTINUATION: u32 = u32::MAX;

/// Where a message's metadata lies, and its body.
#[derive(Clone, Copy)]
pub(super) struct Framed {
    at: u64,
    pub(super) body: Span,
}

impl Framed {
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
    /// Of a file, a dictionary cannot be replaced: its batches have no order among those of rows.
    fn dictionary(
        &mut self,
        framed: Framed,
        batch: DictionaryBatch<'_>,
        may_replace: bool,
    ) -> Result<(), Failure>;
    fn batch(&mut self, framed: Framed, batch: RecordBatch<'_>) -> Result<(), Failure>;
}

/// Shows `visitor` every message, in order; of a file, the dictionaries first.
pub(super) fn walk(source: &dyn Source, visitor: &mut dyn Visitor) -> Result<(), Failure> {
    if is_file(source) { walk_file(source, visitor) } else { walk_stream(source, visitor) }
}

fn walk_stream(source: &dyn Source, visitor: &mut dyn Visitor) -> Result<(), Failure> {
    let (mut at, mut metadata) = (0, Vec::new());
    while at < source.len() {
        let Some((framed, message)) = message_at(source, at, &mut metadata)? else { break };
        if let Some(schema) = message.header_as_schema() {
            if at > 0 {
                return Err(framed.corrupt("a second schema"));
            }
            visitor.schema(schema, message.version())?;
        } else {
            visit(visitor, framed, message, true)?;
        }
        at = framed.end();
    }
    Ok(())
}

/// Shows a message that has a batch of some kind; passes over others, and tells so.
fn visit(
    visitor: &mut dyn Visitor,
    framed: Framed,
    message: Message<'_>,
    may_replace: bool,
) -> Result<bool, Failure> {
    if let Some(batch) = message.header_as_record_batch() {
        visitor.batch(framed, batch)?;
    } else if let Some(dictionary) = message.header_as_dictionary_batch() {
        visitor.dictionary(framed, dictionary, may_replace)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn is_file(source: &dyn Source) -> bool {
    let mut start = [0; 6];
    source.len() >= 6 && {
        source.read(0, &mut start);
        &start == MAGIC
    }
}

/// A file's footer holds the schema and says where the batches are.
fn walk_file(source: &dyn Source, visitor: &mut dyn Visitor) -> Result<(), Failure> {
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
    let footer = Span { at: footer_at, len: footer_len }.bytes(source)?;
    let damaged = || Failure::Corrupt { what: "the file's footer", at: footer_at };
    let footer =
        root_as_footer_with_opts(&bounded(footer.len()), &footer).map_err(|_| damaged())?;

    visitor.schema(footer.schema().ok_or_else(damaged)?, footer.version())?;
    let mut metadata = Vec::new();
    for blocks in [footer.dictionaries(), footer.recordBatches()].into_iter().flatten() {
        // Blocks lie one after the other: one listed twice would make much out of little.
        let mut end = HEAD;
        for block in blocks {
            let at = u64::try_from(block.offset()).ok().filter(|&at| at >= end);
            let message = message_at(source, at.ok_or_else(damaged)?, &mut metadata)?;
            let (framed, message) = message.ok_or_else(damaged)?;
            end = framed.end();
            if !visit(visitor, framed, message, false)? {
                return Err(damaged());
            }
        }
    }
    Ok(())
}

/// The message at `at`, whose metadata is copied; or `None` for the end-of-stream marker.
fn message_at<'m>(
    source: &dyn Source,
    at: u64,
    metadata: &'m mut Vec<u8>,
) -> Result<Option<(Framed, Message<'m>)>, Failure> {
    let what = "the length of a message";
    let mut words = [[0; 4]; 2];
    let there = source.len().saturating_sub(at).min(8);
    if there >= 4 {
        source.read(at, &mut words.as_flattened_mut()[..if there < 8 { 4 } else { 8 }]);
    }
    // Streams from before Arrow 0.15 have no continuation marker.
    let (head, len) = match words.map(u32::from_le_bytes) {
        [CONTINUATION, len] => (8, len),
        [len, _] => (4, len),
    };
    Span::within(source, at, head, what)?;
    if len == 0 {
        return Ok(None);
    }
    let at = at + head;
    let span = Span::within(source, at, len.into(), "the metadata of a message")?;
    span.read(source, metadata)?;
    let message = root_as_message_with_opts(&bounded(metadata.len()), metadata)
        .map_err(|_| Failure::Corrupt { what: "the metadata of a message", at })?;
    let body_len = u64::try_from(message.bodyLength()).unwrap_or(u64::MAX);
    let body = Span::within(source, span.at + span.len, body_len, "the body of a message")?;
    Ok(Some((Framed { at, body }, message)))
}

/// Metadata may refer to one place of itself many times over: its verification is to take time in
/// proportion to its length all the same.
fn bounded(len: usize) -> VerifierOptions {
    let max_apparent_size = len.saturating_mul(16).saturating_add(1 << 16);
    VerifierOptions { max_apparent_size, ..VerifierOptions::default() }
}
