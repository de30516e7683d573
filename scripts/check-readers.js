// Lets pyarrow and Polars read the Arrow that plans write, and keeps digests of the bytes. Run it when
// the writer's output changes. Needs a Python that has both, as PYTHON.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { init } from "windrow";
import { digestsOf, writtenPlans } from "../tests/support/written.js";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";

cli(import.meta.url, async () => {
  await init();
  const plans = writtenPlans();
  const input = JSON.stringify(plans.map((plan) => ({ ...plan, bytes: Buffer.from(plan.bytes).toString("base64") })));
  const python = process.env.PYTHON ?? "python3";
  const { status, error } = spawnSync(python, [join(root, "scripts/fixtures/read_plans.py")], {
    input,
    stdio: ["pipe", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error(`${python} could not read them`, { cause: error });
  const file = join(root, "tests/fixtures/arrow-read.json");
  writeFileSync(file, `${JSON.stringify(digestsOf(plans), null, 2)}\n`);
});
