//! The lean IPC reader and writer against the `arrow` crate, on the fixtures and on random batches.
#![expect(clippy::cast_possible_truncation, reason = "the numbers are small")]

use super::{
    Columns,
    ipc::{Table, plan::Origin},
};
use crate::{Rows, Spec};
use arrow::{
    array::{
        Array, ArrayRef, BooleanArray, FixedSizeBinaryArray, Int64Array, RecordBatch, StringArray,
    },
    compute::{cast, concat_batches},
    datatypes::{DataType, Schema, TimeUnit},
};
use arrow_ipc::{
    reader::{FileReader, StreamReader},
    writer::StreamWriter,
};
use std::{fs, io::Cursor, path::Path, sync::Arc};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Use {
    Time,
    Text,
    Measure,
    Partition,
    Key,
}

const USES: [Use; 5] = [Use::Time, Use::Text, Use::Measure, Use::Partition, Use::Key];

/// Rows of one column and what they say of its partitions, or a code and a sentence.
type Read = Result<(Rows, Option<Origin>), (&'static str, String)>;

fn by_ipc(bytes: &Vec<u8>, used: Use, name: &str) -> Read {
    let told = |error: super::ipc::Error| (error.code(), error.to_string());
    let table = Table::open(bytes, &[name]).map_err(told)?;
    let builder = Rows::builder().len(table.rows());
    let mut origin = Origin::default();
    let builder = match used {
        Use::Time => {
            let found = table.times(0).map_err(told)?;
            origin.zone = found.zone;
            builder.time(name, found.unit, found.times)
        }
        Use::Text => builder.measure("bytes", table.lengths(0).map_err(told)?),
        Use::Measure => builder.measure("amount", table.integers(0).map_err(told)?),
        Use::Partition => {
            let (partitions, labels) = table.partitions(0).map_err(told)?;
            origin.labels = Some(labels);
            builder.partitions(name, table.rows(), partitions)
        }
        Use::Key => builder.key(name, table.keys(0).map_err(told)?),
    };
    let rows = builder.build().map_err(|error| (error.code(), error.to_string()))?;
    Ok((rows, Some(origin)))
}

fn by_arrow(batches: &[RecordBatch], used: Use, name: &str) -> Read {
    let columns = match used {
        Use::Time => Columns::new().time(name),
        Use::Text => Columns::new().text(name),
        Use::Measure => Columns::new().measure("amount", name),
        Use::Partition => Columns::new().partition(name),
        Use::Key => Columns::new().key(name),
    };
    let rows = Rows::from_batches(batches, &columns);
    Ok((rows.map_err(|error| (error.code(), error.to_string()))?, None))
}

/// The batches of a stream or file.
fn decoded(bytes: &[u8]) -> Vec<RecordBatch> {
    let cursor = Cursor::new(bytes);
    let batches: Result<Vec<RecordBatch>, _> = if bytes.starts_with(b"ARROW1") {
        FileReader::try_new(cursor, None).expect("a file").collect()
    } else {
        StreamReader::try_new(cursor, None).expect("a stream").collect()
    };
    batches.expect("good batches")
}

/// Whether only the `arrow` crate's readers take the type for that use.
fn is_beyond_ipc(data_type: &DataType, used: Use) -> bool {
    match data_type {
        DataType::RunEndEncoded(..) | DataType::Float16 => true,
        DataType::Dictionary(_, values) => {
            matches!(used, Use::Time | Use::Measure) || values.is_integer()
        }
        _ => false,
    }
}

/// Compares a column for every use, and counts the uses that both readers take.
fn compare(bytes: &Vec<u8>, batches: &[RecordBatch], name: &str, of: &str) -> usize {
    let data_type = batches[0].column_by_name(name).expect("a column").data_type().clone();
    let mut both = 0;
    for used in USES {
        let what = format!("{of}: {name}, {data_type}, as {used:?}");
        match (by_ipc(bytes, used, name), by_arrow(batches, used, name)) {
            (Ok((lean, origin)), Ok((full, _))) => {
                both += 1;
                assert_eq!(lean.times(), full.times(), "{what}");
                let ends = |rows: &Rows| rows.partition().map(|it| (it.first, it.last));
                assert_eq!(ends(&lean), ends(&full), "{what}");
                let spec = Spec::new().max_rows(3);
                let [lean, full] = [lean, full].map(|rows| rows.windows(&spec).expect("a limit"));
                let written = origin.unwrap_or_default().write(&lean).expect("a plan's measures");
                let written = decoded(&written);
                assert_eq!(written, [full.to_batch().expect("a batch")], "{what}");
            }
            (Err(("UNSUPPORTED_TYPE", _)), _) if is_beyond_ipc(&data_type, used) => {}
            (Err((_, sentence)), Ok(_)) => panic!("{what}: only arrow takes it: {sentence}"),
            (Err((lean, lean_sentence)), Err((full, sentence))) => {
                assert_eq!(lean, full, "{what}: {lean_sentence}; {sentence}");
                let row = |sentence: &str| sentence.split(" at row ").nth(1).map(str::to_owned);
                assert_eq!(row(&lean_sentence), row(&sentence), "{what}");
            }
            (Ok(_), Err((_, sentence))) => panic!("{what}: only IPC takes it: {sentence}"),
        }
    }
    both
}

#[test]
fn fixtures_read_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/arrow");
    let (mut files, mut both) = (0, 0);
    for entry in fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("a fixture").path();
        if !path.extension().is_some_and(|it| it == "arrow" || it == "arrows") {
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let batches = decoded(&bytes);
        for field in batches[0].schema().fields() {
            both += compare(&bytes, &batches, field.name(), &path.display().to_string());
        }
        files += 1;
    }
    assert!(files >= 13, "{files} fixtures");
    assert!(both > 300, "{both} uses of columns");
}

struct Random(u64);

impl Random {
    fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    /// A value, or null, or the value before once more.
    fn column<T: Clone>(
        &mut self,
        len: usize,
        mut of: impl FnMut(&mut Self) -> T,
    ) -> Vec<Option<T>> {
        let nulls = self.below(3) * 10;
        let mut values: Vec<Option<T>> = Vec::with_capacity(len);
        for row in 0..len {
            let value = match values.last() {
                Some(last) if self.below(2) == 0 => last.clone(),
                _ => Some(of(self)),
            };
            values.push(value.filter(|_| row % 7 < 6 || self.below(100) >= nulls));
        }
        values
    }
}

/// A column of every type that is read, and of some that are not.
fn random_batch(len: usize, random: &mut Random) -> RecordBatch {
    use DataType::{
        Binary, BinaryView, Date32, Date64, Decimal32, Decimal64, Decimal128, Decimal256,
        Dictionary, Float16, Float32, Float64, Int8, Int16, Int32, Int64, LargeBinary, LargeUtf8,
        Timestamp, UInt8, UInt16, UInt32, UInt64, Utf8, Utf8View,
    };

    let text =
        |random: &mut Random| "naïve 日本語 👋👋".chars().take(random.below(13) as usize).collect();
    let texts = StringArray::from(random.column::<String>(len, text));
    let least = random.below(20).min(1).cast_signed() - 1; // now and then a negative one
    let number = |random: &mut Random| random.below(60).cast_signed() + least;
    let numbers = Int64Array::from(random.column(len, number));
    let mut time = -50;
    let times: Vec<i64> = (0..len)
        .map(|_| {
            time += random.below(9).cast_signed();
            time
        })
        .collect();
    let times = Int64Array::from(times);
    let fixed = random.column(len, |random| [b'a' + random.below(3) as u8; 2]);
    let fixed = FixedSizeBinaryArray::try_from_sparse_iter_with_size(fixed.into_iter(), 2);

    let dictionary = |keys, values| Dictionary(Box::new(keys), Box::new(values));
    let of_texts = [
        Utf8,
        LargeUtf8,
        Utf8View,
        Binary,
        LargeBinary,
        BinaryView,
        dictionary(Int8, Utf8),
        dictionary(UInt32, LargeUtf8),
        dictionary(UInt16, Utf8View),
    ];
    let of_numbers = [
        Int8,
        Int16,
        Int32,
        Int64,
        UInt8,
        UInt16,
        UInt32,
        UInt64,
        Float16,
        Float32,
        Float64,
        Decimal32(9, 2),
        Decimal64(18, 0),
        Decimal128(38, 10),
        Decimal256(76, 3),
        dictionary(Int16, Int32),
    ];
    let zone = Some("Europe/Lisbon".into());
    let of_times = [
        Timestamp(TimeUnit::Second, None),
        Timestamp(TimeUnit::Millisecond, zone.clone()),
        Timestamp(TimeUnit::Microsecond, None),
        Timestamp(TimeUnit::Nanosecond, zone),
        Date64,
    ];
    let mut columns: Vec<ArrayRef> = vec![Arc::new(fixed.expect("values of two bytes"))];
    let mut add = |array: &dyn Array, to: DataType| {
        columns.push(cast(array, &to).unwrap_or_else(|error| panic!("{to}: {error}")));
    };
    for to in of_texts {
        add(&texts, to);
    }
    for to in of_numbers {
        add(&numbers, to);
    }
    for to in of_times {
        add(&times, to);
    }
    add(&cast(&times, &Int32).expect("small numbers"), Date32);
    columns.push(Arc::new(BooleanArray::from(vec![true; len])));
    let names = (0..columns.len()).map(|index| format!("column {index}"));
    RecordBatch::try_from_iter_with_nullable(
        names.zip(columns).map(|(name, column)| (name, column, true)),
    )
    .expect("columns of one length")
}

#[test]
fn random_batches_read_the_same() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut both = 0;
    for case in 0..40 {
        let len = [0, 1, 5, 40, 300][random.below(5) as usize];
        let all = random_batch(len, &mut random);
        let mut batches = Vec::new();
        let mut start = 0;
        while start < len || batches.is_empty() {
            let rows = (random.below(len as u64 + 1) as usize).min(len - start);
            batches.push(all.slice(start, rows));
            start += rows;
        }
        assert_eq!(concat_batches(&all.schema(), &batches).expect("one schema"), all);
        let bytes = written(&all.schema(), &batches);
        for field in all.schema().fields() {
            both += compare(&bytes, &batches, field.name(), &format!("case {case}"));
        }
    }
    assert!(both > 2_000, "{both} uses of columns");
}

fn written(schema: &Schema, batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), schema).expect("a schema");
    for batch in batches {
        writer.write(batch).expect("a batch");
    }
    writer.into_inner().expect("a stream")
}
