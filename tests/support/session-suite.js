// The requirements of sessions, in memory and in a browser: throws at the first one that fails.
const same = (actual, expected, what = "") => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
};

const codeOf = (promise) =>
  promise.then(
    () => "none",
    (error) => error.code ?? error.name,
  );

/** @param {any} storage @param {any} module the page's sessions */
export async function sessionSuite(storage, { openSessions }) {
  const sessions = await openSessions(storage);
  const text = (parts) => new Blob(parts);
  same(await sessions.list(), [], "nothing is there before");
  const folders = [];
  for await (const { name } of (await storage.getDirectory()).values()) folders.push(name);
  same(folders, [], "nothing is written before it is asked for");

  const choices = { max: { tokens: 8000 }, line: "{text}\u0000 é", filter: { redact: { names: true } } };
  const files = [
    { name: "a/b: chat.txt", blob: text(["hello ", "wörld"]) },
    { name: "a/b: chat.txt", blob: text([new Uint8Array(3_000_000)]) },
  ];
  const shares = [];
  const kept = await sessions.keep(
    { files, choices, counts: new Uint8Array([1, 2, 3]) },
    { onProgress: (share) => shares.push(share) },
  );
  same([kept.names, kept.bytes, kept.isReadable], [["a/b: chat.txt", "a/b: chat.txt"], 3_000_015, true]);
  same([shares.at(-1), shares.every((share, i) => share > (shares[i - 1] ?? 0))], [1, true], "progress");

  const again = await openSessions(storage);
  const restored = await again.restore(kept.id);
  same(
    [restored.choices, [...restored.counts], await restored.files[0].blob.text(), restored.files[1].blob.size],
    [choices, [1, 2, 3], "hello wörld", 3_000_000],
    "restored",
  );

  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = await again.keep({ files: files.slice(0, 1), choices: null });
  same(
    (await again.list()).map(({ id, bytes }) => [id, bytes]),
    [
      [second.id, 12],
      [kept.id, 3_000_015],
    ],
    "the newest first",
  );
  same((await again.restore(second.id)).counts, undefined, "no counts");
  await new Promise((resolve) => setTimeout(resolve, 5));
  await again.update(kept.id, { choices: { other: 1 }, counts: new Uint8Array([9]) });
  same((await again.list())[0].id, kept.id, "an update is the newest");
  const updated = await again.restore(kept.id);
  same([updated.choices, [...updated.counts], await updated.files[0].blob.text()], [{ other: 1 }, [9], "hello wörld"], "updated");

  const controller = new AbortController();
  controller.abort(Object.assign(new Error("enough"), { code: "ENOUGH" }));
  same(await codeOf(sessions.keep({ files, choices }, { signal: controller.signal })), "ENOUGH");
  const later = new AbortController();
  const ended = sessions.keep(
    { files, choices },
    { signal: later.signal, onProgress: () => later.abort(Object.assign(new Error("enough"), { code: "ENOUGH" })) },
  );
  same(await codeOf(ended), "ENOUGH");
  same((await sessions.list()).length, 2, "what is ended leaves nothing");

  // A page that was closed before the end, and one of another version.
  const root = await (await storage.getDirectory()).getDirectoryHandle("windrow sessions");
  await (await root.getDirectoryHandle("half", { create: true })).getFileHandle("file 0", { create: true });
  const future = await (
    await root.getDirectoryHandle("future", { create: true })
  ).getFileHandle("session.json", { create: true });
  const writer = (await future.createWritable()).getWriter();
  await writer.write(new TextEncoder().encode('{"version":2}'));
  await writer.close();
  same(
    (await sessions.list()).map(({ id, isReadable }) => [id, isReadable]).sort(),
    [
      [kept.id, true],
      [second.id, true],
      ["future", false],
    ].sort(),
    "listed",
  );
  same(
    [await codeOf(sessions.restore("future")), await codeOf(sessions.restore("half")), await codeOf(sessions.restore("none"))],
    ["UNREADABLE", "GONE", "GONE"],
  );
  await sessions.keep({ files: [], choices: 0 });
  same(
    await root.getDirectoryHandle("half").then(
      () => "there",
      ({ name }) => name,
    ),
    "NotFoundError",
    "half a session is removed",
  );
  same((await sessions.list()).length, 4);

  await sessions.remove(second.id);
  await sessions.remove(second.id);
  same(await codeOf(sessions.restore(second.id)), "GONE");
  await sessions.clear();
  same(await sessions.list(), [], "all are thrown away");
  await sessions.clear();
}
