//! Hops from their written form, and back.

use super::{Hops, Origin};
use crate::{
    ErrorKind,
    written::{Value, unknown, written_form},
};

written_form!(Hops, Hops::read, |hops: &Hops| Ok(hops.written()));

const OPTIONS: [&str; 4] = ["every", "span", "origin", "empty"];

impl Hops {
    /// The hops that a value is.
    pub(crate) fn read(value: &Value) -> Result<Self, ErrorKind> {
        let (mut every, mut span) = (None, None);
        let (mut origin, mut empty) = (Origin::At(0), false);
        value.read_options("the hops", "{ every: \"1d\" }", &mut |option, value| {
            match option {
                "every" => every = Some(value.duration(option)?),
                "span" => span = Some(value.duration(option)?),
                "origin" => origin = read_origin(value)?,
                "empty" => empty = value.flag(option)?,
                _ => return Err(unknown(option, &OPTIONS)),
            }
            Ok(())
        })?;
        let Some(every) = every else {
            return Err(Value::Absent.bad_option("every", "a duration such as \"1d\""));
        };
        Ok(Hops { every, span: span.unwrap_or(every), origin, empty })
    }

    /// The value that [`read`](Hops::read) makes these hops of.
    pub(crate) fn written(&self) -> Value {
        let mut options = vec![("every".to_owned(), Value::from(self.every))];
        let mut give = |option: &str, value| options.push((option.to_owned(), value));
        if self.span != self.every {
            give("span", Value::from(self.span));
        }
        match self.origin {
            Origin::At(0) => {}
            Origin::At(time) => give("origin", Value::from(time)),
            Origin::First => give("origin", Value::Text("first".to_owned())),
        }
        if self.empty {
            give("empty", Value::Bool(true));
        }
        Value::Map(options)
    }
}

fn read_origin(value: &Value) -> Result<Origin, ErrorKind> {
    if matches!(value, Value::Text(text) if text == "first") {
        return Ok(Origin::First);
    }
    let time = value.integer();
    time.map(Origin::At)
        .ok_or_else(|| value.bad_option("origin", "\"first\", or a time in the rows' unit"))
}
