import { literal } from "../../../engine/index.js";

/** A regular expression of `<@nick> text`: one group for the nick, without its rank in the channel, and one for the text. */
export const SAID = "<[ @+%&~!]?([^<>]+)>(?:\\s(.*))?";

/** What clients say in the same form as what people do. */
const EVENT =
  "^\\s?\\* (?:\\S+ (?:[(\\[].*[)\\]] )?(?:has (?:joined|left|quit|kicked|changed)|is now known as|sets? |gives |removes |was kicked|changes )|" +
  "(?:You|Now talking|Now on|Topic|Set by|Retrieving|Disconnected|Attempting|Rejoined|Connecting|Looking up)\\b)";

/** What `/me` writes: `* ada waves`. */
const ACTION = "^\\s?\\* ([^\\s*:]+) (\\S[\\s\\S]*)$";

/** SQL expressions for the nick and the text of an action, such as `* ada waves`; both are empty for events of the client. */
export function action(event: string): { actor: string; act: string } {
  const part = (group: number) =>
    `if(regexp_matches(${event}, ${literal(EVENT)}), '', regexp_extract(${event}, ${literal(ACTION)}, ${group}))`;
  return { actor: part(1), act: part(2) };
}
