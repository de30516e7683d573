import { literal } from "../../duckdb/sql.js";
import { csv } from "./csv.js";
import { format } from "../format.js";

/** From here on, to find types out over the whole file first would be a long wait that none can end. */
const LARGE = 32 << 20;
const LONGEST_RECORD = 16 << 20;
const FILE = "large.csv";

/**
 * A large CSV file, read once and where it lies: all columns are text, and what is no time in the
 * column of times is counted.
 */
export const largeCsv = format<void>({
  name: "large table of text (CSV or TSV)",
  detect: (head) => head.size > LARGE && csv.detect(head),
  extract: ({ blob }, stage) => stage.file(FILE, blob),
  transform: () => `
    FROM read_csv(${literal(FILE)}, header = true, skip = 0, quote = '"', escape = '"', all_varchar = true,
      strict_mode = true, allow_quoted_nulls = false, sample_size = 2048,
      max_line_size = ${LONGEST_RECORD}, buffer_size = ${2 * LONGEST_RECORD})`,
});
