//! Plain options as JavaScript holds them: read whole first, so that every complaint can name the
//! option and the value, and an option that is misspelt is not passed over.

use super::failure::Failure;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use std::fmt;
use wasm_bindgen::JsValue;

/// A plain value. `undefined` and `null` are absent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Absent,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    Array,
    Object(Vec<(String, Value)>),
}

/// Options nest this deep: `{ max: { duration: { hours: 1 } } }`.
const DEPTH: usize = 3;

impl Value {
    pub(crate) fn from_js(value: JsValue, option: &str) -> Result<Self, Failure> {
        serde_wasm_bindgen::from_value(value).map_err(|error: serde_wasm_bindgen::Error| {
            bad(option, format!("cannot be read: {error}"))
        })
    }

    /// The options of an object that are there, with their names in full: `max.bytes`.
    pub(crate) fn entries(
        self,
        option: &str,
        example: &str,
    ) -> Result<Vec<(String, Value)>, Failure> {
        match self {
            Value::Object(entries) => {
                Ok(entries.into_iter().filter(|(_, value)| *value != Value::Absent).collect())
            }
            other => Err(bad(option, format!("is {other}; give an object such as {example}"))),
        }
    }

    pub(crate) fn text(self, option: &str, example: &str) -> Result<String, Failure> {
        match self {
            Value::Text(text) => Ok(text),
            other => Err(bad(option, format!("is {other}; give {example}"))),
        }
    }

    /// The value, if it is a number.
    #[expect(clippy::cast_precision_loss, reason = "as it is in JavaScript")]
    pub(crate) fn number(&self) -> Option<f64> {
        match *self {
            Value::Integer(integer) => Some(integer as f64),
            Value::Float(float) => Some(float),
            _ => None,
        }
    }

    /// The value, if it is a whole number of at least 0.
    pub(crate) fn whole(&self) -> Option<u64> {
        match *self {
            Value::Integer(integer) => u64::try_from(integer).ok(),
            Value::Float(float) => whole_number(float),
            _ => None,
        }
    }
}

/// The number, if it is whole, finite and at least 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast is of a whole number that is not negative, and saturates"
)]
pub(crate) fn whole_number(number: f64) -> Option<u64> {
    (number >= 0.0 && number.fract() == 0.0).then_some(number as u64)
}

fn bad(option: &str, problem: String) -> Failure {
    Failure::BadOption { option: option.to_owned(), problem }
}

/// The complaint about an option that does not exist.
pub(crate) fn unknown(option: &str, known: &str) -> Failure {
    bad(option, format!("is not an option; there is {known}"))
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 40;
        match self {
            Value::Absent => f.write_str("undefined"),
            Value::Bool(value) => value.fmt(f),
            Value::Integer(value) => value.fmt(f),
            Value::Float(value) if value.is_infinite() && *value > 0.0 => f.write_str("Infinity"),
            Value::Float(value) if value.is_infinite() => f.write_str("-Infinity"),
            Value::Float(value) => value.fmt(f),
            Value::Text(text) if text.chars().count() > SHOWN => {
                write!(f, "\"{}…\"", text.chars().take(SHOWN).collect::<String>())
            }
            Value::Text(text) => write!(f, "\"{text}\""),
            Value::Array => f.write_str("an array"),
            Value::Object(_) => f.write_str("an object"),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Nested { depth: 0 }.deserialize(deserializer)
    }
}

/// A value so deep inside the options. An object that holds itself ends at [`DEPTH`].
#[derive(Clone, Copy)]
struct Nested {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Nested {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nested {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a string or a plain object")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Absent)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Ok(Value::Array)
    }

    fn visit_byte_buf<E: Error>(self, _: Vec<u8>) -> Result<Value, E> {
        Ok(Value::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        if self.depth < DEPTH {
            let inner = Nested { depth: self.depth + 1 };
            while let Some(key) = map.next_key()? {
                entries.push((key, map.next_value_seed(inner)?));
            }
        }
        Ok(Value::Object(entries))
    }
}
