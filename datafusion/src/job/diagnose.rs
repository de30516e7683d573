//! Which chats an error is about.

use crate::{Prompts, failure::Failure};
use datafusion::{
    arrow::util::display::array_value_to_string,
    common::Column,
    error::{DataFusionError, Result},
    functions_aggregate::expr_fn::count,
    logical_expr::{Expr, lit},
    prelude::DataFrame,
};

/// The codes of what can be wrong with rows.
const CODES: [&str; 2] = ["NULL_TIME", "BAD_MEASURE"];

/// How many chats an error names.
const SHOWN: usize = 3;

/// The code in an error, which a cluster hands on as text.
fn code(error: &DataFusionError) -> Option<&'static str> {
    if let Some(failure) = Failure::of(error) {
        return CODES.into_iter().find(|code| *code == failure.code());
    }
    let text = error.to_string();
    CODES.into_iter().find(|code| text.contains(&format!("{code}: ")))
}

/// A sentence that names the chats with rows that cannot be cut, if that is what an error is about.
pub(super) async fn diagnose(
    error: &DataFusionError,
    table: DataFrame,
    prompts: &Prompts,
) -> Option<String> {
    let column = |name: &str| Expr::Column(Column::new_unqualified(name));
    let (is_bad, what) = if code(error)? == "NULL_TIME" {
        (column(prompts.time.as_ref()?).is_null(), "without a time")
    } else {
        let negative = |(_, name): &(String, String)| column(name).lt(lit(0));
        (prompts.measures.iter().map(negative).reduce(Expr::or)?, "with a measure below 0")
    };
    let chats = prompts.partition.iter().map(|name| column(name)).collect::<Vec<_>>();
    let found = found(table, is_bad, chats).await.ok()?;
    let said = found.into_iter().map(|(chat, rows)| format!("{chat} has {rows} rows {what}"));
    let sentence = said.collect::<Vec<_>>().join("; ");
    (!sentence.is_empty()).then_some(sentence)
}

async fn found(table: DataFrame, is_bad: Expr, chats: Vec<Expr>) -> Result<Vec<(String, String)>> {
    let has_chats = !chats.is_empty();
    let counted =
        table.filter(is_bad)?.aggregate(chats, vec![count(lit(1)).alias("windrow_rows")])?;
    let mut found = Vec::new();
    for batch in counted.limit(0, Some(SHOWN))?.collect().await? {
        for row in 0..batch.num_rows() {
            let [chat, rows] = [0, batch.num_columns() - 1]
                .map(|column| array_value_to_string(batch.column(column), row));
            let chat = if has_chats { format!("chat {}", chat?) } else { "the table".to_owned() };
            found.push((chat, rows?));
        }
    }
    Ok(found)
}
