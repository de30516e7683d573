// Unpacks files of several members in the browser.
import { unpacked } from "../../pkg/src/etl/packed.ts";

async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

globalThis.run = async () => {
  const [one, two] = [await packed("one\n"), await packed("two\n".repeat(10_000))];
  const textOf = async (...parts) => {
    try {
      return await (await unpacked({ name: "a.txt.gz", blob: new Blob(parts) }, 100_000)).blob.text();
    } catch ({ code }) {
      return code;
    }
  };
  return {
    read: (await textOf(one, two, one)) === `one\n${"two\n".repeat(10_000)}one\n`,
    cut: await textOf(one, two.subarray(0, -1)),
    other: await textOf(one, "and more"),
    large: await textOf(two, two, two),
  };
};
globalThis.ready = true;
