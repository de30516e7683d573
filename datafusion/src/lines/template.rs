//! How a row is written for a model: text with placeholders.

use super::{
    strftime::Format,
    text::{is_time, windrow_text},
};
use crate::failure::Failure;
use datafusion::{
    common::{Column, DFSchema},
    functions::string::expr_fn::concat,
    logical_expr::{Expr, lit},
};

/// How a row is written for a model: text with placeholders. `{column}` is the column's value,
/// `{column:FORMAT}` a time as DuckDB's strftime writes it; a name with a colon, a brace or a quote in
/// it stands in double quotes. `{{` and `}}` are braces. A null is written as nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub(super) parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Placeholder(Placeholder),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    pub(super) name: String,
    pub(super) format: Option<Format>,
    /// As it stands in the template.
    pub(super) written: String,
    /// Which character of the template it begins at, counted from 1.
    pub(super) place: usize,
}

impl Placeholder {
    pub(super) fn missing(&self, names: &[String]) -> Failure {
        let there = match names {
            [] => "there is no column".to_owned(),
            names => format!("there is {}", names.join(", ")),
        };
        let Placeholder { written, place, .. } = self;
        let sentence =
            format!("{written} at character {place} of the template has no column; {there}");
        Failure::new("MISSING_COLUMN", sentence)
    }
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// `BAD_TEMPLATE`, with the place of what is wrong.
    pub fn parse(source: &str) -> Result<Self, Failure> {
        let (mut parts, mut text, mut at) = (Vec::new(), String::new(), 0);
        while let Some(letter) = source[at..].chars().next() {
            let rest = &source[at..];
            if let Some(brace) = ["{{", "}}"].into_iter().find(|brace| rest.starts_with(brace)) {
                text.push_str(&brace[..1]);
                at += 2;
            } else if letter == '{' {
                let Some((name, format, length)) = placeholder(rest) else {
                    return Err(bad_brace(source, at, letter));
                };
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                let (written, place) = (rest[..length].to_owned(), place_of(source, at));
                let format = format.map(Format::parse).transpose().map_err(|wrong| {
                    let name =
                        format!("the format of {written} at character {place} of the template");
                    Failure::new("BAD_TEMPLATE", format!("{name} {wrong}"))
                })?;
                parts.push(Part::Placeholder(Placeholder { name, format, written, place }));
                at += length;
            } else if letter == '}' {
                return Err(bad_brace(source, at, letter));
            } else {
                text.push(letter);
                at += letter.len_utf8();
            }
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Ok(Template { parts })
    }

    /// The expression that writes a row, of the same text as JavaScript and DuckDB write, and never
    /// null. `roles` are the columns that `time`, `author`, `text` and `chat` stand for, where they are
    /// called differently.
    ///
    /// # Errors
    /// `MISSING_COLUMN` with the names there are; `UNSUPPORTED_TYPE` for a format of what is no time.
    pub fn line(&self, schema: &DFSchema, roles: &[(&str, &str)]) -> Result<Expr, Failure> {
        let mut texts = vec![lit("")];
        for part in &self.parts {
            texts.push(match part {
                Part::Text(text) => lit(text.as_str()),
                Part::Placeholder(placeholder) => written(placeholder, schema, roles)?,
            });
        }
        Ok(concat(texts))
    }
}

fn written(
    placeholder: &Placeholder,
    schema: &DFSchema,
    roles: &[(&str, &str)],
) -> Result<Expr, Failure> {
    let role = roles.iter().find(|(role, _)| *role == placeholder.name);
    let name = role.map_or(placeholder.name.as_str(), |(_, column)| column);
    let exact = schema.iter().find(|(_, field)| field.name() == name);
    let found =
        exact.or_else(|| schema.iter().find(|(_, field)| field.name().eq_ignore_ascii_case(name)));
    let Some((qualifier, field)) = found else {
        let names: Vec<_> = schema.fields().iter().map(|field| field.name().clone()).collect();
        return Err(placeholder.missing(&names));
    };
    let column = Expr::Column(Column::from((qualifier, field)));
    let is_time = is_time(field.data_type());
    match &placeholder.format {
        Some(_) if !is_time => {
            let Placeholder { written, place, .. } = placeholder;
            let data_type = field.data_type();
            let sentence = format!(
                "{written} at character {place} of the template is {data_type}, and has a format; cast it to TIMESTAMP"
            );
            Err(Failure::new("UNSUPPORTED_TYPE", sentence))
        }
        Some(format) => Ok(windrow_text().call(vec![column, lit(format.text())])),
        None if field.data_type().is_string() => Ok(column),
        None => Ok(windrow_text().call(vec![column])),
    }
}

/// The name, the format and the length of the placeholder that a text begins with.
fn placeholder(text: &str) -> Option<(String, Option<&str>, usize)> {
    let inside = text.strip_prefix('{')?;
    let (name, rest) = if let Some(quoted) = inside.strip_prefix('"') {
        quoted_name(quoted)?
    } else {
        let end = inside.find(['{', '}', ':', '"'])?;
        (inside[..end].to_owned(), &inside[end..])
    };
    if name.is_empty() {
        return None;
    }
    let (format, rest) = match rest.strip_prefix(':') {
        Some(format) => {
            let end = format.find(['{', '}'])?;
            (Some(&format[..end]), &format[end..])
        }
        None => (None, rest),
    };
    let after = rest.strip_prefix('}')?;
    Some((name, format, text.len() - after.len()))
}

/// A name up to its closing quote, of which two are one in the name, and what comes after it.
fn quoted_name(mut rest: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        name.push_str(part);
        let Some(more) = after.strip_prefix('"') else { return Some((name, after)) };
        name.push('"');
        rest = more;
    }
}

fn place_of(source: &str, at: usize) -> usize {
    source[..at].chars().count() + 1
}

fn bad_brace(source: &str, at: usize, brace: char) -> Failure {
    let instead = if brace == '}' {
        "ends no placeholder; write }} for a brace"
    } else {
        "begins no placeholder such as {text} or {time:%H:%M}; write {{ for a brace"
    };
    let place = place_of(source, at);
    Failure::new(
        "BAD_TEMPLATE",
        format!("the {brace} at character {place} of the template \"{source}\" {instead}"),
    )
}
