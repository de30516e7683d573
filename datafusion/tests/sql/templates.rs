//! A template writes the bytes that JavaScript and DuckDB write: the cases of `fixtures/templates.json`.

use datafusion::{
    arrow::{
        array::{
            Array, ArrayRef, AsArray, BooleanArray, Float32Array, Float64Array, Int64Array,
            RecordBatch, StringArray, StringViewArray,
        },
        compute::cast,
        datatypes::{DataType, TimeUnit},
    },
    common::DFSchema,
    prelude::SessionContext,
};
use serde_json::Value;
use std::sync::Arc;
use windrow_datafusion::Template;

fn column(cell: &Value, wide: bool) -> ArrayRef {
    let value = cell["value"].as_str();
    let whole = || Int64Array::from(vec![value.map(|value| value.parse().unwrap())]);
    let unit = |unit| cast(&whole(), &DataType::Timestamp(unit, None)).unwrap();
    match cell["type"].as_str().unwrap() {
        "text" if wide => Arc::new(StringViewArray::from(vec![value])),
        "text" => Arc::new(StringArray::from(vec![value])),
        "boolean" => Arc::new(BooleanArray::from(vec![cell["value"].as_bool()])),
        "double" => Arc::new(Float64Array::from(vec![value.unwrap().parse::<f64>().unwrap()])),
        "float" => {
            Arc::new(Float32Array::from(vec![value.unwrap().parse::<f64>().unwrap() as f32]))
        }
        "bigint" => Arc::new(whole()),
        "timestamp_s" => unit(TimeUnit::Second),
        "timestamp_ms" => unit(TimeUnit::Millisecond),
        "timestamp_us" => unit(TimeUnit::Microsecond),
        _ => unit(TimeUnit::Nanosecond),
    }
}

#[tokio::test]
async fn lines_are_those_of_the_fixtures() {
    let cases: Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/templates.json")).unwrap();
    let context = SessionContext::new();
    for (place, case) in cases.as_array().unwrap().iter().enumerate() {
        let cells = case["row"].as_object().unwrap();
        let batch = RecordBatch::try_from_iter(
            cells.iter().map(|(name, cell)| (name, column(cell, place % 2 == 0))),
        )
        .unwrap();
        let schema = DFSchema::try_from(batch.schema()).unwrap();
        let line = Template::parse(case["template"].as_str().unwrap())
            .unwrap()
            .line(&schema, &[])
            .unwrap();
        let line = context.create_physical_expr(line, &schema).unwrap();
        let found = line.evaluate(&batch).unwrap().into_array(1).unwrap();
        assert!(!found.is_null(0));
        let found = cast(&found, &DataType::Utf8).unwrap();
        assert_eq!(found.as_string::<i32>().value(0), case["line"].as_str().unwrap(), "{case}");
    }
}

#[test]
fn a_template_is_told_what_is_wrong_with_it_and_where() {
    for (template, words) in [
        ("🎉{text", "character 2"),
        ("text}", "character 5"),
        ("{}", "character 1"),
        ("{time:}", "is empty"),
        ("a{time:%Q}", "has %Q"),
        ("{time:%n}", "%n"),
        ("{time:%}", "%%"),
        ("{a{b}}", "character 1"),
        ("{\"a}", "character 1"),
    ] {
        let failure = Template::parse(template).unwrap_err();
        assert_eq!(failure.code(), "BAD_TEMPLATE", "{template}");
        assert!(failure.to_string().contains(words), "{template}: {failure}");
    }
}
