import { identifier } from "../engine/index.js";
import type { AuditedQuery } from "./audit.js";

/** A method of a database. */
export type Call = (...args: unknown[]) => unknown;

/** Records a query, or refuses it. */
export type RecordQuery = (sql: string) => AuditedQuery;

/** The text recorded for an insert that runs no SQL. */
export function insertInto(table: unknown): string {
  return `INSERT INTO ${identifier(String(table) || " ")}`;
}

/**
 * Returns a function that makes a call and adds its duration to a query, without the wait for earlier calls: a database
 * answers one call at a time.
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
