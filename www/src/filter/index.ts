/** Which messages are sent, and how their texts are redacted, as SQL over the loaded table. */
export { type Author, authors, chats, type Chat } from "./authors.js";
export { applyFilter, type Filtered, filterSql } from "./apply.js";
export { type Filter, isEmpty, type LeftOut } from "./filter.js";
export { DEFAULT_LABELS, type Labels, type Redaction, RULES } from "./redact.js";
export { type Hits, search } from "./search.js";
