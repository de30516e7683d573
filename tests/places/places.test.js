// The package, as installed, in the places where JavaScript is built and run. Those that take minutes to install are tried
// where CI_FULL is set, or where packaging has changed since the table in pkg/README.md was written: see `npm run places`.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isPackagedAsTried, quick, slow, writtenPlaces } from "./support/list.js";
import { NOT_INSTALLED, tryPlace } from "./support/place.js";

describe("in its places", () => {
  for (const place of quick) it(place.name, async () => void (await tryPlace(place)));

  const isLeftOut = !process.env.CI_FULL && isPackagedAsTried();
  for (const place of slow) {
    const reason = isLeftOut ? "packaging is as it was when this was tried; CI_FULL=1 tries it again" : place.lacks?.();
    it(place.name, { skip: reason }, async (t) => {
      await tryPlace(place).catch((error) => {
        if (error.cause !== NOT_INSTALLED) throw error;
        t.skip(error.message);
      });
    });
  }
  if (isLeftOut) console.log(`left out, as packaging has not changed since: ${slow.map(({ name }) => name).join(" · ")}`);

  it("are those that the table in pkg/README.md names, with what is to be written there", () => {
    const written = [...writtenPlaces()].map(([name, { what }]) => [name, what]);
    assert.deepEqual(
      written,
      [...quick, ...slow].map(({ name, what = "nothing" }) => [name, what]),
    );
  });
});
