import { literal } from "../../../engine/index.js";

/** A regular expression of `<@nick> text`: one group for the nick, without its rank in the channel, and one for the text. */
export const SAID = "<[ @+%&~!]?([^<>]+)>(?:\\s(.*))?";

/** What clients say in the same form as what people do. */
const EVENT =
  "^\\s?\\* (?:\\S+ (?:[(\\[].*[)\\]] )?(?:has (?:joined|left|quit|kicked|changed)|is now known as|sets? |gives |removes |was kicked|changes )|" +
  "(?:You|Now talking|Now on|Topic|Set by|Retrieving|Disconnected|Attempting|Rejoined|Connecting|Looking up)\\b)";

/** What `/me` writes: `* ada waves`. */
const ACTION = "^\\s?\\* ([^\\s*:]+) (\\S[\\s\\S]*)$";

/** SQL of who does what an event says, and of what it is: empty where the client says it. */
export function action(event: string): { actor: string; act: string } {
  const part = (group: number) =>
    `if(regexp_matches(${event}, ${literal(EVENT)}), '', regexp_extract(${event}, ${literal(ACTION)}, ${group}))`;
  return { actor: part(1), act: part(2) };
}
