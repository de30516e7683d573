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

/** An error's sentence, where it speaks of an option of the package as one that has an option here. */
function asOption({ code, message }: WindowError): string {
  if (code !== "BAD_DURATION") return message;
  return message
    .replace(/^(max\.)?(\w+) is "(.*?)"/, (_, max, name, value) => `--${max ? "max-" : ""}${name} is ${value}`)
    .replace(/; give milliseconds.*$/, '; give one such as 90s, 30m, 2h, "1d 4h" or P1DT4H, without years and months');
}

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
    say(`${error.code}: ${asOption(error)}`);
    process.exitCode = USAGE_CODES.includes(error.code) ? 2 : 1;
  } else {
    say("INTERNAL: windrow failed in a way it should not; please report this:");
    for (const line of String((error as Error)?.stack ?? error).split("\n")) process.stderr.write(`${printable(line)}\n`);
    process.exitCode = 1;
  }
}
