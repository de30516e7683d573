/** Which messages are sent, and how their texts are redacted, as SQL over the loaded table. */
export { type Author, authors, chats, type Chat } from "./authors.js";
export { applyFilter, type Filtered } from "./apply.js";
export type { Filter, LeftOut } from "./filter.js";
export type { Labels, Redaction } from "./redact.js";
export { type Hits, search } from "./search.js";
