//! The queries that the documents recommend, and the plans they make.

use super::support::{rows_of, session, table_text};
use datafusion::{physical_plan::displayable, prelude::SessionContext};

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
