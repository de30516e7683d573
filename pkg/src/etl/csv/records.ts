/** The delimiter and quotes of a text. */
export interface Quoting {
  readonly delimiter: string;
  /** `"`, or `""` where quotes have no meaning. */
  readonly quote: string;
  /** The escape character of a quote within quotes: another quote, or a backslash. */
  readonly escape: string;
}

/** The records at the beginning of a text, and whether their quotes follow RFC 4180. */
export interface Sample {
  readonly records: readonly (readonly string[])[];
  /** The number of lines before each record. */
  readonly lines: readonly number[];
  /** Whether a quoted field continues after its closing quote. */
  readonly isMisquoted: boolean;
  /** Whether a backslash precedes a quote within quotes. */
  readonly hasBackslashes: boolean;
}

/**
 * Splits a text into records, at most `most`. The last one is left out where the text may be cut off within it. Empty
 * lines are skipped.
 */
export function recordsOf(text: string, { delimiter, quote, escape }: Quoting, most: number, isWhole: boolean): Sample {
  const records: string[][] = [];
  const lines: number[] = [];
  let [isMisquoted, hasBackslashes, line, at] = [false, false, 0, 0];
  while (at < text.length && records.length < most) {
    const record: string[] = [];
    const begins = line;
    let ended = false;
    for (;;) {
      let field = "";
      if (quote !== "" && text.startsWith(quote, at)) {
        let closed = false;
        for (at++; at < text.length && !closed; at++) {
          const character = text[at]!;
          if (character === escape && escape !== quote && at + 1 < text.length) field += text[++at];
          else if (character !== quote) {
            if (character === "\n") line++;
            field += character;
          } else if (escape === quote && text[at + 1] === quote) field += text[++at];
          else {
            closed = true;
            hasBackslashes ||= text[at - 1] === "\\" && !isEnd(text, at + 1, delimiter);
          }
        }
        isMisquoted ||= closed && !isEnd(text, at, delimiter);
      }
      const start = at;
      while (at < text.length && !isEnd(text, at, delimiter)) at++;
      field += text.slice(start, at);
      record.push(field);
      if (delimiter !== "" && text.startsWith(delimiter, at)) at += delimiter.length;
      else break;
    }
    while (text[at] === "\r") at++;
    if (text[at] === "\n") [at, line, ended] = [at + 1, line + 1, true];
    else ended = at >= text.length ? isWhole : true;
    if (!ended || (record.length === 1 && record[0] === "")) continue;
    records.push(record);
    lines.push(begins);
  }
  return { records, lines, isMisquoted, hasBackslashes };
}

function isEnd(text: string, at: number, delimiter: string): boolean {
  const character = text[at];
  return (
    character === undefined || character === "\n" || character === "\r" || (delimiter !== "" && text.startsWith(delimiter, at))
  );
}
