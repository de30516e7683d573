"""Cuts one chat into prompts of at most LIMIT bytes with a fifth of overlap, the way each tool is commonly used.

Usage: rivals.py RIVAL CHAT.csv LIMIT
Prints one JSON object: what the prompts are like as they would be sent, and what it took to make them.
"""

import json
import resource
import sys
import time

OVERLAP = 0.2
SHOWN = "'[' || strftime(ts, '%Y-%m-%d %H:%M') || '] ' || author || ': ' || coalesce(body, '')"


def size(text: str) -> int:
    return len(text.encode())


def lines_of(chat: str) -> list[str]:
    import duckdb

    return [line for (line,) in duckdb.sql(f"SELECT {SHOWN} FROM read_csv('{chat}') ORDER BY ts, id").fetchall()]


def langchain(chat: str, limit: int) -> list[str]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=limit, chunk_overlap=int(limit * OVERLAP), length_function=size, separators=["\n", " ", ""]
    )
    return splitter.split_text("\n".join(lines_of(chat)))


def chonkie(chat: str, limit: int) -> list[str]:
    from chonkie import OverlapRefinery, RecursiveChunker

    chunks = RecursiveChunker(tokenizer="byte", chunk_size=limit)("\n".join(lines_of(chat)))
    # Its overlap is counted in characters: in bytes it cuts characters in two and fails.
    refinery = OverlapRefinery(tokenizer="character", context_size=OVERLAP, method="prefix", merge=True)
    return [chunk.text for chunk in refinery(chunks)]


def text_splitter(chat: str, limit: int) -> list[str]:
    from semantic_text_splitter import TextSplitter

    splitter = TextSplitter.from_callback(size, limit, int(limit * OVERLAP), trim=False)
    return splitter.chunks("\n".join(lines_of(chat)))


def sql(chat: str, limit: int) -> list[str]:
    """A running sum divided by the limit, the query that is written first."""
    import duckdb

    step = int(limit * (1 - OVERLAP))
    windows = duckdb.sql(f"""
        WITH lines AS (SELECT ts, id, {SHOWN} AS line FROM read_csv('{chat}')),
        sums AS (SELECT *, sum(strlen(line)) OVER (ORDER BY ts, id) AS total FROM lines),
        parts AS (SELECT *, total // {step} AS part FROM sums)
        SELECT string_agg(line, chr(10) ORDER BY ts, id) FROM (
            SELECT * FROM parts
            UNION ALL SELECT * REPLACE (part + 1 AS part) FROM parts WHERE total % {step} > {step} * {1 - OVERLAP}
        ) GROUP BY part ORDER BY part""")
    return [text for (text,) in windows.fetchall()]


def polars(chat: str, limit: int) -> list[str]:
    """The same running sum; without overlap, which group_by cannot say."""
    import polars as pl

    line = pl.format("[{}] {}: {}", pl.col("ts").dt.to_string("%Y-%m-%d %H:%M"), "author", pl.col("body").fill_null(""))
    frame = pl.read_csv(chat, try_parse_dates=True).sort("ts", "id").select(line=line)
    part = pl.col("line").str.len_bytes().cast(pl.Int64).cum_sum() // limit
    return frame.group_by(part=part, maintain_order=True).agg(pl.col("line").str.join("\n"))["line"].to_list()


def egregora(chat: str, limit: int) -> list[str]:
    """Running sums of characters, then queries for each window, as its pipeline does it."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"""
        CREATE TABLE sums AS SELECT *, row_number() OVER (ORDER BY ts, id) - 1 AS place,
            sum(length(coalesce(body, ''))) OVER (ORDER BY ts, id) AS total, {SHOWN} AS line FROM read_csv('{chat}')""")
    ask = lambda query, *values: connection.execute(query, values).fetchone()[0]
    rows, prompts, start, overlap = ask("SELECT count(*) FROM sums"), [], 0, int(limit * OVERLAP)
    while start < rows:
        first = ask("SELECT total FROM sums WHERE place = ?", start)
        end = ask("SELECT max(place) FROM sums WHERE place >= ? AND total - ? <= ?", start, first, limit) + 1
        prompts.append(ask("SELECT string_agg(line, chr(10) ORDER BY place) FROM sums WHERE place >= ? AND place < ?", start, end))
        if end == rows and start + 1 >= rows:
            break
        last = ask("SELECT total FROM sums WHERE place = ?", end - 1)
        start = max(start + 1, ask("SELECT min(place) FROM sums WHERE place > ? AND ? - total <= ?", start, last, overlap) or rows)
    return prompts


def main() -> None:
    name, chat, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
    began = time.perf_counter()
    prompts = globals()[name](chat, limit)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = lines_of(chat)
    longest = max(size(line) for line in lines)
    starts, ends = {line.split("\n")[0] for line in lines}, {line.strip("\n").split("\n")[-1] for line in lines}
    parts = [text.strip("\n").split("\n") for text in prompts]
    cut = sum(part[0] not in starts or part[-1] not in ends for part in parts)
    print(json.dumps({
        "prompts": len(prompts), "bytes": sum(map(size, prompts)), "over": sum(size(text) > limit for text in prompts),
        "most": max(map(size, prompts)), "longestMessage": longest, "cut": cut, "seconds": round(seconds, 3), "megabytes": peak,
    }))


main()
