/** A regular expression of `<@nick> text`: one group for the nick, without its rank in the channel, and one for the text. */
export const SAID = "<[ @+%&~!]?([^<>]+)>(?:\\s(.*))?";
