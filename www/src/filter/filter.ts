import type { Filter as ElementFilter } from "windrow/element";
import type { Redaction } from "./redact.js";

/** The element's filter, with the rules by which texts are redacted. Plain values, which JSON and an address can hold. */
export interface Filter extends ElementFilter {
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
