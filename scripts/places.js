// Tries the package, as built, in all its places, and writes the table of them in pkg/README.md. Names of places as
// arguments try these alone.
import { markAsTried, quick, slow, writePlaces } from "../tests/places/support/list.js";
import { tryPlace } from "../tests/places/support/place.js";
import { cli } from "./lib/cli.js";

cli(import.meta.url, async (...names) => {
  const chosen = [...quick, ...slow].filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  const versions = new Map();
  for (const place of chosen) {
    const began = performance.now();
    const lacks = place.lacks?.();
    const version = lacks
      ? undefined
      : await tryPlace(place).catch((error) => console.log(`FAILED: ${place.name}: ${error.message}`));
    if (!lacks) versions.set(place.name, version);
    console.log(`${lacks ?? version ?? "failed"}: ${place.name}, in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  }
  const passed = [...versions.values()].filter(Boolean).length;
  const failed = versions.size - passed;
  console.log(`\n${passed} passed, ${failed} failed, ${chosen.length - versions.size} left out`);
  if (failed > 0) process.exitCode = 1;
  writePlaces(versions);
  if (failed === 0 && names.length === 0) markAsTried();
});
