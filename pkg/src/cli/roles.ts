import { WindowError } from "../error.js";
import { type ColumnSketch, guessColumns } from "../guess.js";
import type { TimeUnit } from "../rows.js";
import {
  type Column,
  KeyColumn,
  MeasureColumn,
  PartitionColumn,
  TextColumn,
  TimeColumn,
  type Where,
} from "./columns.js";

/** Which columns hold what windows are made of, by their names. */
export interface Roles {
  time?: string | undefined;
  text?: string | undefined;
  partition?: string | undefined;
  key?: string | undefined;
  /** By the measure's name. */
  measures: Record<string, string>;
}

/** What is asked of the columns: undefined is to be guessed, and empty is none. */
export interface Wishes extends Roles {
  timeUnit?: TimeUnit | undefined;
  /** Whether texts are to be written. */
  keepTexts: boolean;
  /** Says what was guessed. */
  say(sentence: string): void;
}

/** Finds the columns that are asked for, and guesses the others. */
export function chooseRoles(columns: readonly ColumnSketch[], wishes: Wishes): Roles {
  const named = [wishes.time, wishes.text, wishes.partition, wishes.key, ...Object.values(wishes.measures)];
  for (const name of named) if (name) requireColumn(columns, name);
  if (wishes.time && wishes.time === wishes.text) {
    throw new WindowError("BAD_OPTION", `column ${wishes.time} cannot be both time and text; give two`);
  }
  // What is named is not to be guessed for another use.
  const guess = guessColumns(columns.filter(({ name }) => !named.includes(name)));
  const guessed: string[] = [];
  const role = (use: "time" | "text" | "partition") => {
    const [wish, likely] = [wishes[use], guess[use]];
    if (wish === undefined && likely !== undefined) guessed.push(`--${use} ${quoted(likely)}`);
    return wish === undefined ? likely : wish || undefined;
  };
  const roles = { time: role("time"), text: role("text"), partition: role("partition") };
  if (guessed.length > 0) wishes.say(`columns guessed: ${guessed.join(" ")}`);
  return { ...roles, key: wishes.key || undefined, measures: wishes.measures };
}

const quoted = (name: string) => (/^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

function requireColumn(columns: readonly ColumnSketch[], name: string): void {
  if (columns.some((column) => column.name === name)) return;
  const names = columns.map((column) => column.name).join(", ");
  throw new WindowError("MISSING_COLUMN", `there is no column ${name}; there is ${names || "none"}`);
}

/** The columns of all roles, while they are read. */
export class Columns {
  readonly time: TimeColumn | undefined;
  readonly text: TextColumn | undefined;
  readonly partition: PartitionColumn | undefined;
  readonly key: KeyColumn | undefined;
  readonly measures: Record<string, MeasureColumn>;
  /** How many rows there are. */
  length = 0;

  constructor(roles: Roles, { keepTexts, timeUnit }: Wishes, where?: Where) {
    const { time, text, partition, key, measures } = roles;
    const atRow = (length: () => number) => where ?? (() => `row ${length()}`);
    if (time !== undefined)
      this.time = new TimeColumn(
        time,
        atRow(() => this.time!.length),
        timeUnit,
      );
    if (text !== undefined)
      this.text = new TextColumn(
        text,
        atRow(() => this.text!.lengths.length),
        keepTexts,
      );
    if (partition !== undefined) this.partition = new PartitionColumn(partition);
    if (key !== undefined) this.key = new KeyColumn(key);
    this.measures = Object.fromEntries(
      Object.entries(measures).map(([measure, name]) => {
        const column: MeasureColumn = new MeasureColumn(
          name,
          atRow(() => column.values.length),
        );
        return [measure, column];
      }),
    );
  }

  get all(): Column[] {
    const { time, text, partition, key, measures } = this;
    const all = [time, text, partition, key, ...Object.values(measures)];
    return all.filter((column) => column !== undefined);
  }
}
