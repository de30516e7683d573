// Prints the tables of docs/sending.md: the sizes of prompts, by the way of measuring them.
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { promptsOf } from "windrow/prompts";
import { tokenCounter } from "windrow/tokens";
import { sampleFile } from "./build.js";
import { cli } from "./lib/cli.js";
import { openNativeDuckDB } from "./lib/duckdb.js";

/** Article 1 of the Universal Declaration of Human Rights. */
const ARTICLES = {
  English:
    "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.",
  Portuguese:
    "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.",
  Japanese:
    "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
};
const LINE = "[{time:%Y-%m-%d %H:%M}] {author}: {text}";
const group = (number) => Math.round(number).toLocaleString("en");
const percent = (share) => `${share > 0 ? "+" : "−"}${Math.abs(Math.round(100 * share))} %`;
const table = (head, rows) =>
  [head, head.map((_, i) => (i === 0 ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

cli(import.meta.url, async () => {
  await init();
  const counter = await tokenCounter("o200k_base");
  const bytesOf = (text) => Buffer.byteLength(text);
  const articles = Object.entries(ARTICLES).map(([language, text]) => {
    const [bytes, tokens] = [bytesOf(text), counter(text)];
    return [language, group(bytes), group(bytes / 4), group(tokens), percent(bytes / 4 / tokens - 1)];
  });
  console.log(table(["article 1", "bytes", "tokens at 4 bytes each", "tokens (o200k_base)", "the guess is off by"], articles));

  const { connection, close } = await openNativeDuckDB();
  await connection.run(
    `CREATE TABLE sample AS SELECT ts, author, body FROM read_csv('${await sampleFile()}', types = {'ts': 'TIMESTAMP'})`,
  );
  const query = { from: "sample", time: "ts", text: "body" };
  const [texts, lines] = [
    await fetchRows(connection, query),
    await fetchRows(connection, { ...query, author: "author", line: LINE, tokens: counter }),
  ];
  const guessed = texts.rows.total("bytes") / 4;
  const sums = [
    ["texts alone", group(texts.rows.total("bytes")), group(guessed)],
    ["lines, with who, when and a line feed", group(lines.rows.total("bytes")), group(lines.rows.total("tokens"))],
  ];
  console.log(`\n${table(["the sample", "bytes", "tokens: guessed of texts, counted of lines"], sums)}`);

  const max = { bytes: 32_000 };
  const plans = {
    "texts alone are measured": texts.rows.windows({ max, overlap: 0.2 }),
    "lines are measured": lines.windows({ max, overlap: 0.2 }),
  };
  const exceeding = [];
  for (const [name, { length, start, end }] of Object.entries(plans)) {
    let [over, most] = [0, 0];
    for await (const { bytes, rows } of promptsOf(lines, { length, start, end })) {
      if (bytes > max.bytes && rows > 1) over++;
      if (rows > 1) most = Math.max(most, bytes);
    }
    exceeding.push([name, group(length), group(over), group(most)]);
  }
  console.log(
    `\n${table(["at most 32,000 bytes a window, overlap 0.2", "windows", "longer than that as sent", "the longest"], exceeding)}`,
  );
  close();
});
