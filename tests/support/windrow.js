// Helpers of the package's tests.
import assert from "node:assert/strict";
import { WindowError } from "windrow";

/** A check for `assert.throws` and `assert.rejects`: the code, and words of the sentence. */
export const windowError =
  (code, ...words) =>
  (error) => {
    assert.ok(error instanceof WindowError, `${error?.stack}`);
    assert.equal(error.code, code, error.message);
    for (const word of words) assert.ok(error.message.includes(word), `${word}: ${error.message}`);
    return true;
  };
