//! Where the messages of an IPC stream or file lie.
//!
//! ```text
//! stream   message … message [FFFFFFFF 00000000]
//! file     ARROW1 00 00 | a stream's messages | footer | footer's length (4) | ARROW1
//! message  FFFFFFFF | metadata's length (4) | metadata, padded to 8 | body
//! ```
//! Source: Arrow Columnar Format, "Serialization and Interprocess Communication (IPC)".

use super::{
    error::{Error, ErrorKind},
    flat::{Flat, Metadata},
    source::{Source, Span},
};
use arrow_ipc::{Footer, Message, MessageHeader, MetadataVersion};

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

    pub(super) fn corrupt(&self, what: &'static str) -> Error {
        ErrorKind::Corrupt { what, at: self.at }.into()
    }
}

/// Takes what a stream or file holds: the schema, then batch after batch.
pub(super) trait Visitor {
    fn schema(&mut self, schema: Flat<'_>, version: MetadataVersion) -> Result<(), Error>;
    /// Of a file, a dictionary cannot be replaced: its batches have no order among those of rows.
    fn dictionary(
        &mut self,
        framed: Framed,
        batch: Flat<'_>,
        may_replace: bool,
    ) -> Result<(), Error>;
    fn batch(&mut self, framed: Framed, batch: Flat<'_>) -> Result<(), Error>;
}

/// Shows `visitor` every message, in order; of a file, the dictionaries first.
pub(super) fn walk(source: &dyn Source, visitor: &mut dyn Visitor) -> Result<(), Error> {
    if is_file(source) { walk_file(source, visitor) } else { walk_stream(source, visitor) }
}

fn walk_stream(source: &dyn Source, visitor: &mut dyn Visitor) -> Result<(), Error> {
    let (mut at, mut bytes) = (0, Vec::new());
    while at < source.len() {
        let Some((framed, metadata)) = message_at(source, at, &mut bytes)? else { break };
        let message = metadata.root();
        if kind(message) == MessageHeader::Schema {
            if at > 0 {
                return Err(framed.corrupt("a second schema"));
            }
            let version = MetadataVersion(message.i16(Message::VT_VERSION, 0));
            visitor.schema(message.needed(Message::VT_HEADER), version)?;
        } else {
            visit(visitor, framed, &metadata, true)?;
        }
        at = framed.end();
    }
    Ok(())
}

fn kind(message: Flat<'_>) -> MessageHeader {
    MessageHeader(message.u8(Message::VT_HEADER_TYPE))
}

/// Shows a message that has a batch of some kind; passes over others, and tells so.
fn visit(
    visitor: &mut dyn Visitor,
    framed: Framed,
    metadata: &Metadata<'_>,
    may_replace: bool,
) -> Result<bool, Error> {
    let message = metadata.root();
    let header = message.needed(Message::VT_HEADER);
    match kind(message) {
        MessageHeader::RecordBatch => visitor.batch(framed, header)?,
        MessageHeader::DictionaryBatch => visitor.dictionary(framed, header, may_replace)?,
        _ => return Ok(false),
    }
    metadata.intact()?;
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
fn walk_file(source: &dyn Source, visitor: &mut dyn Visitor) -> Result<(), Error> {
    const HEAD: u64 = 8; // the magic, padded
    const TAIL: usize = 4 + 6; // the footer's length and the magic
    let truncated = |at| ErrorKind::Corrupt { what: "the file's end", at }.into();
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
    let bytes = Span { at: footer_at, len: footer_len }.bytes(source)?;
    let metadata = Metadata::new(&bytes, "the file's footer", footer_at);
    let footer = metadata.root();

    let version = MetadataVersion(footer.i16(Footer::VT_VERSION, 0));
    visitor.schema(footer.needed(Footer::VT_SCHEMA), version)?;
    let mut bytes = Vec::new();
    for slot in [Footer::VT_DICTIONARIES, Footer::VT_RECORDBATCHES] {
        // A block: where the message is, how long its metadata is, and its body.
        let blocks = footer.list(slot, 24);
        // Blocks lie one after the other: one listed twice would make much out of little.
        let mut end = HEAD;
        for index in 0..blocks.len() {
            let at = blocks.number(index, 0);
            let message = if at < end { None } else { message_at(source, at, &mut bytes)? };
            let is_batch = match message {
                None => false,
                Some((framed, message)) => {
                    end = framed.end();
                    visit(visitor, framed, &message, false)?
                }
            };
            if !is_batch {
                return Err(metadata.damaged());
            }
        }
    }
    metadata.intact()
}

/// The message at `at`, whose metadata is copied; or `None` for the end-of-stream marker.
fn message_at<'m>(
    source: &dyn Source,
    at: u64,
    bytes: &'m mut Vec<u8>,
) -> Result<Option<(Framed, Metadata<'m>)>, Error> {
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
    span.read(source, bytes)?;
    let metadata = Metadata::new(bytes, "the metadata of a message", at);
    let body_len = metadata.root().number(Message::VT_BODYLENGTH, 8, 0);
    metadata.intact()?;
    let body = Span::within(source, span.at + span.len, body_len, "the body of a message")?;
    Ok(Some((Framed { at, body }, metadata)))
}
