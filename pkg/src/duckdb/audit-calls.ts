import { identifier } from "../engine/index.js";
import type { AuditedQuery } from "./audit.js";

/** A method of a database. */
export type Call = (...args: unknown[]) => unknown;

/** Records a query, or refuses it. */
export type RecordQuery = (sql: string) => AuditedQuery;

/** What stands for an insert that is no SQL. */
export function insertInto(table: unknown): string {
  return `INSERT INTO ${identifier(String(table) || " ")}`;
}

/**
 * Makes what calls a method and adds the time it takes to a query: a database answers one call after the other,
 * however many wait.
 */
export function clock() {
  let answered = 0;
  return (query: AuditedQuery | undefined, call: () => unknown, ended?: (result: unknown) => void): unknown => {
    const began = performance.now();
    const end = () => {
      const now = performance.now();
      if (query) query.ms += now - Math.max(began, answered);
      answered = now;
    };
    const given = (result: unknown) => {
      end();
      ended?.(result);
      return result;
    };
    try {
      const result = call();
      if (!(result instanceof Promise)) return given(result);
      return result.then(given, (error: unknown) => {
        end();
        throw error;
      });
    } catch (error) {
      end();
      throw error;
    }
  };
}
