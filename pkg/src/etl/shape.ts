import { identifier } from "../engine/index.js";
import { type Check, badOption, listOf, namedOf, optionsOf, text, unreadable } from "../options.js";
import type { Column, Roles } from "./loaded.js";

/** What is known of a file's columns before its rows are sorted. */
export interface Found {
  /** The column of each role. */
  readonly columns: Roles;
  /** All columns that the table would have. */
  readonly all: readonly Column[];
}

/** How a table differs from the columns of its file. */
export interface Shape {
  /** Columns to add, by name: SQL over the columns of the table. */
  readonly add?: Readonly<Record<string, string>> | undefined;
  /** Columns to leave out, none of them that of the time or the chat. */
  readonly drop?: readonly string[] | undefined;
}

/** Gives the shape of a table. */
export type ShapeOf = (found: Found) => Shape;

/**
 * A SELECT in its shape.
 *
 * @throws WindowError: `BAD_OPTION`
 */
export function shaped(select: string, shapeOf: ShapeOf, found: Found): string {
  const { add = {}, drop = [] } = shapeFor(shapeOf, found);
  const names = found.all.map(({ name }) => name);
  const { time, chat } = found.columns;
  const needed = drop.find((name) => name === time || name === chat || !names.includes(name));
  if (needed !== undefined)
    throw badOption("what shape drops", needed, `some of ${names.filter((name) => name !== time && name !== chat).join(", ")}`);
  const taken = Object.keys(add).find((name) => names.some((other) => other.toLowerCase() === name.toLowerCase()));
  if (taken !== undefined) throw badOption("what shape adds", taken, "a name that no column has");
  const rest = drop.length === 0 ? "*" : `* EXCLUDE (${drop.map(identifier).join(", ")})`;
  const added = Object.entries(add).map(([name, sql]) => `${sql} AS ${identifier(name)}`);
  return `SELECT ${[rest, ...added].join(", ")} FROM (${select})`;
}

function shapeFor(shapeOf: ShapeOf, found: Found): Shape {
  let shape: Shape;
  try {
    shape = shapeOf(found);
  } catch (cause) {
    throw unreadable("what shape gives", cause);
  }
  return optionsOf(shape, "what shape gives", '{ drop: ["id"] }', {
    add: (option, value) => namedOf(option, value, text as Check<string>, '{ bytes: "strlen(body)" }'),
    drop: (option, value) => listOf(option, value, text as Check<string>, '["id"]'),
  });
}
