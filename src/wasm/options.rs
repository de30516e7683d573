//! Plain options as JavaScript holds them: read whole first, so that every complaint can name the
//! option and the value, and an option that is misspelt is not passed over.

use super::failure::{Failure, Problem};
use js_sys::{Array, Reflect, Symbol};
use std::fmt;
use wasm_bindgen::prelude::*;

/// A plain value. `undefined` and `null` are absent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Absent,
    Bool(bool),
    Integer(i128),
    /// A number that is no integer, or too large for one, and how JavaScript writes it.
    Number(f64, String),
    Text(String),
    /// Anything that has elements.
    List,
    Object(Vec<(String, Value)>),
    /// What no option can be, by its type.
    Other(String),
}

/// Options nest this deep: `{ max: { duration: { hours: 1 } } }`.
const DEPTH: usize = 3;

// Whatever runs code of the caller, such as a getter, can throw; what is not caught here would leave
// what has been borrowed borrowed for good.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = String)]
    fn string(value: &JsValue) -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn object_entries(object: &JsValue) -> Result<Array, JsValue>;
}

/// A value as JavaScript writes it.
pub(crate) fn written(value: &JsValue) -> String {
    string(value).unwrap_or_default()
}

/// Whether a value is an object that has elements.
pub(crate) fn is_list(value: &JsValue) -> Result<bool, JsValue> {
    Ok(value.is_object() && Reflect::has(value, &Symbol::iterator())?)
}

/// The properties of an object that are there, in its own order.
pub(crate) fn properties(object: &JsValue) -> Result<Vec<(String, JsValue)>, JsValue> {
    let entries = object_entries(object)?.into_iter().map(|entry| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
    });
    Ok(entries.filter(|(_, value)| !value.is_undefined() && !value.is_null()).collect())
}

/// The complaint about an option that throws when it is looked at.
pub(crate) fn unreadable(option: &str, thrown: &JsValue) -> Failure {
    bad(option, format!("cannot be read: {}", written(thrown)))
}

impl Value {
    pub(crate) fn from_js(value: &JsValue, option: &str) -> Result<Self, Failure> {
        Value::read(value, DEPTH).map_err(|thrown| unreadable(option, &thrown))
    }

    /// A value in which objects lie in each other so deep: one that holds itself ends.
    #[expect(clippy::cast_possible_truncation, reason = "the cast is of a whole number")]
    fn read(value: &JsValue, depth: usize) -> Result<Value, JsValue> {
        const SAFE: f64 = 9_007_199_254_740_991.0;
        Ok(if value.is_undefined() || value.is_null() {
            Value::Absent
        } else if let Some(value) = value.as_bool() {
            Value::Bool(value)
        } else if let Some(number) = value.as_f64() {
            if number.fract() == 0.0 && number.abs() <= SAFE {
                Value::Integer((number as i64).into())
            } else {
                Value::Number(number, written(value))
            }
        } else if let Some(text) = value.as_string() {
            Value::Text(text)
        } else if value.is_bigint() {
            let text = written(value);
            text.parse().map_or(Value::Other(text), Value::Integer)
        } else if is_list(value)? {
            Value::List
        } else if value.is_object() {
            let mut entries = Vec::new();
            if depth > 0 {
                for (name, value) in properties(value)? {
                    entries.push((name, Value::read(&value, depth - 1)?));
                }
            }
            Value::Object(entries)
        } else {
            Value::Other(format!("of type {}", type_of(value)))
        })
    }

    /// The options of an object that are there, with their names in full: `max.bytes`.
    pub(crate) fn entries(
        self,
        option: &str,
        example: &str,
    ) -> Result<Vec<(String, Value)>, Failure> {
        match self {
            Value::Object(entries) => Ok(entries),
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
            Value::Number(number, _) => Some(number),
            _ => None,
        }
    }

    /// The value, if it is a whole number of at least 0.
    pub(crate) fn whole(&self) -> Option<u64> {
        match *self {
            Value::Integer(integer) => u64::try_from(integer).ok(),
            Value::Number(number, _) => whole_number(number),
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

/// What `typeof` says.
pub(crate) fn type_of(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}

fn bad(option: &str, problem: String) -> Failure {
    Problem::BadOption { option: option.to_owned(), problem }.into()
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
            Value::Text(text) if text.chars().count() > SHOWN => {
                write!(f, "\"{}…\"", text.chars().take(SHOWN).collect::<String>())
            }
            Value::Text(text) => write!(f, "\"{text}\""),
            Value::Number(_, text) | Value::Other(text) => f.write_str(text),
            Value::List => f.write_str("a list"),
            Value::Object(_) => f.write_str("an object"),
        }
    }
}
