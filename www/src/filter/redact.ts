import { literal } from "windrow/duckdb";

/** What of the texts is hidden. It is a help, and no guarantee: a few prompts are to be read before they are sent. */
export interface Redaction {
  links?: boolean | undefined;
  emails?: boolean | undefined;
  phones?: boolean | undefined;
  /** Of six digits and more: cards, accounts, documents, parcels. */
  numbers?: boolean | undefined;
  /** Of the authors, in the texts and as authors: each becomes the same person everywhere. */
  names?: boolean | undefined;
}

/** What stands in place of what is hidden. */
export interface Labels {
  link: string;
  email: string;
  phone: string;
  number: string;
  /** Followed by a number that tells people apart, the one who wrote the most being 1. */
  person: string;
  /** Followed by a number that tells chats apart. */
  chat: string;
}

export const DEFAULT_LABELS: Labels = {
  link: "[link]",
  email: "[e-mail]",
  phone: "[phone]",
  number: "[number]",
  person: "Person",
  chat: "Chat",
};

/** Where nothing that belongs to a word or number stands; RE2 looks neither ahead nor behind. */
const BEFORE = "(^|[^\\pL\\pN_])";
const AFTER = "($|[^\\pL\\pN_])";
const D = "\\p{Nd}";

/** What each rule finds, for RE2: more rather than less. */
const RULES: Readonly<Record<"links" | "emails" | "phones" | "numbers", string>> = {
  links: '(?i:\\b(?:https?|ftp)://|\\bwww\\.)[^\\s<>"]*[^\\s<>".,;:!?\')\\]}]',
  emails: "(?i)[\\pL\\pN._%+-]+@[\\pL\\pN-]+(?:\\.[\\pL\\pN-]+)+",
  phones: [
    // +55 11 91234-5678, 0049 (0)30 1234567
    `(?:\\+|\\b00)${D}(?:[ ./()-]{0,3}${D}){6,14}`,
    // (11) 91234-5678
    `\\(${D}{2,5}\\)[ ./-]{0,2}${D}{3,5}[ ./-]?${D}{3,5}(?:[ ./-]?${D}{1,4})?`,
    // 020 7946 0958, 11 91234-5678, 555-123-4567; parts of a date are shorter
    `\\b${D}{2,5}[ ./-]${D}{3,5}[ ./-]${D}{3,5}\\b`,
    `\\b${D}{2,5}[ /-]${D}{5,9}\\b`,
    // 06 12 34 56 78
    `\\b${D}{2}(?:[ .]${D}{2}){4}\\b`,
    `\\b${D}{3,5}-${D}{4}\\b`,
  ].join("|"),
  numbers: [
    // IBAN
    "\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b",
    // Cards and documents in groups: 1234 5678 9012 3456, 123.456.789-09
    `${D}{3,4}(?:[ .-]${D}{3,4}){2,4}(?:[-/. ]${D}{1,6})*`,
    `${D}{6,}`,
  ].join("|"),
};

/** The rules in their order: what an earlier one has hidden, a later one does not see. */
const ORDER = [
  ["links", "link"],
  ["emails", "email"],
  ["phones", "phone"],
  ["numbers", "number"],
] as const;

/** A text as SQL with what the rules find replaced. `names` are of the authors, by the one who wrote most. */
export function redacted(text: string, redaction: Redaction, names: readonly string[], labels: Labels): string {
  let sql = text;
  for (const [rule, label] of ORDER) {
    if (redaction[rule]) sql = `regexp_replace(${sql}, ${literal(RULES[rule])}, ${literal(rewrite(labels[label]))}, 'g')`;
  }
  return redaction.names ? withoutNames(sql, names, labels) : sql;
}

/** Which rule finds something in a text, as SQL for each. */
export function found(text: string, redaction: Redaction, names: readonly string[]): [rule: keyof Redaction, sql: string][] {
  const rules: [keyof Redaction, string][] = ORDER.filter(([rule]) => redaction[rule]).map(([rule]) => [
    rule,
    `coalesce(regexp_matches(${text}, ${literal(RULES[rule])}), false)`,
  ]);
  const all = redaction.names ? anyName(names) : undefined;
  return all === undefined ? rules : [...rules, ["names", `coalesce(${all(text)}, false)`]];
}

/** An author as SQL, as the person that the texts name. */
export function person(author: string, names: readonly string[], labels: Labels): string {
  return numbered(author, names, labels.person, author);
}

/** A chat as SQL: a label with its number, or with a hash of its id where it is not among `ids`. */
export function room(chat: string, ids: readonly string[], labels: Labels): string {
  return numbered(chat, ids, labels.chat, `${literal(`${labels.chat} `)} || left(md5(${chat}), 8)`);
}

/** A value as SQL, replaced by a label with the number of its place among `all`; `otherwise` where it is not among them. */
function numbered(value: string, all: readonly string[], label: string, otherwise: string): string {
  if (all.length === 0) return otherwise;
  const cases = all.map((one, i) => `WHEN ${literal(one)} THEN ${literal(`${label} ${i + 1}`)}`);
  return `CASE ${value} ${cases.join(" ")} ELSE ${otherwise} END`;
}

/** How many people are told apart in texts; each is a pattern of its own. */
const PEOPLE = 200;
/** How many names one pattern holds, so that its memory stays within RE2's limit. */
const NAMES = 200;

function withoutNames(text: string, names: readonly string[], labels: Labels): string {
  const any = anyName(names);
  if (!any) return text;
  let sql = text;
  names.slice(0, PEOPLE).forEach((name, i) => (sql = nameless(sql, [name], `${labels.person} ${i + 1}`)));
  for (let from = PEOPLE; from < names.length; from += NAMES) sql = nameless(sql, names.slice(from, from + NAMES), labels.person);
  // Most texts name nobody, and are looked at once.
  return `CASE WHEN ${any(text)} THEN ${sql} ELSE ${text} END`;
}

/** Two passes, as the character between two names belongs to the first. */
function nameless(sql: string, names: readonly string[], label: string): string {
  const pattern = patternOf(names);
  if (pattern === undefined) return sql;
  const once = (text: string) => `regexp_replace(${text}, ${literal(pattern)}, ${literal(`\\1${rewrite(label)}\\2`)}, 'g')`;
  return once(once(sql));
}

function anyName(names: readonly string[]): ((text: string) => string) | undefined {
  const patterns: string[] = [];
  for (let from = 0; from < names.length; from += NAMES) patterns.push(patternOf(names.slice(from, from + NAMES)) ?? "");
  const all = patterns.filter((pattern) => pattern !== "");
  if (all.length === 0) return undefined;
  return (text) => `(${all.map((pattern) => `regexp_matches(${text}, ${literal(pattern)})`).join(" OR ")})`;
}

/** Scripts that are written without spaces. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+$/u;

/** Parts of names that are words of their own. */
const WORDS = new Set([
  "the",
  "and",
  "von",
  "van",
  "der",
  "den",
  "dos",
  "das",
  "del",
  "los",
  "las",
  "bin",
  "ibn",
  "aus",
  "mrs",
  "team",
  "group",
  "bot",
  "user",
]);

/** Names and their parts of three letters and more, the longest first, in any case. */
function patternOf(names: readonly string[]): string | undefined {
  const words = names.flatMap((name) => {
    const whole = name.replaceAll("\0", "").trim();
    const parts = whole
      .split(/[^\p{L}\p{M}\p{N}'’-]+/u)
      .filter((part) => /\p{L}/u.test(part) && ([...part].length >= 3 || UNSPACED.test(part)) && !WORDS.has(part.toLowerCase()));
    return [whole, ...parts].filter((word) => /\p{L}|\p{N}/u.test(word));
  });
  const all = [...new Set(words)].sort((a, b) => b.length - a.length);
  if (all.length === 0) return undefined;
  const spaced = all.filter((word) => !UNSPACED.test(word)).map(escapeRegex);
  const unspaced = all.filter((word) => UNSPACED.test(word)).map(escapeRegex);
  const within = spaced.length > 0 ? [`${BEFORE}(?:${spaced.join("|")})${AFTER}`] : [];
  const anywhere = unspaced.length > 0 ? [`(?:${unspaced.join("|")})`] : [];
  return `(?i)${[...within, ...anywhere].join("|")}${within.length === 0 ? "()()" : ""}`;
}

const escapeRegex = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** A replacement in which `\` stands for itself. */
const rewrite = (text: string) => text.replaceAll("\\", "\\\\");
