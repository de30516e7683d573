//! Plans and prompts of a [`DataFrame`], in Rust.

use crate::{
    failure::Failure,
    functions::{windrow, windrow_plan},
    lines::{Facts, Frame, Reserve, Template},
};
use datafusion::{
    arrow::datatypes::DataType,
    common::Column,
    error::Result,
    functions::{core::expr_fn::named_struct, string::expr_fn::octet_length},
    functions_aggregate::{
        expr_fn::{count, max, min, sum},
        string_agg::string_agg_udaf,
    },
    logical_expr::{
        Expr, ExprFunctionExt, ExprSchemable, SortExpr, WindowFunctionDefinition, cast,
        expr::WindowFunction, lit,
    },
    prelude::DataFrame,
};
use windrow::{Amounts, Spec};

/// What windows are cut by, and where prompts find what they are made of.
#[derive(Clone, Debug)]
pub struct Prompts {
    /// What a prompt may hold. Its measure `bytes` is that of the whole prompt.
    pub spec: Spec,
    /// How a row is written.
    pub template: Template,
    /// What follows each line but the last.
    pub separator: String,
    /// The text before the lines.
    pub before: Frame,
    /// The text after the lines.
    pub after: Frame,
    /// What of each limit is kept for instructions or an answer.
    pub reserve: Amounts,
    /// The column that tells chats apart, if there are several.
    pub partition: Option<String>,
    /// The column of the times, if there is one.
    pub time: Option<String>,
    /// The columns that templates call `author` and `text`, where they are called differently.
    pub roles: Vec<(String, String)>,
    /// Measures besides `bytes`: a name, and a column of whole numbers.
    pub measures: Vec<(String, String)>,
    /// What rows are ordered by within a chat, after the time. It must leave no ties.
    pub order: Vec<String>,
    /// The most bytes that the name of a chat takes; of use where `{chat}` stands around the lines.
    pub widest_chat: usize,
}

/// What windows add to a [`DataFrame`].
pub trait Windows: Sized {
    /// The windows of each group, a row each: the columns of the group, then those of a plan. `arguments` are those
    /// of [`windrow_plan`](crate::windrow_plan) but for the spec.
    ///
    /// # Errors
    /// Those of the arguments come when the query is planned.
    fn windows(
        self,
        group: Vec<Expr>,
        arguments: Vec<Expr>,
        spec: &Spec,
        order: Vec<SortExpr>,
    ) -> Result<DataFrame>;

    /// The prompts of all windows, a row each: `chat` if there are several, `window`, `rows`, `bytes`, `sum_…` for each
    /// other measure, `first_time` and `last_time` if there is a time, and `text`. What is measured is what is sent.
    ///
    /// # Errors
    /// `MISSING_COLUMN`, `BAD_RESERVE`; others come when the query is planned, or read.
    fn prompts(self, prompts: &Prompts) -> Result<DataFrame>;
}

const WINDOW: &str = "window";
const LINE: &str = "windrow_line";
const CHAT: &str = "chat";
const TIME: &str = "time";

fn named(name: &str) -> Expr {
    Expr::Column(Column::new_unqualified(name))
}

impl Windows for DataFrame {
    fn windows(
        self,
        group: Vec<Expr>,
        mut arguments: Vec<Expr>,
        spec: &Spec,
        order: Vec<SortExpr>,
    ) -> Result<DataFrame> {
        arguments.push(lit(written(spec)?));
        let plan = windrow_plan().call(arguments).order_by(order).build()?.alias(WINDOW);
        let plans = self.aggregate(group, vec![plan])?.unnest_columns(&[WINDOW])?;
        let windows = plans.unnest_columns(&[WINDOW])?;
        // The fields of a struct are named after its column, too.
        let prefix = format!("{WINDOW}.");
        let columns = windows.schema().iter().map(|(qualifier, field)| {
            let column = Expr::Column(Column::from((qualifier, field)));
            match field.name().strip_prefix(&prefix) {
                Some(name) => column.alias(name),
                None => column,
            }
        });
        let columns: Vec<Expr> = columns.collect();
        windows.select(columns)
    }

    fn prompts(self, prompts: &Prompts) -> Result<DataFrame> {
        let Prompts { separator, before, after, partition, time, measures, .. } = prompts;
        let reserve = Reserve {
            around: (before.widest(prompts.widest_chat) + after.widest(prompts.widest_chat)) as u64,
            separator: separator.len() as u64,
            kept: prompts.reserve.clone(),
        };
        let spec = written(&reserve.take_from(&prompts.spec)?)?;
        let lines = lines(self, prompts)?;

        let mut arguments = vec![measures_of(separator.len() as u64, measures)];
        arguments.extend(time.iter().map(|_| named(TIME)));
        arguments.push(lit(spec));
        let chats: Vec<Expr> = partition.iter().map(|_| named(CHAT)).collect();
        let function = WindowFunctionDefinition::WindowUDF(windrow());
        let held = Expr::from(WindowFunction::new(function, arguments))
            .partition_by(chats.clone())
            .order_by(order(prompts))
            .build()?
            .alias(WINDOW);
        let mut kept: Vec<Expr> =
            lines.schema().fields().iter().map(|field| named(field.name())).collect();
        kept.push(held);
        let held = lines.select(kept)?.unnest_columns(&[WINDOW])?;

        let mut group = chats.clone();
        group.push(named(WINDOW));
        let text = string_agg_udaf()
            .call(vec![named(LINE), lit(separator.as_str())])
            .order_by(order(prompts))
            .build()?;
        let mut columns = vec![text.alias("lines"), count(lit(1)).alias("rows")];
        columns
            .extend(measures.iter().map(|(name, _)| sum(named(name)).alias(format!("sum_{name}"))));
        if time.is_some() {
            columns.push(min(named(TIME)).alias("first_time"));
            columns.push(max(named(TIME)).alias("last_time"));
        }
        let windows = with_number(held.aggregate(group, columns)?, prompts, &chats)?;

        let none = || lit("");
        let facts = Facts {
            n: named(WINDOW) + lit(1_u32),
            of: if is_numbered(prompts) { named("of") } else { none() },
            first: if time.is_some() { named("first_time") } else { none() },
            last: if time.is_some() { named("last_time") } else { none() },
            rows: named("rows"),
            chat: if partition.is_some() { named(CHAT) } else { none() },
        };
        let text = datafusion::functions::string::expr_fn::concat(vec![
            before.text(&facts),
            named("lines"),
            after.text(&facts),
        ]);
        let mut columns = chats;
        columns.extend([named(WINDOW), named("rows"), octet_length(text.clone()).alias("bytes")]);
        columns.extend(measures.iter().map(|(name, _)| named(&format!("sum_{name}"))));
        if time.is_some() {
            columns.extend([named("first_time"), named("last_time")]);
        }
        columns.push(text.alias("text"));
        Ok(in_whole_parts(windows.select(columns)?))
    }
}

/// Gathers windows where their chats are. With fewer than four parts, DataFusion would gather half of each text, and then
/// spread the windows once more to gather the rest: twice the time, and three times the memory.
fn in_whole_parts(frame: DataFrame) -> DataFrame {
    let (mut state, plan) = frame.into_parts();
    state.config_mut().options_mut().optimizer.subset_repartition_threshold = 1;
    DataFrame::new(state, plan)
}

fn written(spec: &Spec) -> Result<String> {
    let bad = |error: serde_json::Error| Failure::new("BAD_OPTION", error.to_string());
    Ok(serde_json::to_string(spec).map_err(bad)?)
}

/// The columns that prompts are made of, and no other: narrow, but for the line.
fn lines(frame: DataFrame, prompts: &Prompts) -> Result<DataFrame> {
    let mut roles: Vec<(&str, &str)> =
        prompts.roles.iter().map(|(role, name)| (role.as_str(), name.as_str())).collect();
    roles.extend(prompts.time.iter().map(|name| ("time", name.as_str())));
    roles.extend(prompts.partition.iter().map(|name| (CHAT, name.as_str())));
    let line = prompts.template.line(frame.schema(), &roles)?;
    let mut columns = vec![whole(line, &frame)?.alias(LINE)];
    if let Some(name) = &prompts.partition {
        columns.push(whole(named(name), &frame)?.alias(CHAT));
    }
    columns.extend(prompts.time.iter().map(|name| named(name).alias(TIME)));
    columns.extend(prompts.measures.iter().map(|(name, column)| named(column).alias(name)));
    columns.extend(
        prompts.order.iter().enumerate().map(|(place, name)| named(name).alias(order_name(place))),
    );
    frame.select(columns)
}

/// Casts a text to `LargeUtf8`. A window function puts all rows of a part into one array, and `Utf8` has offsets for at
/// most 2 GiB. A view array keeps the buffers of every sorted batch, and DataFusion visits all of them for each batch, so
/// that the time would grow with the square of the rows.
fn whole(text: Expr, frame: &DataFrame) -> Result<Expr> {
    Ok(match text.get_type(frame.schema())? {
        DataType::Utf8 | DataType::Utf8View => cast(text, DataType::LargeUtf8),
        _ => text,
    })
}

fn order_name(place: usize) -> String {
    format!("windrow_order_{place}")
}

fn order(prompts: &Prompts) -> Vec<SortExpr> {
    let ascending = |name: &str| named(name).sort(true, false);
    let time = prompts.time.iter().map(|_| ascending(TIME));
    time.chain((0..prompts.order.len()).map(|place| ascending(&order_name(place)))).collect()
}

fn measures_of(separator: u64, measures: &[(String, String)]) -> Expr {
    let mut fields = vec![lit("bytes"), octet_length(named(LINE)) + lit(separator)];
    for (name, _) in measures {
        fields.extend([lit(name.as_str()), named(name)]);
    }
    named_struct(fields)
}

fn is_numbered(prompts: &Prompts) -> bool {
    prompts.before.has("of") || prompts.after.has("of")
}

/// With the number of windows of each chat, where that is written.
fn with_number(windows: DataFrame, prompts: &Prompts, chats: &[Expr]) -> Result<DataFrame> {
    if !is_numbered(prompts) {
        return Ok(windows);
    }
    let function = WindowFunctionDefinition::AggregateUDF(
        datafusion::functions_aggregate::count::count_udaf(),
    );
    let of = Expr::from(WindowFunction::new(function, vec![lit(1)]))
        .partition_by(chats.to_vec())
        .build()?;
    windows.with_column("of", of)
}
