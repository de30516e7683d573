//! What aggregates of DataFusion go through: filters, nulls, empty tables, groups that are sorted.

use super::support::{rows_of, session, table_text};
use datafusion::{arrow::array::AsArray, prelude::SessionContext};

async fn table(partitions: usize) -> SessionContext {
    let context = session(partitions, 4);
    let create = "CREATE TABLE m AS SELECT * FROM (VALUES
        ('a', 1, TIMESTAMP '2024-05-06 07:00:00', 'hello'), ('b', 2, TIMESTAMP '2024-05-06 07:01:00', NULL),
        ('a', 3, TIMESTAMP '2024-05-06 07:02:00', 'é'), ('b', 4, TIMESTAMP '2024-05-06 07:03:00', 'a long text, that is more than a view holds'),
        ('a', 5, TIMESTAMP '2024-05-06 09:00:00', ''), ('b', 6, TIMESTAMP '2024-05-06 09:00:00', 'x')) AS v(chat, id, ts, body)";
    context.sql(create).await.unwrap().collect().await.unwrap();
    context
}

async fn text(context: &SessionContext, sql: &str) -> String {
    table_text(&rows_of(context, sql).await.unwrap())
}

#[tokio::test]
async fn a_plan_has_the_columns_of_the_core() {
    let context = table(2).await;
    let sql = r#"SELECT chat, unnest(windrow_plan(named_struct('bytes', body, 'key', id), ts, '{"max":{"bytes":8},"gap":"1h"}' ORDER BY ts, id)) AS w FROM m GROUP BY chat"#;
    let found =
        rows_of(&context, &format!("SELECT chat, w.* FROM ({sql}) ORDER BY chat, w.window")).await;
    // `w.*` is not SQL that DataFusion knows; the names are spelt out.
    assert!(found.is_err());
    let columns = "w['window'] AS window, w['start'] AS start, w['fresh'] AS fresh, w['end'] AS \"end\", w['sum_bytes'] AS bytes, w['first_time'] AS first, w['last_time'] AS last, w['opens'] AS opens, w['oversize'] AS oversize";
    assert_eq!(text(&context, &format!("SELECT chat, {columns} FROM ({sql}) ORDER BY window, chat")).await, "\
+------+--------+-------+-------+-----+-------+---------------------+---------------------+-------+----------+
| chat | window | start | fresh | end | bytes | first               | last                | opens | oversize |
+------+--------+-------+-------+-----+-------+---------------------+---------------------+-------+----------+
| a    | 0      | 0     | 0     | 2   | 7     | 2024-05-06T07:00:00 | 2024-05-06T07:02:00 |       | false    |
| b    | 0      | 0     | 0     | 1   | 0     | 2024-05-06T07:01:00 | 2024-05-06T07:01:00 |       | false    |
| a    | 1      | 2     | 2     | 3   | 0     | 2024-05-06T09:00:00 | 2024-05-06T09:00:00 |       | false    |
| b    | 1      | 1     | 1     | 2   | 43    | 2024-05-06T07:03:00 | 2024-05-06T07:03:00 |       | true     |
| b    | 2      | 2     | 2     | 3   | 1     | 2024-05-06T09:00:00 | 2024-05-06T09:00:00 |       | false    |
+------+--------+-------+-------+-----+-------+---------------------+---------------------+-------+----------+");
}

#[tokio::test]
async fn hops_open_and_close() {
    let context = table(1).await;
    let sql = r#"SELECT unnest(windrow_plan(body, ts, '{"every":"1h","empty":true}' ORDER BY ts, id)) AS w FROM m"#;
    assert_eq!(text(&context, &format!("SELECT w['start'] AS start, w['end'] AS \"end\", w['opens'] AS opens, w['closes'] AS closes FROM ({sql})")).await, "\
+-------+-----+---------------------+---------------------+
| start | end | opens               | closes              |
+-------+-----+---------------------+---------------------+
| 0     | 4   | 2024-05-06T07:00:00 | 2024-05-06T08:00:00 |
| 4     | 4   | 2024-05-06T08:00:00 | 2024-05-06T09:00:00 |
| 4     | 6   | 2024-05-06T09:00:00 | 2024-05-06T10:00:00 |
+-------+-----+---------------------+---------------------+");
}

#[tokio::test]
async fn filters_leave_rows_out_and_empty_groups_have_no_windows() {
    for partitions in [1, 3] {
        let context = table(partitions).await;
        let count = |filter: &str| {
            format!(
                r#"SELECT chat, cardinality(windrow_plan(body, '{{"max":{{"rows":1}}}}' ORDER BY id) FILTER (WHERE {filter})) AS n FROM m GROUP BY chat ORDER BY chat"#
            )
        };
        for (filter, expected) in [
            ("id > 2", [2, 2]),
            ("chat = 'a'", [3, 0]),
            ("true", [3, 3]),
            ("body IS NOT NULL", [3, 2]),
            ("body <> ''", [2, 2]),
        ] {
            let found = rows_of(&context, &count(filter)).await.unwrap();
            let counts: Vec<_> = found
                .column(1)
                .as_primitive::<datafusion::arrow::datatypes::UInt64Type>()
                .iter()
                .map(|n| n.unwrap_or(0))
                .collect();
            assert_eq!(counts, expected, "{filter}");
        }
        let found = rows_of(
            &context,
            r#"SELECT windrow_plan(body, '{"max":{"rows":1}}' ORDER BY id) FROM m WHERE false"#,
        )
        .await
        .unwrap();
        assert_eq!(found.column(0).as_list::<i32>().value_length(0), 0);
    }
}

#[tokio::test]
async fn orders_of_any_type_and_direction_are_kept() {
    let context = table(4).await;
    for (order, expected) in [
        ("id DESC", "6,5,4,3,2,1"),
        ("body NULLS FIRST, id", "2,5,4,1,6,3"),
        ("chat DESC, id", "2,4,6,1,3,5"),
        ("id % 2, ts DESC", "6,4,2,5,3,1"),
        ("body DESC NULLS LAST, id", "3,6,1,4,5,2"),
    ] {
        let sql = format!(
            r#"SELECT id, unnest(windrow(body, '{{"max":{{"rows":1}}}}') OVER (ORDER BY {order})) AS w FROM m"#
        );
        let over = text(
            &context,
            &format!("SELECT string_agg(CAST(id AS VARCHAR), ',' ORDER BY w) AS ids FROM ({sql})"),
        )
        .await;
        assert!(over.contains(expected), "{order}: {over}");
        let plans = rows_of(&context, &format!(r#"SELECT windrow_plan(named_struct('n', id, 'key', id), '{{"max":{{"rows":1}}}}' ORDER BY {order}) AS w FROM m"#)).await.unwrap();
        let windows = plans.column(0).as_list::<i32>().value(0);
        let sums = windows
            .as_struct()
            .column_by_name("sum_n")
            .unwrap()
            .as_primitive::<datafusion::arrow::datatypes::Int64Type>()
            .values()
            .to_vec();
        assert_eq!(
            sums.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
            expected,
            "{order}"
        );
    }
}

#[tokio::test]
async fn measures_are_of_any_whole_number_and_keys_of_any_identity() {
    let context = table(2).await;
    let plan = |measure: &str| {
        format!(
            r#"SELECT unnest(windrow_plan({measure}, '{{"max":{{"n":7}}}}' ORDER BY id)) AS w FROM m"#
        )
    };
    let expected = text(&context, &plan("named_struct('n', id)")).await;
    for cast in [
        "CAST(id AS DOUBLE)",
        "CAST(id AS DECIMAL(10, 2))",
        "CAST(id AS SMALLINT)",
        "CAST(id AS BIGINT UNSIGNED)",
        "arrow_cast(id, 'Dictionary(Int32, Int64)')",
        "substr('123456', 1, id)",
    ] {
        assert_eq!(
            text(&context, &plan(&format!("named_struct('n', {cast})"))).await,
            expected,
            "{cast}"
        );
    }
    let ids = |key: &str| {
        format!(
            r#"SELECT windrow_plan(named_struct('n', id, 'key', {key}), '{{"max":{{"n":7}}}}' ORDER BY id)[1]['id'] AS id FROM m"#
        )
    };
    let expected = text(&context, &ids("id")).await;
    for key in ["CAST(id AS SMALLINT)", "CAST(id AS DECIMAL(20, 0))", "CAST(id AS BIGINT UNSIGNED)"]
    {
        assert_eq!(text(&context, &ids(key)).await, expected, "{key}");
    }
    let texts = text(&context, &ids("CAST(id AS VARCHAR)")).await;
    assert_ne!(texts, expected);
    assert_eq!(text(&context, &ids("arrow_cast(CAST(id AS VARCHAR), 'Utf8')")).await, texts);
    assert_eq!(text(&context, &ids("arrow_cast(CAST(id AS VARCHAR), 'LargeUtf8')")).await, texts);
}
