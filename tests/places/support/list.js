// The places, how each is made, and what its user has to write.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../../../scripts/lib/browser.js";
import { find, root } from "../../../scripts/lib/run.js";
import { serve } from "../../../scripts/lib/serve.js";
import { bundleForEdge } from "../../runtimes/support/edge.js";
import { inFirefox } from "../../../scripts/test-firefox.js";
import { STRICT } from "../../support/strict.js";
import { inExtension } from "./extension.js";
import { inWebKit } from "./webkit.js";

/**
 * @typedef {object} Place
 * @property {string} name
 * @property {string} [what] what is to be written there; nothing unless given
 * @property {string[]} [install] its tools, in the registry; those that have any take minutes
 * @property {string[]} [linked] what of the repository's own modules it uses
 * @property {string} [project] its folder
 * @property {object} [manifest] what its package.json says
 * @property {boolean} [newer] whether it needs a newer Node than the oldest that is supported
 * @property {() => string | undefined} [lacks] what has to be there and is not
 * @property {(at: object) => Promise<string>} try resolves to its version
 */

const BLOB = "nothing; the worker starts from a blob (`worker-src blob:`)";
const TYPESCRIPT = ["5.0", "5.2", "5.4", "5.6", "5.8", "5.9", "latest"];

/** @type {Place[]} */
export const quick = [
  {
    name: "Node",
    async try(at) {
      await at.finds("node app.js");
      await at.finds("node require.cjs");
      return process.versions.node;
    },
  },
  { name: "Bun", try: async (at) => (await at.finds("bun app.js"), await at.finds("bun worker.js"), at.version("bun")) },
  {
    name: "Bun, `build` and `build --compile`",
    what: BLOB,
    async try(at) {
      await at.run("bun build app.js worker.js --outdir out --target browser && bun build --compile app.js --outfile compiled");
      await at.finds("./compiled");
      for (const name of ["app", "worker"]) at.page("out", name);
      await at.opens("out", ["app.html", "worker.html"]);
      return at.version("bun");
    },
  },
  {
    name: "Deno",
    try: async (at) => (
      await at.finds("deno run --cached-only --allow-read=. app.js"),
      await at.finds("deno run --cached-only --allow-read=. worker.js"),
      at.version("deno")
    ),
  },
  {
    name: "Cloudflare Workers (workerd)",
    async try(at) {
      at.write(
        "edge.js",
        'import { windows } from "./windows.js";\nexport default { async test() { console.log(await windows()); } };\n',
      );
      at.write("workerd.capnp", readFileSync(join(root, "tests/runtimes/apps/workerd.capnp"), "utf8"));
      await bundleForEdge(at.folder, "edge.js");
      await at.finds("workerd test workerd.capnp 2>&1");
      return at.version("workerd");
    },
  },
  {
    name: "esbuild",
    what: BLOB,
    async try(at) {
      await at.run("esbuild app.js worker.js --bundle --format=esm --outdir=out --log-level=error");
      await at.finds(
        "esbuild app.js --bundle --platform=node --format=esm --outfile=node.mjs --log-level=error && node node.mjs",
      );
      for (const name of ["app", "worker"]) at.page("out", name);
      await at.opens("out", ["app.html", "worker.html"]);
      return at.version("esbuild");
    },
  },
  {
    name: "Rolldown",
    what: BLOB,
    async try(at) {
      await at.finds("rolldown app.js --platform node --format es --dir node > log.txt && node node/app.js");
      for (const name of ["app", "worker"]) {
        await at.run(`rolldown ${name}.js --platform browser --format es --dir out`);
        at.page("out", name);
      }
      await at.opens("out", ["app.html", "worker.html"]);
      return at.version("rolldown");
    },
  },
  {
    name: "webpack",
    linked: ["webpack"],
    async try(at) {
      at.write("build.js", bundled("webpack", "webpack"));
      await at.run("node build.js");
      for (const name of ["app", "worker"]) at.page("out", name);
      await at.opens("out", ["app.html", "worker.html"]);
      return at.version("webpack");
    },
  },
  { name: "Vite 8, dev and build", try: (at) => inVite(at) },
  { name: "a page from a CDN: import map, SRI, CSP", what: "see [from a CDN](#from-a-cdn)", try: fromCdn },
  {
    name: "an extension (Manifest V3)",
    what: "`'wasm-unsafe-eval'` in `content_security_policy`",
    project: "extension",
    try: async (at) => (await inExtension(at.folder), chromiumVersion(at)),
  },
];

/** @type {Place[]} */
export const slow = [
  { name: "Vite 7, dev and build", what: BLOB, install: ["vite@7"], try: (at) => inVite(at) },
  {
    name: "Rollup",
    what: "`@rollup/plugin-node-resolve`, as for all packages; the worker starts from a blob (`worker-src blob:`)",
    install: ["rollup", "@rollup/plugin-node-resolve"],
    async try(at) {
      for (const name of ["app", "worker"]) {
        await at.run(`rollup ${name}.js -p node-resolve='{browser:true}' -d out -f es --silent`);
        at.page("out", name);
      }
      await at.opens("out", ["app.html", "worker.html"]);
      await at.finds("rollup app.js -p node-resolve -d node -f es --silent && node node/app.js");
      return at.version("rollup");
    },
  },
  {
    name: "Rspack",
    install: ["@rspack/core"],
    async try(at) {
      at.write("build.js", bundled("@rspack/core", "rspack"));
      await at.run("node build.js");
      for (const name of ["app", "worker"]) at.page("out", name);
      await at.opens("out", ["app.html", "worker.html"]);
      return at.version("@rspack/core");
    },
  },
  {
    name: "Parcel",
    what: 'nothing; for `windrow/worker` and the like `"@parcel/resolver-default": { "packageExports": true }` in package.json',
    install: ["parcel"],
    manifest: { "@parcel/resolver-default": { packageExports: true } },
    async try(at) {
      for (const name of ["app", "worker"]) at.page(".", name);
      await at.run("parcel build app.html worker.html --no-cache --dist-dir out");
      await at.opens("out", ["app.html", "worker.html"]);
      return at.version("parcel");
    },
  },
  {
    name: "Vitest: Node, jsdom, happy-dom",
    install: ["vitest", "jsdom", "happy-dom", "lit"],
    project: "vitest",
    async try(at) {
      await at.run("vitest run windows.test.js");
      for (const environment of ["jsdom", "happy-dom"]) await at.run(`vitest run --environment ${environment}`);
      return at.version("vitest");
    },
  },
  {
    name: "Jest: CommonJS and ES modules, Node and jsdom",
    install: ["jest", "jest-environment-jsdom"],
    project: "jest",
    manifest: { type: "commonjs", jest: { testMatch: ["**/*.test.cjs", "**/*.test.mjs"], transform: {} } },
    async try(at) {
      for (const environment of ["node", "jsdom"]) {
        await at.run(`jest common --env ${environment}`);
        await at.run(`jest module --env ${environment}`, { more: { NODE_OPTIONS: "--experimental-vm-modules" } });
      }
      return at.version("jest");
    },
  },
  {
    name: "Next.js: component, client, route, edge",
    install: ["next", "react", "react-dom"],
    project: "next",
    async try(at) {
      await at.run("next build");
      await at.serves("next start -p PORT", { says: ["/server", "/api/node", "/api/edge"], prints: ["/client"] });
      return at.version("next");
    },
  },
  {
    name: "SvelteKit (adapter-node)",
    install: ["@sveltejs/kit@2", "@sveltejs/adapter-node@5", "@sveltejs/vite-plugin-svelte@6", "svelte@5", "vite@7"],
    project: "sveltekit",
    async try(at) {
      await at.run("vite build");
      await at.serves("node build", { says: ["/"], prints: ["/"] });
      return at.version("@sveltejs/kit");
    },
  },
  {
    name: "Nuxt, dev and build",
    install: ["nuxt", "vue"],
    project: "nuxt",
    newer: true,
    async try(at) {
      await at.run("nuxt build");
      await at.serves("node .output/server/index.mjs", { says: ["/"], prints: ["/"] });
      await at.serves("nuxt dev --port PORT --host 127.0.0.1", { says: ["/"], prints: ["/"] });
      return at.version("nuxt");
    },
  },
  {
    name: "Astro, dev and build",
    install: ["astro"],
    project: "astro",
    newer: true,
    async try(at) {
      await at.run("astro build");
      await at.opens("dist", ["index.html"]);
      await at.serves("astro dev --port PORT --host 127.0.0.1", { says: ["/"], prints: ["/"] });
      return at.version("astro");
    },
  },
  {
    name: "React Router",
    install: [
      ...["react-router", "@react-router/dev", "@react-router/node", "@react-router/serve"].map((name) => `${name}@7.18.4`),
      "react",
      "react-dom",
      "isbot",
      "vite",
      "typescript@5.9",
    ],
    project: "react-router",
    newer: true,
    async try(at) {
      await at.run("react-router build");
      await at.serves("react-router-serve ./build/server/index.js", { says: ["/"], prints: ["/"] });
      return at.version("react-router");
    },
  },
  {
    name: "Angular",
    what: BLOB,
    install: ["@angular/cli@22"],
    project: "angular",
    newer: true,
    async try(at) {
      await at.run("ng new site --defaults --skip-git --skip-install --style css --ssr=false");
      await at.run(
        "cp app.ts site/src/app/app.ts && cd site && npm install ../node_modules/windrow --install-links --no-audit --no-fund --loglevel error && npx ng build",
      );
      await at.opens("site/dist/site/browser", ["index.html"]);
      return at.version("@angular/cli");
    },
  },
  {
    name: "TypeScript; JSX of React 18 and 19, templates of Vue",
    what: '`"lib": ["es2022", "dom"]` or newer; `skipLibCheck` may be false',
    install: [
      ...TYPESCRIPT.map((version) => `typescript-${version}@npm:typescript@${version}`),
      "typescript@5.9",
      "vue",
      "vue-tsc",
      "lit",
      "@types/react@19",
      "react-18@npm:@types/react@18",
    ],
    project: "types",
    try: inTypes,
  },
  {
    name: "Firefox",
    lacks: () => (find("firefox-esr") ? undefined : "Firefox is not installed: apt-get install firefox-esr"),
    async try(at) {
      const failed = (await inFirefox()).flatMap((result) => result.failed);
      if (failed.length > 0) throw new Error(failed.join("\n"));
      return /[\d.]+/.exec(await at.run("firefox-esr --version"))[0];
    },
  },
  {
    name: "WebKit (WebKitGTK, as in Safari)",
    lacks: () =>
      find("WebKitWebDriver") && find("Xvfb") ? undefined : "WebKit is not installed: apt-get install webkit2gtk-driver xvfb",
    try: inWebKit,
  },
];

/** A script that bundles app and worker with a bundler that has webpack's interface. */
const bundled = (from, name) => `import { ${name === "webpack" ? "default as webpack" : name} } from "${from}";
${name}({ mode: "production", entry: { app: "./app.js", worker: "./worker.js" }, output: { path: import.meta.dirname + "/out" }, performance: { hints: false } }, (error, stats) => {
  const told = error ?? (stats.hasErrors() || stats.hasWarnings() ? stats.toString() : "");
  console.log(String(told));
  process.exitCode = told ? 1 : 0;
});
`;

async function inVite(at) {
  for (const name of ["app", "worker"]) at.page(".", name);
  await at.serves("vite --port PORT --host 127.0.0.1", { prints: ["/app.html", "/worker.html"] });
  at.write("vite.config.js", 'export default { build: { rollupOptions: { input: ["app.html", "worker.html"] } } };\n');
  await at.run("vite build --logLevel error");
  await at.opens("dist", ["app.html", "worker.html"]);
  return at.version("vite");
}

/** A page and a package of two origins: the digest is that of the file, and the policy no wider than it must be. */
async function fromCdn(at) {
  const file = "dist/index.inline.js";
  const cdn = await serve(join(at.folder, "node_modules/windrow"), { "access-control-allow-origin": "*" });
  const digest = (text) => `sha384-${createHash("sha384").update(text).digest("base64")}`;
  const map = JSON.stringify({
    imports: { windrow: `${cdn.url}${file}` },
    integrity: { [`${cdn.url}${file}`]: digest(readFileSync(join(at.folder, "node_modules/windrow", file))) },
  });
  at.write(
    "cdn.html",
    `<!doctype html><meta charset="utf-8"><title>cdn</title><link rel="icon" href="data:,"><script type="importmap">${map}</script><script type="module" src="./app.js"></script>\n`,
  );
  const hash = createHash("sha256").update(map).digest("base64");
  const policy = `default-src 'none'; script-src 'self' 'sha256-${hash}' ${cdn.url} 'wasm-unsafe-eval'; img-src data:`;
  try {
    await at.opens(".", ["cdn.html"], { headers: { "content-security-policy": policy }, origins: [new URL(cdn.url).origin] });
    // The worker of another origin starts from a blob.
    at.write(
      "map.html",
      `<!doctype html><meta charset="utf-8"><title>cdn</title><link rel="icon" href="data:,"><script type="importmap">{"imports":{"windrow/worker":"${cdn.url}dist/worker/index.js"}}</script><script type="module" src="./worker.js"></script>\n`,
    );
    await at.opens(".", ["map.html"], { origins: [new URL(cdn.url).origin] });
  } finally {
    await cdn.close();
  }
  return chromiumVersion(at);
}

const chromiumVersion = async (at) => /Chromium \d+/.exec(await at.run(`${findChromium()} --version`))[0];

/** Every compiler with every way to resolve; every framework with the newest that it takes. */
async function inTypes(at) {
  const check = async (command, files, options = {}) => {
    at.write("tsconfig.json", JSON.stringify({ compilerOptions: { ...STRICT, ...options }, files }));
    await at.run(command);
  };
  for (const name of ["types.ts", "types.cts"]) at.write(name, readFileSync(join(root, "tests/runtimes/apps", name), "utf8"));
  for (const version of TYPESCRIPT) {
    const tsc = `node node_modules/typescript-${version}/bin/tsc -p .`;
    for (const resolution of ["node16", "nodenext", "bundler"]) {
      const module = resolution === "bundler" ? "esnext" : resolution;
      // What of the types is CommonJS, bundlers do not know; lit's own types need a newer compiler than 5.0.
      const common = resolution === "bundler" ? [] : ["types.cts"];
      await check(tsc, ["types.ts", "element.ts", ...common], { module, moduleResolution: resolution });
    }
  }
  const bundler = { module: "esnext", moduleResolution: "bundler", jsx: "react-jsx" };
  await check("node node_modules/typescript-latest/bin/tsc -p .", ["react.tsx"], bundler);
  const paths = { react: ["./node_modules/react-18"], "react/jsx-runtime": ["./node_modules/react-18/jsx-runtime"] };
  await check("node node_modules/typescript-5.9/bin/tsc -p .", ["react.tsx"], { ...bundler, paths });
  await check("vue-tsc -p .", ["vue.vue"], { ...bundler, jsx: "preserve", skipLibCheck: true });
  return `5.0 to ${at.version("typescript-latest")}`;
}

const readme = join(root, "pkg/README.md");
const [BEGIN, END] = ["<!-- places -->", "<!-- /places -->"];

/** The lines of the table, by the names of the places. */
export function writtenPlaces() {
  const [, table = ""] = readFileSync(readme, "utf8").split(BEGIN);
  const lines = table.split(END)[0].trim().split("\n").slice(2);
  return new Map(
    lines.map((line) => line.split("|").map((cell) => cell.trim())).map(([, name, version, what]) => [name, { version, what }]),
  );
}

/** Writes the table, with the versions that places were tried with, now or when they were last; without those that failed. */
export function writePlaces(tried) {
  const versions = new Map([...[...writtenPlaces()].map(([name, { version }]) => [name, version]), ...tried]);
  const rows = [...quick, ...slow].flatMap(({ name, what = "nothing" }) =>
    versions.get(name) ? [`| ${name} | ${versions.get(name)} | ${what} |`] : [],
  );
  const [before, rest] = readFileSync(readme, "utf8").split(BEGIN);
  const table = ["| place | tried with | what to write |", "| --- | --- | --- |", ...rows].join("\n");
  writeFileSync(readme, `${before}${BEGIN}\n${table}\n${END}${rest.split(END)[1]}`);
}

/** What the places that take minutes depend on, as it was when the table was written. */
const mark = join(root, "tests/places/packaging.txt");

const withoutComments = (text) => text.replace(/^\s*(?:\/\/|\/?\*).*\n/gm, "");

function packaging() {
  const { exports, main, module, types, typesVersions, sideEffects, peerDependencies } = JSON.parse(
    readFileSync(join(root, "pkg/package.json"), "utf8"),
  );
  const files = ["scripts/lib/package.js", "scripts/lib/declarations.js"].map((name) =>
    withoutComments(readFileSync(join(root, name), "utf8")),
  );
  return createHash("sha256")
    .update(JSON.stringify([exports, main, module, types, typesVersions, sideEffects, peerDependencies, files]))
    .digest("hex");
}

export const isPackagedAsTried = () => existsSync(mark) && readFileSync(mark, "utf8").trim() === packaging();
export const markAsTried = () => writeFileSync(mark, `${packaging()}\n`);
