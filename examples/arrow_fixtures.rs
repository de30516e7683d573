//! Writes the table on standard input with arrow-rs, into the folder that is named: see
//! `scripts/make-arrow-fixtures.js`.

use arrow_array::{
    ArrayRef, BinaryViewArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray,
    FixedSizeBinaryArray, Float64Array, Int16Array, Int64Array, LargeStringArray, RecordBatch,
    StringArray, StringViewArray, StructArray, TimestampMicrosecondArray, TimestampSecondArray,
    UInt32Array, UInt64Array,
    types::{Int8Type, UInt16Type},
};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use serde_json::Value;
use std::{error::Error, fs::File, io::stdin, path::Path, sync::Arc};

struct Table {
    time: Vec<i64>,
    day: Vec<i32>,
    body: Vec<Option<String>>,
    tokens: Vec<Option<u32>>,
    chat: Vec<Option<String>>,
    room: Vec<i16>,
    id: Vec<u64>,
    name: Vec<String>,
}

impl Table {
    fn of(table: &Value) -> Self {
        fn column<T>(values: &Value, of: impl Fn(&Value) -> Option<T>) -> Vec<Option<T>> {
            values.as_array().into_iter().flatten().map(of).collect()
        }
        fn integers<T: TryFrom<i64>>(values: &Value) -> Vec<Option<T>> {
            column(values, |value| T::try_from(value.as_i64()?).ok())
        }
        let texts = |name: &str| column(&table[name], |text| Some(text.as_str()?.to_owned()));
        Table {
            time: integers(&table["time"]).into_iter().flatten().collect(),
            day: integers(&table["day"]).into_iter().flatten().collect(),
            body: texts("body"),
            tokens: integers(&table["tokens"]),
            chat: texts("chat"),
            room: integers(&table["room"]).into_iter().flatten().collect(),
            id: integers(&table["id"]).into_iter().flatten().collect(),
            name: texts("name").into_iter().flatten().collect(),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let given: Value = serde_json::from_reader(stdin())?;
    let cut = usize::try_from(given["cut"].as_u64().ok_or("no cut")?)?;
    let all = columns(&Table::of(&given["table"]))?;
    let batches = [all.slice(0, cut), all.slice(cut, 0), all.slice(cut, all.num_rows() - cut)];
    let create = |name| File::create(Path::new(&folder).join(name));
    let mut file = FileWriter::try_new(create("arrow-rs.arrow")?, &all.schema())?;
    let mut stream = StreamWriter::try_new(create("arrow-rs.arrows")?, &all.schema())?;
    for batch in &batches {
        file.write(batch)?;
        stream.write(batch)?;
    }
    file.finish()?;
    stream.finish()?;
    Ok(())
}

fn columns(table: &Table) -> Result<RecordBatch, Box<dyn Error>> {
    let bodies = table.body.iter().map(|text| text.as_deref().map(str::as_bytes));
    let times = |factor: i64| table.time.iter().map(move |time| time * factor);
    let tokens = || table.tokens.iter().copied();
    let chats = || table.chat.iter().map(Option::as_deref);
    let rooms = StructArray::try_from(vec![("a", array(Int16Array::from(table.room.clone())))])?;
    let decimals = tokens().map(|tokens| tokens.map(|tokens| i128::from(tokens) * 100));
    Ok(RecordBatch::try_from_iter_with_nullable([
        ("time_s", array(TimestampSecondArray::from_iter_values(times(1))), false),
        (
            "time_us",
            array(
                TimestampMicrosecondArray::from_iter_values(times(1_000_000))
                    .with_timezone("+02:00"),
            ),
            false,
        ),
        ("view before", array(StringViewArray::from(table.body.clone())), true),
        ("rooms", array(rooms), false),
        ("day_date32", array(Date32Array::from(table.day.clone())), false),
        (
            "day_date64",
            array(Date64Array::from_iter_values(
                table.day.iter().map(|&day| i64::from(day) * 86_400_000),
            )),
            false,
        ),
        ("body_utf8", array(StringArray::from(table.body.clone())), true),
        ("body_large_utf8", array(LargeStringArray::from(table.body.clone())), true),
        ("body_utf8_view", array(StringViewArray::from(table.body.clone())), true),
        ("body_binary_view", array(bodies.collect::<BinaryViewArray>()), true),
        (
            "body_dictionary",
            array(table.body.iter().map(Option::as_deref).collect::<DictionaryArray<Int8Type>>()),
            true,
        ),
        ("tokens_uint32", array(tokens().collect::<UInt32Array>()), true),
        (
            "tokens_float64",
            array(tokens().map(|tokens| tokens.map(f64::from)).collect::<Float64Array>()),
            true,
        ),
        (
            "tokens_decimal128",
            array(decimals.collect::<Decimal128Array>().with_precision_and_scale(20, 2)?),
            true,
        ),
        ("chat_utf8_view", array(chats().collect::<StringViewArray>()), true),
        ("chat_dictionary", array(chats().collect::<DictionaryArray<UInt16Type>>()), true),
        ("room_int16", array(Int16Array::from(table.room.clone())), false),
        ("id_uint64", array(UInt64Array::from(table.id.clone())), false),
        (
            "id_int64",
            array(Int64Array::from_iter_values(table.id.iter().map(|&id| id.cast_signed()))),
            false,
        ),
        (
            "name_fixed",
            array(FixedSizeBinaryArray::try_from_iter(table.name.iter().map(String::as_bytes))?),
            false,
        ),
        ("name_utf8_view", array(StringViewArray::from_iter_values(&table.name)), false),
    ])?)
}

fn array(array: impl arrow_array::Array + 'static) -> ArrayRef {
    Arc::new(array)
}
