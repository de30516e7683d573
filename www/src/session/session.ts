/** What is needed to come back to. */
export interface Session {
  /** The files as they were opened. */
  files: readonly { name: string; blob: Blob }[];
  /** All that was chosen (settings, columns, template, filter), as values that JSON holds. */
  choices: unknown;
  /** What tokens were counted, of `savedCounts`, so that they are not counted again. */
  counts?: Uint8Array | undefined;
}

/** A session that is kept, without its data. */
export interface SessionInfo {
  id: string;
  /** The names of its files. */
  names: readonly string[];
  /** When it was kept, or kept again, in milliseconds since 1970. */
  time: number;
  /** How much room it takes. */
  bytes: number;
  /** Whether this version of the page can open it; else it can only be thrown away. */
  isReadable: boolean;
}

/** What keeping came to. */
export interface Kept extends SessionInfo {
  /** Whether the browser has promised not to throw it away when room is short. */
  isPersistent: boolean;
}

/** The version of what is written. */
export const VERSION = 1;

/** The file that says what a session is. It is written last: a folder without it is of none. */
export const MANIFEST = "session.json";

/** What that file holds. */
export interface Manifest {
  version: typeof VERSION;
  names: string[];
  time: number;
  bytes: number;
  choices: unknown;
  hasCounts: boolean;
}

/** What a file says a session is; undefined for one of another version, or damaged. */
export function manifestOf(text: string): Manifest | undefined {
  try {
    const found = JSON.parse(text) as Partial<Manifest> | null;
    const isOne =
      found?.version === VERSION && Array.isArray(found.names) && found.names.every((name) => typeof name === "string");
    return isOne ? (found as Manifest) : undefined;
  } catch {
    return undefined;
  }
}
