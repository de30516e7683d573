/**
 * The preview page: a file becomes messages in order (load), which become rows by one query; what is
 * made of these is shown by the element, which reads messages from the database (messages).
 */
import { init } from "windrow";
import "windrow/element";
import { keepInAddress } from "./address.js";
import { ColumnChoice } from "./columns.js";
import { Database } from "./database.js";
import { find, sentence } from "./dom.js";
import type { ColumnChoice as Choice, Source } from "windrow/etl";
import { listenForFiles, sample, type SourceFile } from "./files.js";
import { Intake } from "./intake.js";
import { load as loadFile, type Messages, release, type Watch } from "./load.js";
import { messageProvider } from "./messages.js";
import { Queue } from "./queue.js";
import { takeaways } from "./takeaways.js";

const preview = find<HTMLElementTagNameMap["windrow-preview"]>("windrow-preview");
const status = find("#status");
const loadAlert = find("#load-alert");
const loads = new Queue();
const intake = new Intake(cancel);

/** The file that the columns are chosen from; it is not the one shown while it cannot be. */
let source: Source | undefined;
/** What the plan is of. */
let shown: Messages | undefined;
/** The name of the file that is being loaded. */
let loading: string | undefined;

const starting = Promise.all([Database.open(), init()]).then(([database]) => database);
// Whoever awaits it says what went wrong.
starting.catch(() => undefined);

const columnChoice = new ColumnChoice((choice) => {
  const from = source;
  if (from) load(from.name, (watch) => show(from, choice, watch));
});
keepInAddress(preview);
listenForFiles(openFile);
openFile(sample);

function openFile(file: SourceFile): void {
  // A choice made now would be one among the columns of the file before.
  columnChoice.disabled = true;
  load(file.name, (watch) => open(file, watch));
}

async function open(file: SourceFile, watch: Watch): Promise<void> {
  say("Starting the database", watch);
  const database = await starting;
  say(`Reading ${file.name}`, watch);
  const blob = await file.read();
  database.onProgress = watch.onProgress;
  await show({ name: file.name, blob }, {}, watch);
}

async function show(from: Source, choice: Choice, watch: Watch): Promise<void> {
  const database = await starting;
  database.onProgress = watch.onProgress;
  say(`Loading ${from.name} into the database`, watch);
  const messages = await loadFile(database, from, choice, watch);
  if (watch.signal.aborted) return release(database, messages);
  const before = shown;
  shown = messages;
  source = from;
  columnChoice.show(messages.loaded.all, messages.loaded.columns);
  preview.name = from.name;
  preview.work = { queries: messages.queries, fetchMs: messages.fetchMs };
  preview.messages = messageProvider(database, messages);
  preview.takeaways = takeaways(database, messages);
  preview.rows = messages.rows;
  intake.show(messages.loaded.problems);
  if (before) await release(database, before);
}

/** Runs a load, and says how it goes. What was shown before stays, dimmed, unless all goes well. */
function load(name: string, run: (watch: Watch) => Promise<void>): void {
  loading = name;
  loadAlert.textContent = "";
  if (loads.isBusy) status.textContent = "Waiting until what was begun before has ended …";
  intake.begin();
  dim();
  loads.run(async (signal) => {
    try {
      await run(intake.watch(signal));
      if (!signal.aborted) end(`${name} is loaded.`);
    } catch (error) {
      if (signal.aborted) return;
      loadAlert.textContent = `${name}: ${sentence(error)}`;
      end("");
    }
  });
}

/** Says so at once: there are steps that the database ends only when they are done. */
function cancel(): void {
  loads.cancel();
  end(`${loading} was cancelled.`);
}

function end(said: string): void {
  status.textContent = said;
  loading = undefined;
  intake.end();
  columnChoice.disabled = false;
  dim();
}

function dim(): void {
  preview.busy = loading !== undefined || loadAlert.textContent !== "";
}

function say(what: string, { signal }: Watch): void {
  signal.throwIfAborted();
  status.textContent = `${what} …`;
}
