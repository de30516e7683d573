//! What can be wrong on the way in, and how errors reach JavaScript.

use super::results::to_js;
use serde::Serialize;
use std::fmt;
use wasm_bindgen::prelude::*;

/// An error of the core, or one of what only the bindings see: columns and Arrow bytes.
#[derive(Debug)]
pub(crate) struct Failure(Box<Problem>);

#[derive(Debug)]
pub(crate) enum Problem {
    Core(crate::Error),
    /// A column has a type that its use does not take.
    UnsupportedType {
        column: String,
        found: String,
        wanted: &'static str,
    },
    /// Times have to be known.
    NullTime {
        column: String,
        row: usize,
        nulls: usize,
    },
    /// A measure's value is not a whole number of at least 0.
    BadValue {
        column: String,
        row: usize,
        value: String,
    },
    /// A key is not of the kind of the others.
    BadKey {
        row: usize,
        value: String,
    },
    /// There is not enough memory.
    NoMemory(Need),
    /// Something in the Arrow bytes cannot be as it is.
    Corrupt {
        what: &'static str,
        at: u64,
    },
    /// The bytes have no schema where one has to be.
    NotArrow {
        len: u64,
    },
    /// The bytes are Arrow in a form that is not read.
    Unreadable {
        what: &'static str,
        instead: &'static str,
    },
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
            Problem::UnsupportedType { .. }
            | Problem::BadKey { .. }
            | Problem::Unreadable { .. } => "UNSUPPORTED_TYPE",
            Problem::NoMemory(Need::Rows) => "TOO_MANY_ROWS",
            Problem::NoMemory(Need::Windows) => "TOO_MANY_WINDOWS",
            Problem::NullTime { .. } => "NULL_TIME",
            Problem::BadValue { .. } => "BAD_MEASURE",
            Problem::Corrupt { .. } | Problem::NotArrow { .. } => "CORRUPT_ARROW",
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

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        Problem::Core(error).into()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Problem::Core(error) => error.written().fmt(f),
            Problem::UnsupportedType { column, found, wanted } => {
                write!(f, "column {column} is {found}; cast it to {wanted}")
            }
            Problem::NullTime { column, row, nulls: 1 } => write!(
                f,
                "column {column} is null at row {row}; give it a time, or leave the row out"
            ),
            Problem::NullTime { column, row, nulls } => write!(
                f,
                "column {column} is null at row {row}, and at {} more; give them a time, or leave \
                 these rows out",
                nulls - 1
            ),
            Problem::BadValue { column, row, value } => write!(
                f,
                "column {column} is {value} at row {row}; a measure is a whole number of at least 0"
            ),
            Problem::BadKey { row, value } => write!(
                f,
                "column key is {value} at row {row}; give whole numbers of 64 bits, or strings, \
                 alike in all rows"
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
            Problem::Corrupt { what, at } => write!(
                f,
                "the Arrow bytes are damaged: {what} at byte {at} cannot be right; fetch or write \
                 them again"
            ),
            Problem::NotArrow { len } => write!(
                f,
                "the {len} bytes are not an Arrow IPC stream or file, as they have no schema; \
                 write them as one"
            ),
            Problem::Unreadable { what, instead } => {
                write!(f, "the Arrow bytes are {what}; write them {instead}")
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
