// The long tasks of a page's own thread, by the browser's trace.

/**
 * Runs something, and finds the tasks of the page's thread meanwhile that took longest.
 *
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<unknown>} run
 * @returns {Promise<number[]>} milliseconds that the thread ran for each task, the longest first: other work of the
 *   machine is not counted
 */
export async function longestTasks(page, run) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) =>
    events.push(
      ...value.filter(
        ({ name, cat }) => name === "RunTask" || name.endsWith("ThreadControllerImpl::RunTask") || cat.includes("user_timing"),
      ),
    ),
  );
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline", "blink.user_timing", "toplevel"] },
  });
  await page.evaluate(() => performance.mark("tasks begin"));
  try {
    await run();
  } finally {
    await page.evaluate(() => performance.mark("tasks end")).catch(() => {});
    const ended = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await ended;
    await session.detach();
  }
  const { pid, tid, ts: from } = events.find(({ name }) => name === "tasks begin");
  const to = events.find(({ name }) => name === "tasks end").ts;
  const tasks = events.filter(
    (event) => event.ph === "X" && event.pid === pid && event.tid === tid && event.ts > from && event.ts < to,
  );
  return tasks.map(({ tdur = 0 }) => tdur / 1_000).sort((a, b) => b - a);
}
