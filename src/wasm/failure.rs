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
    /// There is not enough memory.
    NoMemory(Need),
}

/// What memory is needed for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Need {
    Rows,
    Windows,
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
            Problem::NoMemory(Need::Rows) => "TOO_MANY_ROWS",
            Problem::NoMemory(Need::Windows) => "TOO_MANY_WINDOWS",
        }
    }
}

/// Refuses what there is no memory for, before it is taken where nothing can be refused.
pub(super) fn require<T>(values: usize, need: Need) -> Result<(), Failure> {
    let mut room = Vec::<T>::new();
    room.try_reserve_exact(values).map_err(|_| Problem::NoMemory(need))?;
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
            Problem::NoMemory(need) => {
                let (what, instead) = match need {
                    Need::Rows => ("rows", "cut the table into parts"),
                    Need::Windows => ("windows", "make them longer"),
                };
                write!(
                    f,
                    "there is no memory for the {what}; free what is not needed, or {instead}"
                )
            }
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
