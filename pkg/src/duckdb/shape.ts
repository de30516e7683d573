/** The tokens of SQL, as far as regular expressions can tell them apart. */
const PARTS = [
  /(?:\s+|--[^\n]*|\/\*[^]*?\*\/)/u,
  /(?<value>e?'(?:[^']|'')*'|\$(?<tag>\w*)\$[^]*?\$\k<tag>\$|\$\w+|\?|\.?\d[\d_.]*(?:e[+-]?\d+)?)/u,
  /(?<name>"(?:[^"]|"")*")/u,
  /(?<word>[\p{L}_][\p{L}\p{N}_$]*)/u,
  /(?<other>::|<=|>=|<>|!=|==|\|\||->>?|[^])/u,
];
const TOKEN = new RegExp(PARTS.map(({ source }) => source).join("|"), "giu");

/** Where a minus is a sign and not an operator. */
const SIGNED = /(^|[(,[=<>+*/-]|\b(?:and|or|not|between|when|then|else|in|like|select|by|limit|offset|values|return)) - \?/g;

/**
 * The shape of a query, equal for queries that differ in values only. Each literal or parameter becomes `?`, and so
 * does a whole list of them. Spaces, case and comments are dropped; names are kept.
 */
export function shapeOf(sql: string): string {
  const tokens: string[] = [];
  for (const { groups = {} } of sql.matchAll(TOKEN)) {
    const { value, word, name, other } = groups;
    if (value !== undefined) tokens.push("?");
    else if (word !== undefined) tokens.push(word.toLowerCase());
    else if (name ?? other) tokens.push((name ?? other)!);
  }
  return tokens
    .join(" ")
    .replace(SIGNED, "$1 ?")
    .replace(/\? ?(?:, \? ?)+/g, "? ")
    .replace(/\( \? \)(?: , \( \? \))+/g, "( ? )")
    .replace(/(?: ;)+$/, "")
    .replace(/ ?(\.|::) ?/g, "$1")
    .replace(/([([]) | (?=[)\],])/g, "$1");
}
