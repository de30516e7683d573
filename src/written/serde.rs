//! The written form in any format of serde: a tree of values.

use super::value::{DEPTH, Value};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
    ser,
};
use std::{collections::HashSet, fmt};

/// Options as any format of serde holds them, before they are judged. A [`Spec`](crate::Spec),
/// [`Hops`](crate::Hops) or [`Egregora`](crate::egregora::Egregora) is made of them by `try_from`,
/// with an [`Error`](crate::Error) that has its code; deserialising one at once leaves only the
/// sentence.
///
/// ```
/// use windrow::{Spec, Written};
///
/// let written: Written = serde_json::from_str(r#"{"max": {"bytes": 32000}, "gap": "6 hours"}"#)?;
/// let spec = Spec::try_from(written)?;
/// assert_eq!(spec, Spec::new().max("bytes", 32_000).gap(std::time::Duration::from_secs(21_600)));
///
/// let written: Written = serde_json::from_str(r#"{"max": {"bytes": 0.5}}"#)?;
/// assert_eq!(Spec::try_from(written).unwrap_err().code(), "BAD_LIMIT");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Written(Value);

impl Written {
    pub(crate) fn value(&self) -> &Value {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tree(DEPTH).deserialize(deserializer).map(Written)
    }
}

/// Gives a type its written form: how a value is read as one, and how one is written.
macro_rules! written_form {
    ($type:ty, $read:expr, $write:expr) => {
        impl TryFrom<crate::Written> for $type {
            type Error = crate::Error;

            fn try_from(written: crate::Written) -> Result<Self, crate::Error> {
                Ok($read(written.value())?)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read = crate::Written::deserialize(deserializer)?.try_into();
                read.map_err(|error: crate::Error| serde::de::Error::custom(error.written()))
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let written: Result<crate::written::Value, crate::ErrorKind> = $write(self);
                serde::Serialize::serialize(
                    &written.map_err(serde::ser::Error::custom)?,
                    serializer,
                )
            }
        }
    };
}
pub(crate) use written_form;

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Absent => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Int { size, .. } => match self.integer() {
                Some(integer) => serializer.serialize_i64(integer),
                None => serializer.serialize_u64(*size),
            },
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(values) => serializer.collect_seq(values),
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(name, value)| (name, value)))
            }
            Value::Instant(_) | Value::Other(_) => {
                Err(ser::Error::custom(format_args!("{} has no written form", self.shown())))
            }
        }
    }
}

/// Reads a tree of at most so many levels.
struct Tree(usize);

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("options")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Absent)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Absent)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let Some(depth) = self.0.checked_sub(1) else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::too_deep());
        };
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Tree(depth))? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Some(depth) = self.0.checked_sub(1) else {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::too_deep());
        };
        let (mut entries, mut names) = (Vec::new(), HashSet::new());
        while let Some(name) = map.next_key::<String>()? {
            if !names.insert(name.clone()) {
                return Err(de::Error::custom(format_args!("{name} is given twice; give it once")));
            }
            entries.push((name, map.next_value_seed(Tree(depth))?));
        }
        Ok(Value::Map(entries))
    }
}
