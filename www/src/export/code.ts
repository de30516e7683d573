import type { Spec } from "windrow";
import type { Sent } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";
import { defaultTemplate } from "windrow/prompts";

/** The settings of a plan, to be written down so that it can be made elsewhere. */
export interface Recipe {
  /** The file's name. */
  name: string;
  /** As it was set: what stands around the lines is taken off again where the code runs. */
  spec: Spec;
  /** The columns by their roles; without `chat`, chats are not kept apart. */
  loaded: Pick<Loaded, "columns">;
  sent: { [Option in "line" | "separator" | "before" | "after" | "reserve"]?: Sent[Option] | undefined };
  /** The encoding or model that tokens are counted by, where they are. */
  tokens?: string | undefined;
  /** A SELECT of the rows that are sent, of a table: that of a filter. */
  select?: ((table: string) => string) | undefined;
}

/** The spec as JSON, as the library and the command line's `--spec` read it. */
export function specJson(spec: Spec): string {
  return JSON.stringify(spec, plain, 2);
}

function plain(_: string, value: unknown): unknown {
  if (value instanceof BigInt64Array) return Array.from(value, Number);
  return typeof value === "bigint" ? Number(value) : value;
}

/** A program for Node that makes the same prompts of the file. */
export function code({ name, spec, loaded, sent, tokens, select }: Recipe): string {
  const { time, author, text, chat, id } = loaded.columns;
  const given = { time, author, text, partition: chat, key: id, ...kept(sent, loaded) };
  const options = [
    select ? `from: { sql: ${templateLiteral(select(PLACEHOLDER))} }` : "from: table",
    "inOrder: true",
    ...Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}: ${literal(value)}`),
    ...(tokens === undefined ? [] : [`tokens: await tokenCounter(${JSON.stringify(tokens)})`]),
  ];
  const roles = Object.entries({ time, author, text, chat, id }).filter(([, column]) => column !== undefined);
  const columns = `columns: ${literal(Object.fromEntries(roles))}`;
  return `import { openAsBlob } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { loadMessages } from "windrow/etl";
import { promptsOf } from "windrow/prompts";
${tokens === undefined ? "" : 'import { tokenCounter } from "windrow/tokens";\n'}
await init();
const connection = await (await DuckDBInstance.create()).connect();
const file = { name: ${JSON.stringify(name)}, blob: await openAsBlob(${JSON.stringify(name)}) };
const { table } = await loadMessages(connection, file, { ${columns} });
const fetched = await fetchRows(connection, {
  ${options.join(",\n  ")},
});
const plan = fetched.windows(${literal(spec)});
for await (const { index, text } of promptsOf(fetched, plan)) {
  console.log(index + 1, text);
}
`;
}

/** The command that makes the same prompts of the file, for a POSIX shell. */
export function command({ name, spec, loaded, sent, tokens }: Recipe, format = "jsonl"): string {
  const { time, author, text, chat, id } = loaded.columns;
  const args: string[] = [quoted(/^-/.test(name) ? `./${name}` : name)];
  const add = (option: string, value: unknown) => value !== undefined && args.push(`--${option} ${quoted(String(value))}`);
  const columns = { time, author, text, partition: chat, key: id };
  for (const [role, column] of Object.entries(columns)) add(role, column);
  const { line, separator, before, after, reserve } = kept(sent, loaded);
  add("tokens", tokens);
  add("template", line === undefined ? undefined : escaped(line));
  add("separator", separator === undefined ? undefined : escaped(separator));
  add("before", before === undefined ? undefined : escaped(before));
  add("after", after === undefined ? undefined : escaped(after));
  add("reserve", reserve && amounts(reserve));
  const { max = {}, gap, edges, overlap, cut, minFill, oversize } = spec;
  for (const [measure, limit] of Object.entries(max)) add(`max-${measure}`, limit);
  add("gap", gap);
  for (const edge of edges ?? []) add("edge", edge instanceof Date ? edge.toISOString() : edge);
  add("overlap", typeof overlap === "object" ? amounts(overlap) : overlap);
  add("cut", cut);
  add("min-fill", minFill);
  add("oversize", oversize);
  add("format", format);
  return `npx windrow-cli ${args.join(" \\\n  ")}`;
}

/** Stands for the table's name, which needs no quoting: it is one that the library makes. */
const PLACEHOLDER = "windrow's own table";

/** What is not as it is unless said. */
function kept({ line, separator, before, after, reserve }: Recipe["sent"], { columns }: Recipe["loaded"]): Recipe["sent"] {
  return {
    line: line === defaultTemplate(columns) ? undefined : line,
    separator: separator === "\n" ? undefined : separator,
    before: before || undefined,
    after: after || undefined,
    reserve: reserve && Object.values(reserve).some((amount) => amount) ? reserve : undefined,
  };
}

const amounts = (of: object) =>
  Object.entries(of)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(",");

/** As a shell reads it back, whatever is in it. */
function quoted(text: string): string {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** As the command line's options of text are written. */
const escaped = (text: string) =>
  text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t").replaceAll("\0", "\\0");

/** A value as one would write it in code: on one line, without quotes around names. */
function literal(value: unknown): string {
  if (value === null || typeof value !== "object") return typeof value === "bigint" ? `${value}n` : JSON.stringify(value);
  if (value instanceof Date) return `new Date(${JSON.stringify(value.toISOString())})`;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(value as unknown as ArrayLike<unknown>, literal).join(", ")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const key = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));
  return members.length === 0 ? "{}" : `{ ${members.map(([name, member]) => `${key(name)}: ${literal(member)}`).join(", ")} }`;
}

/** SQL within backticks, with the table's name in its place. */
function templateLiteral(sql: string): string {
  const text = sql.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
  return `\`${text.replaceAll(PLACEHOLDER, "${table}")}\``;
}
