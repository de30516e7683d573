//! Which chats an error is about.

use crate::{Failure, Prompts};
use datafusion::{
    arrow::util::display::array_value_to_string,
    common::Column,
    error::{DataFusionError, Result},
    functions_aggregate::expr_fn::count,
    logical_expr::{Expr, lit},
    prelude::DataFrame,
};

/// What an error is about, where chats matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    NullTime,
    BadMeasure,
    Memory,
    Disk,
}

/// The words that tell it. A cluster hands an error on as text, so there is nothing else to go by.
const WORDS: [(&str, Cause); 5] = [
    ("NULL_TIME: ", Cause::NullTime),
    ("BAD_MEASURE: ", Cause::BadMeasure),
    ("No space left on device", Cause::Disk),
    ("Disk quota exceeded", Cause::Disk),
    ("Resources exhausted", Cause::Memory),
];

/// How many chats an error names.
const SHOWN: usize = 3;

fn column(name: &str) -> Expr {
    Expr::Column(Column::new_unqualified(name))
}

/// A sentence that names the chats with rows that cannot be cut, or the largest where there is too little room, if
/// that is what an error is about.
pub(super) async fn diagnose(
    error: &DataFusionError,
    table: DataFrame,
    prompts: &Prompts,
    on_cluster: bool,
) -> Option<String> {
    let text = error.to_string();
    let (_, cause) = WORDS.into_iter().find(|(words, _)| text.contains(words))?;
    let (table, what) = match cause {
        Cause::NullTime => {
            let is_bad = column(prompts.time.as_ref()?).is_null();
            (table.filter(is_bad).ok()?, " without a time")
        }
        Cause::BadMeasure => {
            let negative = |(_, name): &(String, String)| column(name).lt(lit(0));
            let is_bad = prompts.measures.iter().map(negative).reduce(Expr::or)?;
            (table.filter(is_bad).ok()?, " with a measure below 0")
        }
        Cause::Memory | Cause::Disk => (table, ""),
    };
    let found = counted(table, prompts.partition.as_deref()).await.ok()?;
    let said = found.into_iter().map(|(chat, rows)| match rows.as_str() {
        "1" => format!("{chat} has 1 row{what}"),
        _ => format!("{chat} has {rows} rows{what}"),
    });
    let chats = said.collect::<Vec<_>>().join("; ");
    let sentence = match cause {
        Cause::NullTime | Cause::BadMeasure => chats.clone(),
        Cause::Memory => format!(
            "memory is too small, as the rows of a part are held at once; give more of it, or with --cluster more --parts. Of the largest chats, {chats}"
        ),
        Cause::Disk => format!(
            "a disk is full; make room, or name another folder by {} or --output. Of the largest chats, {chats}",
            if on_cluster { "the --work-dir of windrow-executor" } else { "--work-dir" }
        ),
    };
    (!chats.is_empty()).then_some(sentence)
}

/// An error as a user reads it.
pub(super) fn sentence(error: &DataFusionError, cluster: Option<&str>) -> String {
    if let Some(failure) = Failure::of(error) {
        return failure.to_string();
    }
    let text = match error.find_root() {
        DataFusionError::Configuration(sentence) => return sentence.clone(),
        root => root.strip_backtrace(),
    };
    match cluster {
        Some(scheduler) if text.contains("ConnectError") => {
            format!("nobody answers at {scheduler}; start windrow-scheduler there ({text})")
        }
        _ => text,
    }
}

/// The chats with the most rows, and how many these are.
async fn counted(table: DataFrame, partition: Option<&str>) -> Result<Vec<(String, String)>> {
    const ROWS: &str = "windrow_rows";
    let chats = partition.map(column).into_iter().collect();
    let counted = table
        .aggregate(chats, vec![count(lit(1)).alias(ROWS)])?
        .filter(column(ROWS).gt(lit(0)))?
        .sort(vec![column(ROWS).sort(false, false)])?
        .limit(0, Some(SHOWN))?;
    let mut found = Vec::new();
    for batch in counted.collect().await? {
        for row in 0..batch.num_rows() {
            let [chat, rows] = [0, batch.num_columns() - 1]
                .map(|column| array_value_to_string(batch.column(column), row));
            let chat = match partition {
                Some(_) => format!("chat {}", chat?),
                None => "the table".to_owned(),
            };
            found.push((chat, rows?));
        }
    }
    Ok(found)
}
