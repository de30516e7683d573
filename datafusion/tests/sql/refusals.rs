//! What is wrong is told with the core's code and sentence: of the arguments at planning, of rows when
//! they are read.

use super::support::{rows_of, session};
use datafusion::prelude::SessionContext;
use windrow_datafusion::Failure;

async fn table() -> SessionContext {
    let context = session(2, 2);
    let create = "CREATE TABLE m AS SELECT * FROM (VALUES
        ('a', 1, TIMESTAMP '2024-05-06 07:00:00', 'hello', 5), ('b', 2, NULL, 'x', 1),
        ('a', 3, TIMESTAMP '2024-05-06 06:00:00', 'y', -1)) AS v(chat, id, ts, body, n)";
    context.sql(create).await.unwrap().collect().await.unwrap();
    context
}

#[tokio::test]
async fn arguments_are_judged_when_the_query_is_planned() {
    let context = table().await;
    for (call, code, words) in [
        (
            "windrow_plan(body, '{\"max\":{\"bytes\":0}}' ORDER BY id)",
            "BAD_LIMIT",
            "max.bytes is 0; give a whole number of at least 1",
        ),
        ("windrow_plan(body, '{}' ORDER BY id)", "NO_LIMIT", "max.bytes"),
        (
            "windrow_plan(body, '{\"max\":{\"tokens\":5}}' ORDER BY id)",
            "MISSING_COLUMN",
            "there is bytes",
        ),
        (
            "windrow_plan(body, '{\"gap\":\"1h\"}' ORDER BY id)",
            "MISSING_COLUMN",
            "there is no column time",
        ),
        (
            "windrow_plan(body, '{\"max\":{\"rows\":5},\"cut\":\"stable\"}' ORDER BY id)",
            "MISSING_COLUMN",
            "key",
        ),
        (
            "windrow_plan(body, '{\"max\":{\"rows\":5},\"overlap\":1}' ORDER BY id)",
            "BAD_OVERLAP",
            "overlap is 1",
        ),
        (
            "windrow_plan(body, '{\"maximum\":5}' ORDER BY id)",
            "BAD_OPTION",
            "maximum is not an option",
        ),
        ("windrow_plan(body, '{\"max\":' ORDER BY id)", "BAD_OPTION", "JSON"),
        ("windrow_plan(body, chat ORDER BY id)", "BAD_OPTION", "must be constant"),
        ("windrow_plan(body, '{\"max\":{\"rows\":5}}')", "BAD_OPTION", "ORDER BY is missing"),
        (
            "windrow_plan(DISTINCT body, '{\"max\":{\"rows\":5}}' ORDER BY id)",
            "BAD_OPTION",
            "DISTINCT",
        ),
        (
            "windrow_plan(id, '{\"max\":{\"rows\":5}}' ORDER BY id)",
            "UNSUPPORTED_TYPE",
            "struct of measures",
        ),
        (
            "windrow_plan(body, id, '{\"max\":{\"rows\":5}}' ORDER BY id)",
            "UNSUPPORTED_TYPE",
            "cast it to TIMESTAMP",
        ),
        (
            "windrow_plan(named_struct('t', ts), '{\"max\":{\"rows\":5}}' ORDER BY id)",
            "UNSUPPORTED_TYPE",
            "column t",
        ),
        (
            "windrow_plan(named_struct('rows', id), '{\"max\":{\"rows\":5}}' ORDER BY id)",
            "BAD_MEASURE",
            "named rows",
        ),
        ("windrow_plan(body, ts, '{\"every\":\"no\"}' ORDER BY id)", "BAD_DURATION", "every"),
        (
            "windrow(body, '{\"max\":{\"bytes\":0}}') OVER (ORDER BY id)",
            "BAD_LIMIT",
            "max.bytes is 0",
        ),
        (
            "windrow(body, '{\"max\":{\"bytes\":5}}') OVER (PARTITION BY chat)",
            "BAD_OPTION",
            "ORDER BY is missing",
        ),
        ("windrow_text(body, '%Y')", "UNSUPPORTED_TYPE", "cast it to TIMESTAMP"),
        ("windrow_text(ts, '%Q')", "BAD_TEMPLATE", "%Q"),
    ] {
        let planned = async {
            context.sql(&format!("SELECT {call} FROM m")).await?.create_physical_plan().await
        };
        let error = planned.await.expect_err(call);
        let failure = Failure::of(&error).unwrap_or_else(|| panic!("{call}: {error}"));
        assert_eq!(failure.code(), code, "{call}: {failure}");
        assert!(failure.to_string().contains(words), "{call}: {failure}");
    }
}

#[tokio::test]
async fn rows_are_told_by_their_order_and_groups_by_their_first_row() {
    let context = table().await;
    for (sql, code, words) in [
        (
            "SELECT chat, windrow_plan(body, ts, '{\"max\":{\"rows\":5}}' ORDER BY ts, id) FROM m GROUP BY chat",
            "NULL_TIME",
            "the row with ts = null, id = 2",
        ),
        (
            "SELECT chat, windrow_plan(named_struct('n', n), '{\"max\":{\"n\":5}}' ORDER BY id) FROM m GROUP BY chat",
            "BAD_MEASURE",
            "column n is -1",
        ),
        (
            "SELECT chat, windrow_plan(body, ts, '{\"max\":{\"rows\":5}}' ORDER BY id) FROM m WHERE chat = 'a' GROUP BY chat",
            "UNSORTED",
            "the group whose first row has id = 1",
        ),
        (
            "SELECT chat, windrow_plan(body, '{\"max\":{\"bytes\":2},\"oversize\":\"error\"}' ORDER BY id) FROM m GROUP BY chat",
            "OVERSIZE_ROW",
            "row 0 has 5 bytes",
        ),
        (
            "SELECT windrow(body, ts, '{\"max\":{\"rows\":5}}') OVER (PARTITION BY chat ORDER BY ts, id) FROM m",
            "NULL_TIME",
            "column ts is null at row 0",
        ),
    ] {
        let error = rows_of(&context, sql).await.expect_err(sql);
        let failure = Failure::of(&error).unwrap_or_else(|| panic!("{sql}: {error}"));
        assert_eq!(failure.code(), code, "{sql}: {failure}");
        assert!(failure.to_string().contains(words), "{sql}: {failure}");
    }
}
