//! `{ max, overlap, oversize }` → [`Spec`].

use super::{
    failure::Failure,
    options::{Value, unknown},
};
use crate::{Amounts, Error, Overlap, Oversize, Spec};

pub(super) fn spec(options: Value) -> Result<Spec, Failure> {
    let mut spec = Spec::new();
    for (option, value) in options.entries("the spec", "{ max: { bytes: 32000 } }")? {
        match option.as_str() {
            "max" => spec.max = amounts("max", value)?,
            "overlap" => spec.overlap = overlap(value)?,
            "oversize" => spec.oversize = oversize(value)?,
            _ => return Err(unknown(&option, "max, overlap and oversize")),
        }
    }
    Ok(spec)
}

fn overlap(value: Value) -> Result<Overlap, Failure> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "no whole number but 0 is a ratio")]
        Value::Integer(ratio) => Ok(Overlap::Ratio(ratio as f64)),
        Value::Float(ratio) => Ok(Overlap::Ratio(ratio)),
        Value::Object(_) => Ok(Overlap::Budget(amounts("overlap", value)?)),
        other => {
            Err(Error::BadOverlap { overlap: "overlap".to_owned(), value: other.to_string() }
                .into())
        }
    }
}

fn oversize(value: Value) -> Result<Oversize, Failure> {
    let choices = "\"alone\" or \"error\"";
    let shown = value.to_string();
    match value.text("oversize", choices)?.as_str() {
        "alone" => Ok(Oversize::Alone),
        "error" => Ok(Oversize::Error),
        _ => Err(Failure::BadOption {
            option: "oversize".to_owned(),
            problem: format!("is {shown}; give {choices}"),
        }),
    }
}

/// The amounts of `max`, or of an overlap's budgets.
fn amounts(option: &str, value: Value) -> Result<Amounts, Failure> {
    value.entries(option, "{ rows: 500, bytes: 32000 }")?.into_iter().try_fold(
        Amounts::new(),
        |amounts, (name, value)| {
            let Some(amount) = value.whole() else {
                let (name, value) = (format!("{option}.{name}"), value.to_string());
                return Err(match option {
                    "max" => Error::BadLimit { limit: name, value },
                    _ => Error::BadOverlap { overlap: name, value },
                }
                .into());
            };
            Ok(match name.as_str() {
                "rows" => amounts.rows(amount),
                measure => amounts.measure(measure, amount),
            })
        },
    )
}
