// Arrow bytes as an independent reader reads them.
import { tableFromIPC } from "@uwdata/flechette";
import { WindowError, Rows } from "windrow";

/** The names of all columns, as an error lists them. */
export function columnNames(ipc) {
  try {
    Rows.fromArrow(ipc, { text: "no such column" });
  } catch (error) {
    if (error instanceof WindowError && error.code === "MISSING_COLUMN")
      return error.message.split("there is ").at(-1).split(", ");
    throw error;
  }
}

/** The partition of each window, as numbers or strings. */
export function readPartitions(ipc) {
  const plain = (value) => (typeof value === "bigint" ? Number(value) : value);
  const values = tableFromIPC(ipc).getChild("partition").toArray();
  return Array.from(values, (value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : plain(value)));
}
