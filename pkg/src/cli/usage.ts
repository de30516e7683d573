/** A command line that cannot be understood: exit code 2. */
export class UsageError extends Error {}

export const HELP = `Cuts a table of messages into windows: at most so many rows, so many bytes, with some overlap.

  windrow [FILE] --max-bytes 32000 [--overlap 0.2] [--format jsonl]

FILE is CSV, TSV, JSON (an array of objects, or one a line), Parquet or Arrow IPC; without it, or for
-, standard input is read. Columns that are not named are guessed, and it is said which; '' is none.

Columns
  --time COLUMN         ISO 8601, or numbers since 1970; without a zone, a time is taken as UTC
  --time-unit UNIT      of numbers: s, ms, us or ns (by the size of the first)
  --text COLUMN         its UTF-8 bytes are the measure bytes; nothing counts 0
  --measure NAME[=COLUMN]  whole numbers to add up, such as tokens; may be given again
  --partition COLUMN    such as a chat: no window crosses from one into another
  --key COLUMN          what identifies a row
  --no-sort             refuse what is not in order of time; else rows are sorted by partition (as
                        these first appear), time, and place in the file

Windows
  --max-rows N  --max-bytes N  --max-duration D  --max-NAME N   what no window may exceed
  --gap D               the longest silence inside a window
  --edge TIME           a time that no window crosses; may be given again
  --overlap R           the share of each limit that is repeated, in [0, 1), or budgets: rows=5,duration=10m
  --cut HOW             full (as late as can be), quiet (before the longest silence), even, stable (needs a key)
  --min-fill R          how full a window must be to be cut early (0.5)
  --oversize HOW        of a row that alone exceeds a limit: alone (a window by itself), error
  --spec FILE           the spec as JSON, such as {"max": {"bytes": 32000}}; options come on top

Windows of the clock, instead
  --every D  [--span D]  [--origin first|TIME]  [--empty]

Egregora's windows, instead
  --egregora  [--step-size N]  [--step-unit messages|hours|days|bytes]  [--overlap-ratio R]
              [--max-window-time D]  [--max-bytes-per-window N]

A duration D is 90s, 30m, 2h, "1d 4h" or P1DT4H.

Output
  --format FORMAT       table (for people), json, jsonl (a window a line, with its text), csv, arrow (an IPC stream)
  --stats               what the windows cost, without the windows; as a table or json
  --separator S         between the texts of a window (\\n); not counted as bytes
  --input FORMAT        csv, tsv, json, jsonl, parquet or arrow, where it cannot be told
  --delimiter C         of CSV, where it cannot be told
  --help  --version

Exit codes: 0 done (also where the reader of the output has had enough), 1 the data cannot be read or
cut, 2 the command line is wrong, 130 Ctrl-C.
`;
