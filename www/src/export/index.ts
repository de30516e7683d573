/** What a plan is taken away as: an output makes the pieces of files, and {@link save} writes them as they come. */
export { blobs, chooseFile, download, type Destination, type FileWriter } from "./destination.js";
export { code, command, type Recipe, specJson } from "./code.js";
export { type Estimate, estimate } from "./estimate.js";
export { messagesArrow, messagesCsv, messagesParquet } from "./messages.js";
export { type Output, OUTPUTS, type OutputName } from "./outputs.js";
export { planArrow, planCsv, planParquet } from "./plan.js";
export { batchOf, promptsJsonl, promptsText, promptText } from "./prompts.js";
export { type Progress, save, type Saved, type SaveOptions } from "./save.js";
export type { ExportOptions, ExportSource, Piece } from "./source.js";
