//! What can be wrong on the way in, and how errors reach JavaScript.

use super::results::to_js;
use crate::arrow::ipc;
use serde::Serialize;
use std::fmt;
use wasm_bindgen::prelude::*;

/// An error of the core, of Arrow bytes, or of what only JavaScript can get wrong.
#[derive(Debug)]
pub(crate) struct Failure(Box<Problem>);

#[derive(Debug)]
pub(crate) enum Problem {
    Core(crate::Error),
    Arrow(ipc::Error),
    /// A key is not of the kind of the others.
    BadKey {
        row: usize,
        value: String,
    },
}

impl From<Problem> for Failure {
    #[cold]
    fn from(problem: Problem) -> Self {
        Failure(Box::new(problem))
    }
}

impl Failure {
    pub(crate) fn code(&self) -> &'static str {
        match &*self.0 {
            Problem::Core(error) => error.code(),
            Problem::Arrow(error) => error.code(),
            Problem::BadKey { .. } => "UNSUPPORTED_TYPE",
        }
    }
}

/// What is taken besides, in small pieces that nobody asks for, such as names and errors.
const SMALL: usize = 32 << 10;

/// Refuses what there is no memory for, before it is taken where nothing can be refused.
pub(super) fn require(bytes: usize) -> Result<(), Failure> {
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(bytes.saturating_add(SMALL))
        .map_err(|_| crate::ErrorKind::OutOfMemory)?;
    // Else the compiler sees that it is not used, and takes it to be there.
    std::hint::black_box(&room);
    Ok(())
}

impl From<crate::ErrorKind> for Failure {
    fn from(kind: crate::ErrorKind) -> Self {
        crate::Error::from(kind).into()
    }
}

impl From<ipc::Error> for Failure {
    fn from(error: ipc::Error) -> Self {
        Problem::Arrow(error).into()
    }
}

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        Problem::Core(error).into()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Problem::Core(error) => error.written().fmt(f),
            Problem::Arrow(error) => error.fmt(f),
            Problem::BadKey { row, value } => write!(
                f,
                "column key is {value} at row {row}; give whole numbers below 2^53, BigInts of \
                 64 bits, or strings, alike in all rows"
            ),
        }
    }
}

impl From<Failure> for JsValue {
    /// What the package makes its `WindowError` of.
    fn from(failure: Failure) -> Self {
        #[derive(Serialize)]
        struct Told {
            code: &'static str,
            message: String,
        }
        let told = Told { code: failure.code(), message: failure.to_string() };
        to_js(&told).unwrap_or_else(|error| error)
    }
}
