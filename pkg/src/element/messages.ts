/** A column of messages, as texts. */
export interface MessageColumn {
  name: string;
  /** What it is shown as: the message itself, or its time. One of them is the text. */
  role?: "text" | "time" | undefined;
  /** Its values, the first of the range at place 0: an array, or what is read like one. */
  values: { at(place: number): string | null | undefined };
}

/** Gives the messages of rows: one call, whatever the number of rows. */
export type MessageProvider = (range: { start: number; end: number }) => MessageColumn[] | Promise<MessageColumn[]>;
