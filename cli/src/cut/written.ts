import type { Found, Roles, Shape } from "windrow/etl";
import { identifier } from "windrow/duckdb";
import { defaultTemplate, parseTemplate, requireColumns, templateSql } from "windrow/prompts";
import type { Options } from "../options.js";
import { BATCHES } from "../sending-options.js";

// The columns that are added to the rows: the line and its size, the measured size, and, for Egregora, the measured text.
export const LINE = "windrow's line";
export const LINE_BYTES = "windrow's line's bytes";
export const BYTES = "windrow's bytes";
const TEXT = "windrow's text";

/** The column whose size is measured: the line, or the text alone for Egregora. */
export const measuredTextOf = ({ plan }: Options) => ("egregora" in plan ? TEXT : LINE);

/** The separator whose size is measured with each line. */
export const measuredSeparator = ({ plan, sending }: Options) => ("egregora" in plan ? "" : sending.separator);

/** Whether the lines themselves are needed, and not their sizes alone. */
function needsLines({ format, stats, sending }: Options): boolean {
  return sending.tokens !== undefined || (!stats && (format === "jsonl" || Object.hasOwn(BATCHES, format)));
}

/**
 * The shape of a table of messages: each line is written once, and columns that nothing reads are left out.
 *
 * @throws WindowError: `BAD_TEMPLATE`, `MISSING_COLUMN`
 */
export function shapeOf({ columns: roles, all }: Found, options: Options): Shape {
  const { sending, read, plan } = options;
  const isEgregora = "egregora" in plan;
  const { time, author, text, chat } = roles;
  const template = parseTemplate(sending.template ?? (isEgregora ? "{text}" : defaultTemplate({ time, author })));
  const columnOf = (name: string) => ({ time, author, text, chat })[name] ?? name;
  requireColumns(
    template,
    all.map(({ name }) => name),
    columnOf,
  );
  const line = templateSql(template, (name) => identifier(columnOf(name)));
  const measured = isEgregora ? identifier(text) : line;
  const needed = neededOf(roles, read);
  return {
    add: {
      ...(needsLines(options) && {
        [LINE]: line,
        [LINE_BYTES]: `strlen(${line})::UINTEGER`,
        ...(isEgregora && { [TEXT]: measured }),
      }),
      [BYTES]: `(strlen(${measured}) + ${Buffer.byteLength(measuredSeparator(options))})::UINTEGER`,
    },
    drop: all.map(({ name }) => name).filter((name) => !needed.has(name)),
  };
}

function neededOf({ time, chat, kind, id }: Roles, { columns }: Options["read"]): ReadonlySet<string | undefined> {
  return new Set([time, chat, kind, columns.id ? id : undefined, ...Object.values(columns.measures)]);
}
