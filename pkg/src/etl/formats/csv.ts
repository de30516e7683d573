import { readHeader } from "../../duckdb/csv-text.js";
import { literal } from "../../engine/index.js";
import { format } from "../format.js";

const LONGEST_RECORD = 16 << 20;

export const csv = format<{ file: string; delimiter: string }>({
  name: "CSV",
  gives: "table",
  program: "spreadsheets and databases",
  exporting: "save the sheet, or the result of a query, as CSV or TSV with a header",
  // A file of this kind that is damaged is told as one.
  detect: ({ name, text }) => /\.(csv|tsv)$/i.test(name) || /^[^\0\n\r]*[,;\t|][^\0\n\r]*[\r\n]/.test(text),
  async extract(source, stage) {
    const head = new Uint8Array(await source.blob.slice(0, 1 << 16).arrayBuffer());
    return { file: await stage.file(source, ".csv"), delimiter: stage.options.delimiter ?? readHeader(head).delimiter };
  },
  transform: ({ file, delimiter }) => `
    FROM read_csv(${literal(file)}, delim = ${literal(delimiter)}, header = true, skip = 0, quote = '"', escape = '"', all_varchar = true,
      strict_mode = true, allow_quoted_nulls = false, sample_size = 2048,
      max_line_size = ${LONGEST_RECORD}, buffer_size = ${2 * LONGEST_RECORD})`,
});
