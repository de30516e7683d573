//! What can be wrong with the bytes of an IPC stream or file.

use std::fmt;

/// Why Arrow bytes are not read.
// No larger than a pointer, as it is handed on far more often than it is made.
#[derive(Debug)]
pub(crate) struct Error(Box<ErrorKind>);

#[derive(Debug)]
pub(super) enum ErrorKind {
    /// A part of the bytes that contradicts the rest, and its offset.
    Corrupt { what: &'static str, at: u64 },
    /// The bytes hold no schema.
    NotArrow { len: u64 },
    /// A form of Arrow that the reader does not take.
    Unreadable { what: &'static str, instead: &'static str },
    /// The bytes are sound; a column in them is missing or unfit for its use.
    Column(crate::Error),
}

impl Error {
    pub(crate) fn code(&self) -> &'static str {
        match &*self.0 {
            ErrorKind::Corrupt { .. } | ErrorKind::NotArrow { .. } => "CORRUPT_ARROW",
            ErrorKind::Unreadable { .. } => "UNSUPPORTED_TYPE",
            ErrorKind::Column(error) => error.code(),
        }
    }
}

impl From<ErrorKind> for Error {
    #[cold]
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }
}

impl From<crate::ErrorKind> for Error {
    #[cold]
    fn from(kind: crate::ErrorKind) -> Self {
        ErrorKind::Column(kind.into()).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Corrupt { what, at } => write!(
                f,
                "the Arrow bytes are damaged: {what} at byte {at} cannot be right; fetch or write \
                 them again"
            ),
            ErrorKind::NotArrow { len } => write!(
                f,
                "the {len} bytes are not an Arrow IPC stream or file, as they have no schema; \
                 write them as one"
            ),
            ErrorKind::Unreadable { what, instead } => {
                write!(f, "the Arrow bytes are {what}; write them {instead}")
            }
            ErrorKind::Column(error) => error.fmt(f),
        }
    }
}
