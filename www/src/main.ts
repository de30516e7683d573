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
/** Files that hold no messages, by their names. */
const NO_CHAT =
  /\.(jpe?g|png|gif|webp|heic|svg|mp4|mov|3gp|webm|opus|ogg|m4a|mp3|aac|amr|wav|pdf|vcf|docx?|pptx?)$|^\.DS_Store$/i;
/** The time that the browser takes to paint a finished layout, in milliseconds. */
const PAINTED = 400;

const preview = find<WindrowPreview>("windrow-preview");
const loads = new Queue();
let starting: Promise<Database> | undefined;
/** Files in the database; undefined while the sample is shown as it was measured. */
let opened: Opened | undefined;
let shown: Chat | undefined;

/** What is opened, and what someone has said of it. */
interface Wanted {
  name: string;
  /** Undefined for the sample. */
  files: Source[] | undefined;
  asked: Asked;
  /** What its rows are measured by, and whether its chats are kept apart. */
  by: string;
  isApart: boolean;
}

/** What is shown. */
let current: Wanted | undefined;
/** The chat that is being loaded; undefined when loading ends, fails or is cancelled. */
let coming: Wanted | undefined;

// What reads files is fetched behind the sample.
function database(): Promise<Database> {
  if (!starting) {
    starting = import("./database.js").then(({ Database }) => Database.open());
    // What did not start is tried again by the next file.
    starting.catch(() => (starting = undefined));
  }
  return starting;
}
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

preview.addEventListener("open", ({ detail }) => {
  // A chat is often exported with its pictures beside it.
  const read = detail.files.filter(({ name, type }) => !NO_CHAT.test(name) && !/^(image|video|audio)\//.test(type));
  const files = read.length > 0 ? read : detail.files;
  if (files.length < detail.files.length) preview.tellShortly(fill(words().notOpened, { n: detail.files.length - files.length }));
  open(files.map((file) => ({ name: file.name, blob: file })));
});
preview.addEventListener("paste", ({ detail }) =>
  open([{ name: pastedName(detail.text), blob: new Blob([detail.text]) }], words().pasted),
);
preview.addEventListener("sample", () => openSample());
preview.addEventListener("cancel", () => {
  const name = preview.loading?.title ?? "";
  loads.cancel();
  coming = undefined;
  preview.loading = undefined;
  preview.failure = { sentence: fill(words().wasCancelled, { f: name }) };
});
preview.addEventListener("columns", ({ detail }) => say((asked) => ({ columns: { ...asked.columns, ...detail } })));
preview.addEventListener("dates", ({ detail }) => say(() => ({ dateOrder: detail.order })));
preview.addEventListener("count", () => say(() => ({ countsAll: true })));
preview.addEventListener("filter", ({ detail }) => say(() => ({ filter: detail.filter })));
preview.addEventListener("redact", ({ detail }) => again({ redacts: detail.on }));
preview.addEventListener("settings", ({ detail }) => detail.done && settingsChanged());
preview.addEventListener("language", ({ detail }) => {
  remember("language", detail.language);
  document.documentElement.lang = detail.language === "pt" ? "pt-BR" : "en";
  preview.replan();
  if (shown?.source.redacted) again({});
});
preview.addEventListener("theme", ({ detail }) => theme(detail.theme));
exportsOf(preview, () => shown);

void begin();

/** Opens the session that was kept, or else the sample; then keeps the page itself, to work without a network. */
async function begin(): Promise<void> {
  const { all, newest } = await kept;
  let id = newest;
  /** The files of the session that is kept. */
  let files: Source[] | undefined;
  if (all) preview.features = [...preview.features, "session"];
  const isKept = () => id !== undefined && files !== undefined && current?.files === files;
  const choices = () => ({ settings: preview.settings, asked: current!.asked, name: current!.name });
  preview.addEventListener("plan", () => (preview.kept = isKept()));
  preview.addEventListener("session", async ({ detail }) => {
    try {
      const before = id;
      if (detail.keep && current?.files) {
        const [{ savedCounts }, counter] = await Promise.all([counts(), counterFor(preview.settings.model)]);
        const kept = { files: current.files, choices: choices(), counts: savedCounts(counter) };
        id = (await all!.keep(kept)).id;
        files = kept.files;
      } else id = undefined;
      // One session is kept, and no other that nobody could throw away.
      if (before !== undefined) await all!.remove(before);
      preview.kept = isKept();
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
    ({ detail }) => detail.done && isKept() && void all!.update(id!, { choices: choices() }).catch(() => undefined),
  );
  if (all && id !== undefined) {
    const session = await all.restore(id).catch(() => undefined);
    const found = session?.choices as Partial<ReturnType<typeof choices>> | undefined;
    if (session) {
      if (location.hash.length < 2) preview.settings = { ...DEFAULTS, ...found?.settings };
      if (session.counts) (await counts()).restoreCounts(await counterFor(preview.settings.model), session.counts);
      open((files = [...session.files]), found?.name, found?.asked);
    }
  }
  if (!files) openSample();
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

const NOTHING: Asked = { columns: {}, countsAll: false };

/** The sample as it was measured, or opened as a file where settings ask for more. */
function openSample(): void {
  const name = "sample.csv";
  if (!isAsMeasured(preview.settings)) return open(undefined, name);
  load({ name, files: undefined, asked: NOTHING }, async ({ signal }) => {
    await init();
    const chat = await sampleChat(database, () => preview.replan());
    if (signal.aborted) return chat.free();
    await take(chat, undefined);
    // It is waited for by the first file, and nothing before: the sample is painted first.
    await preview.updateComplete;
    setTimeout(() => void Promise.all([database(), chats()]).catch(() => undefined), PAINTED);
  });
}

function open(files: Source[] | undefined, name = files!.map(({ name }) => name).join(", "), asked = NOTHING): void {
  const next = { name, files, asked };
  load(next, async (watch) => show(await openAll(next, watch), next, watch));
}

/** Reopens the shown chat with changed choices. Refused while other files load: the choices were made for the shown chat. */
function say(what: (asked: Asked) => Partial<Asked>): void {
  const next = coming ?? current;
  if (!next) return;
  if (next.files !== current?.files) return preview.tellShortly(fill(words().loading, { f: next.name }));
  again(what(next.asked));
}

/** Reopens the chat that is loading, or else the shown one, with changed choices. Reads its files again only if necessary. */
function again(more: Partial<Asked>): void {
  const before = coming ?? current;
  if (!before) return;
  const next = { ...before, asked: { ...before.asked, ...more } };
  const isRead =
    opened &&
    next.files === current!.files &&
    next.asked.columns === current!.asked.columns &&
    next.asked.dateOrder === current!.asked.dateOrder &&
    preview.settings.apart === current!.isApart;
  if (isRead) load(next, (watch) => show(opened!, next, watch));
  else open(next.files, next.name, next.asked);
}

/** Settings that rows are measured by have changed. */
function settingsChanged(): void {
  const next = coming ?? current;
  if (!next || measured() === next.by) return;
  if (!next.files && (coming || !opened) && isAsMeasured(preview.settings)) return;
  again({});
}

/** What rows are measured by, of the settings. */
function measured(): string {
  const { model, line, apart } = preview.settings;
  return JSON.stringify([familyOf(model), line, apart]);
}

async function openAll({ files, name, asked }: Pick<Wanted, "files" | "name" | "asked">, watch: Watched): Promise<Opened> {
  watch.say(words().startingDatabase);
  const [it, { openFiles }] = await Promise.all([database(), chats(), init()]);
  it.onProgress = (done) => watch.tell(done * 0.5);
  watch.say(words().readingMessages);
  const columns = preview.settings.apart ? asked.columns : { ...asked.columns, chat: null };
  const sources = files ?? [await sampleSource()];
  return openFiles(it, sources, name, { ...asked, columns }, { ...watch, tell: (done) => watch.tell(done * 0.5) });
}

async function show(next: Opened, { asked, files }: Pick<Wanted, "asked" | "files">, watch: Watched): Promise<void> {
  const [it, { chatOf, drop }] = await Promise.all([database(), chats()]);
  it.onProgress = () => {};
  watch.say(words().counting);
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
  chat.source.sample = files === undefined;
  await take(chat, next);
}

async function take(chat: Chat, next: Opened | undefined): Promise<void> {
  const [before, table] = [shown, opened !== next ? opened?.loaded.table : undefined];
  [shown, opened, current] = [chat, next, coming];
  preview.failure = undefined;
  preview.name = chat.name;
  preview.source = { ...chat.source, formats: preview.source.formats ?? [] };
  preview.messages = chat.messages;
  preview.rows = chat.rows;
  await before?.free();
  if (table) await (await chats()).drop(await database(), table);
}

/** Runs a load, and says how it goes. What was shown before stays as it is unless all goes well. */
function load(next: Pick<Wanted, "name" | "files" | "asked">, run: (watch: Watched) => Promise<void>): void {
  const { name } = next;
  const mine = (coming = { ...next, by: measured(), isApart: preview.settings.apart });
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
      if (coming === mine) coming = undefined;
      if (!signal.aborted) preview.loading = undefined;
    }
  });
}
