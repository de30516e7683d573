/** A regular expression of a name with its rank in the channel, in one group, and of what is said, in another. */
export const SAID = "<[ @+%&~!]?([^<>]+)>(?:\\s(.*))?";
