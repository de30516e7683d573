import { badOption, choice, listOf, optionsOf, text } from "./options.js";

/** What is known about a column of a table. */
export interface ColumnSketch {
  name: string;
  /** `"time"` or `"number"` if all values are such; otherwise `"text"`. */
  type: "time" | "text" | "number" | "other";
  /** The mean length of its texts in bytes; 0 without texts. */
  length: number;
}

/** The column of each role. */
export interface ColumnGuess {
  /** Undefined: rows keep their order. */
  time: string | undefined;
  text: string | undefined;
  partition: string | undefined;
}

/** Objects that hold a record among facts about it, such as Elasticsearch's `_source`. */
const WRAPPER = /^(?:_?source|data|(?:json|proto)?_?payload|properties|record|fields|attributes|item|doc|document|value|node)$/i;

/** Whether the members of a column's objects are those of a record. @internal */
export const isWrapper = (column: string): boolean => column.split(".").every((part) => WRAPPER.test(part));

/** A column's name without those of objects around the record: `text` for `_source.text`. @internal */
export function bareName(column: string): string {
  const parts = column.split(".");
  const first = parts.findIndex((part) => !WRAPPER.test(part));
  return first > 0 ? parts.slice(first).join(".") : column;
}

/** Whether a column is called as one of times. @internal */
export const isTimeName = (name: string): boolean => TIME_NAME.test(name) || LIKELY_TIME_NAME.test(name);

/** What a column of texts is called. @internal */
export const TEXT_NAME = /^(body|text|message|msg|content)(\.(body|text|content))*$/i;
const TIME_NAME = /^(ts|time|timestamp|date|datetime|(created|sent)(_?(at|on|time))?)$/i;
/** What else columns of times are called, by programs and in other languages. */
const LIKELY_TIME_NAME = new RegExp(
  `^[@_]*(?:(?:created|sent|published|posted|inserted|received|logged|event|message|msg|unix|review|realtime)[ _]?){0,2}(?:at|on|ts|time|timestamp|date|datetime|utc|epoch|msec)` +
    `(?:_(?:s|sec|seconds|ms|millis|us|micros|ns|nanos|utc|gmt))?$|` +
    `^(?:datum|fecha|dato|zeit|zeitpunkt|zeitstempel|date_?heure|horodatage|data_?hora|data ?e ?ora|дата|время|tarih|日付|日時|日期|时间|時間|날짜|시간)$`,
  "i",
);
/** A column whose texts have a longer mean length in bytes is not taken for times because of its name. */
const LONGEST_TIME = 50;
const PARTITION_NAME = /^(chat|channel|conversation|dialog(ue)?|thread|room|session|ticket)([ _-]?(id|name|session))?$/i;

/** Whether a column is called as one of partitions. @internal */
export const isPartitionName = (name: string): boolean => PARTITION_NAME.test(name);

/** Guesses columns by their types, their names, and the length of their texts. */
export function guessColumns(sketches: readonly ColumnSketch[]): ColumnGuess {
  const columns = listOf("columns", sketches, sketchOf, '[{ name: "ts", type: "time", length: 0 }]');
  // A column that is named like a time but holds none is chosen all the same, so that an error reports the mistake.
  const times = columns.filter(({ type }) => type === "time");
  const isTime = ({ name }: ColumnSketch) => TIME_NAME.test(bareName(name));
  const isLikely = ({ name, length }: ColumnSketch) => LIKELY_TIME_NAME.test(bareName(name)) && length <= LONGEST_TIME;
  const time = times.find(isTime) ?? times.find(isLikely) ?? times[0] ?? columns.find(isTime) ?? columns.find(isLikely);
  const others = columns.filter((column) => column !== time);
  const texts = others.filter(({ type }) => type === "text");
  const longest = texts.reduce<ColumnSketch | undefined>(
    (best, next) => (best && best.length >= next.length ? best : next),
    undefined,
  );
  const text = texts.find(({ name }) => TEXT_NAME.test(bareName(name))) ?? longest;
  const partition = others.find((column) => column !== text && PARTITION_NAME.test(bareName(column.name)));
  return { time: time?.name, text: text?.name, partition: partition?.name };
}

const TYPES = ["time", "text", "number", "other"] as const;

function sketchOf(option: string, value: unknown): ColumnSketch {
  const {
    name,
    type = "other",
    length = 0,
  } = optionsOf(value, option, '{ name: "ts", type: "time", length: 0 }', {
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
