//! What is sent around the lines of a window, and the spec that leaves room for it.

use super::{
    civil::WIDEST_TIMESTAMP,
    template::{Part, Template},
    text::windrow_text,
};
use crate::failure::Failure;
use datafusion::{
    functions::string::expr_fn::concat,
    logical_expr::{Expr, lit},
};
use windrow::{Amounts, Spec};

/// What a window tells of itself in the text around its lines.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its number in its chat, from 1.
    pub n: Expr,
    /// How many windows its chat has.
    pub of: Expr,
    /// The time of its first row.
    pub first: Expr,
    /// The time of its last row.
    pub last: Expr,
    /// The number of its rows.
    pub rows: Expr,
    /// The name of its chat.
    pub chat: Expr,
}

/// The text before or after the lines of a window, which may hold `{n}`, `{of}`, `{first}`, `{last}`, `{rows}` and
/// `{chat}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame(Template);

const NAMES: [&str; 6] = ["n", "of", "first", "last", "rows", "chat"];

/// As many digits as a number of windows or rows has: they are numbered by 32 bits.
const DIGITS: usize = 10;

impl Frame {
    /// Reads the text.
    ///
    /// # Errors
    /// `BAD_TEMPLATE`; `MISSING_COLUMN` for a placeholder that there is not.
    pub fn parse(source: &str) -> Result<Self, Failure> {
        let template = Template::parse(source)?;
        for part in &template.parts {
            let Part::Placeholder(placeholder) = part else { continue };
            if !NAMES.contains(&placeholder.name.as_str()) {
                return Err(placeholder.missing(&NAMES.map(str::to_owned)));
            }
            if placeholder.format.is_some()
                && !["first", "last"].contains(&placeholder.name.as_str())
            {
                let (written, place) = (&placeholder.written, placeholder.place);
                let sentence =
                    format!("{written} at character {place} is no time; leave out its format");
                return Err(Failure::new("BAD_TEMPLATE", sentence));
            }
        }
        Ok(Frame(template))
    }

    /// Whether a placeholder stands in it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let is = |part: &Part| matches!(part, Part::Placeholder(it) if it.name == name);
        self.0.parts.iter().any(is)
    }

    /// The most bytes that it takes, given the most that `{chat}` takes.
    #[must_use]
    pub fn widest(&self, chat: usize) -> usize {
        let widths = self.0.parts.iter().map(|part| match part {
            Part::Text(text) => text.len(),
            Part::Placeholder(it) => match (it.name.as_str(), &it.format) {
                ("chat", _) => chat,
                ("first" | "last", Some(format)) => format.widest(),
                ("first" | "last", None) => WIDEST_TIMESTAMP,
                _ => DIGITS,
            },
        });
        widths.sum()
    }

    /// The expression that writes it.
    #[must_use]
    pub fn text(&self, facts: &Facts) -> Expr {
        let mut texts = vec![lit("")];
        texts.extend(self.0.parts.iter().map(|part| match part {
            Part::Text(text) => lit(text.as_str()),
            Part::Placeholder(it) => {
                let fact = match it.name.as_str() {
                    "n" => &facts.n,
                    "of" => &facts.of,
                    "first" => &facts.first,
                    "last" => &facts.last,
                    "rows" => &facts.rows,
                    _ => &facts.chat,
                };
                let format = it.format.iter().map(|format| lit(format.text()));
                windrow_text().call([fact.clone()].into_iter().chain(format).collect())
            }
        }));
        concat(texts)
    }
}

/// What of each limit is not for lines.
#[derive(Clone, Debug, Default)]
pub struct Reserve {
    /// The bytes of the text around the lines, at its widest.
    pub around: u64,
    /// The bytes of the separator, which the last line is sent without.
    pub separator: u64,
    /// What the caller keeps, such as room for an answer.
    pub kept: Amounts,
}

impl Reserve {
    /// The spec that keeps what is sent of a window within the limits of another, whose measure `bytes`
    /// is that of lines with their separator.
    ///
    /// # Errors
    /// `BAD_RESERVE` where nothing is left.
    pub fn take_from(&self, spec: &Spec) -> Result<Spec, Failure> {
        let mut left = spec.clone();
        if let Some(rows) = &mut left.max.rows {
            *rows = less("rows", *rows, 0, self.kept.rows.unwrap_or(0))?;
        }
        for (name, limit) in &mut left.max.measures {
            let kept = self.kept.measures.iter().find(|(measure, _)| measure == name);
            let kept = kept.map_or(0, |(_, amount)| *amount);
            let is_bytes = name == "bytes";
            *limit = less(name, *limit, if is_bytes { self.around } else { 0 }, kept)?;
            if is_bytes {
                *limit = limit.saturating_add(self.separator);
            }
        }
        Ok(left)
    }
}

fn less(name: &str, limit: u64, around: u64, kept: u64) -> Result<u64, Failure> {
    if limit == 0 {
        return Ok(0); // no limit, which the core refuses
    }
    match limit.checked_sub(around.saturating_add(kept)) {
        None | Some(0) => Err(Failure::new(
            "BAD_RESERVE",
            format!(
                "of max.{name}, {limit}, the text around the lines takes {around} and the reserve {kept}, which leaves nothing; raise the limit, or shorten these"
            ),
        )),
        Some(left) => Ok(left),
    }
}
