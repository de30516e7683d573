//! More than 2 GiB of text in one part, which positions of 32 bits do not reach.

use super::support::session;
use datafusion::{
    arrow::{
        array::AsArray,
        array::{Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray},
        datatypes::{DataType, Int64Type},
    },
    datasource::MemTable,
    functions_aggregate::expr_fn::{count, sum},
    logical_expr::{cast, lit},
    prelude::col,
};
use std::sync::Arc;
use windrow::{Amounts, Spec};
use windrow_datafusion::{Frame, Prompts, Template, Windows};

fn prompts() -> Prompts {
    Prompts {
        spec: Spec::new().max("bytes", 100_000_000),
        template: Template::parse("{text}").unwrap(),
        separator: "\n".to_owned(),
        before: Frame::parse("").unwrap(),
        after: Frame::parse("").unwrap(),
        reserve: Amounts::new(),
        partition: None,
        time: Some("ts".to_owned()),
        roles: Vec::new(),
        measures: Vec::new(),
        order: vec!["id".to_owned()],
        widest_chat: 0,
    }
}

async fn text_of(rows: i64, bytes: usize) -> i64 {
    let text = Arc::new(StringArray::from(vec!["x".repeat(bytes)]));
    let batch = |row: i64| {
        RecordBatch::try_from_iter([
            ("id", Arc::new(Int64Array::from(vec![row])) as Arc<dyn Array>),
            ("ts", Arc::new(TimestampMicrosecondArray::from(vec![row]))),
            ("text", Arc::clone(&text) as Arc<dyn Array>),
        ])
        .unwrap()
    };
    let batches: Vec<_> = (0..rows).map(batch).collect();
    let context = session(1, 8_192);
    let table = MemTable::try_new(batches[0].schema(), vec![batches]).unwrap();
    context.register_table("m", Arc::new(table)).unwrap();
    let frame = context.table("m").await.unwrap().prompts(&prompts()).unwrap();
    let bytes = sum(cast(col("bytes"), DataType::Int64));
    let all = frame.aggregate(vec![], vec![bytes, count(lit(1))]).unwrap().collect().await.unwrap();
    all[0].column(0).as_primitive::<Int64Type>().value(0)
}

#[tokio::test]
async fn lines_are_one_buffer_with_positions_of_64_bits() {
    let context = session(1, 8_192);
    for text in ["Utf8", "Utf8View", "LargeUtf8"] {
        let sql =
            format!("SELECT 1 AS id, to_timestamp(1) AS ts, arrow_cast('x', '{text}') AS text");
        let frame = context.sql(&sql).await.unwrap().prompts(&prompts()).unwrap();
        let mut node = frame.create_physical_plan().await.unwrap();
        while node.name() != "WindowAggExec" {
            node = Arc::clone(node.children()[0]);
        }
        let schema = node.children()[0].schema();
        assert_eq!(
            schema.field_with_name("windrow_line").unwrap().data_type(),
            &DataType::LargeUtf8
        );
    }
}

#[tokio::test]
#[ignore = "takes 10 GB of memory"]
async fn a_part_may_hold_more_than_2_gib_of_text() {
    // Two rows do not fit into one prompt.
    assert_eq!(text_of(36, 64_000_000).await, 36 * 64_000_000);
}
