import { literal } from "../../engine/index.js";
import { extractLines } from "../lines.js";
import { format } from "../format.js";

/** Marks of direction, which no one sees and exports are full of. */
const MARKS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*";
/** Spaces, of which the narrow one stands before AM and PM. */
const SPACE = "[ \u00a0\u202f\u2009]";
const DATE = `(\\d{1,4})([./-])${SPACE}?(\\d{1,2})[./-]${SPACE}?(\\d{1,4})\\.?`;
const BETWEEN = `[,،]?${SPACE}+(?:(?:at|um|à|a las|às|kl\\.?|klo) )?`;
const CLOCK = `(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?${SPACE}*([AaPp]\\.?${SPACE}?[Mm]\\.?)?`;
/**
 * What a message begins with, on iOS in brackets and on Android with a dash. It is the same to DuckDB's
 * regular expressions and to JavaScript's.
 */
const HEADER = `^(${MARKS}(\\[?)${MARKS}${DATE}${BETWEEN}${CLOCK}(\\]|${SPACE}[-–])(?:${SPACE}|$))`;
const PARTS = ["whole", "opening", "a", "separator", "b", "c", "hour", "minute", "second", "half", "closing"];
/** What surrounds a name: marks, and the tilde of one that is not among the contacts. */
const AROUND_NAME = "~ \u00a0\u202f\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
/** What no text needs to begin with. */
const AROUND_TEXT = AROUND_NAME.replace(/[~ ]/g, "");
/** What stands for a picture that is not in the text. */
const MEDIA = `^(<[^<>]*>|.{1,40} (omitted|weggelassen|ausgeschlossen|omis|omise|omitido|omitida|omesso|omessa|overgeslagen)|.*\\((file attached|Datei angehängt)\\))$`;

const isHeader = new RegExp(HEADER);

export const whatsapp = format<string>({
  name: "WhatsApp export",
  gives: "messages",
  program: "WhatsApp",
  exporting: "in the chat: More, Export chat",
  lacks: "reactions, replies and what was said before the phone was changed",
  detect: ({ name, text }) => !/\.[ct]sv$/i.test(name) && text.split(/\r\n?|\n/, 200).some((line) => isHeader.test(line)),
  extract: extractLines,
  transform: (lines) => `
    WITH headed AS (
      SELECT number, line, regexp_extract(line, ${literal(HEADER)}, [${PARTS.map(literal).join(", ")}]) AS h
      FROM (SELECT rowid AS number, line FROM ${lines})
    ), dated AS (
      SELECT number, line, h.opening, h.separator, h.half, substr(line, length(h.whole) + 1) AS rest,
        TRY_CAST(h.a AS INTEGER) AS a, TRY_CAST(h.b AS INTEGER) AS b, TRY_CAST(h.c AS INTEGER) AS c,
        left(h.a, 1) = '0' OR left(h.b, 1) = '0' AS padded,
        TRY_CAST(h.hour AS INTEGER) AS hour, h.minute, h.second,
        -- A bracket closes what a bracket opened.
        h.closing <> '' AND (h.opening = '[') = (h.closing = ']') AS is_header
      FROM headed
    ), form AS (
      -- One writer wrote the file: a header of the other kind is quoted in a message.
      SELECT mode(opening) AS opening FROM dated WHERE is_header
    ), begun AS (
      SELECT dated.*, is_header AND dated.opening = form.opening AS begins
      FROM dated LEFT JOIN form ON true
    ), days AS (
      SELECT a, b, c, min(number) AS number, mode(separator) AS separator, bool_and(half <> '') AS twelve,
        bool_or(padded) AS padded, min_by(line, number) AS line
      FROM begun WHERE begins GROUP BY a, b, c
    ), steps AS (
      -- Exports are in order: read the wrong way round, their days go back and forth.
      SELECT *,
        (c * 12 + b) * 31 + a < lag((c * 12 + b) * 31 + a) OVER in_order AS day_back,
        (c * 12 + a) * 31 + b < lag((c * 12 + a) * 31 + b) OVER in_order AS month_back
      FROM days WINDOW in_order AS (ORDER BY number)
    ), counted AS (
      SELECT max(a) > 31 AS year_first, count_if(a > 12) AS no_month_first, count_if(b > 12) AS no_day_first,
        count_if(day_back) AS days_back, count_if(month_back) AS months_back,
        mode(separator) = '/' AND bool_and(twelve) AND NOT bool_or(padded) AS american,
        bool_or(a <> b) AS differ, min_by(line, number) AS sample
      FROM steps
    ), reading AS (
      SELECT sample, CASE
          WHEN year_first THEN 'year'
          WHEN no_month_first <> no_day_first THEN if(no_month_first > no_day_first, 'day', 'month')
          WHEN days_back <> months_back THEN if(days_back < months_back, 'day', 'month')
          WHEN american THEN 'month' ELSE 'day' END AS first,
        differ AND NOT year_first AND no_month_first = no_day_first AND days_back = months_back AS guessed
      FROM counted
    ), placed AS (
      SELECT *, sum(if(begins, 1, 0)) OVER (ORDER BY number ROWS UNBOUNDED PRECEDING) AS message FROM begun
    ), continued AS (
      SELECT message, chr(10) || string_agg(line, chr(10) ORDER BY number) AS more
      FROM placed WHERE NOT begins AND message > 0 GROUP BY message
    ), timed AS (
      SELECT number, line, more,
        TRY_CAST(printf('%04d-%02d-%02d %02d:%s:%s',
          CASE WHEN first = 'year' THEN a ELSE c END + if(CASE WHEN first = 'year' THEN a ELSE c END < 100, 2000, 0),
          CASE first WHEN 'month' THEN a ELSE b END,
          CASE first WHEN 'year' THEN c WHEN 'month' THEN b ELSE a END,
          CASE WHEN half = '' THEN hour ELSE hour % 12 + if(lower(left(half, 1)) = 'p', 12, 0) END,
          minute, if(second = '', '00', second)) AS TIMESTAMP) AS time,
        rest, left(rest, greatest(instr(rest, ':') - 1, 0)) AS name
      FROM placed LEFT JOIN reading ON true LEFT JOIN continued USING (message) WHERE begins
    ), said AS (
      SELECT number, line, more, time, rest,
        -- A name goes up to the first colon, but not to one in quotes: that is in a group's new name.
        CASE WHEN (length(name) - length(replace(name, '"', ''))) % 2 = 0 AND (length(name) - length(replace(name, '“', ''))) = (length(name) - length(replace(name, '”', '')))
            AND substr(rest, length(name) + 2, 1) IN (' ', '')
          THEN nullif(trim(name, '${AROUND_NAME}'), '') END AS author,
        length(name) + 3 AS text_at
      FROM timed
    ), messages AS (
      SELECT number, time, author, ltrim(if(author IS NULL, rest, substr(rest, text_at)), '${AROUND_TEXT}') AS first_line, more, line
      FROM said
    )
    SELECT time, author, text, kind, problem FROM (
      SELECT number, time, author,
        if(time IS NULL, line, first_line) || coalesce(more, '') AS text,
        CASE WHEN author IS NULL THEN 'system'
          WHEN more IS NULL AND length(first_line) < 300 AND regexp_matches(first_line, ${literal(MEDIA)}) THEN 'media'
          ELSE 'message' END AS kind,
        if(time IS NULL, 'messages of a time that does not exist', NULL) AS problem
      FROM messages
      UNION ALL
      SELECT number, NULL, NULL, line, NULL, 'lines before the first message' FROM placed WHERE message = 0 AND line <> ''
      UNION ALL
      SELECT number, NULL, NULL, sample, NULL, concat('order of day and month that no date tells; the ', first, ' was taken to come first')
      FROM reading, (SELECT max(number) + 1 AS number FROM placed) WHERE guessed
    ) ORDER BY number`,
});
