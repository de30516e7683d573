/** A column of a table, and its type in SQL. */
export interface Column {
  name: string;
  type: string;
  /** The mean length of its texts in bytes; 0 where it holds none. */
  length: number;
}

/** Which columns hold the times and the texts. */
export interface Choice {
  /** Undefined: rows stay in the order of the file. */
  time: string | undefined;
  text: string;
}

const TEXT_NAME = /^(body|text|message|msg|content)$/i;
const TIME_NAME = /^(ts|time|timestamp|date|datetime|(created|sent)(_?(at|on|time))?)$/i;

/** Whether a column holds times without being told to. */
export const isTime = ({ type }: Column) => /^(TIMESTAMP|DATE)/.test(type);
export const isText = ({ type }: Column) => type === "VARCHAR";

/** The likeliest columns; a wrong guess costs the reader one click. */
export function guess(columns: readonly Column[]): Choice {
  // A column that is called a time but holds something else is a mistake to tell, not to pass over.
  const time = columns.find(isTime) ?? columns.find(({ name }) => TIME_NAME.test(name));
  const rest = columns.filter((column) => column !== time);
  const texts = rest.filter(isText);
  const longest = texts.reduce<Column | undefined>(
    (best, next) => (best && best.length >= next.length ? best : next),
    undefined,
  );
  const text = texts.find(({ name }) => TEXT_NAME.test(name)) ?? longest ?? rest.at(-1);
  if (text) return { time: time?.name, text: text.name };
  return { time: undefined, text: columns[0]?.name ?? "" };
}
