// Measures the work that has a budget, and lowers the budgets that are beaten. One that is exceeded is
// raised by hand, in tests/work/budgets.json, by whoever can say why.
import { writeFile } from "node:fs/promises";
import { budgets, file } from "../tests/work/budgets.js";
import { measureAll } from "../tests/work/measure.js";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { setup } from "./setup.js";

cli(import.meta.url, async () => {
  await setup("test");
  await build();
  const kept = budgets();
  for (const [name, measured] of Object.entries(await measureAll())) {
    const budget = kept[name] ?? Infinity;
    console.log(`${name}: ${measured}${measured < budget ? ", lower" : measured > budget ? `, of ${budget}` : ""}`);
    kept[name] = Math.min(budget, measured);
  }
  await writeFile(file, `${JSON.stringify(kept, undefined, 2)}\n`);
});
