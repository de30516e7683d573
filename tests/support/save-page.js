// Writes files as the page does; the file picker, which no person answers, gives one of the page's private files.
import { chooseFile, save } from "../../www/src/export/index.ts";

async function* pieces() {
  yield { data: "one\n", windows: 1, share: 0.5 };
  yield { data: new TextEncoder().encode("two\n"), windows: 2, share: 1 };
}

const choose = () => chooseFile("prompts.jsonl", "application/jsonl");

globalThis.toPicked = async () => {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle("picked", { create: true });
  let asked;
  globalThis.showSaveFilePicker = async ({ suggestedName, types }) => ((asked = { name: suggestedName, types }), handle);
  await save(pieces(), await choose());
  const text = await (await handle.getFile()).text();
  const writable = await handle.createWritable();
  await writable.write("older");
  await writable.close();
  const controller = new AbortController();
  const failing = (async function* () {
    yield { data: "x".repeat(1 << 20), windows: 1, share: 0.5 };
    controller.abort();
    yield { data: "never", windows: 2, share: 1 };
  })();
  await save(failing, await choose(), { signal: controller.signal }).catch(() => {});
  return { picked: { ...asked, text }, aborted: await (await handle.getFile()).text() };
};

globalThis.toDownload = async () => {
  delete globalThis.showSaveFilePicker;
  globalThis.showSaveFilePicker = undefined;
  await save(pieces(), await choose());
};
globalThis.ready = true;
