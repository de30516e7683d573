import { badOption, choice, listOf, optionsOf, text } from "./options.js";

/** What a column of a table is made of, as far as is known. */
export interface ColumnSketch {
  name: string;
  /** `"text"` unless all that is in it are times, or numbers. */
  type: "time" | "text" | "number" | "other";
  /** The mean length of its texts in bytes; 0 where it holds none. */
  length: number;
}

/** Which columns hold what windows are made of. */
export interface ColumnGuess {
  /** Undefined: rows stay as they are. */
  time: string | undefined;
  text: string | undefined;
  partition: string | undefined;
}

const TEXT_NAME = /^(body|text|message|msg|content)$/i;
const TIME_NAME = /^(ts|time|timestamp|date|datetime|(created|sent)(_?(at|on|time))?)$/i;
const PARTITION_NAME = /^(chat|channel|conversation|thread|room)([ _-]?(id|name|session))?$/i;

/** The likeliest columns: by their types, their names, and how long their texts are. */
export function guessColumns(sketches: readonly ColumnSketch[]): ColumnGuess {
  const columns = listOf("columns", sketches, sketchOf, '[{ name: "ts", type: "time", length: 0 }]');
  // A column that is called a time but holds something else is a mistake to tell, not to pass over.
  const time = columns.find(({ type }) => type === "time") ?? columns.find(({ name }) => TIME_NAME.test(name));
  const others = columns.filter((column) => column !== time);
  const texts = others.filter(({ type }) => type === "text");
  const longest = texts.reduce<ColumnSketch | undefined>(
    (best, next) => (best && best.length >= next.length ? best : next),
    undefined,
  );
  const text = texts.find(({ name }) => TEXT_NAME.test(name)) ?? longest;
  const partition = others.find((column) => column !== text && PARTITION_NAME.test(column.name));
  return { time: time?.name, text: text?.name, partition: partition?.name };
}

const TYPES = ["time", "text", "number", "other"] as const;

function sketchOf(option: string, value: unknown): ColumnSketch {
  const { name, type = "other", length = 0 } = optionsOf(value, option, '{ name: "ts", type: "time", length: 0 }', {
    name: text,
    type: (option, value) => TYPES[choice(option, value, TYPES)]!,
    length: (option, value) => (typeof value === "number" ? value : badNumber(option, value)),
  });
  if (name === undefined) throw badOption(`${option}.name`, name, "the name of a column");
  return { name, type, length };
}

function badNumber(option: string, value: unknown): never {
  throw badOption(option, value, "a number");
}
