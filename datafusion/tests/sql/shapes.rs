//! The queries that the documents recommend, and the plans they make.

use super::support::{rows_of, session, table_text};
use datafusion::{
    arrow::array::AsArray,
    physical_plan::displayable,
    prelude::{SessionContext, col, lit},
};
use windrow::{Amounts, Spec};
use windrow_datafusion::{Frame, Prompts, Template, Windows};

async fn chats(partitions: usize) -> SessionContext {
    let context = session(partitions, 64);
    let create = "CREATE TABLE m AS SELECT 'chat ' || (value % 3) AS chat, value AS id, to_timestamp_micros(value * 60000000) AS ts, repeat('x', value % 17) AS body FROM generate_series(0, 599) AS s(value)";
    context.sql(create).await.unwrap().collect().await.unwrap();
    context
}

const SPEC: &str = r#"{"max":{"bytes":200},"overlap":0.2}"#;

#[tokio::test]
async fn texts_are_gathered_by_unnest_and_group_by() {
    for partitions in [1, 4] {
        let context = chats(partitions).await;
        let sql = format!("WITH held AS (SELECT chat, id, ts, body, unnest(windrow(body, ts, '{SPEC}') OVER (PARTITION BY chat ORDER BY ts, id)) AS window FROM m),
            texts AS (SELECT chat, window, octet_length(string_agg(body, '' ORDER BY ts, id)) AS bytes, min(id) AS first, max(id) AS last, count(*) AS rows FROM held GROUP BY chat, window),
            plans AS (SELECT chat, unnest(windrow_plan(body, ts, '{SPEC}' ORDER BY ts, id)) AS w FROM m GROUP BY chat)
            SELECT count(*) AS windows, count(*) FILTER (WHERE bytes = w['sum_bytes'] AND rows = w['end'] - w['start']) AS same, max(bytes) AS most FROM texts, plans WHERE texts.chat = plans.chat AND texts.window = w['window']");
        let text = table_text(&rows_of(&context, &sql).await.unwrap());
        let cells: Vec<&str> = text.lines().nth(3).unwrap().split('|').map(str::trim).collect();
        assert_eq!(cells[1], cells[2], "{text}");
        assert!(cells[1].parse::<u32>().unwrap() > 25, "{text}");
        assert!(cells[3].parse::<u32>().unwrap() <= 200, "{text}");
    }
}

/// DataFusion 55 takes `chat` to determine all columns of an `unnest` over `GROUP BY chat`, and drops what comes
/// after it in ORDER BY. The recommended shape puts `window` first; once this fails, either does.
#[tokio::test]
async fn windows_are_ordered_by_window_first() {
    let context = chats(2).await;
    let windows = format!(
        "SELECT chat, unnest(windrow_plan(body, ts, '{SPEC}' ORDER BY ts, id)) AS w FROM m GROUP BY chat"
    );
    let plan_of = async |order: &str| {
        let sql = format!("SELECT chat, w['window'] AS window FROM ({windows}) ORDER BY {order}");
        let plan = context.sql(&sql).await.unwrap().create_physical_plan().await.unwrap();
        displayable(plan.as_ref()).indent(false).to_string()
    };
    let lost = plan_of("chat, window").await;
    assert!(!lost.contains("window@1 ASC"), "mended upstream: {lost}");
    let kept = plan_of("window, chat").await;
    assert!(kept.contains("window@1 ASC NULLS LAST, chat@0 ASC"), "{kept}");
}

#[tokio::test]
async fn an_aggregate_sorts_no_rows_and_ships_no_text() {
    let context = chats(4).await;
    let sql = format!(
        "SELECT chat, windrow_plan(body, ts, '{SPEC}' ORDER BY ts, id) FROM m GROUP BY chat"
    );
    let plan = context.sql(&sql).await.unwrap().create_physical_plan().await.unwrap();
    let text = displayable(plan.as_ref()).indent(false).to_string();
    assert!(!text.contains("SortExec"), "{text}");
    let mut node = plan;
    while node.name() != "AggregateExec" {
        node = std::sync::Arc::clone(node.children()[0]);
    }
    let partial = loop {
        node = std::sync::Arc::clone(node.children()[0]);
        if node.name() == "AggregateExec" {
            break node;
        }
    };
    let types: Vec<String> = partial
        .schema()
        .fields()
        .iter()
        .skip(1)
        .map(|field| field.data_type().to_string())
        .collect();
    assert_eq!(types.len(), 4, "{types:?}"); // bytes, the time, and ORDER BY
    assert!(types.iter().all(|it| !it.contains("Utf8")), "{types:?}");
}

fn prompts(max: u64) -> Prompts {
    Prompts {
        spec: Spec::new().max("bytes", max).overlap(0.1),
        template: Template::parse("[{time:%H:%M}] {text}").unwrap(),
        separator: "\n".to_owned(),
        before: Frame::parse("{n} of {of} of {chat}\n").unwrap(),
        after: Frame::parse("\n{rows} rows from {first:%H:%M}").unwrap(),
        reserve: Amounts::new().measure("bytes", 10),
        partition: Some("chat".to_owned()),
        time: Some("ts".to_owned()),
        roles: vec![("text".to_owned(), "body".to_owned())],
        measures: vec![("ids".to_owned(), "id".to_owned())],
        order: vec!["id".to_owned()],
        widest_chat: 6,
    }
}

#[tokio::test]
async fn prompts_keep_within_the_limit_and_hold_each_row_once_or_more() {
    for partitions in [1, 2, 4] {
        let context = chats(partitions).await;
        let frame = context.table("m").await.unwrap().prompts(&prompts(400)).unwrap();
        let plan = frame.clone().create_physical_plan().await.unwrap();
        let plan = displayable(plan.as_ref()).indent(false).to_string();
        // Texts are handed on once, and sorted once.
        assert_eq!(plan.matches("SortExec").count(), 1, "{plan}");
        assert!(plan.matches("RepartitionExec").count() <= 1, "{plan}");
        let mut ids = 0;
        let mut last = 0;
        for batch in frame.collect().await.unwrap() {
            let text = datafusion::arrow::compute::cast(
                batch.column_by_name("text").unwrap(),
                &datafusion::arrow::datatypes::DataType::Utf8,
            )
            .unwrap();
            let rows = batch
                .column_by_name("rows")
                .unwrap()
                .as_primitive::<datafusion::arrow::datatypes::Int64Type>();
            for (text, rows) in text.as_string::<i32>().iter().zip(rows.iter()) {
                let (text, rows) = (text.unwrap(), rows.unwrap());
                assert!(text.len() <= 390, "{text}");
                let lines: Vec<&str> = text.lines().collect();
                assert_eq!(lines.len() as i64, rows + 2, "{text}");
                assert!(
                    lines[1..lines.len() - 1].iter().all(|line| line.starts_with('[')),
                    "{text}"
                );
                assert!(lines[0].contains(" of chat "), "{text}");
                let (n, of) = lines[0].split_once(" of ").unwrap();
                last += u32::from(of.starts_with(&format!("{n} of ")));
                ids += rows;
            }
        }
        assert!(ids > 600, "{ids}");
        assert_eq!(last, 3);
    }
}

#[tokio::test]
async fn a_frame_has_the_windows_of_its_groups() {
    let context = chats(2).await;
    let messages = context.table("m").await.unwrap();
    let order = vec![col("ts").sort(true, false), col("id").sort(true, false)];
    let spec = Spec::new().max("bytes", 200);
    let windows =
        messages.windows(vec![col("chat")], vec![col("body"), col("ts")], &spec, order).unwrap();
    let names: Vec<&str> =
        windows.schema().fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names[..6], ["chat", "window", "start", "fresh", "end", "sum_bytes"]);
    let most = windows.filter(col("sum_bytes").gt(lit(150))).unwrap().count().await.unwrap();
    assert!(most > 15, "{most}");
}

/// The queries of the documents, which stand in blocks of a language of their own.
#[tokio::test]
async fn queries_of_the_documents_run() {
    let context = chats(2).await;
    context
        .sql("CREATE VIEW messages AS SELECT chat, id, ts AS time, body AS text FROM m")
        .await
        .unwrap();
    let documents = [include_str!("../../README.md"), include_str!("../../../docs/cluster.md")];
    let queries: Vec<&str> = documents
        .iter()
        .flat_map(|text| {
            text.split("```datafusion\n").skip(1).map(|rest| rest.split("```").next().unwrap())
        })
        .collect();
    assert_eq!(queries.len(), 4);
    for query in queries {
        assert!(rows_of(&context, query).await.unwrap().num_rows() >= 3, "{query}");
    }
}
