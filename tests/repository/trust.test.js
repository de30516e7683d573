// Every bundled dependency has an allowed licence, a notice beside each product, and a place in the bill of materials.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { licenceTexts } from "../../scripts/lib/components.js";
import { root } from "../../scripts/lib/run.js";
import { PRODUCTS, bill, notices } from "../../scripts/notices.js";

/** Licences that require only a notice. */
const ALLOWED =
  /^\(?(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|Unicode-3\.0|Zlib|CC0-1\.0|BlueOak-1\.0\.0|Unlicense)\)?$/;
const isAllowed = (licence) =>
  licence
    .replaceAll("/", " OR ")
    .replaceAll(/[()]/g, "")
    .split(" AND ")
    .every((part) => part.split(" OR ").some((one) => ALLOWED.test(one.trim())));

for (const [folder, components] of Object.entries(PRODUCTS)) {
  it(`${folder} ships the notices of its components, all under allowed licences`, (t) => {
    const all = components();
    assert.ok(all.length > 20);
    assert.equal(
      readFileSync(join(root, folder, "THIRD-PARTY-NOTICES"), "utf8"),
      notices(all),
      "built again, it would be another",
    );
    for (const { name, license } of all) assert.ok(isAllowed(license), `${name}: ${license}`);
    const without = all.filter((component) => licenceTexts(component).length === 0).map(({ name }) => name);
    t.diagnostic(`${all.length} components; without a text of their licence: ${without.join(", ") || "none"}`);
  });
}

it("the bill of materials lists each component once", () => {
  const { components } = bill();
  assert.equal(new Set(components.map(({ purl }) => purl)).size, components.length);
  assert.deepEqual(bill(), bill());
  for (const product of Object.values(PRODUCTS))
    for (const { name, version } of product())
      assert.ok(
        components.some((one) => one.name === name && one.version === version),
        name,
      );
});
