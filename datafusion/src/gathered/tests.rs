//! What a row takes, by counting.

use super::{Gathered, Order, OrderKey};
use crate::arguments::{Options, Shape};
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, Int64Array, StringViewArray, TimestampMicrosecondArray},
        compute::SortOptions,
        datatypes::DataType,
    },
    logical_expr::EmitTo,
};
use std::sync::Arc;

const ROWS: usize = 1 << 16;
const BATCH: usize = 1 << 12;

/// Rows of a text that is larger than a view, in so many groups, ordered by time and id.
fn gathered(groups: usize) -> Gathered {
    let text =
        Arc::new(StringViewArray::from(vec!["a text of some forty bytes, or a few more"; BATCH]));
    let spec: ArrayRef = Arc::clone(&text) as ArrayRef;
    let time = |from| {
        let times: Vec<i64> = (from..from + BATCH as i64).collect();
        Arc::new(TimestampMicrosecondArray::from(times)) as ArrayRef
    };
    let types = [text.data_type(), time(0).data_type(), &DataType::Utf8].map(DataType::clone);
    let order = Order::new(vec![
        OrderKey::new("ts".to_owned(), types[1].clone(), SortOptions::default(), true),
        OrderKey::new("id".to_owned(), DataType::Int64, SortOptions::default(), false),
    ]);
    let options = Options::read(r#"{"max":{"bytes":1000}}"#).unwrap();
    let mut gathered = Gathered::new(Shape::of_types(&types).unwrap(), options, order);
    for from in (0..ROWS).step_by(BATCH) {
        let from = from as i64;
        let ids: ArrayRef = Arc::new((from..from + BATCH as i64).collect::<Int64Array>());
        let values =
            [Arc::clone(&text) as ArrayRef, time(from), Arc::clone(&spec), time(from), ids];
        let of_rows: Vec<usize> = (from as usize..).map(|row| row % groups).take(BATCH).collect();
        gathered.update(&values, &of_rows, None, groups).unwrap();
    }
    gathered
}

#[test]
fn a_row_takes_24_bytes_however_many_groups_there_are() {
    for groups in [1, 1_000, ROWS] {
        // The group, the length, the time and the id; vectors double as they grow.
        assert_eq!(gathered(groups).size(), ROWS * (4 + 4 + 8 + 8), "{groups}");
        let state = gathered(groups).into_state().unwrap();
        let bytes: Vec<usize> = state
            .iter()
            .map(|list| {
                list.as_list::<i64>().values().len()
                    * list.as_list::<i64>().value_type().primitive_width().unwrap()
            })
            .collect();
        assert_eq!(bytes, [4 * ROWS, 8 * ROWS, 0, 8 * ROWS], "{groups}");
    }
}

#[test]
fn groups_that_are_taken_first_are_those_of_all() {
    for groups in [1, 7, 1_000] {
        let whole = gathered(groups).plans().unwrap();
        let mut rest = gathered(groups);
        let mut windows = 0;
        for (first, emit) in [
            (groups / 3, EmitTo::First(groups / 3)),
            (groups / 2, EmitTo::First(groups / 2 - groups / 3)),
            (groups, EmitTo::All),
        ] {
            let part = rest.take(emit).unwrap().plans().unwrap();
            assert_eq!(windows + part.len(), first);
            assert_eq!(part.as_ref(), whole.slice(windows, part.len()).as_ref(), "{groups}");
            windows += part.len();
        }
    }
}

#[test]
fn a_group_without_rows_may_come_after_one_that_is_large() {
    let rows = super::TOGETHER + 1;
    let text: ArrayRef = Arc::new(StringViewArray::from(vec!["ten bytes "; rows]));
    let shape = Shape::of_types(&[DataType::Utf8View, DataType::Utf8]).unwrap();
    let options = Options::read(r#"{"max":{"bytes":1000}}"#).unwrap();
    let mut gathered = Gathered::new(shape, options, Order::new(Vec::new()));
    gathered.update(&[Arc::clone(&text), text], &vec![1; rows], None, 4).unwrap();
    let plans = gathered.plans().unwrap();
    let counts = plans.as_list::<i32>().offsets().lengths().collect::<Vec<_>>();
    assert_eq!(counts, [0, rows.div_ceil(100), 0, 0]);
}
