//! `{ max, gap, edges, overlap, cut, minFill, oversize }` → [`Spec`], and `{ every, span, … }` →
//! [`Hops`], and so on.

use super::{
    durations::duration,
    failure::{Failure, Problem},
    options::{Value, unknown},
};
use crate::{Amounts, Cut, Egregora, ErrorKind, Hops, Origin, Overlap, Oversize, Spec, StepUnit};

pub(super) fn spec(options: Value) -> Result<Spec, Failure> {
    let mut spec = Spec::new();
    for (option, value) in options.entries("the spec", "{ max: { bytes: 32000 } }")? {
        match option.as_str() {
            "max" => spec.max = amounts("max", value)?,
            "gap" => spec.gap = Some(duration("gap", &value)?),
            "overlap" => spec.overlap = overlap(value)?,
            "cut" => spec.cut = choice("cut", &value, &CUTS)?,
            "minFill" => spec.min_fill = min_fill(&value)?,
            "oversize" => spec.oversize = choice("oversize", &value, &OVERSIZE)?,
            _ => {
                let known = "max, gap, edges, overlap, cut, minFill and oversize";
                return Err(unknown(&option, known));
            }
        }
    }
    Ok(spec)
}

pub(super) fn hops(options: Value) -> Result<Hops, Failure> {
    let (mut every, mut span) = (None, None);
    let (mut origin, mut empty) = (Origin::At(0), false);
    for (option, value) in options.entries("the hops", "{ every: \"1d\" }")? {
        match option.as_str() {
            "every" => every = Some(duration("every", &value)?),
            "span" => span = Some(duration("span", &value)?),
            "origin" => origin = origin_of(&value)?,
            "empty" => match value {
                Value::Bool(value) => empty = value,
                other => return Err(bad("empty", &other, "true or false")),
            },
            _ => return Err(unknown(&option, "every, span, origin and empty")),
        }
    }
    let every = every.ok_or_else(|| bad("every", &Value::Absent, "a duration such as \"1d\""))?;
    Ok(Hops::every(every).span(span.unwrap_or(every)).origin(origin).empty(empty))
}

pub(super) fn egregora(options: Value) -> Result<Egregora, Failure> {
    let mut asked = Egregora::new();
    let example = "{ stepSize: 100, stepUnit: \"messages\" }";
    for (option, value) in options.entries("Egregora's options", example)? {
        match option.as_str() {
            "stepSize" => match value {
                Value::Integer(size) => {
                    asked.step_size = i64::try_from(size).unwrap_or(i64::MAX);
                }
                other => return Err(bad(&option, &other, "a whole number of at least 1")),
            },
            "stepUnit" => asked.step_unit = choice(&option, &value, &STEP_UNITS)?,
            "overlapRatio" => {
                let ratio = value.number();
                asked.overlap_ratio = ratio.ok_or_else(|| bad(&option, &value, "a number"))?;
            }
            "maxWindowTime" => asked.max_window_time = Some(duration(&option, &value)?),
            "maxBytesPerWindow" => {
                let bytes = value.whole();
                asked.max_bytes_per_window =
                    bytes.ok_or_else(|| bad(&option, &value, "a whole number of at least 0"))?;
            }
            _ => {
                let known = "stepSize, stepUnit, overlapRatio, maxWindowTime and maxBytesPerWindow";
                return Err(unknown(&option, known));
            }
        }
    }
    Ok(asked)
}

fn origin_of(value: &Value) -> Result<Origin, Failure> {
    let at = match value {
        Value::Text(text) if text == "first" => return Ok(Origin::First),
        Value::Integer(time) => i64::try_from(*time).ok(),
        _ => None,
    };
    at.map(Origin::At).ok_or_else(|| bad("origin", value, "\"first\", or a time in the rows' unit"))
}

const CUTS: [(&str, Cut); 4] =
    [("full", Cut::Full), ("quiet", Cut::Quiet), ("even", Cut::Even), ("stable", Cut::Stable)];

const STEP_UNITS: [(&str, StepUnit); 4] = [
    ("messages", StepUnit::Messages),
    ("hours", StepUnit::Hours),
    ("days", StepUnit::Days),
    ("bytes", StepUnit::Bytes),
];

const OVERSIZE: [(&str, Oversize); 2] = [("alone", Oversize::Alone), ("error", Oversize::Error)];

fn choice<T: Copy>(option: &str, value: &Value, choices: &[(&str, T)]) -> Result<T, Failure> {
    let chosen = match value {
        Value::Text(text) => choices.iter().find(|(name, _)| name == text),
        _ => None,
    };
    chosen.map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        bad(option, value, &names.join(" or "))
    })
}

fn bad(option: &str, value: &Value, instead: &str) -> Failure {
    let problem = format!("is {value}; give {instead}");
    Problem::BadOption { option: option.to_owned(), problem }.into()
}

fn min_fill(value: &Value) -> Result<f64, Failure> {
    let number = value.number();
    number.ok_or_else(|| ErrorKind::BadFill { value: value.to_string() }.into())
}

fn overlap(value: Value) -> Result<Overlap, Failure> {
    match value.number() {
        Some(ratio) => Ok(Overlap::Ratio(ratio)),
        None if matches!(value, Value::Object(_)) => {
            Ok(Overlap::Budget(amounts("overlap", value)?))
        }
        None => {
            let value = value.to_string();
            Err(ErrorKind::BadOverlap { overlap: "overlap".to_owned(), value }.into())
        }
    }
}

/// The amounts of `max`, or of an overlap's budgets.
fn amounts(option: &str, value: Value) -> Result<Amounts, Failure> {
    let mut amounts = Amounts::new();
    for (name, value) in value.entries(option, "{ rows: 500, bytes: 32000 }")? {
        if name == "duration" {
            amounts = amounts.duration(duration(&format!("{option}.duration"), &value)?);
            continue;
        }
        let Some(amount) = value.whole() else {
            let (name, value) = (format!("{option}.{name}"), value.to_string());
            return Err(match option {
                "max" => ErrorKind::BadLimit { limit: name, value },
                _ => ErrorKind::BadOverlap { overlap: name, value },
            }
            .into());
        };
        amounts = match name.as_str() {
            "rows" => amounts.rows(amount),
            measure => amounts.measure(measure, amount),
        };
    }
    Ok(amounts)
}
