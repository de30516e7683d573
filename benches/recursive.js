// Full windows by bytes as a recursive query makes them, each step of which looks for the next end: all
// one can do in SQL alone. `strlen` once, and sums once: what differs is where a step looks.

const sums = (table) => `SELECT n, bytes, sum(bytes) OVER (ORDER BY n)::UINTEGER AS total FROM (
    SELECT row_number() OVER (ORDER BY ts, id)::INTEGER AS n, strlen(body)::UINTEGER AS bytes FROM ${table})`;

/** More rows than a window can hold. */
const MOST_ROWS = 2_000;

/** By its name, a query for the number of windows. */
export const RECURSIVE = {
  // All sums are one list, of which each step slices what a window can hold.
  "list slices": (table, max) => `WITH RECURSIVE sums AS MATERIALIZED (
      SELECT list(total ORDER BY n) AS totals, count(*)::INTEGER AS len FROM (${sums(table)})),
    windows(stop, base) AS (
      SELECT 0::INTEGER, 0::UINTEGER
      UNION ALL
      SELECT stop + taken, totals[stop + taken] FROM (
        SELECT stop, totals, greatest(1, len(list_filter(
          totals[stop + 1 : stop + ${MOST_ROWS}], lambda total : total <= base + ${max})))::INTEGER AS taken
        FROM windows, sums WHERE stop < len))
    SELECT count(*)::INTEGER - 1 AS n FROM windows`,
  // The sums are a table, of which each step looks for a range.
  "range join": (table, max) => `WITH RECURSIVE sums AS MATERIALIZED (${sums(table)}),
    windows(stop, base) AS (
      SELECT 0::INTEGER, 0::UINTEGER
      UNION ALL
      SELECT max(n), max(total) FROM windows, sums
      WHERE total > base AND total <= base + ${max} HAVING max(n) IS NOT NULL)
    SELECT count(*)::INTEGER - 1 AS n FROM windows`,
  // Where a window would end is known of every row beforehand, by an ASOF join of the sums with
  // themselves, and is one list: a step follows it.
  "ends by ASOF join": (table, max) => `WITH RECURSIVE sums AS MATERIALIZED (${sums(table)}),
    ends AS MATERIALIZED (
      SELECT list(greatest(first, stop) ORDER BY first) AS stops, count(*)::INTEGER AS len FROM (
        SELECT a.n AS first, b.n AS stop FROM sums AS a
        ASOF JOIN (SELECT total, max(n) AS n FROM sums GROUP BY total) AS b ON b.total <= a.total - a.bytes + ${max})),
    windows(stop) AS (
      SELECT 0::INTEGER
      UNION ALL
      SELECT stops[stop + 1] FROM windows, ends WHERE stop < len)
    SELECT count(*)::INTEGER - 1 AS n FROM windows`,
};
