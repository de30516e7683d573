// Uses the page in a browser that no driver controls: opens files, sets a limit, and saves prompts. The page runs in a
// frame of the same origin. The outcome is put into `globalThis.result`, and sent to the server.
const view = document.querySelector("iframe").contentWindow;
const passed = [];
const failed = [];

// Nobody answers a picker here: files are downloaded.
delete view.showSaveFilePicker;

const report = (what) => failed.push(`${what?.message ?? what}\n${what?.stack ?? ""}`);
view.addEventListener("error", ({ error, message }) => report(error ?? message));
view.addEventListener("unhandledrejection", ({ reason }) => report(reason));

const preview = () => view.document.querySelector("windrow-preview");
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a function gives, as soon as it gives anything. */
async function until(what, get) {
  const end = Date.now() + 60_000;
  for (let value; Date.now() < end; await pause(50)) {
    value = get();
    if (value) return value;
  }
  throw new Error(`${what}: nothing after a minute`);
}

function drop(name, bytes) {
  const dataTransfer = new view.DataTransfer();
  dataTransfer.items.add(new view.File([bytes], name));
  preview().dispatchEvent(new view.DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
}

/** Saves the prompts by the page's buttons, and gives the text of the file. */
async function save() {
  const { createObjectURL } = view.URL;
  let blob;
  view.URL.createObjectURL = (given) => ((blob = given), createObjectURL.call(view.URL, given));
  try {
    preview().shadowRoot.querySelector(".export").click();
    const button = await until("Export", () =>
      preview().shadowRoot.querySelector("windrow-export")?.shadowRoot?.querySelector("#save"),
    );
    await until("Save", () => !button.disabled);
    button.click();
    await until("a saved file", () => blob);
    return await blob.text();
  } finally {
    view.URL.createObjectURL = createObjectURL;
    preview().shadowRoot.querySelector("windrow-export")?.close();
  }
}

/** Opens a file, cuts it into prompts of at most two messages, saves them, and compares them with the plan. */
async function walk({ name, messages, path }) {
  const before = preview().rows;
  drop(name, await (await fetch(path)).arrayBuffer());
  await until(name, () => (preview().name === name && preview().rows !== before && !preview().loading) || preview().failure);
  if (preview().failure) throw new Error(`${name}: ${JSON.stringify(preview().failure)}`);
  preview().settings = { ...preview().settings, rows: 2 };
  await preview().updateComplete;
  const { length, rows } = await until("a plan", () => preview().planned?.settings.rows === 2 && preview().planned);
  if (rows.length !== messages) throw new Error(`${name}: ${rows.length} messages in place of ${messages}`);
  const prompts = (await save())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  if (prompts.length !== length || length < messages / 2) throw new Error(`${name}: ${prompts.length} prompts of ${length}`);
  if (!prompts.every(({ text, start, end }) => text && end - start <= 2))
    throw new Error(`${name}: a prompt that is empty or too long`);
}

try {
  await until("the sample's plan", () => preview()?.plan?.length);
  for (const file of await (await fetch("./files.json")).json()) {
    await walk(file);
    passed.push(`the page: ${file.name}`);
  }
} catch (error) {
  report(error);
}
globalThis.result = { passed, failed };
await fetch("./result", { method: "POST", body: JSON.stringify([globalThis.result]) });
