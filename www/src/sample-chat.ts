import { type MessageColumn, type Settings, words } from "windrow/element";
import { defaultTemplate, sentRows } from "windrow/prompts";
import { around, sizeAround } from "./around.js";
import type { Chat } from "./chat.js";
import { AroundCounts, counterFor, familyOf } from "./counters.js";
import type { Database } from "./database.js";
import { ENCODING, openSample, ROLES, type SampleTable } from "./sample/index.js";
import type { Source } from "windrow/etl";

/** Whether the sample, as it was measured, is what settings ask for; else it is opened as any file is. */
export const isAsMeasured = ({ model, line }: Settings) =>
  familyOf(model) === ENCODING && (line === "" || line === defaultTemplate(ROLES));

/**
 * The sample, planned and shown without a database: that is waited for only where prompts are read, searched or
 * exported.
 *
 * @param replan called when the texts around messages can be counted exactly
 */
export async function sampleChat(database: () => Promise<Database>, replan: () => void): Promise<Chat> {
  const sample = await openSample();
  let table: Promise<SampleTable> | undefined;
  const inDatabase = () => {
    if (!table) {
      table = insert();
      table.catch(() => (table = undefined));
    }
    return table;
  };
  const insert = async () => {
    const [{ connection }, { insertSample }, counter] = await Promise.all([
      database(),
      import("./sample/database.js"),
      counterFor(ENCODING),
    ]);
    return insertSample(connection, sample, "sample", counter);
  };
  const { count } = new AroundCounts(ENCODING, replan);
  const sent = (settings: Settings) => ({ ...sample.sent, ...around(settings), tokens: count });
  const fetched = async (settings: Settings, use: "reading" | "writing" = "writing") => {
    const [{ fetched }, { [use]: connection }] = await Promise.all([inDatabase(), database()]);
    return { ...fetched, connection, sent: { ...fetched.sent!, ...around(settings) } };
  };
  const people = new Map<string, number>();
  for (let row = 0; row < sample.length; row++)
    if (sample.kind(row) === "message") people.set(sample.author(row), (people.get(sample.author(row)) ?? 0) + 1);
  const ranked = [...people].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const minute = new Date(Number(sample.time[6]! / 1_000n)).toISOString().slice(0, 16).replace("T", " ");
  const example = `[${minute}] ${sample.author(6)}: ${sample.text(6)}`;
  return {
    name: "sample.csv",
    rows: sample.rows,
    source: {
      sample: true,
      people: ranked,
      chats: 1,
      template: defaultTemplate(ROLES),
      example,
      columns: ["time", "author", "text"],
      cut: (spec, settings) => sentRows(sample.rows, sent(settings)).windows(spec),
      around: (settings, plan) => sizeAround(settings, count, plan, sample.rows),
      async read(planned, index, signal) {
        const [{ readPrompt }, from] = await Promise.all([import("./read.js"), fetched(planned.settings, "reading")]);
        return readPrompt(from, (await inDatabase()).loaded, planned, index, signal);
      },
      async find(text, signal) {
        const [{ search }, { reading }] = await Promise.all([import("./filter/index.js"), database()]);
        return (await search(reading, (await inDatabase()).loaded, text, 10_000, { signal })).positions;
      },
    },
    messages({ start, end }) {
      const at = (value: (row: number) => unknown) => ({ at: (place: number) => value(start + place) });
      const columns: MessageColumn[] = [
        { name: "text", role: "text", values: at(sample.text) },
        { name: "author", role: "author", values: at(sample.author) },
        { name: "kind", role: "kind", values: at(sample.kind) },
      ];
      return end > sample.shown ? sample.fetchTexts().then(() => columns) : columns;
    },
    fetched,
    loaded: async () => (await inDatabase()).loaded,
    async free() {
      sample.rows.free();
      if (table) await (await database()).run('DROP TABLE IF EXISTS "sample"');
    },
  };
}

/** The sample as the file that it is of. */
export async function sampleSource(): Promise<Source> {
  const response = await fetch("./sample.csv");
  if (!response.ok) throw new Error(`it could not be fetched (${response.status}); ${words().choose}`);
  return { name: "sample.csv", blob: await response.blob() };
}
