import type { Redaction } from "./redact.js";

/** Which messages are sent. What is absent leaves nothing out. Plain values, which JSON and an address can hold. */
export interface Filter {
  /** The first day, and the last one, as `YYYY-MM-DD`; both are kept. */
  from?: string | undefined;
  to?: string | undefined;
  /** The authors whose messages are left out; null is those without one. */
  withoutAuthors?: readonly (string | null)[] | undefined;
  /** The chats that are left out. */
  withoutChats?: readonly (string | null)[] | undefined;
  /** Whether photos, videos and the like are left out. */
  withoutMedia?: boolean | undefined;
  /** Whether lines of the messenger itself are left out, such as who joined. */
  withoutSystem?: boolean | undefined;
  /** What of the texts is hidden. */
  redact?: Redaction | undefined;
}

/** How many messages are left out, each for the first of these reasons that it has. */
export interface LeftOut {
  system: number;
  media: number;
  dates: number;
  authors: number;
  chats: number;
}

/** Whether a filter leaves everything as it is. */
export function isEmpty({ from, to, withoutAuthors, withoutChats, withoutMedia, withoutSystem, redact = {} }: Filter): boolean {
  const lists = [withoutAuthors, withoutChats].some((list) => list !== undefined && list.length > 0);
  return !from && !to && !lists && !withoutMedia && !withoutSystem && !Object.values(redact).some((rule) => rule === true);
}
