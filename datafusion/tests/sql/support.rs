//! Tables of the core's random cases in DataFusion, and what plans read back from it are.

use datafusion::{
    arrow::{
        array::{
            Array, ArrayRef, AsArray, Int64Array, RecordBatch, StringArray, StructArray,
            UInt32Array, UInt64Array,
        },
        compute::{cast, concat_batches, take_record_batch},
        datatypes::{DataType, Int64Type, TimeUnit as ArrowUnit, UInt32Type, UInt64Type},
        util::pretty::pretty_format_batches,
    },
    datasource::MemTable,
    error::Result,
    prelude::{SessionConfig, SessionContext},
};
use oracle::Table;
use random::Random;
use std::sync::Arc;
use windrow::{Plan, TimeUnit};

#[path = "../../../tests/support/oracle.rs"]
#[allow(
    dead_code,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "the core's tests take the rest"
)]
pub mod oracle;

#[path = "../../../tests/support/random.rs"]
#[allow(dead_code, reason = "the core's tests take the rest")]
pub mod random;

/// A session that knows the functions.
pub fn session(partitions: usize, batch_size: usize) -> SessionContext {
    let config =
        SessionConfig::new().with_target_partitions(partitions).with_batch_size(batch_size);
    let context = SessionContext::new_with_config(config);
    windrow_datafusion::register(&context).unwrap();
    context
}

/// All rows that a query gives.
pub async fn rows_of(context: &SessionContext, sql: &str) -> Result<RecordBatch> {
    let frame = context.sql(sql).await?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let batches = frame.collect().await?;
    Ok(concat_batches(&batches.first().map_or(schema, RecordBatch::schema), &batches)?)
}

/// A table with the columns `chat`, `pos`, `ts` if it has times, its measures, and `key` if it has keys.
pub fn batch_of(table: &Table) -> RecordBatch {
    let chats = (0..table.len).map(|row| table.partitions.get(row).copied().unwrap_or(0));
    let chats = StringArray::from_iter_values(chats.map(|chat| format!("chat {chat}")));
    let mut columns: Vec<(String, ArrayRef)> = vec![
        ("chat".to_owned(), Arc::new(chats)),
        ("pos".to_owned(), Arc::new(Int64Array::from_iter_values(0..table.len as i64))),
    ];
    if !table.times.is_empty() {
        let unit = match table.unit() {
            TimeUnit::Second => ArrowUnit::Second,
            TimeUnit::Millisecond => ArrowUnit::Millisecond,
            TimeUnit::Microsecond => ArrowUnit::Microsecond,
            TimeUnit::Nanosecond => ArrowUnit::Nanosecond,
        };
        let times = cast(&Int64Array::from(table.times.clone()), &DataType::Timestamp(unit, None));
        columns.push(("ts".to_owned(), times.unwrap()));
    }
    for (name, values) in &table.measures {
        let narrow =
            values.iter().map(|value| u32::try_from(*value)).collect::<Result<Vec<_>, _>>();
        let values: ArrayRef = match narrow {
            Ok(narrow) => Arc::new(UInt32Array::from(narrow)),
            Err(_) => Arc::new(UInt64Array::from(values.clone())),
        };
        columns.push((name.clone(), values));
    }
    if !table.keys.is_empty() {
        columns.push(("key".to_owned(), Arc::new(UInt64Array::from(table.keys.clone()))));
    }
    RecordBatch::try_from_iter(columns).unwrap()
}

/// The first argument, for the columns of [`batch_of`].
pub fn measures_of(table: &Table) -> String {
    let names = table.measures.keys().map(String::as_str);
    let names = names.chain((!table.keys.is_empty()).then_some("key"));
    let fields = names.map(|name| format!("'{name}', {name}")).collect::<Vec<_>>();
    format!("named_struct({})", fields.join(", "))
}

/// Registers a table in so many partitions of small batches, its rows in any order.
pub fn register(
    context: &SessionContext,
    name: &str,
    batch: &RecordBatch,
    parts: usize,
    shuffle: Option<&mut Random>,
) {
    let mut order: Vec<u32> = (0..batch.num_rows() as u32).collect();
    if let Some(random) = shuffle {
        for last in (1..order.len()).rev() {
            order.swap(last, random.below(last as u64 + 1) as usize);
        }
    }
    let size = order.len().div_ceil(parts).max(1);
    let piece = |rows: &[u32]| take_record_batch(batch, &UInt32Array::from(rows.to_vec())).unwrap();
    let mut pieces: Vec<Vec<_>> =
        order.chunks(size).map(|part| part.chunks(5_000).map(piece).collect()).collect();
    pieces.resize(parts, Vec::new());
    let table = MemTable::try_new(batch.schema(), pieces).unwrap();
    let _ = context.deregister_table(name);
    context.register_table(name, Arc::new(table)).unwrap();
}

/// What a plan says of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub window: u32,
    pub rows: [u32; 3],
    pub oversize: bool,
    pub sums: Vec<u64>,
    pub times: Option<[i64; 2]>,
    pub id: Option<u64>,
}

/// The windows of a plan that lie in some rows, numbered from there.
pub fn shown(plan: &Plan, rows: std::ops::Range<usize>) -> Vec<Shown> {
    let sums: Vec<Vec<u64>> =
        plan.rows().measures().map(|name| plan.sum(name).unwrap().collect()).collect();
    let first: Option<Vec<i64>> = plan.first_time().map(Iterator::collect);
    let last: Option<Vec<i64>> = plan.last_time().map(Iterator::collect);
    let ids: Option<Vec<u64>> = plan.ids().map(Iterator::collect);
    let all = plan.iter().enumerate().filter(|(_, window)| rows.contains(&(window.start as usize)));
    let at = rows.start as u32;
    all.enumerate()
        .map(|(window, (place, it))| Shown {
            window: window as u32,
            rows: [it.start - at, it.fresh - at, it.end - at],
            oversize: it.oversize,
            sums: sums.iter().map(|sums| sums[place]).collect(),
            times: first
                .as_ref()
                .zip(last.as_ref())
                .map(|(first, last)| [first[place], last[place]]),
            id: ids.as_ref().map(|ids| ids[place]),
        })
        .collect()
}

/// The windows in a struct array of a plan.
pub fn read(
    windows: &StructArray,
    measures: impl Iterator<Item = impl AsRef<str>> + Clone,
) -> Vec<Shown> {
    let number = |name: &str, row: usize| {
        windows.column_by_name(name).unwrap().as_primitive::<UInt32Type>().value(row)
    };
    let wide = |name: &str, row: usize| {
        let column = windows.column_by_name(name)?;
        Some(cast(column, &DataType::Int64).unwrap().as_primitive::<Int64Type>().value(row))
    };
    (0..windows.len())
        .map(|row| Shown {
            window: number("window", row),
            rows: ["start", "fresh", "end"].map(|name| number(name, row)),
            oversize: windows.column_by_name("oversize").unwrap().as_boolean().value(row),
            sums: measures
                .clone()
                .map(|name| wide(&format!("sum_{}", name.as_ref()), row).unwrap() as u64)
                .collect(),
            times: wide("first_time", row).map(|first| [first, wide("last_time", row).unwrap()]),
            id: windows.column_by_name("id").map(|ids| ids.as_primitive::<UInt64Type>().value(row)),
        })
        .collect()
}

/// A batch as a table of text.
pub fn table_text(batch: &RecordBatch) -> String {
    pretty_format_batches(std::slice::from_ref(batch)).unwrap().to_string()
}
