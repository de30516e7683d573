import { loadCsv } from "../../duckdb/csv.js";
import { format } from "../format.js";

export const csv = format<void>({
  name: "table of text (CSV or TSV)",
  checksChoice: true,
  // A file of this kind that is damaged is told as one.
  detect: ({ name, text }) => /\.(csv|tsv)$/i.test(name) || /^[^\0\n\r]*[,;\t|][^\0\n\r]*[\r\n]/.test(text),
  async extract({ blob }, { connection, table, choice }) {
    await loadCsv(connection, blob, { into: table, ...choice });
  },
});
