// The types of the interface, together with those of the databases.
import { it } from "node:test";
import { root, run } from "../../scripts/lib/run.js";

it("connections are accepted by their own types", async () => {
  const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipLibCheck"];
  const as = ["--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom,esnext.disposable"];
  await run("npx", ["tsc", ...strict, ...as, "tests/package/types/connections.ts"], { cwd: root, quiet: true });
});
