/**
 * The preview page: files become messages in a table and rows that are planned (chat), which the element shows. The
 * sample is planned before there is a database (sample-chat). What a reader changes comes back as events.
 */
import { init } from "windrow/slim";
import { DEFAULTS, fill, percent, setLanguage, setModels, translated, type WindrowPreview, words } from "windrow/element";
import type { Source } from "windrow/etl";
import { keepInAddress } from "./address.js";
import type { Asked, Chat, Opened, Watched } from "./chat.js";
import { counterFor, familyOf } from "./counters.js";
import type { Database } from "./database.js";
import { find, remembered, remember } from "./dom.js";
import { exportsOf } from "./exports.js";
import { inputPrice, MODELS } from "./models/index.js";
import { startOffline } from "./offline/index.js";
import { Queue } from "./queue.js";
import { isAsMeasured, sampleChat, sampleSource } from "./sample-chat.js";
import { kept } from "./session/kept.js";
import { told } from "./words.js";

/** How long a load may take before it is told how far it is, in milliseconds. */
const SOON = 250;
/** The time that the browser takes to paint a finished layout, in milliseconds. */
const PAINTED = 400;

const preview = find<WindrowPreview>("windrow-preview");
const loads = new Queue();
let starting: Promise<Database> | undefined;
/** Files in the database, and what was said of them; undefined while the sample is shown as it was measured. */
let opened: Opened | undefined;
let asked: Asked = { columns: {}, countsAll: false };
let shown: Chat | undefined;
/** Files that the columns are chosen from. */
let sources: Source[] = [];
let measuredBy = "";
/** Whether the chats of what is opened are kept apart. */
let isApart = true;

// What reads files is fetched behind the sample.
const database = () => (starting ??= import("./database.js").then(({ Database }) => Database.open()));
const chats = () => import("./chat.js");
const counts = () => import("windrow/tokens");

setLanguage(
  remembered("language") === "pt"
    ? "pt"
    : remembered("language") === "en"
      ? "en"
      : navigator.languages.some((tag) => tag.startsWith("pt")) && !navigator.languages[0]?.startsWith("en")
        ? "pt"
        : "en",
);
document.documentElement.lang = words().language === "English" ? "en" : "pt-BR";
setModels(MODELS.map((model) => ({ id: model.id, name: model.name, context: model.context, price: inputPrice(model) })));
preview.features = ["open", "history", "theme"];
theme(remembered("theme") ?? "system");
keepInAddress(preview, settingsChanged);

preview.addEventListener("open", ({ detail }) => open(detail.files.map((file) => ({ name: file.name, blob: file }))));
preview.addEventListener("paste", ({ detail }) =>
  open([{ name: pastedName(detail.text), blob: new Blob([detail.text]) }], words().pasted),
);
preview.addEventListener("sample", () => openSample());
preview.addEventListener("cancel", () => {
  const name = preview.loading?.title ?? "";
  loads.cancel();
  preview.loading = undefined;
  preview.failure = { sentence: fill(words().wasCancelled, { f: name }) };
});
preview.addEventListener("columns", ({ detail }) => again({ columns: { ...asked.columns, ...detail } }));
preview.addEventListener("dates", ({ detail }) => again({ dateOrder: detail.order }));
preview.addEventListener("count", () => again({ countsAll: true }, false));
preview.addEventListener("filter", ({ detail }) => again({ filter: detail.filter }, false));
preview.addEventListener("redact", ({ detail }) => {
  const { redact: _, ...filter } = asked.filter ?? {};
  again(
    {
      filter: detail.on ? { ...filter, redact: { names: true, numbers: true, phones: true, emails: true, links: true } } : filter,
    },
    false,
  );
});
preview.addEventListener("settings", ({ detail }) => detail.done && settingsChanged());
preview.addEventListener("language", ({ detail }) => {
  remember("language", detail.language);
  document.documentElement.lang = detail.language === "pt" ? "pt-BR" : "en";
  preview.replan();
});
preview.addEventListener("theme", ({ detail }) => theme(detail.theme));
exportsOf(preview, () => shown);

void begin();

/** Opens the session that was kept, or else the sample; then keeps the page itself, to work without a network. */
async function begin(): Promise<void> {
  const { all, newest } = await kept;
  let id = newest;
  if (all) preview.features = [...preview.features, "session"];
  preview.kept = id !== undefined;
  const choices = () => ({ settings: preview.settings, asked, name: preview.name });
  preview.addEventListener("session", async ({ detail }) => {
    try {
      if (detail.keep && opened) {
        const [{ savedCounts }, counter] = await Promise.all([counts(), counterFor(preview.settings.model)]);
        id = (await all!.keep({ files: sources, choices: choices(), counts: savedCounts(counter) })).id;
      } else if (id !== undefined) {
        await all!.remove(id);
        id = undefined;
      }
      preview.kept = id !== undefined;
      preview.tellShortly(detail.keep ? words().sessionKept : words().sessionGone);
    } catch (error) {
      preview.failure = {
        sentence: words().errors.OTHER,
        detail: translated(error instanceof Error ? error.message : String(error)),
      };
    }
  });
  preview.addEventListener(
    "settings",
    ({ detail }) => detail.done && id !== undefined && void all!.update(id, { choices: choices() }).catch(() => undefined),
  );
  if (all && id !== undefined) {
    const session = await all.restore(id).catch(() => undefined);
    const found = session?.choices as Partial<ReturnType<typeof choices>> | undefined;
    if (session) {
      if (location.hash.length < 2) preview.settings = { ...DEFAULTS, ...found?.settings };
      if (session.counts) (await counts()).restoreCounts(await counterFor(preview.settings.model), session.counts);
      open([...session.files], found?.name, found?.asked);
    }
  }
  if (id === undefined || sources.length === 0) openSample();
  // Once the page stands: it fetches all of its files.
  preview.addEventListener("plan", () => setTimeout(() => void startOffline(), 4_000), { once: true });
}

function theme(theme: string): void {
  remember("theme", theme);
  preview.theme = theme === "light" || theme === "dark" ? theme : "system";
  document.documentElement.style.colorScheme = theme === "light" || theme === "dark" ? theme : "light dark";
}

/** What is pasted has no name: what it looks like tells of which kind it is. */
function pastedName(text: string): string {
  const ending =
    /^\s*[[{]/.test(text) && !/^\s*\[\d/.test(text)
      ? "json"
      : /^[^\n]*,[^\n]*,[^\n]*\n/.test(text) && !/^\[?\d/.test(text)
        ? "csv"
        : "txt";
  return `pasted.${ending}`;
}

/** The sample as it was measured, or opened as a file where settings ask for more. */
function openSample(): void {
  asked = { columns: {}, countsAll: false };
  if (!isAsMeasured(preview.settings))
    return load("sample.csv", async (watch) => show(await openAll([await sampleSource()], "sample.csv", watch), watch, true));
  load("sample.csv", async () => {
    await init();
    const chat = await sampleChat(database, () => preview.replan());
    await take(chat, undefined);
    // It is waited for by the first file, and nothing before: the sample is painted first.
    await preview.updateComplete;
    setTimeout(() => void Promise.all([database(), chats()]).catch(() => undefined), PAINTED);
  });
}

function open(
  files: Source[],
  name = files.length === 1 ? files[0]!.name : files.map(({ name }) => name).join(", "),
  already?: Asked,
): void {
  asked = already ?? { columns: {}, countsAll: false };
  sources = files;
  load(name, async (watch) => {
    await show(await openAll(files, name, watch), watch);
  });
}

/** The same files, of which something else is said now. */
function again(more: Partial<Asked>, isRead = true): void {
  asked = { ...asked, ...more };
  const name = preview.name;
  load(name, async (watch) => {
    const isSample = opened === undefined;
    if (!isRead && !isSample) return show(opened!, watch, preview.source.sample);
    await show(await openAll(isSample ? [await sampleSource()] : sources, name, watch), watch, isSample);
  });
}

/** Settings that rows are measured by have changed. */
function settingsChanged(): void {
  const { settings } = preview;
  if (!shown || measured() === measuredBy) return;
  if (opened === undefined && isAsMeasured(settings)) return;
  again({}, settings.apart !== isApart);
}

/** What rows are measured by, of the settings. */
function measured(): string {
  const { model, line, apart } = preview.settings;
  return JSON.stringify([familyOf(model), line, apart]);
}

async function openAll(files: Source[], name: string, watch: Watched): Promise<Opened> {
  watch.say(words().startingDatabase);
  const [it, { openFiles }] = await Promise.all([database(), chats(), init()]);
  it.onProgress = (done) => watch.tell(done * 0.5);
  watch.say(words().readingMessages);
  isApart = preview.settings.apart;
  const columns = isApart ? asked.columns : { ...asked.columns, chat: null };
  return openFiles(it, files, name, { ...asked, columns }, { ...watch, tell: (done) => watch.tell(done * 0.5) });
}

async function show(next: Opened, watch: Watched, isSample = false): Promise<void> {
  const [it, { chatOf, drop }] = await Promise.all([database(), chats()]);
  it.onProgress = () => {};
  watch.say(words().counting);
  const by = measured();
  let chat: Chat;
  try {
    const watched = { ...watch, tell: (done: number) => watch.tell(0.5 + done * 0.5) };
    chat = await chatOf(it, next, asked, preview.settings, watched, () => preview.replan());
  } catch (error) {
    if (next !== opened) await drop(it, next.loaded.table);
    throw error;
  }
  if (watch.signal.aborted) {
    await chat.free();
    if (next !== opened) await drop(it, next.loaded.table);
    return;
  }
  chat.source.sample = isSample;
  measuredBy = by;
  await take(chat, next);
}

async function take(chat: Chat, next: Opened | undefined): Promise<void> {
  const [before, table] = [shown, opened !== next ? opened?.loaded.table : undefined];
  [shown, opened] = [chat, next];
  if (!next) measuredBy = measured();
  preview.failure = undefined;
  preview.name = chat.name;
  preview.source = { ...chat.source, formats: preview.source.formats ?? [] };
  preview.messages = chat.messages;
  preview.rows = chat.rows;
  await before?.free();
  if (table) await (await chats()).drop(await database(), table);
}

/** Runs a load, and says how it goes. What was shown before stays as it is unless all goes well. */
function load(name: string, run: (watch: Watched) => Promise<void>): void {
  let [stage, done, isShown] = [loads.isBusy ? words().waiting : "", 0, false];
  preview.failure = undefined;
  const tell = () => {
    const note = [done > 0 ? percent(done, 0) : "", stage].filter(Boolean).join(" · ");
    preview.loading = { title: fill(words().loading, { f: name }), note, ...(done > 0 && { done }) };
  };
  const timer = setTimeout(() => ((isShown = true), tell()), SOON);
  loads.run(async (signal) => {
    const watch: Watched = {
      signal,
      say(next) {
        signal.throwIfAborted();
        stage = next;
        if (isShown) tell();
      },
      tell(next) {
        if (signal.aborted || !(next > done)) return;
        done = Math.min(next, 1);
        if (isShown) tell();
      },
    };
    try {
      await run(watch);
    } catch (error) {
      if (!signal.aborted) preview.failure = told(error, name);
    } finally {
      clearTimeout(timer);
      if (!signal.aborted) preview.loading = undefined;
    }
  });
}
