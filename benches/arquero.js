// Windows by bytes with arquero: its columns cannot say where a window ends, as that depends on where the
// one before ended, so it adds up and a loop searches.
import { op, rolling, table } from "arquero";
import { galloping } from "./rivals.js";

/** As the rivals of plain JavaScript, but from the lengths. */
export function arquero(bytes, max, overlap, starts, ends) {
  const added = table({ bytes }).derive({ sum: rolling((row) => op.sum(row.bytes)) });
  const sums = new Float64Array(bytes.length + 1);
  sums.set(added.array("sum", Float64Array), 1);
  return galloping(sums, max, overlap, starts, ends);
}
