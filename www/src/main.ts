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
import type { Source, Watch } from "./etl/index.js";
import { listenForFiles, sample, type SourceFile } from "./files.js";
import { type Choice, guess } from "./guess.js";
import { Intake } from "./intake.js";
import { arrange, fits, inspect, type Inspected, type Messages, release, reload } from "./load.js";
import { messageProvider } from "./messages.js";
import { Queue } from "./queue.js";
import { takeaways } from "./takeaways.js";

interface Opened extends Source {
  inspected: Inspected;
}

const preview = find<HTMLElementTagNameMap["windrow-preview"]>("windrow-preview");
const status = find("#status");
const loadAlert = find("#load-alert");
const loads = new Queue();
const intake = new Intake(() => loads.cancel());

/** The file that the columns are chosen from; it is not the one shown while it cannot be. */
let source: Opened | undefined;
/** What the plan is of. */
let shown: Messages | undefined;
let isLoading = false;

const starting = Promise.all([Database.open(), init()]).then(([database]) => database);
// Whoever awaits it says what went wrong.
starting.catch(() => undefined);

const columnChoice = new ColumnChoice((choice) => {
  loads.run(async (isNewest, signal) => {
    const from = source;
    if (from) await load(from.name, isNewest, () => show(from, choice, isNewest, true, intake.watch(signal)));
  });
});
keepInAddress(preview);
listenForFiles(openFile);
openFile(sample);

function openFile(file: SourceFile): void {
  // A choice made now would be one among the columns of the file before.
  columnChoice.disabled = true;
  loads.run(async (isNewest, signal) => {
    await load(file.name, isNewest, () => open(file, isNewest, intake.watch(signal)));
    if (isNewest() || intake.isCancelled) columnChoice.disabled = false;
  });
}

async function open(file: SourceFile, isNewest: () => boolean, watch: Watch): Promise<void> {
  say("Starting the database");
  const database = await starting;
  say(`Reading ${file.name}`);
  const blob = await file.read();
  database.onProgress = watch.onProgress;
  if (!isNewest()) return;
  say(`Loading ${file.name} into the database`);
  const inspected = await inspect(database, { name: file.name, blob }, watch);
  if (!isNewest()) return;
  source = { name: file.name, blob, inspected };
  const { columns } = inspected;
  const choice = guess(columns);
  columnChoice.show(columns, choice);
  await show(source, choice, isNewest, !fits(inspected, choice), watch);
}

async function show(
  { name, blob, inspected }: Opened,
  choice: Choice,
  isNewest: () => boolean,
  again: boolean,
  watch: Watch,
): Promise<void> {
  const database = await starting;
  database.onProgress = watch.onProgress;
  if (again) {
    say(`Loading ${name} into the database, with the chosen columns`);
    await reload(database, { name, blob }, choice, watch);
    if (!isNewest()) return;
  }
  say("Putting the rows in order, and fetching their times and lengths");
  const messages = await arrange(database, inspected, choice, watch);
  if (!isNewest()) return release(database, messages);
  const before = shown;
  shown = messages;
  preview.name = name;
  preview.work = { queries: messages.queries, fetchMs: messages.fetchMs };
  preview.messages = messageProvider(database, messages);
  preview.takeaways = takeaways(database, messages);
  preview.rows = messages.rows;
  intake.show(messages.problems);
  if (before) await release(database, before);
}

/** Runs a load, and says how it goes. What was shown before stays, dimmed, unless all goes well. */
async function load(
  name: string,
  isNewest: () => boolean,
  run: () => Promise<void>,
): Promise<void> {
  isLoading = true;
  loadAlert.textContent = "";
  dim();
  try {
    await run();
    status.textContent = `${name} is loaded.`;
  } catch (error) {
    status.textContent = "";
    if (isNewest()) loadAlert.textContent = `${name}: ${sentence(error)}`;
  }
  if (intake.isCancelled) status.textContent = `${name} was cancelled.`;
  intake.end();
  isLoading = false;
  dim();
}

function dim(): void {
  preview.busy = isLoading || loadAlert.textContent !== "";
}

function say(what: string): void {
  status.textContent = `${what} …`;
}
