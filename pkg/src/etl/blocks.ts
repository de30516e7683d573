import { literal } from "../engine/index.js";

/**
 * A SELECT of blocks of lines that begin with a header: `number` and `line` of the header, its groups in `h`, and the
 * lines after it in `more`, null where there are none. Lines before the first header have the number -1.
 *
 * @param lines the name of a table of lines, quoted for SQL
 * @param header a regular expression with the same meaning in DuckDB and in JavaScript
 * @param isHeader SQL that is false for lines that are no header, however they look
 */
export function blocks(lines: string, header: string, groups: readonly string[], isHeader = "true"): string {
  const named = `[${groups.map(literal).join(", ")}]`;
  return `
    WITH headed AS MATERIALIZED (
      SELECT rowid AS number, line, regexp_matches(line, ${literal(header)}) AND ${isHeader} AS begins FROM ${lines}
    ), begun AS (
      SELECT number, line, regexp_extract(line, ${literal(header)}, ${named}) AS h FROM headed WHERE begins
    ), continued AS (
      -- Lines that follow one another have one difference to their count.
      SELECT min(number) - 1 AS number, string_agg(line, chr(10) ORDER BY number) AS more
      FROM (SELECT number, line, number - row_number() OVER (ORDER BY number) AS island FROM headed WHERE NOT begins) GROUP BY island
    )
    SELECT number, line, h, more FROM begun FULL JOIN continued USING (number)`;
}
