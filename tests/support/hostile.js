/** Texts that a template must not stumble over. */
export const TEXTS = [
  "",
  "plain",
  null,
  "{text}",
  "{{}}",
  "}",
  "'; DROP TABLE lines; --",
  '"quoted"',
  "$1 ? %s %Y",
  "back\\slash",
  "a\0b",
  "\0",
  "\u202eright to left\u202c שלום",
  "👩‍👩‍👧‍👦 é ﷽",
  "\ud800",
  "a\udc00b",
  "\ufeffmark",
  "\r\n",
  "line\nfeed\n",
  "/start",
  "   ",
  "日本語のテキスト",
  "x".repeat(3_000),
];

/** A text as SQL, whatever is in it. */
export function textSqlOf(text) {
  if (text === null) return "NULL::VARCHAR";
  return `decode(from_base64('${Buffer.from(text, "utf8").toString("base64")}'))`;
}
