// Makes the files from which the page plans the sample without a database: `sample.arrow.gz`, narrow columns with
// the texts of the first screens, and `sample-texts.arrow.gz`, all texts. Lines are measured with the default template,
// their tokens counted exactly.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";
import { sampleMessages } from "./lib/sample.js";

/** The number of messages whose texts come with the columns: some screens. */
const SHOWN = 256;
const ENCODING = "o200k_base";

/** @returns {Promise<Record<string, Uint8Array>>} the files by their names */
export async function makeSampleArrow() {
  // Neither exists before the first build.
  const { columnFromArray, dictionary, tableFromColumns, tableToIPC, uint8, uint32, utf8 } = await import("@uwdata/flechette");
  const { defaultTemplate, lineBytes, renderLine } = await import("windrow/prompts");
  const { tokenCounter } = await import("windrow/tokens");

  const messages = sampleMessages();
  const template = defaultTemplate({ time: true, author: true });
  const count = await tokenCounter(ENCODING);
  const time = BigInt64Array.from(messages, ({ time }) => BigInt(time) * 1_000_000n);
  const author = messages.map(({ author }) => author);
  const text = messages.map(({ body }) => body);
  const tokens = Uint32Array.from(messages, (_, i) =>
    count(`${renderLine(template, { time: time[i], author: author[i], text: text[i] })}\n`),
  );

  const ipc = (columns) => gzipSync(tableToIPC(tableFromColumns(columns), { format: "stream" }), { level: 9 });
  return {
    "sample.arrow.gz": ipc({
      // The pauses compress to half of what the times do.
      pause: columnFromArray(
        messages.map(({ time }, i) => time - (messages[i - 1]?.time ?? 0)),
        uint32(),
      ),
      author: columnFromArray(author, dictionary(utf8(), uint8())),
      bytes: columnFromArray(lineBytes(template, { time, author, text }), uint32()),
      tokens: columnFromArray(tokens, uint32()),
      text: columnFromArray(
        text.map((text, i) => (i < SHOWN ? text : null)),
        utf8(),
      ),
    }),
    "sample-texts.arrow.gz": ipc({ text: columnFromArray(text, utf8()) }),
  };
}

cli(import.meta.url, async (folder = join(root, "www/public")) => {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(await makeSampleArrow())) {
    writeFileSync(join(folder, name), bytes);
    console.log(`${name}: ${bytes.length} bytes`);
  }
});
