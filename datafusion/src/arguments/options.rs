//! The spec: a constant text, in JSON.

use super::shape::Shape;
use crate::failure::Failure;
use datafusion::{
    common::{DFSchema, ScalarValue},
    error::Result,
    logical_expr::{Expr, ExprSchemable, expr::Sort},
    physical_expr::{PhysicalExpr, expressions::Literal},
};
use std::sync::Arc;
use windrow::{ErrorKind, Hops, Plan, Rows, Spec, Written};

/// What windows are asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Options {
    Spec(Spec),
    /// Windows of the clock: what has `every`.
    Hops(Hops),
}

impl Options {
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        let bad = |error: serde_json::Error| bad_spec(&shown(text), &error.to_string());
        let json: serde_json::Value = serde_json::from_str(text).map_err(bad)?;
        let is_hops = json.get("every").is_some();
        let written: Written = serde_json::from_str(text).map_err(bad)?;
        if is_hops {
            Hops::try_from(written).map(Options::Hops)
        } else {
            Spec::try_from(written).map(Options::Spec)
        }
        .map_err(Failure::from)
    }

    /// The options of the last argument, as it is executed.
    pub(crate) fn of_arguments(arguments: &[Arc<dyn PhysicalExpr>]) -> Result<Self, Failure> {
        let last =
            arguments.last().ok_or_else(|| bad_spec("missing", "it is the last argument"))?;
        match last.downcast_ref::<Literal>().map(|literal| text_of(literal.value())) {
            Some(Some(text)) => Options::read(text),
            _ => Err(bad_spec(&last.to_string(), "it must be constant")),
        }
    }

    /// Refuses options that cannot be right, whatever the rows.
    pub(crate) fn check(&self, shape: &Shape) -> Result<(), Failure> {
        let mut rows = Rows::builder().len(0);
        for measure in &shape.measures {
            rows = rows.measure(&measure.name, Vec::<u32>::new());
        }
        if let Some(time) = &shape.time {
            rows = rows.time(&time.column, time.core_unit(), Vec::new());
        }
        if shape.key.is_some() {
            rows = rows.key("key", Vec::new());
        }
        self.plan(&rows.build()?)?;
        Ok(())
    }

    pub(crate) fn plan(&self, rows: &Rows) -> Result<Plan, windrow::Error> {
        match self {
            Options::Spec(spec) => rows.windows(spec),
            Options::Hops(hops) => rows.hops(hops),
        }
    }
}

/// Refuses a call that cannot be right, as soon as its arguments are simplified.
pub(crate) fn check(arguments: &[Expr], order_by: &[Sort], schema: &DFSchema) -> Result<()> {
    let fields =
        arguments.iter().map(|it| Ok(it.to_field(schema)?.1)).collect::<Result<Vec<_>>>()?;
    let shape = Shape::of(&fields)?;
    let options = match arguments.last() {
        Some(Expr::Literal(value, _)) => match text_of(value) {
            Some(text) => Options::read(text)?,
            None => return Err(bad_spec(&value.to_string(), "it must be a text").into()),
        },
        Some(other) => return Err(bad_spec(&other.to_string(), "it must be constant").into()),
        None => return Ok(()),
    };
    options.check(&shape)?;
    if order_by.is_empty() {
        return Err(unordered().into());
    }
    Ok(())
}

fn text_of(value: &ScalarValue) -> Option<&str> {
    value.try_as_str().flatten()
}

fn unordered() -> Failure {
    ErrorKind::BadOption {
        option: "ORDER BY".to_owned(),
        value: "missing".to_owned(),
        instead: "an order that leaves no ties, such as ORDER BY ts, id".to_owned(),
    }
    .into()
}

fn bad_spec(value: &str, why: &str) -> Failure {
    ErrorKind::BadOption {
        option: "the spec".to_owned(),
        value: value.to_owned(),
        instead: format!(
            "a constant text in JSON, such as '{{\"max\":{{\"bytes\":32000}}}}' ({why})"
        ),
    }
    .into()
}

/// A text in quotes, no more of it than a sentence takes.
fn shown(text: &str) -> String {
    let start: String = text.chars().take(60).collect();
    if start.len() < text.len() { format!("'{start}…'") } else { format!("'{text}'") }
}
