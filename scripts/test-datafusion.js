// Runs the tests of datafusion/, and builds their dependencies: half an hour on two cores the first time.
import { cli } from "./lib/cli.js";
import { testDatafusion } from "./lib/datafusion.js";
import { ensureRust } from "./lib/rust.js";

cli(import.meta.url, async () => {
  await ensureRust();
  await testDatafusion();
});
