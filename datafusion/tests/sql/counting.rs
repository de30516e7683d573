//! Work and memory grow with the number of rows, not with the number of groups. Allocations are counted, as times vary.

use allocated::{Allocated, Counting, counted};
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, Int64Array, StringViewArray, TimestampMicrosecondArray},
        compute::concat,
        datatypes::{DataType, Field, Schema, TimeUnit},
    },
    logical_expr::{EmitTo, GroupsAccumulator, function::PartitionEvaluatorArgs},
    physical_expr::{
        PhysicalSortExpr,
        aggregate::AggregateExprBuilder,
        expressions::{col, lit},
    },
};
use std::sync::Arc;

#[path = "../../../tests/support/counting.rs"]
mod allocated;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const BATCH: usize = 8_192;

fn accumulator() -> Box<dyn GroupsAccumulator> {
    let time = DataType::Timestamp(TimeUnit::Microsecond, None);
    let schema = Arc::new(Schema::new(vec![
        Field::new("text", DataType::Utf8View, true),
        Field::new("ts", time, true),
        Field::new("id", DataType::Int64, true),
    ]));
    let column = |name| col(name, &schema).unwrap();
    let arguments =
        vec![column("text"), column("ts"), lit(r#"{"max":{"bytes":4000},"overlap":0.1}"#)];
    let order = ["ts", "id"].map(|name| PhysicalSortExpr::new_default(column(name)));
    AggregateExprBuilder::new(windrow_datafusion::windrow_plan(), arguments)
        .schema(Arc::clone(&schema))
        .order_by(order.into())
        .alias("plan")
        .build()
        .unwrap()
        .create_groups_accumulator()
        .unwrap()
}

/// The allocations for gathering rows whose groups alternate, and then for their plans, or for their state.
fn taken(rows: usize, groups: usize, is_state: bool) -> Allocated {
    let mut accumulator = accumulator();
    let text: ArrayRef = Arc::new(StringViewArray::from(vec!["a text, longer than a view"; BATCH]));
    let spec: ArrayRef = Arc::new(StringViewArray::from(vec!["{}"; BATCH]));
    let batches = (0..rows).step_by(BATCH).map(|from| {
        let ids = from as i64..(from + BATCH) as i64;
        let time: ArrayRef = Arc::new(TimestampMicrosecondArray::from_iter_values(ids.clone()));
        let id: ArrayRef = Arc::new(Int64Array::from_iter_values(ids));
        let values = [Arc::clone(&text), Arc::clone(&time), Arc::clone(&spec), time, id];
        let of_rows: Vec<usize> = (from..from + BATCH).map(|row| row % groups).collect();
        (values, of_rows)
    });
    let batches: Vec<_> = batches.collect();
    counted(|| {
        for (values, of_rows) in &batches {
            accumulator.update_batch(values, of_rows, None, groups).unwrap();
        }
        if is_state {
            let state = accumulator.state(EmitTo::All).unwrap();
            assert_eq!(state[0].as_list::<i64>().values().len(), rows);
        } else {
            let plans = accumulator.evaluate(EmitTo::All).unwrap();
            assert!(plans.len() == groups && plans.as_list::<i32>().values().len() >= groups);
        }
    })
}

#[test]
fn work_grows_with_the_rows_and_no_row_has_an_allocation_of_its_own() {
    const ROWS: usize = 1 << 20;
    for is_state in [false, true] {
        for groups in [1, 1_000, ROWS] {
            let [half, all] = [ROWS / 2, ROWS].map(|rows| taken(rows, groups.min(rows), is_state));
            let what = format!("{groups} groups, state: {is_state}");
            // Some for each batch of 8,192 rows, and for each table of 262,144 rows that is cut.
            assert!(all.times < 20 * ROWS / BATCH, "{what}: {} allocations", all.times);
            let [bytes, before] = [all.bytes, half.bytes].map(|bytes| bytes as f64);
            assert!(bytes / before < 2.1, "{what}: {} times as many bytes", bytes / before);
            // Besides the rows, there is the plan: 61 bytes or more for each group.
            let bound = 40 * ROWS + 100 * groups;
            assert!(all.most < bound, "{what}: {} bytes at once", all.most);
        }
    }
}

#[test]
fn a_chat_costs_as_much_whatever_lies_beside_it() {
    const ROWS: usize = 1 << 14;
    // As a sort leaves them: a buffer for each row.
    let texts =
        (0..ROWS).map(|row| StringViewArray::from(vec![format!("text number {row} of many")]));
    let texts: Vec<ArrayRef> = texts.map(|text| Arc::new(text) as ArrayRef).collect();
    let texts = concat(&texts.iter().map(AsRef::as_ref).collect::<Vec<_>>()).unwrap();
    assert_eq!(texts.as_string_view().data_buffers().len(), ROWS);
    let times: ArrayRef = Arc::new(TimestampMicrosecondArray::from_iter_values(0..ROWS as i64));
    let fields =
        [("text", texts.data_type()), ("ts", times.data_type()), ("spec", &DataType::Utf8)];
    let fields =
        fields.map(|(name, data_type)| Arc::new(Field::new(name, data_type.clone(), true)));
    let schema = Schema::new(fields.to_vec());
    let column = |name| col(name, &schema).unwrap();
    let arguments = [column("text"), column("ts"), lit(r#"{"max":{"bytes":4000}}"#)];
    let arguments = PartitionEvaluatorArgs::new(&arguments, &fields, false, false);
    let function = windrow_datafusion::windrow();
    let mut evaluator = function.partition_evaluator_factory(arguments).unwrap();
    let chats: Vec<_> =
        (0..ROWS).step_by(16).map(|from| [texts.slice(from, 16), times.slice(from, 16)]).collect();
    let taken = counted(|| {
        for chat in &chats {
            assert_eq!(evaluator.evaluate_all(chat, 16).unwrap().len(), 16);
        }
    });
    assert!(taken.bytes < 4_000 * chats.len(), "{} bytes a chat", taken.bytes / chats.len());
}
