// What the package's tests share.
import assert from "node:assert/strict";
import { WindowError } from "windrow";

/** What `assert.throws` and `assert.rejects` check: the code, and words that the sentence holds. */
export const windowError = (code, ...words) => (error) => {
  assert.ok(error instanceof WindowError, `${error?.stack}`);
  assert.equal(error.code, code, error.message);
  for (const word of words) assert.ok(error.message.includes(word), `${word}: ${error.message}`);
  return true;
};
