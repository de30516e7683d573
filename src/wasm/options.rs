//! Options as JavaScript hands them over, as a tree of values.
//!
//! Getters and proxies run code of the caller's, which may throw or use the same rows. So options are
//! read before anything is borrowed, and what JavaScript throws is caught.

use super::{
    failure::{Failure, require},
    results::to_js,
};
use crate::{
    room::Room,
    written::{DEPTH, Value},
};
use js_sys::{Array, BigInt64Array, JsString, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Options that have been read, and not been judged.
#[wasm_bindgen]
pub struct Options(Value);

#[wasm_bindgen]
impl Options {
    pub fn spec(given: &JsValue) -> Result<Options, JsValue> {
        read("the spec", given)
    }

    pub fn hops(given: &JsValue) -> Result<Options, JsValue> {
        read("the hops", given)
    }

    pub fn egregora(given: &JsValue) -> Result<Options, JsValue> {
        read("Egregora's options", given)
    }
}

impl Options {
    pub(super) fn value(self) -> Value {
        self.0
    }
}

fn read(name: &str, given: &JsValue) -> Result<Options, JsValue> {
    walk(given, DEPTH).map(Options).map_err(|thrown| thrown.told(name))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn elements(list: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_name = String)]
    fn text(value: &JsValue) -> Result<JsString, JsValue>;

    /// Such as `[object Map]`.
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn class(value: &JsValue) -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Date", "prototype", "getTime"], js_name = call)]
    fn time(date: &JsValue) -> Result<f64, JsValue>;
}

/// The most elements of a list: JavaScript's engines keep longer ones as dictionaries.
const LONGEST: u32 = 1 << 26;

#[wasm_bindgen]
extern "C" {
    /// A copy, which what has no memory any more refuses.
    #[wasm_bindgen(extends = BigInt64Array)]
    type Times;

    #[wasm_bindgen(constructor, catch, js_class = "BigInt64Array")]
    fn copied(times: &JsValue) -> Result<Times, JsValue>;
}

/// What JavaScript threw while options were read, or why they are refused.
struct Thrown {
    code: &'static str,
    cause: JsValue,
    /// The names of the options that lead there, the innermost first.
    path: Vec<String>,
}

impl From<JsValue> for Thrown {
    fn from(cause: JsValue) -> Self {
        Thrown { code: "BAD_OPTION", cause, path: Vec::new() }
    }
}

impl From<Failure> for Thrown {
    fn from(failure: Failure) -> Self {
        Thrown { code: failure.code(), cause: failure.to_string().into(), path: Vec::new() }
    }
}

impl Thrown {
    fn told(mut self, name: &str) -> JsValue {
        #[derive(Serialize)]
        struct Unreadable {
            code: &'static str,
            message: String,
            #[serde(with = "serde_wasm_bindgen::preserve")]
            cause: JsValue,
        }
        self.path.reverse();
        let cause = text(&self.cause).map(|cause| shortened(&cause)).unwrap_or_default();
        let message = if self.path.is_empty() {
            format!("{name} cannot be read: {cause}")
        } else {
            format!("{} cannot be read, in {name}: {cause}", self.path.join("."))
        };
        to_js(&Unreadable { code: self.code, message, cause: self.cause }).unwrap_or_else(|e| e)
    }
}

/// The tree of a value, of at most so many levels.
fn walk(value: &JsValue, depth: usize) -> Result<Value, Thrown> {
    if let Some(number) = value.as_f64() {
        return Ok(Value::Number(number));
    }
    if value.is_object() {
        return match depth.checked_sub(1) {
            Some(depth) => walk_object(value, depth),
            None => Ok(Value::too_deep()),
        };
    }
    Ok(if let Some(text) = value.dyn_ref::<JsString>() {
        Value::Text(shortened(text))
    } else if let Some(flag) = value.as_bool() {
        Value::Bool(flag)
    } else if value.is_bigint() {
        integer(value)?
    } else if value.is_function() {
        Value::Other("of type function".to_owned())
    } else if value.is_symbol() {
        Value::Other("of type symbol".to_owned())
    } else {
        Value::Absent
    })
}

fn integer(bigint: &JsValue) -> Result<Value, JsValue> {
    let signed = i64::try_from(bigint.clone()).map(Value::from);
    let integer = signed.or_else(|bigint| u64::try_from(bigint).map(Value::from));
    integer.or_else(|bigint| Ok(Value::Other(shortened(&text(&bigint)?))))
}

/// What is an object or a list only in name, such as a `Map`, is refused where it stands: it has no
/// properties, and must not be taken for options that are not given.
fn walk_object(value: &JsValue, depth: usize) -> Result<Value, Thrown> {
    let class = class(value)?;
    Ok(match class.as_str() {
        "[object Object]" => {
            let mut entries = Vec::new();
            for key in keys(value)? {
                let name = String::from(key.unchecked_ref::<JsString>());
                match walk(&Reflect::get(value, &key)?, depth) {
                    Ok(value) => entries.push((name, value)),
                    Err(mut thrown) => {
                        thrown.path.push(name);
                        return Err(thrown);
                    }
                }
            }
            Value::Map(entries)
        }
        "[object Array]" => {
            let len = Reflect::get(value, &"length".into())?.as_f64().unwrap_or(0.0);
            if len > f64::from(LONGEST) {
                let cause = format!("a list of more than {LONGEST} elements; give a BigInt64Array");
                return Err(Thrown { code: "TOO_LARGE", ..JsValue::from(cause).into() });
            }
            let elements = elements(value)?;
            let mut values = room_for(elements.length())?;
            for element in elements {
                values.push(walk(&element, depth)?);
            }
            Value::List(values)
        }
        // Its units are no properties. Written out, it is ISO 8601.
        "[object Temporal.Duration]" => Value::Text(shortened(&text(value)?)),
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2^53")]
        "[object Date]" => match time(value) {
            Ok(time) if !time.is_nan() => Value::Instant(time as i64),
            _ => Value::Other("an invalid Date".to_owned()),
        },
        class => {
            if value.is_instance_of::<BigInt64Array>() {
                let times = Times::copied(value)?;
                let mut values = room_for(times.length())?;
                require(times.length() as usize * 8)?;
                values.extend(times.to_vec().into_iter().map(Value::from));
                return Ok(Value::List(values));
            }
            let class = class.strip_prefix("[object ").and_then(|class| class.strip_suffix(']'));
            Value::Other(["of type ", class.unwrap_or("object")].concat())
        }
    })
}

/// Room for a list, and for what becomes of it.
fn room_for(len: u32) -> Result<Vec<Value>, Failure> {
    let mut values = Vec::new();
    values.room(len as usize)?;
    Ok(values)
}

/// A text, or more of a long one than an option or a sentence has.
fn shortened(text: &JsString) -> String {
    const MOST: u32 = 1_000;
    if text.length() <= MOST {
        return String::from(text);
    }
    String::from(text.slice(0, MOST)) + "…"
}
