//! What can be wrong with columns and specs.

use std::fmt;

/// What is wrong, with the column, row and value it is about.
///
/// Its [`Display`](fmt::Display) is a sentence for people that says what to do; its
/// [`code`](Error::code) is stable, for programs.
// No larger than a pointer, as it is handed on far more often than it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<ErrorKind>);

/// The kinds of errors; rows are numbered from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are what the sentences say they are")]
pub enum ErrorKind {
    /// The spec limits nothing.
    NoLimit,
    /// A limit is not a whole number of at least 1.
    BadLimit { limit: String, value: String },
    /// The least fill of a window that is cut early is not a number from 0 to 1.
    BadFill { value: String },
    /// Edges are not in ascending order.
    BadEdges { index: usize },
    /// In the written form: edges are not a list of times, or one of them is not a time of 64 bits.
    BadEdge { place: Option<usize>, value: String },
    /// In the written form: a duration is not one.
    BadDuration { option: String, value: String },
    /// In the written form: an option is not of its type, or none of its choices.
    BadOption { option: String, value: String, instead: String },
    /// In the written form: an option does not exist.
    UnknownOption { option: String, known: &'static [&'static str] },
    /// An overlap is not a ratio in `[0, 1)`, or a budget not a whole number.
    BadOverlap { overlap: String, value: String },
    /// An overlap's budget is not below the limit of the same name. Durations are in whole seconds.
    OverlapNotBelowLimit { name: String, overlap: u64, limit: u64 },
    /// A column that is asked for is not there.
    MissingColumn { column: String, columns: Vec<String> },
    /// A measure has the name of another, or of a limit that is not a measure.
    BadName { column: String },
    /// Two columns have different lengths.
    LengthMismatch { column: String, len: usize, other: String, expected: usize },
    /// A column has a type that its use does not take.
    UnsupportedType { column: String, found: String, wanted: &'static str },
    /// Times are null, which have to be known.
    NullTime { column: String, row: usize, nulls: usize },
    /// A measure's value is not a whole number of at least 0.
    BadValue { column: String, row: usize, value: String },
    /// A time is before the one of the row before.
    Unsorted { column: String, row: usize, before: String, value: String },
    /// Windows of the clock are shorter, or nearer, than a step of the time.
    BadHops { what: &'static str, unit: &'static str },
    /// There are more windows than anyone can want.
    TooManyWindows { most: usize },
    /// There is no memory for what was asked. All that was there before is as it was.
    OutOfMemory,
    /// A window that is not there is to be split, or one into nothing.
    BadSplit { index: usize, windows: usize, parts: usize },
    /// A row alone exceeds a limit, and the spec says that this is an error.
    OversizeRow { column: String, row: usize, value: u64, max: u64 },
    /// A measure adds up past what can be summed exactly.
    TotalTooLarge { column: String, row: usize, value: u64, max: u64 },
    /// A batch of a stream does not have the columns of the first.
    BadBatch { column: String, found: String, expected: String },
    /// Even cuts need a whole segment, which a stream does not have.
    EvenStream,
    /// Bytes are not the state of a stream.
    BadState { what: String },
    /// Positions of rows are 32 bits wide.
    TooManyRows { rows: u64 },
}

impl Error {
    /// What is wrong, as its parts.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    pub(crate) fn kind_mut(&mut self) -> &mut ErrorKind {
        &mut self.0
    }

    /// The stable code, such as `BAD_LIMIT`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match *self.0 {
            ErrorKind::NoLimit => "NO_LIMIT",
            ErrorKind::BadLimit { .. } => "BAD_LIMIT",
            ErrorKind::BadFill { .. } => "BAD_FILL",
            ErrorKind::BadEdges { .. } | ErrorKind::BadEdge { .. } => "BAD_EDGES",
            ErrorKind::BadHops { .. } | ErrorKind::BadDuration { .. } => "BAD_DURATION",
            ErrorKind::TooManyWindows { .. } => "TOO_MANY_WINDOWS",
            ErrorKind::OutOfMemory => "OUT_OF_MEMORY",
            ErrorKind::BadSplit { .. } => "BAD_SPLIT",
            ErrorKind::BadOverlap { .. } | ErrorKind::OverlapNotBelowLimit { .. } => "BAD_OVERLAP",
            ErrorKind::MissingColumn { .. } => "MISSING_COLUMN",
            ErrorKind::BadName { .. }
            | ErrorKind::BadValue { .. }
            | ErrorKind::TotalTooLarge { .. } => "BAD_MEASURE",
            ErrorKind::LengthMismatch { .. } => "LENGTH_MISMATCH",
            ErrorKind::UnsupportedType { .. } => "UNSUPPORTED_TYPE",
            ErrorKind::NullTime { .. } => "NULL_TIME",
            ErrorKind::Unsorted { .. } => "UNSORTED",
            ErrorKind::OversizeRow { .. } => "OVERSIZE_ROW",
            ErrorKind::BadBatch { .. } => "BAD_BATCH",
            ErrorKind::BadOption { .. }
            | ErrorKind::UnknownOption { .. }
            | ErrorKind::EvenStream => "BAD_OPTION",
            ErrorKind::BadState { .. } => "BAD_STATE",
            ErrorKind::TooManyRows { .. } => "TOO_MANY_ROWS",
        }
    }
}

impl Error {
    /// The sentence for callers of the written form, in JSON or JavaScript: it says `minFill` where
    /// [`Display`](fmt::Display) says `min_fill`.
    #[must_use]
    pub fn written(&self) -> impl fmt::Display {
        struct Written<'e>(&'e ErrorKind);

        impl fmt::Display for Written<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.sentence(f, Spelling::Written)
            }
        }

        Written(&self.0)
    }
}

impl From<ErrorKind> for Error {
    #[cold]
    fn from(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How a sentence spells options.
#[derive(Clone, Copy)]
enum Spelling {
    /// As the Rust interface does.
    Rust,
    /// As JSON and JavaScript do.
    Written,
}

impl Spelling {
    fn pick<'a>(self, rust: &'a str, written: &'a str) -> &'a str {
        match self {
            Spelling::Rust => rust,
            Spelling::Written => written,
        }
    }

    /// An option by its name in Rust. Names of one word are spelled alike, as are measures.
    fn option(self, name: &str) -> &str {
        match name {
            "min_fill" => self.pick(name, "minFill"),
            "overlap_ratio" => self.pick(name, "overlapRatio"),
            "step_size" => self.pick(name, "stepSize"),
            _ => name,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence(f, Spelling::Rust)
    }
}

impl ErrorKind {
    #[expect(clippy::too_many_lines, reason = "a sentence for each kind")]
    fn sentence(&self, f: &mut fmt::Formatter<'_>, spelling: Spelling) -> fmt::Result {
        match self {
            ErrorKind::NoLimit => {
                write!(f, "the spec sets no limit; give at least one, such as max.bytes")
            }
            ErrorKind::BadLimit { limit, value } => {
                let limit = spelling.option(limit);
                write!(f, "{limit} is {value}; give a whole number of at least 1, or leave it out")
            }
            ErrorKind::BadFill { value } => {
                let min_fill = spelling.option("min_fill");
                write!(f, "{min_fill} is {value}; give a number from 0 to 1")
            }
            ErrorKind::BadEdges { index } => {
                write!(f, "edges decrease at place {index}; give them in ascending order")
            }
            ErrorKind::BadEdge { place, value } => {
                write!(f, "edges")?;
                if let Some(place) = place {
                    write!(f, " at place {place}")?;
                }
                let times = spelling.pick(
                    "a list of whole numbers in the unit of the rows' times",
                    "a list of Dates, or of whole numbers in rows.timeUnit",
                );
                write!(f, " is {value}; give {times}")
            }
            ErrorKind::BadDuration { option, value } => write!(
                f,
                "{option} is {value}; give milliseconds, a string such as \"1d 4h\", or an object \
                 such as {{ hours: 28 }}, without years and months"
            ),
            ErrorKind::BadOption { option, value, instead } => {
                write!(f, "{option} is {value}; give {instead}")
            }
            ErrorKind::UnknownOption { option, known } => {
                let (last, others) = known.split_last().unwrap_or((&"none", &[]));
                write!(f, "{option} is not an option; there is {} and {last}", others.join(", "))
            }
            ErrorKind::BadHops { what, unit } => {
                write!(f, "{what} is less than 1 {unit}, a step of the time; make it longer")
            }
            ErrorKind::TooManyWindows { most } => {
                write!(
                    f,
                    "there would be more than {most} windows; make them longer, or leave out empty ones"
                )
            }
            ErrorKind::OutOfMemory => write!(
                f,
                "there is no memory for this; free what is not needed, cut the table into parts, or \
                 make windows longer"
            ),
            ErrorKind::BadSplit { parts: 0, .. } => {
                write!(f, "a window cannot be split into 0 parts; give at least 1")
            }
            ErrorKind::BadSplit { index, windows, .. } => {
                write!(f, "there is no window {index} to split; there are {windows}")
            }
            ErrorKind::BadOverlap { overlap, value } if overlap == "overlap" => write!(
                f,
                "overlap is {value}; give a ratio from 0 up to, but not including, 1, or budgets \
                 such as {}",
                spelling.pick("Amounts::new().rows(10)", "{ rows: 10 }")
            ),
            ErrorKind::BadOverlap { overlap, value } if overlap == "overlap_ratio" => {
                let ratio = spelling.option(overlap);
                write!(f, "{ratio} is {value}; give a number, taken as one from 0 to 0.5")
            }
            ErrorKind::BadOverlap { overlap, value } => {
                write!(f, "{overlap} is {value}; give a whole number of at least 0")
            }
            ErrorKind::OverlapNotBelowLimit { name, .. } if name == "duration" => write!(
                f,
                "overlap.duration is not below max.duration; make it smaller, so that each window \
                 has room for something new"
            ),
            ErrorKind::OverlapNotBelowLimit { name, overlap, limit } => write!(
                f,
                "overlap.{name} is {overlap}, which is not below max.{name}, {limit}; make it \
                 smaller, so that each window has room for something new"
            ),
            ErrorKind::MissingColumn { column, columns } if columns.is_empty() => {
                write!(f, "there is no column {column}, as there is no column at all")
            }
            ErrorKind::MissingColumn { column, columns } => {
                write!(f, "there is no column {column}; there is {}", columns.join(", "))
            }
            ErrorKind::BadName { column } => write!(
                f,
                "a measure cannot be named {column}, which is the name of another one or of a \
                 limit; rename it"
            ),
            ErrorKind::LengthMismatch { column, len, other, expected } => write!(
                f,
                "column {column} has {len} rows but {other} has {expected}; all columns must have \
                 a value for each row"
            ),
            ErrorKind::UnsupportedType { column, found, wanted } => {
                write!(f, "column {column} is {found}; cast it to {wanted}")
            }
            ErrorKind::NullTime { column, row, nulls: 1 } => write!(
                f,
                "column {column} is null at row {row}; give it a time, or leave the row out"
            ),
            ErrorKind::NullTime { column, row, nulls } => write!(
                f,
                "column {column} is null at row {row}, and at {} more; give them a time, or leave \
                 these rows out",
                nulls - 1
            ),
            ErrorKind::BadValue { column, row, value } => write!(
                f,
                "column {column} is {value} at row {row}; a measure is a whole number of at least 0"
            ),
            ErrorKind::Unsorted { column, row, before, value } => write!(
                f,
                "column {column} decreases at row {row}, from {before} to {value}; order the rows \
                 by it"
            ),
            ErrorKind::OversizeRow { column, row, value, max } => write!(
                f,
                "row {row} has {value} {column}, more than max.{column}, {max}; raise the limit, \
                 shorten the row, or let it stand alone with {}",
                spelling.pick("Oversize::Alone", "oversize: \"alone\"")
            ),
            ErrorKind::TotalTooLarge { column, row, value, max } => write!(
                f,
                "column {column} adds up past {max} at row {row}, which has {value}; count in a \
                 larger unit"
            ),
            ErrorKind::BadBatch { column, found, expected } => write!(
                f,
                "column {column} is {found} in this batch, but {expected} in the first; give each \
                 batch the same columns"
            ),
            ErrorKind::EvenStream => write!(
                f,
                "cut is {}, which a stream cannot be cut by, as it has to see all rows at once; \
                 give {}",
                spelling.pick("Cut::Even", "\"even\""),
                spelling.pick(
                    "Cut::Full, Cut::Quiet or Cut::Stable",
                    "\"full\", \"quiet\" or \"stable\""
                )
            ),
            ErrorKind::BadState { what } => {
                write!(f, "the stream cannot be resumed: {what}; begin it again")
            }
            ErrorKind::TooManyRows { rows } => write!(
                f,
                "{rows} rows are more than the {} that can be numbered; cut the table into parts",
                u32::MAX
            ),
        }
    }
}
