import { readFileSync } from "node:fs";
import { formatsAsText } from "windrow/etl";
import { allFormats } from "./read/load.js";

/** An invalid command line: exit code 2. */
export class UsageError extends Error {}

export function version(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** The list of formats, from the formats' own descriptions. */
export const formatsHelp = () => `${formatsAsText(allFormats())}\n`;

export const HELP = `Cuts chats and tables of messages into windows that keep limits on rows,
bytes, tokens and time, with some overlap.

  windrow chat.zip --max-bytes 32000 --overlap 0.2 --format jsonl > batch.jsonl

Files are exports of chats, or tables: CSV, JSON, Parquet, Arrow, DuckDB, also
compressed (see --formats). Several files, and patterns such as 'logs/*.csv',
are read as one. Without a file, or for -, standard input is read. Columns that
are not named are guessed and reported; '' disables the role.

Columns
  --time COLUMN       ISO 8601, or numbers since 1970; UTC if without a zone
  --time-unit UNIT    of numbers: s, ms, us or ns (by their size)
  --text COLUMN       the text of each row
  --author COLUMN     the author of each row
  --measure NAME[=COLUMN]  whole numbers to add up, such as tokens; repeatable
  --partition COLUMN  such as a chat: no window spans two of them
  --key COLUMN        identifies a row, such as its id
  --no-sort           refuse rows out of order; otherwise rows are sorted by
                      partition, time, and position in the file

Input
  --input FORMAT      format of the files, if not detected (see --formats)
  --from TABLE        table of a DuckDB database
  --sql SELECT        query of a DuckDB database, or of files that it names
  --delimiter C       delimiter of CSV, if not detected
  --header, --no-header  whether the first row of CSV names the columns, if not
                      detected
  --rows PATH         array of the rows in JSON, such as 'messages[]'
  --encoding NAME     encoding of text, such as windows-1252
  --date-order ORDER  DMY, MDY or YMD, for ambiguous dates such as 1/2/24
  --system            send system lines too, such as who joined a chat
  --memory SIZE       most memory of the database, such as 2GB; the rest of the
                      data goes to TMPDIR

Windows
  --max-rows N, --max-bytes N, --max-duration D, --max-NAME N of a measure
  --gap D             the longest silence inside a window
  --edge TIME         a time that no window crosses; repeatable, ascending
  --overlap R         how much is repeated: a share of each limit, in [0, 1), or
                      budgets such as rows=5,duration=10m
  --cut HOW           full (as late as can be), quiet (before the longest
                      silence), even, or stable (needs a key)
  --min-fill R        how full a window must be to be cut early (0.5)
  --oversize HOW      a row that alone exceeds a limit is a window by itself
                      (alone), or an error (error)
  --spec FILE         these options as JSON, such as {"max": {"bytes": 32000}};
                      options of the command line override it

Windows of the clock, instead
  --every D  [--span D]  [--origin first|TIME]  [--empty]

Egregora's windows, instead
  --egregora  [--step-size N]  [--step-unit messages|hours|days|bytes]
  [--overlap-ratio R]  [--max-window-time D]  [--max-bytes-per-window N]

D is 90s, 30m, 2h, "1d 4h" or P1DT4H.

Sending: limits apply to the text that is sent
  --template T        how a row is written; {COLUMN} is any column. By default
                      {text} or, where there is an author,
                      '[{time:%Y-%m-%d %H:%M}] {author}: {text}'
  --separator S       text between two rows (\\n)
  --before S, --after S  text around the rows of a window; may hold {n}, {of},
                      {first}, {last}, {rows} and {chat}
  --reserve NAME=N    part of a limit to keep free, such as tokens=1000
  --tokens NAME       count tokens for a model or an encoding, such as gpt-4o or
                      o200k_base; --max-tokens is a limit then
  --price P           price of a million tokens, for --stats

Output
  --format FORMAT     table (for people), jsonl (a window a line, with its
                      text), json, csv, arrow (an IPC stream), or a batch of
                      requests: openai, anthropic
  --model NAME        model of a batch; --instructions S is its system prompt,
                      --answer-tokens N the most tokens of an answer
  --done FILE         leave out windows answered in FILE: results of a batch, or
                      an id a line
  --stats             only the cost of the windows, as a table or json
  --output FILE       write to FILE, not to standard output
  --split-by COLUMN   a file for each partition, in the folder --output
  --help, --formats, --version

Exit codes: 0 done, or the reader of the output has had enough; 1 the data
cannot be read or cut; 2 the command line is wrong; 130 Ctrl-C.
`;
