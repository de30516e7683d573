import type { Stage } from "../../format.js";
import { Interned } from "./interned.js";
import { Layouts } from "./layouts.js";

/** What stands behind a name: a colon alone, or one with a space. */
export const [BARE, SPACED] = [1, 2];

/** The lines of a text that begin like messages, as columns. All offsets are in bytes. */
export interface Headers {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Where each line begins. */
  readonly starts: Int32Array;
  /** The number of each one's layout. */
  readonly layouts: Int32Array;
  /** The number of what stands before the first colon; -1 where there is no colon. */
  readonly names: Int32Array;
  readonly colons: Uint8Array;
  /** Where each line continues behind the colon; behind the header where there is none. */
  readonly bodies: Int32Array;
  readonly all: Layouts;
  readonly distinctNames: Interned;
}

const [LINE_FEED, SPACE, COLON] = [0x0a, 0x20, 0x3a];
/** The rows that columns have room for at first. */
const FIRST_ROWS = 1 << 10;
/** The lines to read between two looks at the clock. */
const LINES = 4_096;

/** Finds the headers in a text, in one pass. Complexity: O(bytes), but for lines whose layout is new. */
export async function headersIn(bytes: Uint8Array, stage: Stage): Promise<Headers> {
  const all = new Layouts(bytes);
  const distinctNames = new Interned(bytes);
  let starts: Int32Array = new Int32Array(FIRST_ROWS);
  let layouts: Int32Array = new Int32Array(FIRST_ROWS);
  let names: Int32Array = new Int32Array(FIRST_ROWS);
  let bodies: Int32Array = new Int32Array(FIRST_ROWS);
  let colons: Uint8Array = new Uint8Array(FIRST_ROWS);
  let count = 0;
  let lines = 0;
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(LINE_FEED, start);
    if (end < 0) end = bytes.length;
    if (++lines % LINES === 0) await stage.progress(start / bytes.length / 2);
    const layout = all.find(start, end);
    if (layout < 0) continue;
    if (count === starts.length) {
      starts = grown(starts, new Int32Array(2 * count));
      layouts = grown(layouts, new Int32Array(2 * count));
      names = grown(names, new Int32Array(2 * count));
      bodies = grown(bodies, new Int32Array(2 * count));
      colons = grown(colons, new Uint8Array(2 * count));
    }
    const body = start + all.all[layout]!.low.length;
    let at = body;
    while (at < end && bytes[at] !== COLON && !isWideColon(bytes, at)) at++;
    [starts[count], layouts[count], names[count], bodies[count]] = [start, layout, -1, body];
    if (at < end) {
      const after = at + (bytes[at] === COLON ? 1 : 3);
      const isSpaced = bytes[after] === SPACE;
      names[count] = distinctNames.add(body, at);
      bodies[count] = after + (isSpaced ? 1 : 0);
      colons[count] = isSpaced && bytes[at] === COLON ? SPACED : BARE;
    }
    count++;
  }
  return { bytes, count, starts, layouts, names, colons, bodies, all, distinctNames };
}

/** Whether the colon of full width, U+FF1A, is at a position. */
function isWideColon(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbc && bytes[at + 2] === 0x9a;
}

function grown<A extends Int32Array | Uint8Array>(before: A, after: A): A {
  after.set(before);
  return after;
}
