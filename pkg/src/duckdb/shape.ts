/** What SQL is made of, as far as it can be told apart without a grammar. */
const PARTS = [
  /(?:\s+|--[^\n]*|\/\*[^]*?\*\/)/u,
  /(?<value>e?'(?:[^']|'')*'|\$(?<tag>\w*)\$[^]*?\$\k<tag>\$|\$\w+|\?|\.?\d[\d_.]*(?:e[+-]?\d+)?)/u,
  /(?<name>"(?:[^"]|"")*")/u,
  /(?<word>[\p{L}_][\p{L}\p{N}_$]*)/u,
  /(?<other>::|<=|>=|<>|!=|==|\|\||->>?|[^])/u,
];
const TOKEN = new RegExp(PARTS.map(({ source }) => source).join("|"), "giu");

/** Where a minus is a sign, and no operator. */
const SIGNED =
  /(^|[(,[=<>+*/-]|\b(?:and|or|not|between|when|then|else|in|like|select|by|limit|offset|values|return)) - \?/g;

/**
 * The shape of a query: what is the same when only its values are others. Literals, numbers and
 * parameters become `?`, lists of them one, and spaces, comments and case go. Names stay.
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
