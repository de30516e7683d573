import { firstPlace, type Planned } from "../plan/index.js";

/** A prompt beside a message: in lane a or b, and whether the message is repeated in it. */
export interface Lane {
  lane: "a" | "b";
  repeated: boolean;
}

/** The prompts that hold a row, at most the last two; odd ones run in lane a. */
export function lanesAt({ start, fresh, end, length }: Planned, row: number): Lane[] {
  const lanes: Lane[] = [];
  for (let i = firstPlace(0, length, (i) => end[i]! > row); i < length && start[i]! <= row; i++) {
    lanes.push({ lane: i % 2 === 0 ? "a" : "b", repeated: row < fresh[i]! });
  }
  return lanes.slice(-2);
}

/** The prompt that ends before a row, and the one that begins there with repeated messages. */
export function marksBefore({ start, fresh, end, length }: Planned, row: number): { ends?: number; begins?: number } {
  const e = firstPlace(0, length, (i) => end[i]! >= row);
  const s = firstPlace(0, length, (i) => start[i]! >= row);
  return {
    ...(e < length && end[e] === row && row > 0 && { ends: e }),
    ...(s < length && start[s] === row && fresh[s]! > row && { begins: s }),
  };
}
