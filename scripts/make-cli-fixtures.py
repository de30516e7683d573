"""Writes the files of tests/fixtures/cli: the same messages as JSON, Parquet and Arrow.

    python3 -m venv .venv && .venv/bin/pip install pyarrow polars && .venv/bin/python scripts/make-cli-fixtures.py

They are kept, as a machine that runs the tests need not have pyarrow.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path

import polars
import pyarrow as pa
import pyarrow.compute
import pyarrow.feather
import pyarrow.parquet

FOLDER = Path(__file__).resolve().parent.parent / "tests/fixtures/cli"
TEXTS = [
    "Good morning!", "olá 👋", "", None, 'she said "no, thanks"', "two\nlines", "a,b;c\td|e", "こんにちは",
    "\x1b[31mred\x1b[0m", "nul \x00 here", "\u202egnp.exe", "a longer text that goes on, and on, and on",
]
START = datetime(2024, 3, 1, 10)


def messages():
    time = START
    for i in range(60):
        # Some share a time, some are hours apart.
        time += timedelta(seconds=[0, 0.25, 40, 7_200][i * 7 % 4])
        yield {
            "id": i + 1,
            "ts": time.strftime("%Y-%m-%d %H:%M:%S.%f"),
            "chat": "family" if i < 35 else "work \x1b[2J",
            "tokens": None if i % 9 == 4 else i * 13 % 50,
            "body": TEXTS[i * 5 % len(TEXTS)],
        }


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = list(messages())
    lines = ",\n".join(json.dumps(row) for row in rows)
    (FOLDER / "messages.json").write_text(f"[\n{lines}\n]\n")

    for row in rows:
        row["ts"] = datetime.strptime(row["ts"], "%Y-%m-%d %H:%M:%S.%f")
    schema = pa.schema([
        ("id", pa.int64()), ("ts", pa.timestamp("us")), ("chat", pa.string()),
        ("tokens", pa.int32()), ("body", pa.string()),
    ])
    table = pa.Table.from_pylist(rows, schema)

    for codec in ["snappy", "zstd", "gzip", "brotli", "lz4", "none"]:
        pa.parquet.write_table(table, FOLDER / f"{codec}.parquet", compression=codec, row_group_size=25)
    plain = {"use_dictionary": False, "data_page_version": "2.0", "version": "2.6"}
    nanos = table.set_column(1, "ts", table["ts"].cast(pa.timestamp("ns", "UTC")))
    pa.parquet.write_table(nanos, FOLDER / "nanoseconds.parquet", **plain)
    nested = pa.table({"body": table["body"], "tags": [["a"]] * len(rows)})
    pa.parquet.write_table(nested, FOLDER / "nested.parquet")

    for version in "1.0", "2.0":
        pages(table, FOLDER / f"pages-{version[0]}.parquet", compression="lz4", data_page_version=version)

    with pa.ipc.new_stream(FOLDER / "stream.arrow", schema) as writer:
        writer.write_table(table, max_chunksize=25)
    with pa.ipc.new_file(FOLDER / "file.arrow", schema) as writer:
        writer.write_table(table, max_chunksize=25)
    polars.from_arrow(table).write_ipc(FOLDER / "polars.arrow")
    other = pa.table({
        "id": table["id"], "ts": table["ts"].cast(pa.timestamp("ns", "UTC")),
        "chat": table["chat"].dictionary_encode(), "tokens": table["tokens"],
        "body": table["body"].cast(pa.large_string()),
    })
    with pa.ipc.new_stream(FOLDER / "other-types.arrow", other.schema) as writer:
        writer.write_table(other)

    instants = times()
    with pa.ipc.new_file(FOLDER / "times.arrow", instants.schema) as writer:
        writer.write_table(instants)
    pa.parquet.write_table(instants, FOLDER / "times.parquet", version="2.6")
    pa.parquet.write_table(
        instants.select(["ns", "body"]), FOLDER / "int96.parquet", use_deprecated_int96_timestamps=True
    )


def pages(table, file, **options):
    """Small pages, of every kind of run: dictionaries, one of them empty, nulls alone and between values, and truth."""
    count = len(table)
    some = pa.table({
        "ts": table["ts"],
        "body": pa.array([None if i % 7 == 3 else f"message {i % 9}" for i in range(count)]),
        "seldom": pa.array([i if 20 <= i < 45 else None for i in range(count)], pa.int64()),
        "never": pa.array([None] * count, pa.string()),
        "flag": pa.array([None if i % 5 == 0 else i % 2 == 0 for i in range(count)]),
        "sure": pa.array([i % 3 == 0 for i in range(count)]),
    })
    pa.parquet.write_table(some, file, data_page_size=64, write_batch_size=16, row_group_size=40, **options)


def times():
    """The same six instants in every unit, as far as it can tell them apart; and nanoseconds out of order."""
    nanos = pa.array([1_709_287_200_123_456_789 + i * 86_400_000_000_001 for i in range(6)], pa.int64())
    days = pa.array([19_783 + i for i in range(6)], pa.int32())

    def steps(size, unit, zone=None):
        return pa.compute.divide(nanos, size).cast(pa.timestamp(unit, zone))

    mixed = pa.array([1_709_287_200_000_000_000 + i for i in [3, 0, 5, 1, 4, 2]], pa.int64())
    return pa.table({
        "ns": steps(1, "ns"), "ns of Berlin": steps(1, "ns", "Europe/Berlin"), "us of UTC": steps(1_000, "us", "UTC"),
        "ms": steps(1_000_000, "ms"), "s": steps(1_000_000_000, "s"), "day": days.cast(pa.date32()),
        "mixed": mixed.cast(pa.timestamp("ns")), "body": [f"text {i}" for i in range(6)],
    })


main()
