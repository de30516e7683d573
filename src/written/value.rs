//! The written form of specs and settings, as a tree of values. JSON holds it and JavaScript hands it
//! over; what a value means, and what is told where it is not one, is decided here and nowhere else.

use crate::{ErrorKind, decimal};

/// A value of the written form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// `null` or `undefined`: an option that has it is not given.
    Absent,
    Bool(bool),
    /// An integer of 64 bits and a sign: one of 128 bits is large in WebAssembly.
    Int {
        is_negative: bool,
        size: u64,
    },
    Number(f64),
    Text(String),
    List(Vec<Value>),
    /// Options by name, in their order.
    Map(Vec<(String, Value)>),
    /// A `Date` of JavaScript: milliseconds since 1970.
    #[cfg_attr(not(feature = "wasm"), allow(dead_code, reason = "JSON has none"))]
    Instant(i64),
    /// Anything else, described as an error shows it.
    Other(String),
}

/// The levels of maps and lists that are read, and one more than the deepest option has:
/// `{ max: { duration: { hours: 1 } } }`. What lies deeper is [`Value::Other`], so that cycles end.
pub(crate) const DEPTH: usize = 4;

impl Value {
    /// What stands for a map or list that lies too deep.
    pub(crate) fn too_deep() -> Self {
        Value::Other("an object".to_owned())
    }

    /// The value as a sentence shows it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Value::Absent => "undefined".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Int { is_negative, size } => {
                if *is_negative {
                    format!("-{size}")
                } else {
                    size.to_string()
                }
            }
            Value::Number(value) => decimal::text(*value),
            Value::Text(text) => quoted(text),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "an object".to_owned(),
            Value::Instant(instant) => format!("a Date, {instant} ms since 1970"),
            Value::Other(what) => what.clone(),
        }
    }

    /// Reads the options that are given, one after the other.
    pub(crate) fn read_options(
        &self,
        name: &str,
        example: &str,
        read: &mut dyn FnMut(&str, &Value) -> Result<(), ErrorKind>,
    ) -> Result<(), ErrorKind> {
        let Value::Map(options) = self else {
            return Err(self.bad_option(name, &format!("an object such as {example}")));
        };
        for (option, value) in options {
            if !matches!(value, Value::Absent) {
                read(option, value)?;
            }
        }
        Ok(())
    }

    /// The error about an option that is not what it can be.
    pub(crate) fn bad_option(&self, option: &str, instead: &str) -> ErrorKind {
        ErrorKind::BadOption {
            option: option.to_owned(),
            value: self.shown(),
            instead: instead.to_owned(),
        }
    }

    /// The value of the choice of that name.
    pub(crate) fn choice<T: Copy>(
        &self,
        option: &str,
        choices: &[(&str, T)],
    ) -> Result<T, ErrorKind> {
        let text = if let Value::Text(text) = self { text } else { "" };
        let chosen = choices.iter().find(|(name, _)| text == *name);
        let mut names = choices.iter().map(|(name, _)| *name);
        chosen.map(|&(_, choice)| choice).ok_or_else(|| self.bad_choice(option, &mut names))
    }

    fn bad_choice(&self, option: &str, names: &mut dyn Iterator<Item = &str>) -> ErrorKind {
        let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
        self.bad_option(option, &names.join(" or "))
    }

    pub(crate) fn flag(&self, option: &str) -> Result<bool, ErrorKind> {
        match self {
            Value::Bool(flag) => Ok(*flag),
            _ => Err(self.bad_option(option, "true or false")),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest number is what is asked for")]
    pub(crate) fn number(&self) -> Option<f64> {
        match *self {
            Value::Int { is_negative, size } => {
                Some(if is_negative { -(size as f64) } else { size as f64 })
            }
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A whole number of at least 0; one past 64 bits is the largest there is.
    pub(crate) fn amount(&self) -> Option<u64> {
        match *self {
            Value::Int { is_negative, size } => (!is_negative || size == 0).then_some(size),
            Value::Number(number) => decimal::whole_number(number),
            _ => None,
        }
    }

    /// A whole number of 64 bits.
    pub(crate) fn integer(&self) -> Option<i64> {
        let (is_negative, size) = match *self {
            Value::Int { is_negative, size } => (is_negative, size),
            Value::Number(number) => (number < 0.0, decimal::whole_number(number.abs())?),
            _ => return None,
        };
        if is_negative { 0_i64.checked_sub_unsigned(size) } else { i64::try_from(size).ok() }
    }
}

impl Value {
    /// The name of a choice.
    pub(crate) fn named<T: Copy + PartialEq>(choice: T, choices: &[(&str, T)]) -> Self {
        let named = choices.iter().find(|(_, named)| *named == choice);
        named.map_or(Value::Absent, |(name, _)| Value::Text((*name).to_owned()))
    }

    /// A number that JSON has: it would write others as `null`, which is read as not given.
    pub(crate) fn finite(
        number: f64,
        bad: impl FnOnce(String) -> ErrorKind,
    ) -> Result<Self, ErrorKind> {
        if number.is_finite() { Ok(Value::Number(number)) } else { Err(bad(decimal::text(number))) }
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Value::Int { is_negative: integer < 0, size: integer.unsigned_abs() }
    }
}

impl From<u64> for Value {
    fn from(integer: u64) -> Self {
        Value::Int { is_negative: false, size: integer }
    }
}

/// The text in quotes, and no more of it than a sentence takes.
fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let end = text.char_indices().nth(SHOWN).map(|(end, _)| end);
    match end.and_then(|end| text.get(..end)) {
        Some(start) => format!("\"{start}…\""),
        None => format!("\"{text}\""),
    }
}

/// An option that does not exist.
pub(crate) fn unknown(option: &str, known: &'static [&'static str]) -> ErrorKind {
    ErrorKind::UnknownOption { option: option.to_owned(), known }
}
