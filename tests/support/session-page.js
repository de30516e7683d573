// Sessions in the browser's private files of a page.
import * as sessions from "../../www/src/session/index.ts";
import { sessionSuite } from "./session-suite.js";

globalThis.run = async () => {
  await sessionSuite(navigator.storage, sessions);
  // Files that an open page is writing are not mistaken for leftovers of a closed page.
  const [one, other] = [await sessions.openSessions(), await sessions.openSessions()];
  const files = [{ name: "large", blob: new Blob([new Uint8Array(50_000_000)]) }];
  const [first, second] = await Promise.all([one.keep({ files, choices: 1 }), other.keep({ files: [], choices: 2 })]);
  const listed = (await one.list()).map(({ id }) => id).sort();
  await one.clear();
  return JSON.stringify(listed) === JSON.stringify([first.id, second.id].sort());
};
globalThis.ready = true;
