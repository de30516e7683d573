//! Plans are those of the core, however rows lie and are divided.

use super::support::{
    batch_of, measures_of,
    random::{Case, cases},
    read, register, rows_of, session, shown,
};
use datafusion::{
    arrow::{
        array::{AsArray, RecordBatch},
        datatypes::{Int64Type, UInt32Type},
    },
    prelude::SessionContext,
};

struct Asked {
    case: Case,
    spec: String,
    arguments: String,
    order: &'static str,
}

impl Asked {
    fn new(case: Case) -> Self {
        let spec = serde_json::to_string(&case.spec).unwrap();
        let time = if case.table.times.is_empty() { "" } else { "ts, " };
        let arguments = format!("{}, {time}'{spec}'", measures_of(&case.table));
        // The same order, where times never decrease.
        let order = if case.table.times.is_empty() { "pos" } else { "ts, pos" };
        Asked { case, spec, arguments, order }
    }
}

async fn assert_equal(context: &SessionContext, asked: &Asked, how: &str) {
    let Asked { case, spec, arguments, order } = asked;
    let plan = case.rows().windows(&case.spec).unwrap();
    let sql = format!(
        "SELECT chat, windrow_plan({arguments} ORDER BY {order}) AS plan, min(pos) AS first FROM t GROUP BY chat ORDER BY first"
    );
    let found =
        rows_of(context, &sql).await.unwrap_or_else(|error| panic!("{how}, {spec}: {error}"));
    let runs = case.table.runs().into_iter().filter(|run| !run.is_empty()).collect::<Vec<_>>();
    assert_eq!(found.num_rows(), runs.len(), "{how}, {spec}");
    for (row, run) in runs.into_iter().enumerate() {
        let windows = found.column(1).as_list::<i32>().value(row);
        let windows = read(windows.as_struct(), case.table.measures.keys());
        assert_eq!(windows, shown(&plan, run), "{how}, chat {row}, {spec}");
    }
    let sql = format!(
        "SELECT pos, chat, windrow({arguments}) OVER (PARTITION BY chat ORDER BY {order}) AS windows FROM t ORDER BY pos"
    );
    let found =
        rows_of(context, &sql).await.unwrap_or_else(|error| panic!("{how}, {spec}: {error}"));
    assert_eq!(holders(&found), expected_holders(case), "{how}, {spec}");
}

fn holders(found: &RecordBatch) -> Vec<Vec<u32>> {
    let lists = found.column(2).as_list::<i32>();
    let positions = found.column(0).as_primitive::<Int64Type>().values();
    assert!(positions.iter().copied().eq(0..found.num_rows() as i64));
    (0..found.num_rows())
        .map(|row| lists.value(row).as_primitive::<UInt32Type>().values().to_vec())
        .collect()
}

fn expected_holders(case: &Case) -> Vec<Vec<u32>> {
    let plan = case.rows().windows(&case.spec).unwrap();
    let mut holders = vec![Vec::new(); case.table.len];
    for run in case.table.runs() {
        for window in shown(&plan, run.clone()) {
            let [start, _, end] = window.rows.map(|row| row as usize + run.start);
            (start..end).for_each(|row| holders[row].push(window.window));
        }
    }
    holders
}

#[tokio::test]
async fn plans_are_those_of_the_core_in_any_number_of_partitions() {
    for (seed, case, mut random) in Case::all(cases(40)) {
        let batch = batch_of(&case.table);
        let asked = Asked::new(case);
        let shapes = [(1, false, 8_192), (2, true, 7), (8, true, 3), (2, false, 64)];
        let (partitions, shuffled, batch_size) = shapes[seed as usize % shapes.len()];
        let context = session(partitions, batch_size);
        let shuffle = shuffled.then_some(&mut random);
        register(&context, "t", &batch, partitions, shuffle);
        assert_equal(&context, &asked, &format!("seed {seed}, {partitions} partitions")).await;
    }
}

#[tokio::test]
async fn without_a_group_all_rows_are_one_table() {
    for (seed, mut case, mut random) in Case::all(cases(25)) {
        if !case.table.times.is_sorted() {
            continue;
        }
        case.table.partitions.clear();
        let batch = batch_of(&case.table);
        let Asked { case, spec, arguments, order } = Asked::new(case);
        let partitions = [1, 2, 8][seed as usize % 3];
        let context = session(partitions, 16);
        register(&context, "t", &batch, partitions, Some(&mut random));
        let found =
            rows_of(&context, &format!("SELECT windrow_plan({arguments} ORDER BY {order}) FROM t"))
                .await
                .unwrap();
        let windows = found.column(0).as_list::<i32>().value(0);
        let plan = case.rows().windows(&case.spec).unwrap();
        let windows = read(windows.as_struct(), case.table.measures.keys());
        assert_eq!(windows, shown(&plan, 0..case.table.len), "seed {seed}, {spec}");
    }
}

#[tokio::test]
async fn windows_are_those_of_the_fixtures() {
    let cases: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/windows.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let spec = case["spec"].to_string();
        let runs = case["bytes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|run| (run[0].as_u64().unwrap(), run[1].as_u64().unwrap()));
        let table = super::support::oracle::Table {
            measures: [(
                "bytes".to_owned(),
                runs.clone().flat_map(|(rows, bytes)| vec![bytes; rows as usize]).collect(),
            )]
            .into(),
            len: runs.map(|(rows, _)| rows as usize).sum(),
            ..Default::default()
        };
        let context = session(2, 100);
        register(&context, "t", &batch_of(&table), 2, None);
        let found = rows_of(
            &context,
            &format!(
                "SELECT windrow_plan(named_struct('bytes', bytes), '{spec}' ORDER BY pos) FROM t"
            ),
        )
        .await;
        match found {
            Ok(found) => {
                let windows = found.column(0).as_list::<i32>().value(0);
                let windows =
                    read(windows.as_struct(), ["bytes"].iter()).into_iter().map(|window| {
                        let mut json: Vec<serde_json::Value> =
                            window.rows.iter().map(|&row| row.into()).collect();
                        json.extend(window.oversize.then_some(serde_json::Value::Bool(true)));
                        serde_json::Value::Array(json)
                    });
                assert_eq!(
                    serde_json::Value::Array(windows.collect()),
                    case["windows"],
                    "{}",
                    case["name"]
                );
            }
            Err(error) => assert!(
                error.to_string().contains(case["error"].as_str().unwrap()),
                "{}: {error}",
                case["name"]
            ),
        }
    }
}
