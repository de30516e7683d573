// The ways in which tables write times, and what each is read as: on native DuckDB and on DuckDB-WASM.
import assert from "node:assert/strict";
import { it } from "node:test";
import { openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import { loadMessages, openBoth } from "../support/etl.js";
import { forEachReader, guessed, source, told } from "../support/loaded.js";

const UTC = "UTC";
/** Values of a column `ts`, their times, and the zone; further, what is guessed. */
const columns = [
  ["ISO", ["2024-01-02 03:04:05", "2024-01-02T03:04:06.5"], ["2024-01-02 03:04:05", "2024-01-02 03:04:06.500000"]],
  ["offsets", ["2024-02-29 23:59:58 +0000", "2024-03-01 01:59:59 +0200"], ["2024-02-29 23:59:58", "2024-02-29 23:59:59"], UTC],
  [
    "offsets of hours",
    ["2020-12-31 21:25:58.745232+02", "2020-12-31 19:25:58.745233Z"],
    ["2020-12-31 19:25:58.745232", "2020-12-31 19:25:58.745233"],
    UTC,
  ],
  ["nanoseconds, which become microseconds", ["2024-01-02 03:04:05.123456789+00"], ["2024-01-02 03:04:05.123456"], UTC],
  ["ISO without signs", ["20240229T235958Z", "20240301T000000Z"], ["2024-02-29 23:59:58", "2024-03-01 00:00:00"], UTC],
  ["14 digits", ["20240229235958", "20240301000000"], ["2024-02-29 23:59:58", "2024-03-01 00:00:00"]],
  ["hours alone", ["2024-02-29T10", "2024-02-29T11"], ["2024-02-29 10:00:00", "2024-02-29 11:00:00"]],
  ["the end of a day", ["2024-02-29T24:00:00Z"], ["2024-03-01 00:00:00"], UTC],
  ["a leap second", ["2016-12-31T23:59:60Z"], ["2017-01-01 00:00:00"], UTC],
  ["a zone's name beside its offset", ["2024-02-29T10:00:00+01:00[Europe/Berlin]"], ["2024-02-29 09:00:00"], UTC],
  ["Go", ["2024-02-29 23:59:58.5 +0000 UTC"], ["2024-02-29 23:59:58.500000"], UTC],
  ["mail", ["Thu, 29 Feb 2024 10:00:00 +0100"], ["2024-02-29 09:00:00"], UTC],
  ["a month's name first", ["Feb 29, 2024, 1:05 PM"], ["2024-02-29 13:05:00"]],
  ["German", ["29. Februar 2024 um 10:00 Uhr", "1. März 2024, 10:00"], ["2024-02-29 10:00:00", "2024-03-01 10:00:00"]],
  [
    "French",
    ["jeudi 1 août 2024 à 10:00", "1 juil. 2024 10:00", "1 juin 2024"],
    ["2024-06-01 00:00:00", "2024-07-01 10:00:00", "2024-08-01 10:00:00"],
  ],
  ["Spanish", ["29 de febrero de 2024 10:00", "1 ene 2024 9:05"], ["2024-01-01 09:05:00", "2024-02-29 10:00:00"]],
  ["Portuguese", ["29 de fev. de 2024 às 10:00", "1 de março de 2024, 10:00"], ["2024-02-29 10:00:00", "2024-03-01 10:00:00"]],
  ["C", ["Thu Feb 29 10:00:00 2024", "Fri Mar  1 10:00:00 2024"], ["2024-02-29 10:00:00", "2024-03-01 10:00:00"]],
  ["Unix", ["Thu Feb 29 10:00:00 UTC 2024"], ["2024-02-29 10:00:00"], UTC],
  ["Twitter", ["Thu Feb 29 10:00:00 +0100 2024"], ["2024-02-29 09:00:00"], UTC],
  ["JavaScript", ["Thu Feb 29 2024 10:00:00 GMT+0100 (Central European Standard Time)"], ["2024-02-29 09:00:00"], UTC],
  ["web servers", ["29/Feb/2024:10:00:00 +0100"], ["2024-02-29 09:00:00"], UTC],
  ["Oracle", ["29-FEB-24 10.00.00.000000 PM"], ["2024-02-29 22:00:00"]],
  ["Kibana", ["Feb 29, 2024 @ 10:00:00.125"], ["2024-02-29 10:00:00.125000"]],
  [
    "names of zones",
    ["2024-01-01 10:00 CET", "2024-05-01 10:00:00 CEST", "2024-05-02 09:00:00 JST"],
    ["2024-01-01 09:00:00", "2024-05-01 08:00:00", "2024-05-02 00:00:00"],
    UTC,
  ],
  [
    "names of zones in North America, which other places use too",
    ["2024-01-01 10:00:00 EST", "2024-05-01 10:00:00 PDT"],
    ["2024-01-01 15:00:00", "2024-05-01 17:00:00"],
    UTC,
    ["the zone EST was taken for that of North America"],
  ],
  [
    "offsets of one digit",
    ["15 January 2024 at 10:00:00 GMT+1", "16 January 2024 at 10:00:00 UTC-3"],
    ["2024-01-15 09:00:00", "2024-01-16 13:00:00"],
    UTC,
  ],
  ["Russian", ["1 января 2024 г., 10:00", "2 мая 2024 г. в 9:05"], ["2024-01-01 10:00:00", "2024-05-02 09:05:00"]],
  ["Japanese", ["2024年1月2日(火) 10:00", "2024年10月3日9:05:06"], ["2024-01-02 10:00:00", "2024-10-03 09:05:06"]],
  ["Japanese clocks", ["2024年1月2日 10時05分", "2024年1月3日 午後3時05分06秒"], ["2024-01-02 10:05:00", "2024-01-03 15:05:06"]],
  ["ordinal days", ["January 15th, 2024 2:23 PM", "January 16th, 2024 2:23 PM"], ["2024-01-15 14:23:00", "2024-01-16 14:23:00"]],
  ["an offset and the zone's name", ["2024-01-15 14:23:00 +0200 CEST"], ["2024-01-15 12:23:00"], UTC],
  ["UTC and where it is", ["2024-01-15T14:23:00Z[Europe/London]"], ["2024-01-15 14:23:00"], UTC],
  ["Chinese", ["2024年1月2日 上午10:00", "2024年1月3日 下午3:05"], ["2024-01-02 10:00:00", "2024-01-03 15:05:00"]],
  ["Korean", ["2024년 1월 2일 화요일 오전 10:00", "2024년 1월 3일 오후 3:05"], ["2024-01-02 10:00:00", "2024-01-03 15:05:00"]],
  ["Korean with points", ["2024. 1. 2. 오전 10:00", "2024. 1. 3. 오후 3:05"], ["2024-01-02 10:00:00", "2024-01-03 15:05:00"]],
  ["14 digits with a space", ["20240229 235958"], ["2024-02-29 23:59:58"]],
  ["twelve hours", ["2024-01-02 03:04:05 PM", "2024-01-02 12:00:00 AM"], ["2024-01-02 00:00:00", "2024-01-02 15:04:05"]],
  ["narrow spaces", ["2024-01-02\u202f03:04:05", " 2024-01-02 03:04:06 "], ["2024-01-02 03:04:05", "2024-01-02 03:04:06"]],
  ["the day first", ["15.01.2024 14:23", "16.01.2024 00:05"], ["2024-01-15 14:23:00", "2024-01-16 00:05:00"]],
  ["the month first", ["1/15/2024 2:23 PM", "1/16/2024 12:05 AM"], ["2024-01-15 14:23:00", "2024-01-16 00:05:00"]],
  [
    "no telling which is first, with zeros",
    ["02/01/2024 15:04"],
    ["2024-01-02 15:04:00"],
    undefined,
    ["the day comes before the month in dates"],
  ],
  [
    "no telling which is first, without",
    ["1/2/2024 15:04"],
    ["2024-01-02 15:04:00"],
    undefined,
    ["the month comes before the day in dates"],
  ],
  ["two digits, then one, then two", ["12/4/24 9:15", "12/15/24 10:30"], ["2024-12-04 09:15:00", "2024-12-15 10:30:00"]],
  ["one digit, then two, then two", ["1/12/24 10:00", "2/28/24 10:00"], ["2024-01-12 10:00:00", "2024-02-28 10:00:00"]],
  ["the day first, and a year of two digits", ["13/1/24 10:00", "14/2/24 10:00"], ["2024-01-13 10:00:00", "2024-02-14 10:00:00"]],
  [
    "a year of two digits that comes first",
    ["24/01/05 10:00", "24/1/31 11:00"],
    ["2024-01-05 10:00:00", "2024-01-31 11:00:00"],
    undefined,
    ["the year of two digits comes before the month in dates"],
  ],
  ["short dates", ["5.1.24", "25.1.24"], ["2024-01-05 00:00:00", "2024-01-25 00:00:00"]],
  ["the first and the last year", ["0001-01-01 00:00:00", "9999-12-31 23:59:59"], ["0001-01-01 00:00:00", "9999-12-31 23:59:59"]],
  ["seconds since 1970", ["1709251198", "1709251199.5"], ["2024-02-29 23:59:58", "2024-02-29 23:59:59.500000"], UTC],
  [
    "microseconds of them, exactly",
    ["1709251198.123456", "1709251198.123457"],
    ["2024-02-29 23:59:58.123456", "2024-02-29 23:59:58.123457"],
    UTC,
  ],
  ["seconds with an exponent", ["1.709251198E+09"], ["2024-02-29 23:59:58"], UTC],
  [
    "seconds and milliseconds",
    ["1709251198250", "1709251199"],
    ["2024-02-29 23:59:58.250000", "2024-02-29 23:59:59"],
    UTC,
    ["column ts counts in seconds and milliseconds since 1970; each number was taken by its size"],
  ],
  [
    "ticks of .NET",
    ["638500000000000000"],
    ["1990-03-27 01:06:40"],
    UTC,
    ["column ts counts in nanoseconds since 1970, which gives times before 2002; convert numbers that count from another year"],
  ],
  [
    "microseconds since 1601",
    ["13350000000000000"],
    ["2393-01-16 21:20:00"],
    UTC,
    ["column ts counts in microseconds since 1970, which gives times after 2095; convert numbers that count from another year"],
  ],
  ["a zero among milliseconds", ["0", "1709251198250"], ["1970-01-01 00:00:00", "2024-02-29 23:59:58.250000"], UTC, []],
  [
    "Excel's days",
    ["45292.5", "45293.25"],
    ["2024-01-01 12:00:00", "2024-01-02 06:00:00"],
    undefined,
    ["column ts counts days since 1899-12-30, as Excel does"],
  ],
];

/** Values that are no times. */
const none = [
  ["clocks", ["10:00", "11:00"]],
  ["versions", ["16-01-24", "17-01-25"]],
  ["zones whose names several places use", ["2024-01-01 10:00 IST", "2024-01-01 11:00 BST"]],
  ["zones of places", ["2024-01-01 10:00 Europe/Berlin", "2024-07-01 10:00 Europe/Berlin"]],
  ["words that the database takes for times", ["epoch", "infinity"]],
  ["a day that no month has", ["2024-02-30", "31.04.2024"]],
];

forEachReader((load) => {
  const csv = (values) => source("a.csv", `ts,body\n${values.map((value, i) => `"${value}",m${i}\n`).join("")}`);

  for (const [what, values, times, zone, guesses] of columns) {
    it(what, async () => {
      const loaded = await load(csv(values));
      assert.deepEqual(loaded.times, times);
      assert.equal(loaded.zone, zone);
      assert.deepEqual(told(loaded), []);
      assert.deepEqual(guessed(loaded), guesses ?? []);
    });
  }
  for (const [what, values] of none) {
    it(`${what} are no times`, async () => {
      const loaded = await load(csv(values));
      assert.equal(loaded.columns.time, undefined);
      assert.deepEqual(told(loaded), [["values of column ts that are no times; rows stay in the order of the file", 2, values]]);
      await assert.rejects(load(csv(values), { columns: { time: "ts" } }), { code: "BAD_TIME" });
    });
  }
  it("what someone says of a date counts", async () => {
    const loaded = await load(csv(["1/2/2024 15:04"]), { dateOrder: "DMY" });
    assert.deepEqual([loaded.times, guessed(loaded)], [["2024-02-01 15:04:00"], []]);
    for (const [values, dateOrder, time] of [
      ["24/01/05", "YMD", "2024-01-05 00:00:00"],
      ["16-01-24 10:00", "DMY", "2024-01-16 10:00:00"],
      ["16-01-24 10:00", "YMD", "2016-01-24 10:00:00"],
    ])
      assert.deepEqual((await load(csv([values]), { dateOrder })).times, [time]);
  });
  it("a date at midnight in one column, and a clock in another", async () => {
    const loaded = await load(
      source("a.csv", "date,clock,body\n2024-01-05 00:00:00,18:30:00,late\n2024-01-05 00:00:00,09:15:00,early\n"),
    );
    assert.deepEqual(loaded.times, ["2024-01-05 09:15:00", "2024-01-05 18:30:00"]);
    assert.deepEqual(guessed(loaded), ["the time is the date of column date and the clock of column clock"]);
  });
  it("rows are put in order of time, and stay as they are without", async () => {
    const file = csv(["2024-01-02", "2024-01-01", "2024-01-02"]);
    assert.deepEqual((await load(file)).texts, ["m1", "m0", "m2"]);
    assert.deepEqual((await load(file, { columns: { time: null } })).texts, ["m0", "m1", "m2"]);
  });
  it("a row without a time is counted", async () => {
    const loaded = await load(csv(["2024-01-02", "", "never", "2024-01-03"]));
    assert.deepEqual(loaded.texts, ["m0", "m3"]);
    assert.deepEqual(told(loaded), [
      ["rows whose ts is no time that can be read", 1, ["row 3: never"]],
      ["rows without a time in column ts", 1, ["m1"]],
    ]);
  });
});

it("a date's parts are matched once: the statements that read them stay short", async () => {
  const { connection, close } = await openNativeDuckDB();
  const { run } = connection;
  const lengths = [];
  connection.run = (sql, ...more) => {
    lengths.push(sql.length);
    return run.call(connection, sql, ...more);
  };
  const written = ["29 Feb 2024 10:00", "31/12/2024 10:00", "Feb 29, 2024, 1:05 PM", "20240229235958"];
  for (const value of written) await loadMessages(connection, source("a.csv", `ts,body\n"${value}",m\n`), "source");
  // DuckDB compiles a pattern as often as it stands in a statement: a repeated one was most of the time of a small file.
  assert.ok(lengths.length > 20 && Math.max(...lengths) < 9_000, lengths.join(" "));
  close();
});

it("a zone's name in brackets tells no offset: without one, the times are told, and not read", async () => {
  const [{ connection }] = await openBoth();
  const file = source("a.csv", 'time,text\n"2024-06-15T14:23:00[Europe/Paris]",one\n"2024-06-15 14:23:00 (CET)",two\n');
  const { columns, problems } = await loadMessages(connection, file, "source");
  assert.equal(columns.time, undefined);
  assert.deepEqual(
    problems.map(({ what }) => what),
    ["values of column time that are no times; rows stay in the order of the file"],
  );
});
