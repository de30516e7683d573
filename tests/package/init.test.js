// Where the WebAssembly comes from. Each test starts in a process that has loaded nothing.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { it } from "node:test";
import { root } from "../../scripts/lib/run.js";

const sources = {
  "nothing, as it is inside the package": "await init();",
  "a file's URL": 'await init(import.meta.resolve("windrow/windrow.wasm"));',
  bytes: "await init(bytes);",
  "a promise of bytes": "await init(Promise.resolve(bytes));",
  "a compiled module": "await init(new WebAssembly.Module(bytes));",
  "a Response": 'await init(new Response(bytes, { headers: { "content-type": "application/wasm" } }));',
  "a Response of almost that type":
    'await init(new Response(bytes, { headers: { "content-type": "application/wasm; charset=utf-8" } }));',
  "a Response of no known type": "await init(fetch(`data:text/plain;base64,${bytes.toString('base64')}`));",
  "initSync, with bytes": "initSync(bytes);",
  "initSync, with a module": "initSync(new WebAssembly.Module(bytes));",
  "many at once": "await Promise.all([init(), init(bytes), init()]);",
  "another try, after one that failed":
    'const failed = init(new Response("<html>")); await Promise.all([failed, init()]).catch(() => init());',
};

function run(code) {
  const script = `
    import { readFileSync } from "node:fs";
    import { Rows, init, initSync } from "windrow";
    const bytes = readFileSync(new URL(import.meta.resolve("windrow/windrow.wasm")));
    ${code}`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: root, encoding: "utf8" }).trim();
}

for (const [name, code] of Object.entries(sources)) {
  it(`from ${name}`, () => {
    assert.equal(run(`${code} console.log(Rows.fromColumns({ length: 3 }).length);`), "3");
  });
}

it("a later load does not replace the module that initSync has started", () => {
  const code = "const loading = init(); initSync(bytes); const rows = Rows.fromColumns({ length: 3 }); await loading;";
  assert.equal(run(`${code} Rows.fromColumns({ length: 5 }); console.log(rows.length);`), "3");
});

it("a missing file on the server is reported", () => {
  const gone = 'new Response("", { status: 404, statusText: "Not Found" })';
  assert.match(
    run(`await init(${gone}).catch(({ code, message }) => console.log(code, message));`),
    /^LOAD_FAILED .*404 Not Found/,
  );
  const page = 'init("data:text/html,<!doctype html>")';
  assert.match(
    run(`await ${page}.catch(({ code, message }) => console.log(code, message));`),
    /^LOAD_FAILED .*from data:text\/html/,
  );
});
