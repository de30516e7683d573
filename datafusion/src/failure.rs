//! What is wrong, as DataFusion carries it.

use datafusion::error::DataFusionError;
use std::{error::Error, fmt};
use windrow::ErrorKind;

/// A stable code and a sentence: the core's, or those of templates.
///
/// Both [`Display`](fmt::Display) and [`Debug`](fmt::Debug) are `CODE: sentence`: a cluster hands on texts only.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure {
    code: &'static str,
    sentence: String,
}

impl Failure {
    pub(crate) fn new(code: &'static str, sentence: String) -> Self {
        Failure { code, sentence }
    }

    /// The stable code, such as `BAD_LIMIT`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The failure inside an error of DataFusion, if that is what it is about.
    #[must_use]
    pub fn of(error: &DataFusionError) -> Option<&Failure> {
        match error.find_root() {
            DataFusionError::External(cause) => cause.downcast_ref(),
            _ => None,
        }
    }

    /// Says where in the table it is, too.
    pub(crate) fn at(mut self, place: &str) -> Self {
        self.sentence = format!("{} ({place})", self.sentence);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.sentence)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Failure {}

impl From<windrow::Error> for Failure {
    fn from(error: windrow::Error) -> Self {
        Failure::new(error.code(), error.written().to_string())
    }
}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        windrow::Error::from(kind).into()
    }
}

impl From<Failure> for DataFusionError {
    fn from(failure: Failure) -> Self {
        DataFusionError::External(Box::new(failure))
    }
}
