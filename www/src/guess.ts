import { guessColumns } from "windrow";

/** A column of a table, and its type in SQL. */
export interface Column {
  name: string;
  type: string;
  /** The mean length of its texts in bytes; 0 where it holds none. */
  length: number;
  /** Whether the first of its texts are times. */
  holdsTimes: boolean;
}

/** Which columns hold the times and the texts, and what each row belongs to. */
export interface Choice {
  /** Undefined: rows stay in the order of the file. */
  time: string | undefined;
  text: string;
  /** Undefined: windows go on from any row to the next. */
  partition: string | undefined;
}

/** Whether a column holds times without being told to. */
export const isTime = ({ type }: Column) => /^(TIMESTAMP|DATE)/.test(type);
export const isNumber = ({ type }: Column) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|DOUBLE|FLOAT|DECIMAL)/.test(type);
export const isText = ({ type }: Column) => type === "VARCHAR";

/** The likeliest columns; a wrong guess costs the reader one click. */
export function guess(columns: readonly Column[]): Choice {
  const kind = (column: Column) => (isTime(column) || column.holdsTimes ? "time" : isText(column) ? "text" : "other");
  const { time, text, partition } = guessColumns(
    columns.map((column) => ({ name: column.name, type: kind(column), length: column.length })),
  );
  if (text !== undefined) return { time, text, partition };
  const others = columns.filter(({ name }) => name !== time);
  const last = others.at(-1)?.name;
  const spare = last === partition ? undefined : partition;
  return last === undefined ? { time: undefined, text: time ?? "", partition: spare } : { time, text: last, partition: spare };
}
