import { guessColumns } from "windrow";

/** A column of a table, and its type in SQL. */
export interface Column {
  name: string;
  type: string;
  /** The mean length of its texts in bytes; 0 where it holds none. */
  length: number;
  /** Whether the first of its texts are times, or whole numbers. */
  holdsTimes: boolean;
  holdsIntegers: boolean;
}

/** Which columns hold the times and the texts, and what each row belongs to. */
export interface Choice {
  /** Undefined: rows stay in the order of the file. */
  time: string | undefined;
  text: string;
  /** Undefined: windows go on from any row to the next. */
  partition: string | undefined;
  /** What a row is recognised by after an edit. Undefined: nothing. */
  key: string | undefined;
  /** Columns of whole numbers, of which windows have sums. */
  measures: readonly string[];
}

/** Whether a column holds times without being told to. */
export const isTime = ({ type }: Column) => /^(TIMESTAMP|DATE)/.test(type);
export const isNumber = ({ type }: Column) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|DOUBLE|FLOAT|DECIMAL)/.test(type);
export const isInteger = ({ type, holdsIntegers }: Column) => holdsIntegers || /^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type);
export const isText = ({ type }: Column) => type === "VARCHAR";

/** The likeliest columns; a wrong guess costs the reader one click. */
export function guess(columns: readonly Column[]): Choice {
  const kind = (column: Column) => (isTime(column) || column.holdsTimes ? "time" : isText(column) ? "text" : "other");
  const { time, text, partition } = guessColumns(
    columns.map((column) => ({ name: column.name, type: kind(column), length: column.length })),
  );
  const besides = { key: undefined, measures: [] };
  if (text !== undefined) return { time, text, partition, ...besides };
  const others = columns.filter(({ name }) => name !== time);
  const last = others.at(-1)?.name;
  const spare = last === partition ? undefined : partition;
  const [timed, said] = last === undefined ? [undefined, time ?? ""] : [time, last];
  return { time: timed, text: said, partition: spare, ...besides };
}
