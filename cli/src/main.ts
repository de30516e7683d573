#!/usr/bin/env node
import { type ErrorCode, WindowError } from "windrow";
import { readOptions } from "./options.js";
import { run } from "./run.js";
import { Output } from "./write/output.js";
import { printable } from "./write/printable.js";
import { HELP, UsageError, formatsHelp, version } from "./usage.js";

/** Codes of errors in the options, not in the data. */
const USAGE_CODES: readonly ErrorCode[] = [
  "NO_LIMIT",
  "BAD_LIMIT",
  "BAD_OVERLAP",
  "BAD_DURATION",
  "BAD_FILL",
  "BAD_EDGES",
  "BAD_OPTION",
  "BAD_TEMPLATE",
  "BAD_RESERVE",
];

const say = (sentence: string) => process.stderr.write(`windrow: ${printable(sentence)}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options !== "string") return run(options, say);
  const output = Output.stdout();
  await output.text({ help: HELP, formats: formatsHelp(), version: `${version()}\n` }[options]);
  await output.end();
}

try {
  await main();
} catch (error) {
  if (error instanceof UsageError) {
    say(error.message);
    process.exitCode = 2;
  } else if (error instanceof WindowError && error.code !== "INTERNAL") {
    say(`${error.code}: ${error.message}`);
    process.exitCode = USAGE_CODES.includes(error.code) ? 2 : 1;
  } else {
    say("INTERNAL: windrow failed in a way it should not; please report this:");
    for (const line of String((error as Error)?.stack ?? error).split("\n")) process.stderr.write(`${printable(line)}\n`);
    process.exitCode = 1;
  }
}
