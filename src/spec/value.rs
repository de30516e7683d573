//! The written form of specs and settings, as a tree of values. JSON holds it and JavaScript hands it
//! over; what a value means, and what is told where it is none, is decided here and nowhere else.

use crate::{ErrorKind, decimal, spec::duration};
use std::time::Duration;

/// A value of the written form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// `null` or `undefined`: an option that has it is not given.
    Absent,
    Bool(bool),
    /// An integer of 64 bits, signed or not.
    Int(i128),
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
            Value::Int(value) => match i64::try_from(*value) {
                Ok(value) => value.to_string(),
                Err(_) => value.cast_unsigned().to_string(),
            },
            Value::Number(value) => decimal::text(*value),
            Value::Text(text) => quoted(text),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "an object".to_owned(),
            Value::Instant(_) => "a Date".to_owned(),
            Value::Other(what) => what.clone(),
        }
    }

    /// The options that are given.
    pub(crate) fn entries(
        self,
        name: &str,
        example: &str,
    ) -> Result<impl Iterator<Item = (String, Value)>, ErrorKind> {
        match self {
            Value::Map(entries) => {
                Ok(entries.into_iter().filter(|(_, value)| *value != Value::Absent))
            }
            other => Err(other.bad_option(name, &format!("an object such as {example}"))),
        }
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
        let chosen =
            choices.iter().find(|(name, _)| matches!(self, Value::Text(text) if text == name));
        chosen.map(|&(_, choice)| choice).ok_or_else(|| {
            let names: Vec<_> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            self.bad_option(option, &names.join(" or "))
        })
    }

    pub(crate) fn flag(&self, option: &str) -> Result<bool, ErrorKind> {
        match self {
            Value::Bool(flag) => Ok(*flag),
            _ => Err(self.bad_option(option, "true or false")),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest number is what is asked for")]
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Value::Int(value) => Some(*value as f64),
            Value::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number of at least 0; one past 64 bits is the largest there is.
    pub(crate) fn amount(&self) -> Option<u64> {
        match self {
            Value::Int(value) => u64::try_from(*value).ok(),
            Value::Number(value) => decimal::whole_number(*value),
            _ => None,
        }
    }

    /// A whole number of 64 bits.
    pub(crate) fn integer(&self) -> Option<i64> {
        match self {
            Value::Int(value) => i64::try_from(*value).ok(),
            Value::Number(value) => {
                let size = i64::try_from(decimal::whole_number(value.abs())?).ok()?;
                Some(if *value < 0.0 { -size } else { size })
            }
            _ => None,
        }
    }

    pub(crate) fn duration(&self, option: &str) -> Result<Duration, ErrorKind> {
        duration::read(self).ok_or_else(|| ErrorKind::BadDuration {
            option: option.to_owned(),
            value: self.shown(),
        })
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

impl From<Duration> for Value {
    fn from(duration: Duration) -> Self {
        Value::Text(duration::written(duration))
    }
}

/// The text in quotes, and no more of it than a sentence takes.
fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}

/// An option that does not exist.
pub(crate) fn unknown(option: String, known: &'static [&'static str]) -> ErrorKind {
    ErrorKind::UnknownOption { option, known }
}
