import { WindowError } from "windrow/slim";
import { identifier, literal } from "windrow/duckdb";
import type { Roles } from "windrow/etl";
import type { Filter, LeftOut } from "./filter.js";

/** Why a message is left out, and the SQL of that, never null; the first that holds is the reason. */
export function reasons(filter: Filter, { time, author, chat, kind }: Roles): [reason: keyof LeftOut, sql: string][] {
  const found: [keyof LeftOut, string][] = [];
  const { from, to, withoutAuthors = [], withoutChats = [], withoutMedia, withoutSystem } = filter;
  if (kind !== undefined && withoutSystem) found.push(["system", `(${identifier(kind)} IS NOT DISTINCT FROM 'system')`]);
  if (kind !== undefined && withoutMedia) found.push(["media", `(${identifier(kind)} IS NOT DISTINCT FROM 'media')`]);
  const [first, last] = [day("from", from), day("to", to)];
  if (first !== undefined && last !== undefined && last < first) {
    throw new WindowError("BAD_OPTION", `the last day, ${last}, is before the first, ${first}; give a later one`);
  }
  if (time !== undefined && (first ?? last) !== undefined) {
    const value = identifier(time);
    const out = [
      ...(first === undefined ? [] : [`${value} < DATE '${first}'`]),
      ...(last === undefined ? [] : [`${value} >= DATE '${last}' + INTERVAL 1 DAY`]),
    ];
    found.push(["dates", `coalesce(${out.join(" OR ")}, false)`]);
  }
  if (author !== undefined && withoutAuthors.length > 0) found.push(["authors", among(author, withoutAuthors)]);
  if (chat !== undefined && withoutChats.length > 0) found.push(["chats", among(chat, withoutChats)]);
  return found;
}

function among(column: string, values: readonly (string | null)[]): string {
  const value = identifier(column);
  const texts = values.filter((text) => text !== null);
  const parts = [
    ...(texts.length > 0 ? [`coalesce(${value}::VARCHAR IN (${texts.map(literal).join(", ")}), false)`] : []),
    ...(values.includes(null) ? [`${value} IS NULL`] : []),
  ];
  return `(${parts.join(" OR ")})`;
}

function day(option: string, text: string | undefined): string | undefined {
  if (!text) return undefined;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (isDay) return text;
  throw new WindowError("BAD_OPTION", `${option} is ${JSON.stringify(text)}; give a day such as 2024-02-29`);
}
