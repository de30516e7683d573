import { openSessions } from "./sessions.js";

/** The sessions of this browser, and the one that is to be opened: the newest, if it can be read. */
export const kept = (async () => {
  const all = await openSessions();
  const [newest] = all ? await all.list().catch(() => []) : [];
  return { all, newest: newest?.isReadable ? newest.id : undefined };
})();
