// Checks of the arguments to the ETL functions, made before a file is read.
import {
  type Check,
  badOption,
  callback,
  choice,
  flag,
  has,
  isA,
  isArray,
  listOf,
  optionsOf,
  readOptions,
  signalOf,
  text,
} from "../options.js";
import type { ColumnChoice, Format, Source } from "./format.js";
import type { LoadOptions } from "./load.js";
import type { ShapeOf } from "./shape.js";

const oneOf =
  <Choice extends string>(choices: readonly Choice[]): Check<Choice> =>
  (option, value) =>
    choices[choice(option, value, choices)]!;

/** A column's name, or null for none. */
const column: Check<string | null> = (option, value) => (value === null ? null : text(option, value, "the name of a column"));

const columns: Check<ColumnChoice> = (option, value) =>
  optionsOf(
    value,
    option,
    '{ time: "ts", text: "body" }',
    {
      time: column,
      text,
      author: column,
      chat: column,
      id: column,
      measures: (option, value) => listOf(option, value, text, '["tokens"]'),
    },
    { nulls: true },
  );

const formatOf: Check<Format> = (option, value) => {
  if (has(value, "detect", "extract", "transform") && typeof (value as Format).name === "string") return value as Format;
  throw badOption(option, value, "a format, with name, detect, extract and transform");
};

/** @throws WindowError: `BAD_OPTION` */
const formatsOf = (value: unknown): Format[] => listOf("formats", value, formatOf, "[...formats, mine]");

/** Formats with what they say of themselves. */
export const listedOf = (value: unknown): Format[] =>
  formatsOf(value).map((format, i) => {
    const { name, gives, program, exporting, lacks } = format;
    const texts = [name, program, exporting, lacks ?? ""];
    if (texts.every((each) => typeof each === "string"))
      return { ...format, name, gives, program, exporting, ...(lacks && { lacks }) };
    throw badOption(`formats[${i}]`, format, "a format, with name, program and exporting");
  });

/** @throws WindowError: `BAD_OPTION` */
export function loadOptionsOf(given: LoadOptions): LoadOptions {
  return optionsOf(
    given,
    "how to load it",
    '{ table: "messages" }',
    {
      columns,
      dateOrder: oneOf(["DMY", "MDY", "YMD"] as const),
      timeUnit: oneOf(["s", "ms", "us", "ns"] as const),
      sort: flag,
      delimiter: text,
      header: flag,
      rows: text,
      encoding: text,
      table: (option, value) => text(option, value, "the name of a table"),
      formats: (_, value) => formatsOf(value),
      format: (option, value) => text(option, value, "the name of a format"),
      shape: callback as Check<ShapeOf>,
      signal: signalOf,
      onProgress: callback as Check<(done: number) => void>,
    },
    { more: true },
  );
}

/** @throws WindowError: `BAD_OPTION` */
export function sourcesOf(given: unknown): Source[] {
  return isArray(given) ? listOf("the files", given, sourceOf, '[{ name: "chat.txt", blob }]') : [sourceOf("the file", given)];
}

const sourceOf: Check<Source> = (option, value) => {
  const checks: Record<string, Check<unknown>> = { name: text, blob: blobOf, path: text, entries: (_, entries) => entries };
  const source: Record<string, unknown> = {};
  readOptions(value, option, EXAMPLE, (name, value) => {
    if (Object.hasOwn(checks, name)) source[name] = checks[name]!(`${option}.${name}`, value);
  });
  if (source.name === undefined || source.blob === undefined) throw badOption(option, value, EXAMPLE);
  return source as unknown as Source;
};

const EXAMPLE = '{ name: "chat.txt", blob }';

const blobOf: Check<Blob> = (option, value) => {
  if (isA(value, Blob)) return value;
  throw badOption(option, value, "a Blob or a File");
};
