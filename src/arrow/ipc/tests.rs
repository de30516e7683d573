//! The reader against what arrow-rs writes, and against what damage makes of it. Natively: what
//! JavaScript adds is tested through the package.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the numbers are small"
)]

use super::{Error, Table, types::Type, write::Writer};
use crate::{TimeUnit, Values};
use arrow_array::{
    Array, ArrayRef, BinaryArray, Date32Array, Decimal128Array, DictionaryArray,
    FixedSizeBinaryArray, Float32Array, Int8Array, Int16Array, Int64Array, LargeStringArray,
    ListArray, NullArray, RecordBatch, StringArray, StringViewArray, StructArray,
    TimestampMicrosecondArray, UInt32Array, UInt64Array, builder::StringViewBuilder,
    types::Int32Type,
};
use arrow_ipc::{
    BodyCompression, BodyCompressionArgs, Message, MessageArgs, MessageHeader, MetadataVersion,
    RecordBatchArgs,
    writer::{FileWriter, IpcWriteOptions, StreamWriter},
};
use arrow_schema::{DataType, Field as ArrowField};
use flatbuffers::FlatBufferBuilder;
use std::sync::Arc;

/// A batch with columns of every shape before and between those that are read.
fn batch(first: i64, texts: &[Option<&str>]) -> RecordBatch {
    let len = texts.len();
    let ids = || first..first + len as i64;
    let lists = ids().map(|id| Some(vec![Some(id as i32); (id % 3) as usize]));
    let words = ids().map(|id| format!("a view that is longer than twelve bytes, {id}"));
    let inner: ArrayRef = Arc::new(Int16Array::from_iter_values(ids().map(|id| id as i16)));
    let columns: [(&str, ArrayRef); 11] = [
        ("nothing", Arc::new(NullArray::new(len))),
        ("list", Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>(lists))),
        ("view", Arc::new(StringViewArray::from_iter_values(words))),
        (
            "nest",
            Arc::new(StructArray::from(vec![(
                Arc::new(ArrowField::new("inner", DataType::Int16, false)),
                inner,
            )])),
        ),
        (
            "ts",
            Arc::new(
                TimestampMicrosecondArray::from_iter_values(ids().map(|id| id * 1_000_000))
                    .with_timezone("UTC"),
            ),
        ),
        ("body", Arc::new(StringArray::from(texts.to_vec()))),
        ("large", Arc::new(LargeStringArray::from(texts.to_vec()))),
        ("binary", Arc::new(texts.iter().map(|t| t.map(str::as_bytes)).collect::<BinaryArray>())),
        ("day", Arc::new(Date32Array::from_iter_values(ids().map(|id| id as i32)))),
        ("id", Arc::new(ids().map(|id| (id % 4 != 3).then_some(id)).collect::<Int64Array>())),
        ("wide", Arc::new(UInt64Array::from_iter_values(ids().map(|id| (id as u64) << 33)))),
    ];
    RecordBatch::try_from_iter(columns).expect("columns of one length")
}

fn batches() -> [RecordBatch; 4] {
    let empty: [Option<&str>; 0] = [];
    [
        batch(0, &[Some("a"), Some(""), None, Some("naïve"), Some("日本語")]),
        batch(5, &empty),
        batch(5, &[Some("👍"); 3]),
        batch(8, &[None; 9]),
    ]
}

fn write_stream(batches: &[RecordBatch], options: IpcWriteOptions) -> Vec<u8> {
    let schema = batches[0].schema();
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &schema, options).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn write_file(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = FileWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn open<'b>(bytes: &'b Vec<u8>, columns: &[&str]) -> Result<Table<'b>, Error> {
    Table::open(bytes, columns)
}

fn numbers(values: Result<Values, Error>) -> Vec<u64> {
    let values = values.unwrap();
    (0..values.len()).map(|row| values.column.get(row)).collect()
}

const LENGTHS: [u64; 17] = [1, 0, 0, 6, 9, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0];

fn assert_reads(bytes: &Vec<u8>) {
    let table = open(bytes, &["body", "large", "binary", "id", "wide", "ts", "day"]).unwrap();
    assert_eq!(table.rows(), 17);
    assert_eq!(numbers(table.lengths(0)), LENGTHS);
    assert_eq!(numbers(table.lengths(1)), LENGTHS);
    assert_eq!(numbers(table.lengths(2)), LENGTHS);
    let ids = (0..17).map(|id| if id % 4 == 3 { 0 } else { id });
    assert!(numbers(table.integers(3)).into_iter().eq(ids));
    assert!(numbers(table.integers(4)).into_iter().eq((0..17).map(|id| id << 33)));
    let times = table.times(5).unwrap();
    assert_eq!((times.unit, times.zone.as_deref()), (TimeUnit::Microsecond, Some("UTC")));
    assert!(times.times.values.into_iter().eq((0..17).map(|id| id * 1_000_000)));
    let days = table.times(6).unwrap();
    assert_eq!((days.unit, days.zone), (TimeUnit::Second, None));
    assert!(days.times.values.into_iter().eq((0..17).map(|id| id * 86_400)));
}

#[test]
fn a_stream_and_a_file_read_the_same() {
    assert_reads(&write_stream(&batches(), IpcWriteOptions::default()));
    assert_reads(&write_file(&batches()));
}

#[test]
fn a_stream_may_lack_its_end_marker_and_be_of_the_old_framing() {
    let stream = write_stream(&batches(), IpcWriteOptions::default());
    assert_reads(&stream[..stream.len() - 8].to_vec());
    let old = IpcWriteOptions::try_new(8, true, MetadataVersion::V4).unwrap();
    assert_reads(&write_stream(&batches(), old));
}

#[test]
fn batches_do_not_show() {
    let all = [batch(0, &[Some("abc"); 17])];
    let parts: Vec<RecordBatch> =
        (0..17).map(|row| all[0].slice(row, 1)).chain([all[0].slice(0, 0)]).collect();
    let lengths = |bytes: &Vec<u8>| numbers(open(bytes, &["body"]).unwrap().lengths(0));
    let whole = write_stream(&all, IpcWriteOptions::default());
    let cut = write_stream(&parts, IpcWriteOptions::default());
    assert_eq!(lengths(&whole), [3; 17]);
    assert_eq!(lengths(&cut), [3; 17]);
}

#[test]
fn columns_of_many_pieces_are_gathered_whole() {
    let len = 100_001_u32;
    let ids = UInt32Array::from_iter_values(0..len);
    // Bytes below a null do not count.
    let some = (0..len).map(|id| (id % 7 != 3).then_some(id)).collect::<UInt32Array>();
    let gaps = UInt32Array::new(ids.values().clone(), some.nulls().cloned());
    let columns = [("id", Arc::new(ids) as ArrayRef), ("gaps", Arc::new(gaps))];
    let bytes =
        write_stream(&[RecordBatch::try_from_iter(columns).unwrap()], IpcWriteOptions::default());
    let table = open(&bytes, &["id", "gaps"]).unwrap();
    let ids = || 0..u64::from(len);
    assert!(numbers(table.integers(0)).into_iter().eq(ids()));
    let gaps = ids().map(|id| if id % 7 == 3 { 0 } else { id });
    assert!(numbers(table.integers(1)).into_iter().eq(gaps));
}

#[test]
fn what_we_write_we_read() {
    let mut writer = Writer::new(3, Some("Europe/Lisbon"));
    let time = Type::Timestamp { unit: TimeUnit::Nanosecond };
    let text = Type::Bytes { wide: false, utf8: true };
    let values = [Some("naïve".as_bytes()), None, Some(b"")];
    let int = |bits, signed| Type::Int { bits, signed };
    writer.numbers("a", int(32, false), &mut |row| [1, 2, u64::from(u32::MAX)][row]);
    writer.flags("flag", &[true, false, true]);
    writer.values("text", text, &values);
    writer.numbers("b", int(64, true), &mut |row| [0, 5, 1 << 40][row]);
    writer.values("chat", int(8, true), &[Some(&(-7_i64).to_le_bytes()[..]), None, Some(&[7; 8])]);
    writer.numbers("t", time, &mut |row| [-1, 0, i64::MAX][row].cast_unsigned());
    let bytes = writer.finish();
    let table = open(&bytes, &["a", "b", "t"]).unwrap();
    assert_eq!(numbers(table.integers(0)), [1, 2, u64::from(u32::MAX)]);
    assert_eq!(numbers(table.integers(1)), [0, 5, 1 << 40]);
    let times = table.times(2).unwrap();
    assert_eq!(times.unit, TimeUnit::Nanosecond);
    assert_eq!(times.zone.as_deref(), Some("Europe/Lisbon"));
    assert_eq!(times.times.values, [-1, 0, i64::MAX]);
    let mut reader = arrow_ipc::reader::StreamReader::try_new(bytes.as_slice(), None).unwrap();
    let batch = reader.next().expect("a batch").expect("a good batch");
    let flags = batch.column(1).as_any().downcast_ref::<arrow_array::BooleanArray>().unwrap();
    assert!(flags.values().iter().eq([true, false, true]));
    let texts = batch.column(2).as_any().downcast_ref::<StringArray>().unwrap();
    assert!(texts.iter().eq([Some("naïve"), None, Some("")]));
    let chats = batch.column(4).as_any().downcast_ref::<Int8Array>().unwrap();
    assert!(chats.iter().eq([Some(-7), None, Some(7)]));
    assert!(reader.next().is_none());
}

#[test]
fn what_cannot_be_read_is_told() {
    let floats: ArrayRef = Arc::new(arrow_array::BooleanArray::from(vec![true]));
    let negative: ArrayRef = Arc::new(Int8Array::from(vec![-7]));
    let null_time: ArrayRef = Arc::new(TimestampMicrosecondArray::from(vec![None::<i64>]));
    let batch =
        RecordBatch::try_from_iter([("f", floats), ("n", negative), ("t", null_time)]).unwrap();
    let bytes = write_stream(&[batch], IpcWriteOptions::default());
    let table = open(&bytes, &["f", "n", "t"]).unwrap();
    let told = |failure: Option<Error>, code: &str, sentence: &str| {
        let failure = failure.expect("a failure");
        assert_eq!((failure.code(), failure.to_string().as_str()), (code, sentence));
    };
    told(table.integers(0).err(), "UNSUPPORTED_TYPE", "column f is Bool; cast it to BIGINT");
    told(table.lengths(1).err(), "UNSUPPORTED_TYPE", "column n is Int8; cast it to VARCHAR");
    told(table.times(1).err(), "UNSUPPORTED_TYPE", "column n is Int8; cast it to TIMESTAMP");
    told(
        table.integers(1).err(),
        "BAD_MEASURE",
        "column n is -7 at row 0; a measure is a whole number of at least 0",
    );
    told(
        table.times(2).err(),
        "NULL_TIME",
        "column t is null at row 0; give it a time, or leave the row out",
    );
    told(
        open(&bytes, &["nope"]).err(),
        "MISSING_COLUMN",
        "there is no column nope; there is f, n, t",
    );
    told(
        open(&b"not arrow at all".to_vec(), &[]).err(),
        "CORRUPT_ARROW",
        "the Arrow bytes are damaged: the metadata of a message at byte 4 cannot be right; fetch or \
         write them again",
    );
}

#[test]
fn a_measure_that_is_not_whole_is_told_as_it_is_written() {
    let decimals = |value: i128| -> ArrayRef {
        let values = Decimal128Array::from(vec![Some(700), None, Some(value)]);
        Arc::new(values.with_precision_and_scale(38, 2).unwrap())
    };
    let floats = |value: f32| -> ArrayRef { Arc::new(Float32Array::from(vec![7.0, 0.0, value])) };
    let cases = [
        (decimals(-150), "-1.5"),
        (decimals(1), "0.01"),
        (decimals(-10_i128.pow(30)), "-1e28"),
        (decimals(i128::MAX), "1701411834e27"),
        (floats(0.5), "0.5"),
        (floats(-0.25), "-0.25"),
        (floats(f32::NAN), "NaN"),
        (floats(f32::INFINITY), "inf"),
    ];
    for (column, shown) in cases {
        let batch = RecordBatch::try_from_iter([("m", column)]).unwrap();
        let bytes = write_stream(&[batch.slice(0, 1), batch], IpcWriteOptions::default());
        let failure = open(&bytes, &["m"]).unwrap().integers(0).expect_err("a failure");
        let sentence =
            format!("column m is {shown} at row 3; a measure is a whole number of at least 0");
        assert_eq!(failure.to_string(), sentence);
    }
}

#[test]
fn large_decimals_are_whole_numbers_too() {
    let values = Decimal128Array::from(vec![Some((1_i128 << 53) * 10_i128.pow(20)), None, Some(0)]);
    let column: ArrayRef = Arc::new(values.with_precision_and_scale(38, 20).unwrap());
    let batch = RecordBatch::try_from_iter([("m", column)]).unwrap();
    let bytes = write_stream(&[batch], IpcWriteOptions::default());
    assert_eq!(numbers(open(&bytes, &["m"]).unwrap().integers(0)), [1 << 53, 0, 0]);
}

#[test]
fn views_cannot_make_much_out_of_little() {
    let mut views = StringViewBuilder::new();
    let text = "x".repeat(1 << 20);
    let block = views.append_block(text.into_bytes().into());
    for _ in 0..100 {
        views.try_append_view(block, 0, 1 << 20).unwrap();
    }
    let column: ArrayRef = Arc::new(views.finish());
    let batch = RecordBatch::try_from_iter([("view", column)]).unwrap();
    let bytes = write_stream(&[batch], IpcWriteOptions::default());
    let table = open(&bytes, &["view"]).unwrap();
    assert_eq!(numbers(table.lengths(0)), [1 << 20; 100], "lengths read no text");
    let sentence = "the Arrow bytes are views that repeat long texts many times over; write them with texts as \
         Utf8";
    assert_eq!(table.keys(0).expect_err("a failure").to_string(), sentence);
    assert_eq!(table.partitions(0).err().expect("a failure").to_string(), sentence);
}

#[test]
fn an_index_has_to_be_in_its_dictionary() {
    let indices = UInt32Array::from(vec![Some(0), None, Some(1)]);
    let values: ArrayRef = Arc::new(StringArray::from(vec!["one", "and two"]));
    let column: ArrayRef = Arc::new(DictionaryArray::new(indices, values));
    let batch = RecordBatch::try_from_iter([("chat", column)]).unwrap();
    let intact = write_stream(&[batch], IpcWriteOptions::default());
    assert_eq!(numbers(open(&intact, &["chat"]).unwrap().lengths(0)), [3, 0, 7]);
    let indices: Vec<u8> = [0_u32, 0, 1].iter().flat_map(|index| index.to_le_bytes()).collect();
    let at = intact.windows(12).rposition(|bytes| bytes == indices).expect("the indices");
    let damaged = |index: u8| {
        let mut bytes = intact.clone();
        bytes[at + 8] = index;
        let table = open(&bytes, &["chat"]).unwrap();
        [table.lengths(0).err(), table.keys(0).err(), table.partitions(0).err()]
            .map(|failure| failure.map(|failure| failure.code()))
    };
    assert_eq!(damaged(0), [None; 3]);
    assert_eq!(damaged(2), [Some("CORRUPT_ARROW"); 3]);
}

#[test]
fn values_without_width_are_no_rows_for_nothing() {
    let column: ArrayRef = Arc::new(FixedSizeBinaryArray::new(0, Vec::<u8>::new().into(), None));
    let batch = RecordBatch::try_from_iter([("empty", column)]).unwrap();
    let bytes = write_stream(&[batch], IpcWriteOptions::default());
    let failure = open(&bytes, &["empty"]).unwrap().lengths(0).expect_err("a failure");
    assert_eq!(failure.to_string(), "column empty is FixedSizeBinary; cast it to VARCHAR");
}

#[test]
fn a_compressed_body_is_refused() {
    let mut bytes = write_stream(&[batch(0, &[])], IpcWriteOptions::default());
    let mut builder = FlatBufferBuilder::new();
    let compression = BodyCompression::create(&mut builder, &BodyCompressionArgs::default());
    let args = RecordBatchArgs { compression: Some(compression), ..RecordBatchArgs::default() };
    let header = arrow_ipc::RecordBatch::create(&mut builder, &args).as_union_value();
    let message = Message::create(
        &mut builder,
        &MessageArgs {
            version: MetadataVersion::V5,
            header_type: MessageHeader::RecordBatch,
            header: Some(header),
            ..MessageArgs::default()
        },
    );
    builder.finish(message, None);
    bytes.truncate(bytes.len() - 8); // the end-of-stream marker
    bytes.extend([0xFF; 4]);
    bytes.extend((builder.finished_data().len() as u32).to_le_bytes());
    bytes.extend(builder.finished_data());
    let failure = open(&bytes, &[]).err().expect("a failure");
    assert_eq!(failure.to_string(), "the Arrow bytes are compressed; write them uncompressed");
}

/// Reads every column that can be read.
fn read_all(bytes: &Vec<u8>) -> Result<(), Error> {
    let table = open(bytes, &["body", "large", "id", "wide", "ts", "day"])?;
    table.lengths(0)?;
    table.lengths(1)?;
    table.integers(2)?;
    table.integers(3)?;
    table.times(4)?;
    table.times(5)?;
    Ok(())
}

#[test]
fn damage_is_an_error_and_never_a_panic() {
    let sources = [write_stream(&batches(), IpcWriteOptions::default()), write_file(&batches())];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut refused = 0;
    for case in 0..20_000 {
        let mut bytes = sources[case % 2].clone();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            bytes[at] = [random(256) as u8, 0, 0xFF, 0x7F, 0x80][random(5)];
        }
        if random(4) == 0 {
            bytes.truncate(random(bytes.len()));
        }
        refused += usize::from(read_all(&bytes).is_err());
    }
    assert!(refused > 2_000, "only {refused} of 20,000 were refused: is anything damaged?");
}

#[test]
fn every_truncation_is_an_error_or_a_shorter_table() {
    for source in [write_stream(&batches(), IpcWriteOptions::default()), write_file(&batches())] {
        for len in 0..source.len() {
            if let Ok(table) = open(&source[..len].to_vec(), &["body"]) {
                assert!(table.rows() <= 17);
                table.lengths(0).unwrap();
            }
        }
    }
}

#[test]
fn partitions_and_keys_are_those_of_equal_values_in_rust() {
    use crate::{Identity, key_of};
    fn assert_same<T: Identity + PartialEq>(column: ArrayRef, values: &[T]) {
        let name = format!("{:?}", column.data_type());
        let nullable: Vec<bool> = (0..column.len()).map(|row| column.is_null(row)).collect();
        let batch = RecordBatch::try_from_iter([("chat", column)]).expect("a column");
        let bytes = write_stream(&[batch], IpcWriteOptions::default());
        let table = open(&bytes, &["chat"]).unwrap();
        let keys = table.keys(0).unwrap();
        let (partitions, _) = table.partitions(0).unwrap();
        let none = (None::<u64>.key(), None::<u64>.fingerprint());
        let expected: Vec<(u64, u64)> = values
            .iter()
            .zip(&nullable)
            .map(
                |(value, &is_null)| {
                    if is_null { none } else { (key_of(value), value.fingerprint()) }
                },
            )
            .collect();
        assert!(keys.iter().eq(expected.iter().map(|(key, _)| key)), "{name}");
        assert_eq!(partitions.begins.len(), values.len() - 1, "{name}");
        assert_eq!(partitions.first, expected.first().map(|it| it.1), "{name}");
        assert_eq!(partitions.last, expected.last().map(|it| it.1), "{name}");
    }
    let numbers = [-7_i64, 0, 7];
    assert_same(Arc::new(Int8Array::from(vec![-7, 0, 7])), &numbers);
    assert_same(Arc::new(Int16Array::from(vec![-7, 0, 7])), &numbers);
    assert_same(Arc::new(Int64Array::from(vec![-7, 0, 7])), &numbers);
    assert_same(Arc::new(Int64Array::from(vec![None, Some(0), Some(7)])), &numbers);
    assert_same(Arc::new(UInt32Array::from(vec![7, 0, u32::MAX])), &[7, 0, u32::MAX]);
    assert_same(Arc::new(UInt64Array::from(vec![7, 0, u64::MAX])), &[7, 0, u64::MAX]);
    assert_same(Arc::new(UInt64Array::from(vec![Some(7), Some(0), None])), &[7, 0, 0]);
    let texts = ["a", "", "a text that is longer than twelve bytes"];
    assert_same(Arc::new(StringArray::from(texts.to_vec())), &texts);
    assert_same(Arc::new(LargeStringArray::from(texts.to_vec())), &texts);
    assert_same(Arc::new(StringViewArray::from(texts.to_vec())), &texts);
    let dictionary: DictionaryArray<Int32Type> = texts.into_iter().collect();
    assert_same(Arc::new(dictionary), &texts);
    let binary = texts.map(str::as_bytes);
    assert_same(Arc::new(BinaryArray::from(binary.to_vec())), &binary);
    let ids = [[7_u8; 16], [8; 16]];
    let fixed = FixedSizeBinaryArray::try_from_iter(ids.iter()).expect("of one width");
    assert_same(Arc::new(fixed), &ids);
    let wide = [i128::MIN / 4, -7, 0, 1 << 53, (1 << 53) + 1, 1 << 64, (1 << 64) + 1];
    let decimals = |scale, values: &[i128]| {
        let values = Decimal128Array::from(values.to_vec());
        Arc::new(values.with_precision_and_scale(38, scale).expect("a decimal"))
    };
    assert_same(decimals(0, &wide), &wide);
    assert_same(decimals(2, &[-700, 0, 700, 123_400]), &[-7, 0, 7, 1_234]);
    // 0.5 and 0.50 are one number.
    let fraction = |column: ArrayRef| {
        let batch = RecordBatch::try_from_iter([("chat", column)]).expect("a column");
        let bytes = write_stream(&[batch], IpcWriteOptions::default());
        open(&bytes, &["chat"]).unwrap().partitions(0).unwrap().0.first
    };
    let half = crate::columns::identity::fingerprint_of("\u{2}0.5");
    assert_eq!(fraction(decimals(1, &[5])), Some(half));
    assert_eq!(fraction(decimals(9, &[500_000_000])), Some(half));
    assert_eq!(
        fraction(decimals(2, &[-105])),
        Some(crate::columns::identity::fingerprint_of("\u{2}-1.05"))
    );
}
